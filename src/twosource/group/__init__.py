"""Reports to origins and events: what is one piece of reporting, and what is about one happening.

`step.group` assigns arriving reports to events online; `origins.find_origins` folds copies;
`related.find_related` points from one event to others. Nothing here keeps state between calls: the
window is rebuilt from what the store holds.
"""

from twosource.group.member import Member, in_order
from twosource.group.origins import find_origins
from twosource.group.related import find_related
from twosource.group.step import Grouping, group, make_event

__all__ = ["Grouping", "Member", "find_origins", "find_related", "group", "in_order", "make_event"]
