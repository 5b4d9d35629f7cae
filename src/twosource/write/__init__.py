"""Dossiers to articles: `step.write` with a writer, of which `brief.BriefWriter` needs no model."""

from twosource.write.brief import BriefWriter
from twosource.write.step import write

__all__ = ["BriefWriter", "write"]
