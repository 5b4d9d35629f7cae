"""Where the pipeline runs. An engine carries ids; what is to do and what was done is in the store."""

from twosource.engines.local import LocalEngine

__all__ = ["LocalEngine"]
