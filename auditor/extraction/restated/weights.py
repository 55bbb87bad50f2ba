"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 8,572 pairs from 19 corpora, 459 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -4.5270,
    {
        "figures on one side": -0.0760,
        "heading in the other": 0.0360,
        "headings": 0.9217,
        "length": -0.7961,
        "names": 1.0603,
        "of both": -2.6469,
        "of the shorter": 0.7784,
        "one denies": 0.1786,
        "other length": 0.0836,
        "other names": 0.3019,
        "rarest": 0.6455,
        "shared": 0.3514,
        "synonyms": 0.6035,
        "window": -0.0317,
        "words": -0.1292,
    },
)
