"""Mentions to claims, claims to a dossier."""
