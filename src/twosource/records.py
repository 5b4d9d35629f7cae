"""The nouns: frozen records that flow through the pipeline, bottom layer, standard library only.

Every record that is stored has an `id` that is a hash of what it was made from (`content_id`), so a
step can be repeated, retried or moved to another machine and gives the same record. Times are aware
UTC. Languages are BCP 47 tags in a field called `language`. Offsets are code points into
`Report.text`, end exclusive. Collections are tuples, never None.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


def content_id(*parts: str) -> str:
    """Hash `parts` to 20 lower-case base32 characters (100 bits); the order of parts matters."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return b32encode(digest.digest())[:20].decode("ascii").lower()


def capture_id(final_url: str, content: bytes) -> str:
    """Id of what came from an address: the bytes of a page, or title and text where there is no page."""
    return content_id("capture", final_url, hashlib.sha256(content).hexdigest())


# --- outcomes and problems ---------------------------------------------------------------------


class Step(StrEnum):
    """The verbs, in pipeline order."""

    COLLECT = "collect"
    EXTRACT = "extract"
    ANNOTATE = "annotate"
    GROUP = "group"
    CHECK = "check"
    WRITE = "write"
    ILLUSTRATE = "illustrate"
    PUBLISH = "publish"


class State(StrEnum):
    """What became of one record in one step; exactly one per record and step."""

    DONE = "done"
    SKIPPED = "skipped"
    RETRY = "retry"
    QUARANTINED = "quarantined"


class Reason(StrEnum):
    """Why a record was not done."""

    # collect: what the web answered
    NOT_MODIFIED = "not_modified"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"
    FORBIDDEN_BY_RIGHTS = "forbidden_by_rights"
    PRIVATE_ADDRESS = "private_address"
    BAD_ADDRESS = "bad_address"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_ENCODING = "bad_encoding"
    NOT_FOUND = "not_found"
    GONE = "gone"
    HTTP_ERROR = "http_error"
    SLOW_DOWN = "slow_down"
    NOT_A_FEED = "not_a_feed"
    # extract: what the page is instead of a report
    BOT_WALL = "bot_wall"
    PAYWALL = "paywall"
    EMPTY = "empty"
    ERROR_PAGE = "error_page"
    NOT_A_PAGE = "not_a_page"
    UNDATED = "undated"
    # later steps
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    OUTSIDE_WINDOW = "outside_window"
    TOO_LITTLE = "too_little"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


class Severity(StrEnum):
    """How urgently an editor must look."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one step did with one record."""

    step: Step
    subject: str
    state: State
    reason: Reason | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something an editor must see: where it is, what is wrong, what to do."""

    step: Step
    severity: Severity
    reason: Reason
    subject: str
    message: str


# --- collect: who is read, and what came over the wire -----------------------------------------


class SourceKind(StrEnum):
    """What sort of outlet it is; agencies and officials are origins more often than papers are."""

    AGENCY = "agency"
    PAPER = "paper"
    BROADCASTER = "broadcaster"
    ONLINE = "online"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet we read."""

    # stable slug, unique in the newsroom
    id: str
    # as printed on our pages, in the outlet's own script
    name: str
    language: str
    # ISO 3166-1 alpha-2; gives the zone and the reading of bare dates
    country: str
    # outlets of one owner are one origin
    owner: str
    kind: SourceKind
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    # IANA zone of its bare times
    zone: str = "UTC"
    # further names under which other outlets credit it ("Yonhap", "連合ニュース")
    aliases: tuple[str, ...] = ()
    # CSS selector of the article body, the last resort where general extraction fails
    body_selector: str | None = None
    # an unknown outlet weighs nothing until an editor admits it
    admitted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsSignal:
    """One line that grants or refuses a use, as it was read."""

    # "robots", "content-signal", "content-usage", "rsl", "tdmrep", "tdm-reservation", "meta-robots"
    kind: str
    where: str
    text: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What an outlet allows, strictest signal first, with the evidence for it."""

    # may be fetched at all
    fetch: bool = True
    # may be given to a generative model
    model: bool = True
    # longest quotation in characters that `max-snippet` or `nosnippet` (0) allows; None: no limit said
    quote_characters: int | None = None
    signals: tuple[RightsSignal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed, sitemap or archive says of a page before it is opened."""

    url: str
    title: str = ""
    summary: str = ""
    # full text where a feed carries it; already reduced to plain text
    text: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    byline: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as received for one page."""

    # `capture_id` of final_url and body
    id: str
    source_id: str
    url: str
    final_url: str
    status: int
    # lower-case names, as received
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    rights: Rights = Rights()
    listing: Listing | None = None


# --- extract and annotate: what one outlet says ------------------------------------------------


class Precision(StrEnum):
    """How finely a time is known."""

    MINUTE = "minute"
    HOUR = "hour"
    # morning, evening: the hours of the interval are nominal
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A publication time and how sure we are of it."""

    at: datetime
    precision: Precision
    # "page" (stated in its metadata), "feed", "text" (read off the visible page), "url"
    basis: str


# A report without a date is taken for the oldest: it can start an event, never make one look fresh.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's text. `text` is the stored text that all offsets refer to."""

    # content_id("report", url, title, body)
    id: str
    source_id: str
    capture_id: str
    # the address the reader is sent to
    url: str
    # the page's own rel=canonical where it names another outlet's page
    canonical_url: str | None = None
    language: str
    title: str
    # paragraphs joined by "\n"
    body: str
    byline: str = ""
    # agency credited for the piece, as printed: "연합뉴스", "共同", "Reuters"
    credit: str = ""
    published: Stamp | None = None
    updated_at: datetime | None = None
    rights: Rights = Rights()

    @property
    def at(self) -> datetime:
        """Publication time; UNDATED where none is known."""
        return self.published.at if self.published else UNDATED

    @property
    def text(self) -> str:
        """Title, line break, body: what passages and mentions point into."""
        return f"{self.title}\n{self.body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of a report; passage 0 is the title."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a mention stands: `text[start:end]`, inside passage `passage`."""

    passage: int
    start: int
    end: int


class Certainty(StrEnum):
    """How a value was got: written out, worked out from context, or guessed."""

    STATED = "stated"
    RESOLVED = "resolved"
    GUESSED = "guessed"


class Tense(StrEnum):
    """Whether the sentence speaks of what was or what is to come."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Mod(StrEnum):
    """How a time is meant, as in TIMEX3 (ISO 24617-1): before, after or up to it, a part of it, or about then."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"
    # until, by
    ON_OR_BEFORE = "on_or_before"
    # since, from
    ON_OR_AFTER = "on_or_after"
    # early, mid, late: the interval is that part
    START = "start"
    MID = "mid"
    END = "end"
    APPROX = "approx"

    @property
    def open_ended(self) -> bool:
        """Whether the time meant begins or ends at the interval rather than lies in it."""
        return self in (Mod.BEFORE, Mod.AFTER, Mod.ON_OR_BEFORE, Mod.ON_OR_AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A time interval [begin, end), both UTC, to be read in `zone`.

    With an open-ended `mod` the interval is the one named ("since 2018": the year 2018).
    """

    begin: datetime
    end: datetime
    zone: str
    precision: Precision
    certainty: Certainty = Certainty.STATED
    tense: Tense = Tense.UNKNOWN
    mod: Mod = Mod.NONE
    # begin of the last day, month or year named, where an expression names a first and a last ("29-31 January")
    last: datetime | None = None

    @property
    def names_day(self) -> bool:
        """Whether it says on which day or days something is, not only since when, until when or about when."""
        fine = (Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY, Precision.DAY)
        return self.precision in fine and not self.mod.open_ended and self.mod is not Mod.APPROX


class Modifier(StrEnum):
    """How a figure is hedged."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    # also "up to"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    # "a record 3 million"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityValue:
    """A figure: low == high where one number is given."""

    low: float
    high: float
    # "person", "percent", "KRW", "JPY", "USD", "km", "year", "item"; see languages/concepts.toml
    unit: str
    # concept id of what is counted ("injured", "dead", "revenue") or "" where unknown
    counted: str = ""
    modifier: Modifier = Modifier.EXACT
    # of a score the other side's points ("3-2": low and high 3, against 2)
    against: float | None = None


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    PLACE = "place"
    COUNTRY = "country"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameValue:
    """A name, canonical across scripts by `key`.

    Keys: "person:<registry id>", "country:KR", "place:<geonames id>", "office:<office id>",
    "alliance:JP-KR", "organisation:<registry id>". A person no table knows is "person:~<sounds>", the same
    in every script where scripts allow it (languages/phonetic.py); another unknown name is
    "<kind>:~<language>:<surface>".
    """

    kind: NameKind
    key: str
    surface: str
    # key of the office the name is given with ("안 국방장관" -> "office:defence-minister"), or ""
    office: str = ""
    # ISO country the person or office belongs to where the text says so, or ""
    country: str = ""

    @property
    def anonymous(self) -> bool:
        """Whether it tells nobody apart: a person of whom only a family name of one letter, or "A", is said."""
        return self.kind is NameKind.PERSON and self.key.startswith("person:~") and len(self.surface) == 1


class CueState(StrEnum):
    """Whether the happening is planned, going on, over, or off."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    HAPPENED = "happened"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression in a report."""

    span: Span
    value: DateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A figure in a report."""

    span: Span
    value: QuantityValue


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name in a report."""

    span: Span
    value: NameValue


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMention:
    """What somebody is reported to have said: direct, the span is what stands between the marks; indirect, the clause.

    A quote inside another is a mention of its own; so is each part of one that its speaker's name splits.
    """

    span: Span
    # key of the NameValue that speaks, or "" where nobody was found
    speaker: str = ""
    direct: bool = True
    # the words' own language, BCP 47; "" where it is the report's
    language: str = ""
    # "A," she said, "B": B goes on where A stopped
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMention:
    """A word that tells what happened; `cue` is an id of languages/concepts.toml."""

    span: Span
    cue: str
    state: CueState


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What a report says, normalised."""

    # content_id("annotation", report_id, annotator version)
    id: str
    report_id: str
    language: str
    # IANA zone in which the report's bare dates were read
    zone: str
    passages: tuple[Passage, ...]
    # content words (lemmas, lower case) in order, for grouping and search
    terms: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    quotes: tuple[QuoteMention, ...] = ()
    cues: tuple[CueMention, ...] = ()


# --- group: who says it independently, and what it is about ------------------------------------


class FoldReason(StrEnum):
    """Why a report is not an origin of its own."""

    NEAR_COPY = "near_copy"
    AGENCY_CREDIT = "agency_credit"
    AS_REPORTED = "as_reported"
    SAME_OWNER = "same_owner"
    CANONICAL_LINK = "canonical_link"
    TRANSLATED_COPY = "translated_copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """One report counted together with another; `detail` is the share of text, agency or owner that shows it."""

    report_id: str
    into: str
    reason: FoldReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that are one piece of reporting."""

    # content_id("origin", root)
    id: str
    # the report the others go back to (earliest where that is unknown)
    root: str
    report_ids: tuple[str, ...]
    folds: tuple[Fold, ...] = ()
    # False where no outlet behind it was admitted by an editor: shown, counted for nothing
    admitted: bool = True


def independent(origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """Those that count: the admitted ones; all where no editor has admitted any."""
    return tuple(origin for origin in origins if origin.admitted) or origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Reports about one happening."""

    # content_id("event", founding report): also its permanent address
    id: str
    # in order of publication
    report_ids: tuple[str, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Events that follow from one another, two or more, in order; id: content_id("story", first event), its address."""

    id: str
    event_ids: tuple[str, ...]


class RulingKind(StrEnum):
    """What an editor decided about grouping."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An editor's word on which reports are one event; no later grouping undoes it."""

    kind: RulingKind
    # the event that gives up reports, or all it has (MERGE), and the one that takes them
    event_id: str
    into: str
    report_ids: tuple[str, ...] = ()
    by: str


# --- check: who says what, where they agree ----------------------------------------------------


class Slot(StrEnum):
    """The questions an event answers."""

    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    HOW_MANY = "how_many"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words that say something: `report.text[start:end] == text`."""

    report_id: str
    origin_id: str
    source_id: str
    start: int
    end: int
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value for one slot of an event, with everything that says it.

    Exactly one of the value fields that fits `slot` is set: `cue` + `state` for WHAT, `date` for
    WHEN, `name` for WHERE and WHO, `quantity` for HOW_MANY, `quote` (+ `name` of the speaker) for
    SAID. `key` is what makes two values the same.
    """

    id: str
    event_id: str
    slot: Slot
    key: str
    evidence: tuple[Evidence, ...]
    first_seen: datetime
    last_seen: datetime
    cue: str = ""
    state: CueState | None = None
    date: DateValue | None = None
    name: NameValue | None = None
    quantity: QuantityValue | None = None
    # verbatim, in the language of its evidence
    quote: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"claim {self.id} has no evidence")

    @property
    def origin_ids(self) -> tuple[str, ...]:
        """Independent origins that say so, in order of evidence."""
        return tuple(dict.fromkeys(item.origin_id for item in self.evidence))


class Relation(StrEnum):
    """What two different values of one slot are to each other."""

    CONTRADICTION = "contradiction"
    PLAN_AND_OUTCOME = "plan_and_outcome"
    ROUNDING = "rounding"
    UPDATE = "update"
    SCOPE = "scope"


class Standing(StrEnum):
    """Where an editor has left a contradiction."""

    OPEN = "open"
    EXPLAINED = "explained"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """Claims of one slot that differ, and what that difference is.

    With relation CONTRADICTION they cannot both hold; any other relation is shown as what it is.
    """

    id: str
    event_id: str
    slot: Slot
    relation: Relation
    # most independent origins first; for UPDATE and PLAN_AND_OUTCOME oldest first
    claim_ids: tuple[str, ...]
    since: datetime
    standing: Standing = Standing.OPEN
    reason: str = ""


class Gap(StrEnum):
    """What no source says, or what only one does."""

    NO_DATE = "no_date"
    NO_PLACE = "no_place"
    SINGLE_ORIGIN = "single_origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """What a page tells about one of its sources."""

    report_id: str
    source_id: str
    origin_id: str
    outlet: str
    outlet_kind: SourceKind
    owner: str
    country: str
    language: str
    title: str
    url: str
    published: Stamp | None
    fold: Fold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCard:
    """The forms of one name: what each edition prints."""

    key: str
    kind: NameKind
    # language -> form; pairs, so that the record stays hashable
    forms: tuple[tuple[str, str], ...]
    office: str = ""
    country: str = ""

    def form(self, language: str) -> str | None:
        """The form in `language`, or None where no table has one."""
        return dict(self.forms).get(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one event; the only thing a writer sees."""

    # content_id("dossier", canonical JSON of the rest)
    id: str
    event_id: str
    # in order of publication
    reports: tuple[ReportCard, ...]
    origins: tuple[Origin, ...]
    # strongest first within a slot
    claims: tuple[Claim, ...]
    variances: tuple[Variance, ...] = ()
    gaps: tuple[Gap, ...] = ()
    names: tuple[NameCard, ...] = ()
    # zone in which its dates are told
    zone: str = "UTC"

    def select(self, slot: Slot) -> tuple[Claim, ...]:
        """Claims of one slot, strongest first."""
        return tuple(claim for claim in self.claims if claim.slot is slot)

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id; KeyError where there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)

    def name(self, key: str) -> NameCard | None:
        """The forms of a name, where the dossier has them."""
        return next((card for card in self.names if card.key == key), None)

    @property
    def contradictions(self) -> tuple[Variance, ...]:
        """Variances whose claims cannot both hold."""
        return tuple(v for v in self.variances if v.relation is Relation.CONTRADICTION)


# --- write, illustrate, publish: what we say ---------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A run of text; `language` is set only where it differs from the article's."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of ours; without a citation it cannot be constructed."""

    fragments: tuple[Fragment, ...]
    citations: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"sentence without a citation: {self.text!r}")
        if not self.text.strip():
            raise ValueError("empty sentence")

    @property
    def text(self) -> str:
        """The whole sentence as plain text."""
        return "".join(fragment.text for fragment in self.fragments)


class Role(StrEnum):
    """What a paragraph is for."""

    LEAD = "lead"
    FACTS = "facts"
    DISPUTED = "disputed"
    PLAN = "plan"
    SAID = "said"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together."""

    role: Role
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What we say about one event in one language."""

    # content_id("article", dossier_id, language, writer)
    id: str
    event_id: str
    dossier_id: str
    language: str
    # "brief/<version>" or "model/<name>": decides the label
    writer: str
    headline: Sentence
    standfirst: Sentence
    body: tuple[Paragraph, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Headline, standfirst and every body sentence in reading order."""
        inner = (s for paragraph in self.body for s in paragraph.sentences)
        return (self.headline, self.standfirst, *inner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image for one event in one edition, its label burnt in."""

    # content_id("picture", sha256 of data)
    id: str
    event_id: str
    language: str
    kind: str
    media_type: str
    width: int
    height: int
    alt: str
    # IPTC digital source type member, e.g. "algorithmicMedia"
    source_type: str
    data: bytes


class RelatedReason(StrEnum):
    """Why one event is shown beside another, strongest first."""

    EARLIER_IN_STORY = "earlier_in_story"
    LATER_IN_STORY = "later_in_story"
    SAME_PEOPLE = "same_people"
    SAME_PLACE = "same_place"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A pointer from one event to another and why it is there."""

    event_id: str
    reason: RelatedReason
    # name keys or terms shared, strongest first
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything one event page shows in one edition; complete or not made at all."""

    event_id: str
    language: str
    article: Article
    dossier: Dossier
    picture: Picture
    related: tuple[Related, ...]
    story: Story | None = None
    # when this event was first and last published by us
    published_at: datetime
    modified_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the site: a path relative to its root, forward slashes, and its bytes."""

    path: str
    data: bytes
