"""Standfirst and lead: what happened, who reports it, what else was reported."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.records import Evidence, independent
from twosource.write.cite import cite, outlets_of
from twosource.write.happening import ABOUT_BODY, AT_BODY, MUTUAL, NEAR, OF, Happening, Telling
from twosource.write.plan import Plan, Topic
from twosource.write.told import Told
from twosource.write.voice import Voice


def tell_standfirst(voice: Voice, plan: Plan) -> Told:
    """What it is about and how many outlets and independent origins report it."""
    what = tell_thing(voice, plan)
    claims = plan.main.claims if plan.main else plan.named
    cards = voice.dossier.reports
    outlets = tuple(dict.fromkeys(card.source_id for card in cards)) or outlets_of(claims[0].evidence)
    origins = len(independent(voice.dossier.origins)) or len(
        {item.origin_id for claim in claims for item in claim.evidence}
    )
    counted = {"what": what, "outlets": voice.grammar.number(len(outlets))}
    if len(outlets) == 1:
        text = voice.say("standfirst.outlet", what=what, outlet=voice.outlet(outlets[0]))
    elif origins == 1:
        text = voice.say("standfirst.origin", **counted)
    elif origins == len(outlets):
        text = voice.say("standfirst.two", **counted)
    else:
        text = voice.say("standfirst.origins", origins, **counted)
    return Told(text, cite(claims))


def tell_thing(voice: Voice, plan: Plan) -> str:
    """The event as a noun phrase: "the Jan. 30 meeting between Koizumi and Ahn"."""
    main = plan.main
    if main is None:
        return voice.say("np.names", names=voice.grammar.join([voice.name(claim) for claim in plan.named]))
    whose = _whose(voice, main, voice.grammar.join(voice.agains(main.who)) if main.who else "")
    where = ""
    if main.where and (main.toward or not whose):
        where = voice.say(f"np.{_preposition(main, toward=main.toward)}", where=voice.place(main.where, country=False))
    day = voice.day(main.when.date) if main.when and main.when.date else ""
    key = f"np.{main.telling}"
    if main.telling is Telling.PLANNED and not day:
        key = "np.planned.undated"
    values = {"noun": noun(voice, main), "whose": whose, "where": where, "day": day}
    return voice.say(key, when=voice.say("np.when", when=day) if day else "", **values)


def noun(voice: Voice, main: Happening | None) -> str:
    """The noun of the event's cue."""
    return voice.say(f"cue.{main.kind}.noun") if main else voice.say("subject.event")


def _preposition(main: Happening, *, toward: bool) -> str:
    """How the place is told: where it leads, near it, off it, in it."""
    return "to" if toward else "near" if main.cue in NEAR else "off" if main.is_at_sea else "where"


def is_goal(main: Happening) -> bool:
    """Whether the place belongs to the noun: "the visit to Japan was postponed"."""
    return main.toward and not main.acts and main.telling is not Telling.HAPPENED


def noun_with_goal(voice: Voice, main: Happening) -> str:
    """The noun of the event's cue, with where it leads."""
    thing = noun(voice, main)
    if main.where is None or not is_goal(main):
        return thing
    return voice.say("np.toward", noun=thing, where=voice.place(main.where, country=False))


def tell_lead(voice: Voice, plan: Plan) -> Iterator[Told]:
    """The main sentence, then what was agreed and what else was reported."""
    if plan.main is None:
        return
    clause = tell_happening(voice, plan.main)
    basis = plan.main.basis[0]
    alone = len(basis.origin_ids) == 1 and plan.main.telling is not Telling.DISPUTED
    if alone:
        clause = voice.say("attributed", clause=clause, outlets=voice.outlets(basis.evidence))
    yield Told(clause, cite(plan.main.claims))
    if plan.main.telling is Telling.WAS_PLANNED:
        yield Told(voice.say("lead.outcome_unknown"), cite(plan.main.basis))
    yield from _tell_further(voice, plan, outlets_of(basis.evidence) if alone else ())


def tell_happening(voice: Voice, main: Happening) -> str:
    """A whole clause: who did what where and when, with offices and countries."""
    who = voice.grammar.join(voice.people(main.who)) if main.who else ""
    where = ""
    if main.where and not is_goal(main):
        where = voice.say(f"part.{_preposition(main, toward=main.toward and main.acts)}", where=voice.place(main.where))
    when = voice.say("part.when", when=voice.when(main.when.date)) if main.when and main.when.date else ""
    if main.acts:
        verb = voice.say(f"act.{main.telling}", len(main.who), **acting(voice, main))
        return voice.say("clause.act", who=voice.say("part.who", who=who), where=where, when=when, verb=verb)
    whose = _whose(voice, main, who)
    happened = voice.say(f"cue.{main.kind}.event", whose=whose)
    event = voice.say(f"event.{main.telling}", event=happened, noun=noun_with_goal(voice, main), whose=whose)
    return voice.say("clause.event", when=when, where=where, event=event)


def _whose(voice: Voice, main: Happening, who: str) -> str:
    if not who:
        return ""
    kinds = {
        "np.at": main.cue in AT_BODY,
        "np.about": main.cue in ABOUT_BODY,
        "np.of": main.cue in OF,
        "np.between": main.cue in MUTUAL,
    }
    key = next((key for key, fits in kinds.items() if fits), "np.by")
    if key == "np.between":
        key = {1: "np.by", 2: key}.get(len(main.who), "np.with")
    return voice.say(key, who=who)


def acting(voice: Voice, main: Happening) -> dict[str, str]:
    """The verb forms of a cue that somebody does, in the number of who does it."""
    count = len(main.who)
    if count == 1 and main.kind == "title":
        count = voice.grammar.team(voice.name(main.who[0]))
    return {form: voice.say(f"cue.{main.kind}.{form}", count) for form in ("act", "base", "head")}


def _tell_further(voice: Voice, plan: Plan, named: tuple[str, ...]) -> Iterator[Told]:
    topics = list(plan.topics)
    if plan.agreed:
        evidence = plan.agreed.evidence
        reports = {item.report_id: item for item in evidence}
        beside = [topic for topic in topics if any(_same_sentence(reports, item) for item in topic.claims[0].evidence)]
        topics = [topic for topic in topics if topic not in beside]
        claims = [plan.agreed, *(claim for topic in beside for claim in topic.claims)]
        key = "lead.agreed.topics" if beside else "lead.agreed"
        yield Told(voice.say(key, outlets=voice.outlets(evidence), topics=_join_topics(voice, beside)), cite(claims))
    for group in _by_outlets(topics):
        evidence = group[0].claims[0].evidence
        topics_told = _join_topics(voice, group)
        if outlets_of(evidence) == named:
            text = voice.say("lead.topics.same", len(group), topics=topics_told)
        else:
            text = voice.say("lead.topics", outlets=voice.outlets(evidence), topics=topics_told)
        yield Told(text, cite(claim for topic in group for claim in topic.claims))


def _same_sentence(reports: dict[str, Evidence], item: Evidence) -> bool:
    other = reports.get(item.report_id)
    return other is not None and other.start < item.end and item.start < other.end


def _by_outlets(topics: list[Topic]) -> list[list[Topic]]:
    groups: dict[tuple[str, ...], list[Topic]] = {}
    for topic in topics:
        groups.setdefault(outlets_of(topic.claims[0].evidence), []).append(topic)
    return list(groups.values())


def _join_topics(voice: Voice, topics: list[Topic]) -> str:
    told = [voice.say(f"topic.{topic.telling}", noun=voice.say(f"cue.{topic.kind}.noun")) for topic in topics]
    return voice.grammar.join(told)
