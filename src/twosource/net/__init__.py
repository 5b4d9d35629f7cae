"""The only code that opens a connection: `HttpWeb` for everything outside, `user_agent` for its name.

`guard` checks where a socket opens, `wire` bounds one exchange, `inflate` its bytes, `lanes` the pace per
host, `robots` and `rights` read what is allowed, `permission` asks for it first, `web` puts them in order.
"""

from twosource.net.web import HttpWeb, user_agent

__all__ = ["HttpWeb", "user_agent"]
