"""Exceptions, for engineers and for mistakes that stop a command.

What an editor must see is not an exception but a `records.Problem`.

    TwosourceError
    ├── UserError            a mistake the user can mend: shown as one message, no traceback
    │   ├── SettingsError    newsroom.toml: wrong key, wrong type, missing block
    │   ├── InputError       a file or URL given on the command line cannot be read
    │   ├── BusyError        another process holds the newsroom
    │   └── DiskError        the disk or the database refuses to be written
    └── StoreError           the database answered with something the code did not expect
"""


class TwosourceError(Exception):
    """Root of all exceptions raised on purpose."""


class UserError(TwosourceError):
    """A mistake the user can mend; the message says where it is and what to do."""


class SettingsError(UserError):
    """`newsroom.toml` cannot be used as it is; the message names file, line and key."""


class InputError(UserError):
    """A file or address given by the user cannot be read; the message names it."""


class BusyError(UserError):
    """Another process is working on this newsroom; the message says which."""


class DiskError(UserError):
    """The disk is full, read-only or gone; the message says what the system said. Nothing is lost."""


class StoreError(TwosourceError):
    """The database holds something this version cannot have written."""
