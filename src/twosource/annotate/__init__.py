"""Reports to annotations."""

from twosource.annotate.step import annotate

__all__ = ["annotate"]
