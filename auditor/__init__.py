"""Audit several documents on a subject for agreements and conflicts between their claims."""

__version__ = "0.1.0"
