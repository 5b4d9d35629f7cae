"""The steps in order: the table of contents of the whole program.

Each step asks the store what is pending and works through ids in batches; a batch reads its records,
runs the pure step, and writes results and outcomes in one transaction. So a killed run loses nothing
and does nothing twice, and an engine may run a batch wherever it likes: it only carries ids.
"""

from twosource.pipeline.grouping import find_event, pending_groups, rule, run_group
from twosource.pipeline.judging import pending_checks, run_check
from twosource.pipeline.reading import (
    pending_captures,
    pending_reports,
    pending_sources,
    run_annotate,
    run_collect,
    run_extract,
)
from twosource.pipeline.releasing import pending_site, run_publish
from twosource.pipeline.room import Room, Stage
from twosource.pipeline.telling import pending_articles, pending_pictures, run_illustrate, run_write
from twosource.records import Step

__all__ = ["STAGES", "Room", "Stage", "find_event", "rule"]

STAGES = (
    Stage(step=Step.COLLECT, pending=pending_sources, run=run_collect, batch=1, waits=True),
    Stage(step=Step.EXTRACT, pending=pending_captures, run=run_extract, batch=25, spreads=True),
    Stage(step=Step.ANNOTATE, pending=pending_reports, run=run_annotate, batch=25, spreads=True),
    Stage(step=Step.GROUP, pending=pending_groups, run=run_group, batch=500),
    Stage(step=Step.CHECK, pending=pending_checks, run=run_check, batch=50),
    Stage(step=Step.WRITE, pending=pending_articles, run=run_write, batch=50),
    Stage(step=Step.ILLUSTRATE, pending=pending_pictures, run=run_illustrate, batch=50),
    Stage(step=Step.PUBLISH, pending=pending_site, run=run_publish, batch=0),
)
