"""The headline: who, what, where, never a disputed value, never a plan as done."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.languages.marking import visible
from twosource.records import Claim
from twosource.write.cite import cite
from twosource.write.happening import ABOUT_BODY, AT_BODY, NEAR, Happening, Telling
from twosource.write.lead import acting, is_goal, noun_with_goal
from twosource.write.plan import Plan
from twosource.write.told import Told
from twosource.write.voice import Voice

# Longest headline in characters, by script.
LIMIT_CJK = 30
LIMIT = 80
MAX_NAMES = 3


def tell_headline(voice: Voice, plan: Plan) -> Told:
    """The fullest headline that is short enough, else the shortest."""
    limit = LIMIT_CJK if voice.language in ("ko", "ja", "zh") else LIMIT
    told = None
    for told in _candidates(voice, plan):
        if len(visible(voice.grammar.headline(told.text))) <= limit:
            break
    assert told is not None
    return told


def _candidates(voice: Voice, plan: Plan) -> Iterator[Told]:
    """From the fullest to the barest."""
    main = plan.main
    if main is None:
        for count in range(len(plan.named), 0, -1):
            names = voice.grammar.join_short(voice.shorts(plan.named[:count]))
            yield Told(voice.say("headline.names", names=names), cite(plan.named[:count]))
        return
    tolls = [plan.toll[:count] for count in range(len(plan.toll), -1, -1)]
    who = main.who[:MAX_NAMES]
    bare = voice.shorts(who)
    full = bare if main.cue in ABOUT_BODY else voice.titled(who)
    for called in (full, bare) if full != bare else (bare,):
        for where in (main.where, None) if main.where and not (main.toward and main.acts) else (main.where,):
            for toll in tolls:
                yield _tell(voice, main, voice.grammar.join_short(called), where=where, toll=toll)


def _tell(voice: Voice, main: Happening, names: str, *, where: Claim | None, toll: tuple[Claim, ...]) -> Told:
    who = main.who[:MAX_NAMES]
    claims = [*main.basis, *who, *([where] if where else []), *toll]
    thing = noun_with_goal(voice, main)
    if main.telling is Telling.DISPUTED:
        whose = voice.say("head.whose", who=names) if who else ""
        return Told(voice.say("headline.disputed", whose=whose, noun=thing), cite([*main.basis, *who]))
    sea = "head.off" if main.is_at_sea else "head.where"
    key = "head.to" if main.toward and main.acts else "head.near" if main.cue in NEAR else sea
    place = voice.say(key, where=voice.place(where, country=False)) if where and not is_goal(main) else ""
    added = voice.grammar.join_short([voice.counted(claim, "short") for claim in toll])
    values = {"where": place, "toll": voice.say("head.toll", toll=added) if toll else ""}
    if main.acts:
        verb = voice.say(f"head.act.{main.telling}", len(main.who), noun=thing, **acting(voice, main))
        text = voice.say("headline.act", who=voice.say("head.who", who=names), verb=verb, **values)
    else:
        event = voice.say(f"head.event.{main.telling}", head=voice.say(f"cue.{main.kind}.headline"), noun=thing)
        key = "head.at" if main.cue in AT_BODY else "head.about" if main.cue in ABOUT_BODY else "head.whose"
        whose = voice.say(key, who=names) if who else ""
        text = voice.say("headline.event", whose=whose, event=event, **values)
    return Told(text, cite(claims))
