"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 7,555 pairs from 16 corpora, 375 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -3.6361,
    {
        "figures on one side": -0.0384,
        "heading in the other": 0.0791,
        "headings": 0.6871,
        "length": -1.0063,
        "names": 1.1050,
        "of both": -2.8687,
        "of the shorter": 1.0712,
        "one denies": 0.2638,
        "other length": 0.0019,
        "other names": 0.6118,
        "rarest": 0.6114,
        "shared": 0.3327,
        "synonyms": 0.6941,
        "window": -0.2224,
        "words": -0.1062,
    },
)
