"""The fitted weights of the model by which sentences meet.

Logistic regression, fitted by ``benchmarks/alignment.py`` on 3,527 pairs of sentences from 16 annotated
corpora, 251 of them of one thing.
"""

from __future__ import annotations

from auditor.likelihood import Model

MODEL = Model(
    -4.8608,
    {
        "figures on one side": 0.3984,
        "heading in the other": 0.0035,
        "headings": 0.8198,
        "length": -0.6343,
        "names": 1.0312,
        "of both": -0.9535,
        "of the shorter": 0.5335,
        "one denies": 0.2637,
        "other length": 0.3980,
        "other names": 1.0673,
        "rarest": 0.6593,
        "shared": 0.4033,
        "synonyms": 0.3100,
        "window": 0.1678,
        "words": -0.4669,
    },
)
