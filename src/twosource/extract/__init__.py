"""Captures to reports."""

from twosource.extract.step import extract

__all__ = ["extract"]
