"""The writer that needs no model: own template sentences in the edition's language, from claims alone.

`plan.make_plan` decides what is said; here it gets its words. Nothing of a source's text gets into a
sentence but names and short attributed quotations, marked with their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from twosource.languages.marking import split_marks
from twosource.records import (
    Article,
    Claim,
    Dossier,
    Evidence,
    Fragment,
    Paragraph,
    Role,
    Sentence,
    Slot,
    content_id,
    independent,
)
from twosource.write.cite import cite
from twosource.write.happening import together
from twosource.write.headline import tell_headline
from twosource.write.lead import noun, tell_lead, tell_standfirst
from twosource.write.plan import Plan, make_plan
from twosource.write.quotes import QuoteBudget
from twosource.write.sourcing import tell_sourcing
from twosource.write.told import Told
from twosource.write.variance import tell_dispute, tell_note, tell_off, tell_plan, tell_set
from twosource.write.voice import Voice

MAX_QUOTES = 3
OWN_LANGUAGES = {"KR": "ko", "KP": "ko", "JP": "ja", "US": "en", "GB": "en", "AU": "en", "CA": "en", "IE": "en"}


class BriefWriter:
    """`ports.Writer` from templates."""

    name = "brief/2"

    def write(self, dossier: Dossier, language: str) -> Article:
        """The article; UserError where there are no words in `language`, ValueError where nothing can be told."""
        voice = Voice(dossier, language)
        plan = make_plan(dossier)
        headline = _sentence(voice, tell_headline(voice, plan), headline=True)
        standfirst = _sentence(voice, tell_standfirst(voice, plan))
        parts = list(_parts(voice, plan))
        prose = len(headline.text) + len(standfirst.text) + sum(len(s.text) for _, row in parts for s in row)
        said = tuple(_sentence(voice, told) for told in _tell_quotes(voice, plan, prose))
        parts.insert(next(i for i, (role, _) in enumerate(parts) if role is Role.SOURCES), (Role.SAID, said))
        return Article(
            id=content_id("article", dossier.id, language, self.name),
            event_id=dossier.event_id,
            dossier_id=dossier.id,
            language=language,
            writer=self.name,
            headline=headline,
            standfirst=standfirst,
            body=tuple(Paragraph(role=role, sentences=row) for role, row in parts if row),
        )


def _parts(voice: Voice, plan: Plan) -> Iterator[tuple[Role, tuple[Sentence, ...]]]:
    """Paragraphs in reading order, quotations still missing, empty ones included."""
    variance = [
        (Role.FACTS, [*_tell_figures(voice, plan), *(told for v in plan.notes for told in tell_note(voice, plan, v))]),
        (Role.DISPUTED, [told for v in plan.disputes for told in tell_dispute(voice, plan, v)]),
        (Role.PLAN, [*(told for v in plan.plans for told in tell_plan(voice, plan, v)), *tell_off(voice, plan)]),
        (Role.PLAN, [told for claim in plan.set_dates for told in tell_set(voice, claim)]),
    ]
    for role, row in ((Role.LEAD, tell_lead(voice, plan)), *variance, (Role.SOURCES, tell_sourcing(voice, plan))):
        yield role, tuple(_sentence(voice, told) for told in row)


def _sentence(voice: Voice, told: Told, *, headline: bool = False) -> Sentence:
    """Finished text cut into fragments by language."""
    text = voice.grammar.headline(told.text) if headline else voice.grammar.sentence(told.text)
    fragments = tuple(Fragment(text=run, language=language) for run, language in split_marks(text))
    return Sentence(fragments=fragments, citations=told.citations)


def _tell_figures(voice: Voice, plan: Plan) -> Iterator[Told]:
    """One sentence for the figures of the same origins, attributed unless all origins have them."""
    for group in plan.figures:
        since = _tell_since(voice, plan, group[0])
        if since is not None:
            yield since
            continue
        clause = voice.say("facts", items=voice.grammar.clauses([voice.counted(claim, "item") for claim in group]))
        evidence = [item for claim in group for item in claim.evidence]
        yield Told(_attribute(voice, clause, group[0], evidence), cite(group))


def _tell_since(voice: Voice, plan: Plan, claim: Claim) -> Told | None:
    """What the years are told of, never just "it": "the exercise is the first in 9 years"."""
    if claim.quantity is None or claim.quantity.counted != "years_since" or plan.main is None:
        return None
    beside = {what.cue for what in voice.dossier.select(Slot.WHAT) if what.cue and together(what, claim)}
    # Talks are rarely "the first in 9 years" themselves; what they agreed to resume is.
    wanted = ("exercise", "resume") if plan.main.is_mutual else ("exercise",)
    cue = next((cue for cue in wanted if cue in beside), plan.main.cue)
    if plan.main.is_mutual and cue not in beside:
        return None
    thing = noun(voice, plan.main) if cue == plan.main.cue else voice.say(f"cue.{cue}.noun")
    clause = voice.say("since", noun=thing, figure=voice.figure(claim.quantity))
    return Told(_attribute(voice, clause, claim, claim.evidence), cite([claim]))


def _attribute(voice: Voice, clause: str, claim: Claim, evidence: Iterable[Evidence]) -> str:
    everybody = len(claim.origin_ids) > 1 and len(claim.origin_ids) >= len(independent(voice.dossier.origins))
    return clause if everybody else voice.say("attributed", clause=clause, outlets=voice.outlets(evidence))


def _tell_quotes(voice: Voice, plan: Plan, prose: int) -> Iterator[Told]:
    """Up to three quotations, as long as they stay a small part of the article."""
    budget = QuoteBudget(prose)
    tongues = _tongues(voice, plan.quotes)
    named = {claim.name.key for claim in plan.main.who if claim.name} if plan.main else set[str]()
    count = 0
    for claim in plan.quotes:
        language = claim.evidence[0].language
        if claim.name is None or count >= MAX_QUOTES or tongues[claim.name.key] != language:
            continue
        quote = budget.take(claim)
        if quote is None:
            continue
        count += 1
        tongue = f"tongue.{language}" if f"tongue.{language}" in voice.words else "tongue.other"
        foreign = language != voice.language
        yield Told(
            voice.say(
                "said.in" if foreign else "said",
                speaker=voice.who(claim, again=claim.name.key in named),
                quote=voice.grammar.quote(voice.foreign(quote, language)),
                outlets=voice.outlets(claim.evidence),
                tongue=voice.say(tongue),
            ),
            cite([claim]),
        )
        named.add(claim.name.key)


def _tongues(voice: Voice, quotes: Sequence[Claim]) -> dict[str, str]:
    """The one language each speaker is quoted in: the own where some report has it; the rest are translations."""
    found: dict[str, list[str]] = {}
    own: dict[str, str] = {}
    for claim in quotes:
        if claim.name is not None:
            found.setdefault(claim.name.key, []).append(claim.evidence[0].language)
            own[claim.name.key] = OWN_LANGUAGES.get(voice.country_of(claim), "")
    return {key: own[key] if own[key] in languages else languages[0] for key, languages in found.items()}


def can_tell(dossier: Dossier) -> bool:
    """Whether a dossier says what happened and to whom or where, in one breath; anything less is no news.

    "A win was recorded" tells a reader nothing, and a page that only lists names tells less.
    """
    main = make_plan(dossier).main
    return main is not None and bool(main.who or main.where)
