"""Models behind ports, each an extra that the newsroom works without."""

from twosource.models.encoders import ENCODERS, encoder

__all__ = ["ENCODERS", "encoder"]
