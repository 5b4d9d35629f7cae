"""Dossiers to pictures."""
