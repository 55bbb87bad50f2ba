"""Logistic models: how likely a pair with some features is of one thing, by fitted weights; and best matches."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
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
        weights = self.weights
        score = self.bias + sum([weights[name] * value for name, value in features.items()])
        return 1 / (1 + exp(-max(-_FAR, min(_FAR, score))))


def mutual(
    scored: Mapping[tuple[int, int], float], home: Callable[[int], Hashable]
) -> Iterator[tuple[int, int, float]]:
    """The scored pairs that are each other's best match in their homes (documents); of equals the first is the best.

    >>> list(mutual({(0, 1): 0.9, (0, 2): 0.4}, {0: "a", 1: "b", 2: "b"}.__getitem__))
    [(0, 1, 0.9)]
    """
    best: dict[tuple[int, Hashable], tuple[float, int]] = {}
    for (a, b), likelihood in scored.items():
        for one, other in ((a, b), (b, a)):
            key, rank = (one, home(other)), (-likelihood, other)
            best[key] = min(best.get(key, rank), rank)
    for (a, b), likelihood in scored.items():
        if best[a, home(b)][1] == b and best[b, home(a)][1] == a:
            yield a, b, likelihood
