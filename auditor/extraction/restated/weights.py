"""The fitted weights of the models by which sentences meet, and contradict each other.

Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.
MEETINGS: 8,514 pairs from 19 corpora, 454 of them positive.
"""

from __future__ import annotations

from auditor.likelihood import Model

MEETINGS = Model(
    -4.3013,
    {
        "figures on one side": -0.0887,
        "heading in the other": 0.0371,
        "headings": 0.9180,
        "length": -0.8307,
        "names": 1.0359,
        "of both": -2.7607,
        "of the shorter": 0.8134,
        "one denies": 0.1605,
        "other length": 0.0870,
        "other names": 0.3354,
        "rarest": 0.6156,
        "shared": 0.3573,
        "synonyms": 0.6222,
        "window": -0.0630,
        "words": -0.1259,
    },
)
