"""The fitted weights of the model by which figures meet.

Logistic regression, fitted by ``benchmarks/alignment.py`` on 7,095 pairs of figures from 16 annotated
corpora, 479 of them of one thing.
"""

from __future__ import annotations

from auditor.likelihood import Model

MODEL = Model(
    -3.7292,
    {
        "agree in a crowd": 0.1318,
        "alone": -0.4637,
        "around both": 0.0110,
        "around shared": 0.0523,
        "around shorter": -0.1331,
        "clause both": -0.3004,
        "clause shared": 0.0993,
        "clause shorter": -0.4318,
        "concept on one side": 0.6751,
        "concepts": -0.0721,
        "count": 0.3369,
        "crowd": -0.3061,
        "date": -3.4416,
        "digits swapped": 4.5274,
        "digits that agree": 0.4240,
        "distance": -0.2704,
        "heading both": -1.0652,
        "heading shared": -0.1481,
        "heading shorter": 0.1276,
        "key both": 0.8440,
        "key shared": -0.0208,
        "key shorter": 1.1214,
        "length": -1.1008,
        "likeness": 1.2758,
        "money": 1.1534,
        "near both": 0.6384,
        "near shared": -0.1968,
        "near shorter": 2.0564,
        "no unit": -0.0479,
        "noun in the other's sentence": 1.1627,
        "one rule": 3.7352,
        "opposite kinds": -0.4557,
        "other concepts": 0.4417,
        "other noun": -0.5458,
        "other rules": -0.9708,
        "other time": 3.7763,
        "ratio": 0.8924,
        "rule on one side": -0.7571,
        "same open ends": 1.2709,
        "same time": 5.3413,
        "same unit": 0.4296,
        "sentence both": -1.9276,
        "sentence shared": 0.2875,
        "sentence shorter": 0.1569,
        "shared noun": -0.7574,
        "synonyms": 0.4752,
        "ten times": -0.8058,
        "three times": -1.2839,
        "time": 0.9340,
        "values agree": 0.1545,
        "values equal": 1.3780,
    },
)
