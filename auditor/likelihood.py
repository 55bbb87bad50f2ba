"""Logistic models: how likely a pair with some features is of one thing, by weights that were fitted on gold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

_FAR = 40.0
"""Scores beyond this are as good as certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: a bias and a weight for every feature."""

    bias: float
    weights: Mapping[str, float]

    def likelihood(self, features: Mapping[str, float]) -> float:
        """The likelihood, 0 to 1, that features speak of one thing; every feature must have a weight.

        >>> Model(0.0, {"shared": 2.0}).likelihood({"shared": 0.0})
        0.5
        """
        score = self.bias + sum(self.weights[name] * value for name, value in features.items())
        return 1 / (1 + exp(-max(-_FAR, min(_FAR, score))))
