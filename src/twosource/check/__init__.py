"""Mentions to claims, claims to a dossier: who says what, where they agree and where they do not."""

from twosource.check.step import RULE, check

__all__ = ["RULE", "check"]
