"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 10,625 pairs from 22 corpora, 548 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -3.9311,
    {
        "figures on one side": -0.0469,
        "heading in the other": 0.0652,
        "headings": 0.7498,
        "length": -0.9580,
        "names": 0.9473,
        "of both": -1.2863,
        "of the shorter": 0.1121,
        "one denies": 0.1822,
        "other length": 0.2662,
        "other names": 0.1363,
        "rarest": 0.5853,
        "shared": 0.3740,
        "synonyms": 0.5589,
        "window": -0.0030,
        "words": -0.2450,
    },
)
