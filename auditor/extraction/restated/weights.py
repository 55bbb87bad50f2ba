"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 7,293 pairs from 16 corpora, 374 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -3.6196,
    {
        "figures on one side": -0.0550,
        "heading in the other": 0.0743,
        "headings": 0.6900,
        "length": -0.9402,
        "names": 1.1004,
        "of both": -2.5612,
        "of the shorter": 0.9801,
        "one denies": 0.2560,
        "other length": -0.0063,
        "other names": 0.5840,
        "rarest": 0.5648,
        "shared": 0.3325,
        "synonyms": 0.6980,
        "window": -0.1680,
        "words": -0.1540,
    },
)
