"""Captures to reports."""
