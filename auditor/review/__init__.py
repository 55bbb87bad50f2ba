"""Going through open findings one by one: a desk that knows what is decided, and a page in a browser for it."""

from __future__ import annotations

from auditor.review.desk import Desk, WrongError

__all__ = ["Desk", "WrongError"]
