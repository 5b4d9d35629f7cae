"""Reports to origins and events: what is one piece of reporting, and what is about one happening.

`Grouper` assigns arriving reports to events online; `find_origins` folds copies; `find_stories` tells which
events follow from one another; `find_related` points from one event to others.
"""

from twosource.group.features import Features, read_features
from twosource.group.member import Member, in_order
from twosource.group.origins import find_origins
from twosource.group.profile import Profile, read_profile
from twosource.group.related import find_related
from twosource.group.step import Entry, Grouper, make_event
from twosource.group.stories import find_stories

__all__ = [
    "Entry",
    "Features",
    "Grouper",
    "Member",
    "Profile",
    "find_origins",
    "find_related",
    "find_stories",
    "in_order",
    "make_event",
    "read_features",
    "read_profile",
]
