"""Readers of files given by hand: HTML, JSON lines, WARC."""
