"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 7,293 pairs from 16 corpora, 374 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -3.6207,
    {
        "figures on one side": -0.0543,
        "heading in the other": 0.0732,
        "headings": 0.6927,
        "length": -0.9387,
        "names": 1.0992,
        "of both": -2.5535,
        "of the shorter": 0.9855,
        "one denies": 0.2546,
        "other length": -0.0067,
        "other names": 0.5811,
        "rarest": 0.5659,
        "shared": 0.3316,
        "synonyms": 0.6985,
        "window": -0.1705,
        "words": -0.1547,
    },
)
