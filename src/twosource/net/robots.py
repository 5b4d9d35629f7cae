"""What a host's robots.txt (RFC 9309) and its /.well-known/tdmrep.json say; pure reading, no requests.

protego matches Allow and Disallow. Before it sees a file, user-agent lines that cannot mean us are
folded into one, because it keeps every rule once per agent of its group: 250 kB of agents over 250 kB of
rules would make hundreds of millions of entries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import unquote, urlsplit

from protego import Protego

from twosource.net.rights import TOKEN, combine, content_signal, content_usage, signal
from twosource.records import Rights

# RFC 9309 section 2.5: at least 500 kibibytes are parsed
ROBOTS_BYTES = 512_000
# evidence is stored with every page of the host; the strictest stands first and is kept
MOST_SIGNALS = 40
SERVED = "HTTP 200"
_OTHER = "some-other-robot"
# as generous as protego, lest it should see agents that were not folded
_AGENT_LINE = re.compile(r"user[- ]?agents?\s*:?\s*(.*)", re.IGNORECASE)
_LINE = re.compile(r"([A-Za-z-]+)\s*:\s*(.*)")


@dataclass(frozen=True, slots=True)
class _Use:
    """One Content-Signal or Content-Usage line and the paths it speaks of."""

    kind: str
    path: str
    value: str


class Robots:
    """A parsed robots.txt; `Robots.absent` and `Robots.closed` stand for hosts that served none."""

    def __init__(self, text: str, where: str, seen_at: datetime, status: str) -> None:
        self._where = where
        self._seen_at = seen_at
        self._status = status
        reading = _Reading(text)
        self._uses = reading.uses
        self._licences = reading.licences
        self._rules = Protego.parse(reading.condensed)

    @classmethod
    def parse(cls, data: bytes, where: str, seen_at: datetime) -> Robots:
        """The file as served, at most the first 500 KiB of it."""
        text = data[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
        return cls(text, where, seen_at, SERVED)

    @classmethod
    def absent(cls, where: str, seen_at: datetime, status: str) -> Robots:
        """A host without the file (4xx, too many redirects): everything is allowed (RFC 9309 2.3.1.3)."""
        return cls("", where, seen_at, status)

    @classmethod
    def closed(cls, where: str, seen_at: datetime, status: str) -> Robots:
        """A host whose file cannot be had (5xx): everything is disallowed (RFC 9309 2.3.1.4)."""
        return cls("User-agent: *\nDisallow: /", where, seen_at, status)

    @property
    def delay(self) -> float:
        """Seconds of Crawl-delay asked of us; 0 where none is."""
        return float(self._rules.crawl_delay(TOKEN) or 0.0)

    @property
    def refusal(self) -> str:
        """Why an address that is not allowed was not fetched, for an editor."""
        if self._status != SERVED:
            return (
                f"was not fetched because {self._where} answered {self._status}, which means that nothing may be "
                "fetched (RFC 9309); it is tried again"
            )
        return f"is closed to Twosource by {self._where}; ask the outlet or drop it"

    def allows(self, url: str) -> bool:
        """Whether Allow and Disallow leave one address open to us."""
        return bool(self._rules.can_fetch(url, TOKEN))

    def rights(self, url: str) -> Rights:
        """What the file says of one address, with evidence."""
        allowed = self.allows(url)
        verdict = f"{self._status}: {'allowed' if allowed else 'disallowed'}"
        found = [Rights(fetch=allowed, signals=(signal("robots", self._where, verdict, self._seen_at),))]
        found.extend(
            Rights(signals=(signal("rsl", self._where, f"License: {licence}", self._seen_at),))
            for licence in self._licences
        )
        for kind, read in (("content-signal", content_signal), ("content-usage", content_usage)):
            found.extend(read(use.value, self._where, self._seen_at) for use in _longest(self._uses, kind, _path(url)))
        whole = combine(*found)
        return replace(whole, signals=whole.signals[:MOST_SIGNALS])


class _Reading:
    """One pass over a robots.txt: what protego ignores, and the text it is to be given."""

    def __init__(self, text: str) -> None:
        self._groups: dict[str, list[_Use]] = {"": [], "*": [], TOKEN: []}
        self._named = False
        self._agents: list[str] = []
        self._in_rules = True
        self._condensed: list[str] = []
        self._licences: dict[str, None] = {}
        for raw in text.splitlines():
            line = raw.split("#", 1)[0].strip()
            if agent_line := _AGENT_LINE.fullmatch(line):
                self._agent(_agent(agent_line.group(1)))
            elif line:
                self._rule(line)

    @property
    def uses(self) -> tuple[_Use, ...]:
        """Usage lines outside any group and those of our group, or of "*" where there is none for us."""
        return (*self._groups[""], *self._groups[TOKEN if self._named else "*"])

    @property
    def licences(self) -> tuple[str, ...]:
        """Addresses of RSL licences; they hold for all robots wherever they stand."""
        return tuple(self._licences)

    @property
    def condensed(self) -> str:
        """The text with every agent that is not us folded into one."""
        return "\n".join(self._condensed)

    def _agent(self, agent: str) -> None:
        if self._in_rules:
            self._agents, self._in_rules = [], False
        self._named = self._named or agent == TOKEN
        if agent not in self._agents:
            self._agents.append(agent)
            self._condensed.append(f"User-agent: {agent}")

    def _rule(self, line: str) -> None:
        field = _LINE.fullmatch(line)
        name, value = (field.group(1).lower(), field.group(2)) if field else ("", "")
        # protego would take a licence for a rule that ends a list of agents
        if name != "license":
            self._condensed.append(line)
        # site-wide lines do not end a list of agents
        self._in_rules = self._in_rules or name not in ("sitemap", "host", "license")
        if name == "license" and value:
            self._licences.setdefault(value)
        elif name in ("content-signal", "content-usage") and value:
            for agent in self._agents or [""]:
                if agent in self._groups:
                    self._groups[agent].append(_use(name, value))


def _agent(value: str) -> str:
    """Whom a user-agent line means: our token, "*", or somebody else."""
    name = value.strip().lower()
    if name == "*":
        return name
    return TOKEN if re.split(r"[/\s*]", name, maxsplit=1)[0] == TOKEN else _OTHER


def _use(kind: str, value: str) -> _Use:
    path, rest = "/", value
    if value.startswith("/"):
        path, _, rest = value.replace("\t", " ").partition(" ")
    return _Use(kind, path, rest.strip())


def _longest(uses: tuple[_Use, ...], kind: str, path: str) -> Iterator[_Use]:
    """The lines of one kind with the longest pattern that matches (AIPREF attachment draft, section 3.1)."""
    matching = [use for use in uses if use.kind == kind and _matches(use.path, path)]
    length = max((len(use.path) for use in matching), default=0)
    return (use for use in matching if len(use.path) == length)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _matches(pattern: str, path: str) -> bool:
    """RFC 9309 section 2.2.3: a prefix, `*` for anything, `$` for the end."""
    pattern, path = unquote(pattern), unquote(path)
    anchored = pattern.endswith("$")
    pieces = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    if len(pieces) == 1:
        return not anchored or place == len(path)
    for piece in pieces[1:-1]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    last = pieces[-1]
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= place
    return path.find(last, place) >= 0


class Reservations:
    """The rules of a /.well-known/tdmrep.json; empty where the host has none or it cannot be read."""

    def __init__(self, data: bytes, where: str, seen_at: datetime) -> None:
        self._where = where
        self._seen_at = seen_at
        self._rules = tuple(_reservations(data))

    def rights(self, url: str) -> Rights:
        """The first rule in sequence that matches decides, as the report says; no rule, no limit."""
        path = _path(url)
        for location, reserved, policy in self._rules:
            if _matches(location, path):
                text = f"location {location}: tdm-reservation {int(reserved)} {policy}"
                return Rights(model=not reserved, signals=(signal("tdmrep", self._where, text, self._seen_at),))
        return Rights()


def _reservations(data: bytes) -> Iterator[tuple[str, bool, str]]:
    """Location pattern, whether reserved, and the policy's address; entries of another shape are passed over."""
    try:
        entries = json.loads(data.decode("utf-8-sig")) if data else []
    except (ValueError, RecursionError):
        return
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict):
            continue
        location = entry.get("location")
        if isinstance(location, str) and "tdm-reservation" in entry:
            policy = entry.get("tdm-policy")
            yield location, str(entry["tdm-reservation"]) == "1", policy if isinstance(policy, str) else ""
