"""Readers of files given by hand: HTML, JSON lines, WARC."""

from twosource.sources.files import read_file
from twosource.sources.outlets import shown, source_of

__all__ = ["read_file", "shown", "source_of"]
