"""Twosource: many outlets in, one sourced page per event out, in every edition's language."""

__version__ = "0.1.0"
