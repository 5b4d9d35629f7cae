"""Dossiers to articles."""
