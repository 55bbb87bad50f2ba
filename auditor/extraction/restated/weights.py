"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 7,294 pairs from 16 corpora, 375 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -3.5897,
    {
        "figures on one side": -0.0357,
        "heading in the other": 0.0722,
        "headings": 0.6913,
        "length": -0.9532,
        "names": 1.0979,
        "of both": -2.5629,
        "of the shorter": 1.0002,
        "one denies": 0.2790,
        "other length": 0.0011,
        "other names": 0.5829,
        "rarest": 0.5713,
        "shared": 0.3335,
        "synonyms": 0.6952,
        "window": -0.2058,
        "words": -0.1573,
    },
)
