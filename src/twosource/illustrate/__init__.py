"""Dossiers to pictures: drawn by code, labelled in themselves, described in the edition's language."""

from twosource.illustrate.card import CardPainter
from twosource.illustrate.step import illustrate

__all__ = ["CardPainter", "illustrate"]
