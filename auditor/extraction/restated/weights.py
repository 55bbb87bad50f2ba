"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 10,626 pairs from 22 corpora, 548 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -3.9305,
    {
        "figures on one side": -0.0447,
        "heading in the other": 0.0637,
        "headings": 0.7517,
        "length": -0.9567,
        "names": 0.9391,
        "of both": -1.2764,
        "of the shorter": 0.1189,
        "one denies": 0.1813,
        "other length": 0.2659,
        "other names": 0.1365,
        "rarest": 0.5853,
        "shared": 0.3735,
        "synonyms": 0.5591,
        "window": -0.0052,
        "words": -0.2461,
    },
)
