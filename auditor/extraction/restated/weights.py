"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 3,527 pairs from 16 corpora, 250 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -4.7411,
    {
        "figures on one side": 0.3898,
        "heading in the other": 0.0022,
        "headings": 0.8202,
        "length": -0.6866,
        "names": 1.0296,
        "of both": -0.9571,
        "of the shorter": 0.5169,
        "one denies": 0.2953,
        "other length": 0.3878,
        "other names": 1.0517,
        "rarest": 0.6752,
        "shared": 0.4035,
        "synonyms": 0.3096,
        "window": 0.1333,
        "words": -0.4593,
    },
)
