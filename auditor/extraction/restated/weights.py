"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 11,951 pairs from 25 corpora, 642 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -4.3231,
    {
        "figures on one side": -0.0825,
        "heading in the other": 0.0821,
        "headings": 0.7571,
        "length": -0.8851,
        "names": 0.9267,
        "of both": -1.0676,
        "of the shorter": 0.0792,
        "one denies": 0.1555,
        "other length": 0.2871,
        "other names": 0.2011,
        "rarest": 0.6455,
        "shared": 0.3671,
        "synonyms": 0.4654,
        "window": -0.0072,
        "words": -0.2470,
    },
)
