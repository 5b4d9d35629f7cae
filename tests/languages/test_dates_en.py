"""English time expressions, by news sentences of our own; published on Saturday 31 January 2026, 09:00, in Seoul."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.en.starts import find_starts
from twosource.languages.en.vocabulary import full_year, number, year_of
from twosource.languages.protocol import Moment, Reading
from twosource.records import Certainty, DateMention, Mod, Precision

Dates = Callable[..., list[DateMention]]
ZONE = ZoneInfo("Asia/Seoul")

# (sentence, surface, first day, last day)
DAYS = [
    ("A notice of 30/1/2026 said so.", "30/1/2026", "2026-01-30", "2026-01-30"),
    ("A notice of 1/30/26 said so.", "1/30/26", "2026-01-30", "2026-01-30"),
    ("A notice of 30.01.2026 said so.", "30.01.2026", "2026-01-30", "2026-01-30"),
    ("A notice of 05.06.2026 said so.", "05.06.2026", "2026-06-05", "2026-06-05"),
    ("File 20260130 was lost.", "20260130", "2026-01-30", "2026-01-30"),
    ("A notice of 30-Jan-2026 said so.", "30-Jan-2026", "2026-01-30", "2026-01-30"),
    ("A notice of 2026/Jan/30 said so.", "2026/Jan/30", "2026-01-30", "2026-01-30"),
    ("The office opened on the 5th of March, 2019.", "5th of March, 2019", "2019-03-05", "2019-03-05"),
    ("The office opened on March the 5th of 2019.", "March the 5th of 2019", "2019-03-05", "2019-03-05"),
    ("The ship sank on October twenty first.", "October twenty first", "2025-10-21", "2025-10-21"),
    ("She was born on May nine, she said, and left in July twenty.", "July twenty", "2025-07-20", "2025-07-20"),
    ("He was born on 4 May nineteen seventy-one.", "4 May nineteen seventy-one", "1971-05-04", "1971-05-04"),
    ("They met on Friday the 30th.", "Friday the 30th", "2026-01-30", "2026-01-30"),
    ("They met on Friday 30 January.", "Friday 30 January", "2026-01-30", "2026-01-30"),
    ("They met on Fri., Jan. 30, in Busan.", "Fri., Jan. 30", "2026-01-30", "2026-01-30"),
    ("They met on Friday (Jan. 30) in Busan.", "Friday (Jan. 30)", "2026-01-30", "2026-01-30"),
    ("They met on Friday 1/30 in Busan.", "Friday 1/30", "2026-01-30", "2026-01-30"),
    ("They met on the fifteenth day of last month.", "the fifteenth day of last month", "2025-12-15", "2025-12-15"),
    ("The trial opened on Feb. 29.", "Feb. 29", "2024-02-29", "2024-02-29"),
]  # fmt: skip
RELATIVE = [
    ("The law passed in the week of Jan. 12.", "the week of Jan. 12", "2026-01-12", "2026-01-18"),
    ("It closed the week beginning January 5.", "the week beginning January 5", "2026-01-05", "2026-01-11"),
    ("They will meet this Friday.", "this Friday", "2026-02-06", "2026-02-06"),
    ("They met this Wednesday.", "this Wednesday", "2026-01-28", "2026-01-28"),
    ("They met last Wednesday.", "last Wednesday", "2026-01-21", "2026-01-21"),
    ("They met this past Wednesday.", "this past Wednesday", "2026-01-28", "2026-01-28"),
    ("They will meet next Tuesday.", "next Tuesday", "2026-02-03", "2026-02-03"),
    ("They will meet on Tuesday of next week.", "Tuesday of next week", "2026-02-03", "2026-02-03"),
    ("They will meet next week on Tuesday.", "next week on Tuesday", "2026-02-03", "2026-02-03"),
    ("The vote is due the week after next.", "the week after next", "2026-02-09", "2026-02-15"),
    ("The deal was signed earlier this month.", "earlier this month", "2026-01-01", "2026-01-30"),
    ("The deal will be signed later this year.", "later this year", "2026-01-31", "2026-12-31"),
    ("The deal was signed earlier in the week.", "earlier in the week", "2026-01-26", "2026-01-30"),
    ("It will rain for the rest of the week.", "rest of the week", "2026-01-31", "2026-02-01"),
    ("The plant closed in late 2018.", "late 2018", "2018-09-01", "2018-12-31"),
    ("The plant opened in early December.", "early December", "2025-12-01", "2025-12-10"),
    ("The plant opened in mid-November.", "mid-November", "2025-11-10", "2025-11-20"),
    ("The plant closed at the end of last year.", "end of last year", "2025-07-01", "2025-12-31"),
    ("The strike began early this week.", "early this week", "2026-01-26", "2026-01-28"),
    ("The strike began late Thursday.", "late Thursday", "2026-01-29", "2026-01-29"),
    ("Fires burned over the weekend.", "the weekend", "2026-01-31", "2026-02-01"),
    ("It was built in the 15th century.", "the 15th century", "1400-01-01", "1499-12-31"),
    ("It is a song of the 1980s.", "the 1980s", "1980-01-01", "1989-12-31"),
    ("It is a song of the late '80s.", "late '80s", "1985-01-01", "1989-12-31"),
    ("It is a song of the nineties.", "the nineties", "1990-01-01", "1999-12-31"),
    ("It is a song of the 70s.", "the 70s", "1970-01-01", "1979-12-31"),
    ("It was paid on the 20th of last month.", "the 20th of last month", "2025-12-20", "2025-12-20"),
    ("It was shut for the month of October.", "the month of October", "2025-10-01", "2025-10-31"),
    ("It opened in October last year.", "October last year", "2025-10-01", "2025-10-31"),
    ("It will grow in the third quarter this year.", "the third quarter this year", "2026-07-01", "2026-09-30"),
    ("Profit rose in Q3 2025.", "Q3 2025", "2025-07-01", "2025-09-30"),
    ("Profit rose in 2025-Q3.", "2025-Q3", "2025-07-01", "2025-09-30"),
    ("Profit rose in 3Q 2025.", "3Q 2025", "2025-07-01", "2025-09-30"),
    ("Profit rose in H2 2025.", "H2 2025", "2025-07-01", "2025-12-31"),
    ("Profit rose in the second half of last year.", "the second half of last year", "2025-07-01", "2025-12-31"),
    ("Profit rose in last year's third quarter.", "last year's third quarter", "2025-07-01", "2025-09-30"),
    ("Profit rose last quarter.", "last quarter", "2025-10-01", "2025-12-31"),
    ("It snowed in the first week of January.", "the first week of January", "2025-12-29", "2026-01-04"),
    ("It snowed in the last two weeks of 2025.", "the last two weeks of 2025", "2025-12-15", "2025-12-28"),
    ("The vote was on the second Tuesday of December.", "the second Tuesday of December", "2025-12-09", "2025-12-09"),
    ("The vote was on the last day of the month.", "the last day of the month", "2026-01-31", "2026-01-31"),
    ("The fair ran in week 3 of 2025.", "week 3 of 2025", "2025-01-13", "2025-01-19"),
    ("He spoke on the first Monday evening of last month.", "the first Monday evening of last month", "2025-12-01", "2025-12-01"),
    ("They met last December.", "last December", "2025-12-01", "2025-12-31"),
    ("They will meet this May.", "this May", "2026-05-01", "2026-05-31"),
    ("They met in May last year.", "May last year", "2025-05-01", "2025-05-31"),
    ("A third of staff left in the calendar year 2024.", "calendar year 2024", "2024-01-01", "2024-12-31"),
    ("It was the plan of this working week.", "this working week", "2026-01-26", "2026-01-30"),
]  # fmt: skip
LENGTHS = [
    ("The ship sank 10 days ago.", "10 days ago", "2026-01-21", "2026-01-21"),
    ("The ship sank a year and a half ago.", "a year and a half ago", "2024-07-31", "2024-07-31"),
    ("The ship sank two years and three months ago.", "two years and three months ago", "2023-10-31", "2023-10-31"),
    ("The bridge will open in two weeks.", "in two weeks", "2026-02-14", "2026-02-14"),
    ("The bridge will open two weeks from now.", "two weeks from now", "2026-02-14", "2026-02-14"),
    ("The bridge will open within six months.", "within six months", "2026-01-31", "2026-07-30"),
    ("It will rain in the next three days.", "next three days", "2026-02-01", "2026-02-03"),
    ("Rain killed 12 in the past two weeks.", "past two weeks", "2026-01-17", "2026-01-30"),
    ("Profit fell in the past two quarters.", "past two quarters", "2025-07-01", "2025-12-31"),
    ("It fell over the last couple of months.", "last couple of months", "2025-11-30", "2026-01-30"),
    ("It will grow in the next 3 business days.", "next 3 business days", "2026-02-01", "2026-02-04"),
    ("The market fell two days after Christmas.", "two days after Christmas", "2025-12-27", "2025-12-27"),
    ("The market fell the day after Christmas.", "the day after Christmas", "2025-12-26", "2025-12-26"),
    ("The market fell the day before yesterday.", "the day before yesterday", "2026-01-29", "2026-01-29"),
    ("The market opens the day after tomorrow.", "the day after tomorrow", "2026-02-02", "2026-02-02"),
    ("He will be back three weeks from tomorrow.", "three weeks from tomorrow", "2026-02-22", "2026-02-22"),
    ("He will be away for three days from Monday.", "for three days from Monday", "2026-02-02", "2026-02-04"),
    ("He will be away 3 days starting next Monday.", "3 days starting next Monday", "2026-02-02", "2026-02-04"),
    ("He will be back Monday, two weeks from now.", "Monday, two weeks from now", "2026-02-09", "2026-02-09"),
]  # fmt: skip
RANGES = [
    ("The visit ran from Jan. 29 to 31.", "from Jan. 29 to 31", "2026-01-29", "2026-01-31"),
    ("The visit ran Jan. 29–31.", "Jan. 29–31", "2026-01-29", "2026-01-31"),
    ("The visit ran 29-31 January.", "29-31 January", "2026-01-29", "2026-01-31"),
    ("The visit ran between the 28th and the 30th of January.", "between the 28th and the 30th of January", "2026-01-28", "2026-01-30"),
    ("The fair ran from Dec. 28 to Jan. 3.", "from Dec. 28 to Jan. 3", "2025-12-28", "2026-01-03"),
    ("The fair ran Dec. 28, 2024, through Jan. 3, 2025.", "Dec. 28, 2024, through Jan. 3, 2025", "2024-12-28", "2025-01-03"),
    ("The drills ran from Monday to Wednesday.", "from Monday to Wednesday", "2026-01-26", "2026-01-28"),
    ("The drills will run Tuesday through Thursday.", "Tuesday through Thursday", "2026-02-03", "2026-02-05"),
    ("He was mayor from 2014 to 2018.", "from 2014 to 2018", "2014-01-01", "2018-12-31"),
    ("He was mayor in the years 2014-2018.", "2014-2018", "2014-01-01", "2018-12-31"),
    ("Exports doubled between 2018 and 2022.", "between 2018 and 2022", "2018-01-01", "2022-12-31"),
    ("It was shut from August until the end of October.", "from August until the end of October", "2025-08-01", "2025-10-31"),
    ("Sales fell in Jan-Feb 2025.", "Jan-Feb 2025", "2025-01-01", "2025-02-28"),
    ("Sales fell from Q1 2024 to Q3 2024.", "from Q1 2024 to Q3 2024", "2024-01-01", "2024-09-30"),
    ("Fees were paid from 1/5/2025-2/7/2025.", "from 1/5/2025-2/7/2025", "2025-01-05", "2025-02-07"),
    ("Profit is up 5 percent in the year to date.", "year to date", "2026-01-01", "2026-01-31"),
    ("It rained from Sept. 22 to today.", "from Sept. 22 to today", "2025-09-22", "2026-01-31"),
    ("It rained from Jan. 12 to today.", "from Jan. 12 to today", "2026-01-12", "2026-01-31"),
]  # fmt: skip
HOLIDAYS = [
    ("They met on Christmas Eve.", "Christmas Eve", "2025-12-24", "2025-12-24"),
    ("They met on Thanksgiving last year.", "Thanksgiving last year", "2025-11-27", "2025-11-27"),
    ("They met at Easter 2024.", "Easter 2024", "2024-03-31", "2024-03-31"),
    ("They met on Chuseok.", "Chuseok", "2025-10-06", "2025-10-06"),
    ("They will meet on Lunar New Year.", "Lunar New Year", "2026-02-17", "2026-02-17"),
    ("They spoke on New Year’s Day.", "New Year’s Day", "2026-01-01", "2026-01-01"),
    ("They met over Labor Day weekend.", "Labor Day weekend", "2025-08-30", "2025-09-01"),
]
CASES = [*DAYS, *RELATIVE, *LENGTHS, *RANGES, *HOLIDAYS]


def _text(mention: DateMention, sentence: str) -> str:
    return f"\n{sentence}"[mention.span.start : mention.span.end]


def _days(mention: DateMention) -> tuple[str, str]:
    last = (mention.value.end - timedelta(seconds=1)).astimezone(ZONE)
    return mention.value.begin.astimezone(ZONE).date().isoformat(), last.date().isoformat()


@pytest.mark.parametrize(("sentence", "surface", "first", "last"), CASES, ids=[case[1] for case in CASES])
def test_expression_names_these_days(sentence: str, surface: str, first: str, last: str, dates: Dates) -> None:
    """Each expression is found whole and means the days a reader takes it to mean."""
    found = [mention for mention in dates("en", sentence) if _text(mention, sentence) == surface]
    assert [_days(mention) for mention in found] == [(first, last)]


@pytest.mark.parametrize(
    "sentence",
    [
        "One day the company may march back into the market.",
        "A second person said the time had come.",
        "At the end of the day, it is about jobs.",
        "He did not know the time of the day or the day of the week.",
        "This may be the last time.",
        "May I ask who said so?",
        "The committee meets every Monday.",
        "The committee meets on the first Tuesday of each month.",
        "It was the deadliest fire in 30 years.",
        "It was the third accident in two weeks.",
        "The mine has lost money for three years.",
        "He is a man in his 60s.",
        "Highs will be in the 70s, and she is in her seventies.",
        "Shares rose 2.5 percent to 1,234 from 1,200 a week earlier.",
        "The ratio was 4:3 and the score 3-2.",
        "About two-thirds (2/3) of voters, or 9/11 of them, said so.",
        "The 24/7 news cycle never stops.",
        "Version 10.4.2 costs $12 or 1.99 euros.",
        "Call 02-2010-2015 or +82 10-1234-5678.",
        "See www.example.org/2026/01/30/story for more.",
        "The firm sold 2000 units and made 2000 billion won.",
        "The second half ended 1-0.",
        "A quarter of the staff left.",
        "The Sun said the crew sat in the sun.",
        "The Christmas market sells Easter eggs.",
        "Tapan marked its nation's Independence Day.",
        "The new bridge is in its final week.",
        "It is up to date, and day after day they come.",
        "By late afternoon, the crowd had grown to 5,000.",
        "The last-minute deal fell through at the last minute.",
        "The code is 133-03-03-2020.",
        "Feb. 30 does not exist, nor does 2/31/2020.",
        "Week 00 is none.",
        "The two sides met for the third day in Geneva.",
        "He is 12 years older than his brother.",
    ],
)
def test_these_are_no_dates(sentence: str, dates: Dates) -> None:
    """Ages, lengths, scores, sums, numbers, idioms and words that only look like a time name none."""
    assert [_text(mention, sentence) for mention in dates("en", sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "surface", "mod", "first"),
    [
        ("He has led it since 2018.", "since 2018", Mod.ON_OR_AFTER, "2018-01-01"),
        ("The ban starts on Monday; it holds until Friday.", "until Friday", Mod.ON_OR_BEFORE, "2026-01-30"),
        ("The work is due by March 5.", "by March 5", Mod.ON_OR_BEFORE, "2026-03-05"),
        ("The work is due no later than March 5.", "no later than March 5", Mod.ON_OR_BEFORE, "2026-03-05"),
        ("It will be ready by the end of March.", "by the end of March", Mod.ON_OR_BEFORE, "2026-03-21"),
        ("It will be ready before the end of March.", "before the end of March", Mod.ON_OR_BEFORE, "2026-03-21"),
        ("It was built before 1945.", "before 1945", Mod.BEFORE, "1945-01-01"),
        ("It was built after 1945.", "after 1945", Mod.AFTER, "1945-01-01"),
        ("It was built later than 1945.", "later than 1945", Mod.AFTER, "1945-01-01"),
        ("Cars of 2012 or later are safe.", "2012 or later", Mod.ON_OR_AFTER, "2012-01-01"),
        ("Cars of 2012 and earlier are not.", "2012 and earlier", Mod.ON_OR_BEFORE, "2012-01-01"),
        ("The fee applies starting on March 1.", "starting on March 1", Mod.ON_OR_AFTER, "2026-03-01"),
        ("They left around the 20th of January.", "around the 20th of January", Mod.APPROX, "2026-01-20"),
        (
            "It began more than two weeks after Christmas.",
            "more than two weeks after Christmas",
            Mod.AFTER,
            "2026-01-08",
        ),
    ],
)
def test_a_word_before_or_behind_says_how_it_is_meant(
    sentence: str, surface: str, mod: Mod, first: str, dates: Dates
) -> None:
    """The word belongs to the span; the interval stays the one that is named."""
    (found,) = [mention for mention in dates("en", sentence) if _text(mention, sentence) == surface]
    assert (found.value.mod, _days(found)[0]) == (mod, first)


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("Police acted after Friday's fire.", "Friday"),
        ("The talks go on from October.", "October"),
        ("It is a story about May 3.", "May 3"),
        ("He spoke around 10 a.m. on Jan. 30.", "10 a.m. on Jan. 30"),
    ],
)
def test_a_word_that_does_not_modify_the_time_stays_out(sentence: str, surface: str, dates: Dates) -> None:
    """What follows "Friday's fire" is after the fire; a clock time that is rough leaves its day sure."""
    (found,) = dates("en", sentence)
    assert (_text(found, sentence), found.value.mod) == (surface, Mod.NONE)


@pytest.mark.parametrize(
    ("sentence", "surface", "begin"),
    [
        ("It began at 10:30 a.m. Friday.", "10:30 a.m. Friday", "2026-01-30T10:30"),
        ("It began at 10:30 a.m. local time on Friday.", "10:30 a.m. local time on Friday", "2026-01-30T10:30"),
        ("It began on Friday at 3pm.", "Friday at 3pm", "2026-01-30T15:00"),
        ("It began on Friday at 3 in the afternoon.", "Friday at 3 in the afternoon", "2026-01-30T15:00"),
        ("It began on Friday at half past eight.", "Friday at half past eight", "2026-01-30T08:30"),
        ("It began on Friday at a quarter to nine p.m.", "Friday at a quarter to nine p.m.", "2026-01-30T20:45"),
        ("It began on Friday at seven twenty-five.", "Friday at seven twenty-five", "2026-01-30T07:25"),
        ("It began on Friday at 4 o'clock.", "Friday at 4 o'clock", "2026-01-30T04:00"),
        ("At around 3 a.m. on the 29th, a fire broke out.", "3 a.m. on the 29th", "2026-01-29T03:00"),
        ("The log of 2026-01-30T10:30:00Z says so.", "2026-01-30T10:30:00", "2026-01-30T10:30"),
        ("It began at noon on Friday.", "noon on Friday", "2026-01-30T12:00"),
        ("It began on Friday at 12 a.m.", "Friday at 12 a.m.", "2026-01-30T00:00"),
        ("It began on Friday at 23:15.", "Friday at 23:15", "2026-01-30T23:15"),
        ("It began at 8 a.m. yesterday morning.", "8 a.m. yesterday morning", "2026-01-30T08:00"),
        ("It began last night at 8.", "last night at 8", "2026-01-30T20:00"),
        ("It began on Friday evening around 7.", "Friday evening around 7", "2026-01-30T19:00"),
    ],
)
def test_clock_times_join_their_day(sentence: str, surface: str, begin: str, dates: Dates) -> None:
    """A day and its clock time are one mention in either order, with the words between them."""
    (found,) = dates("en", sentence)
    assert _text(found, sentence) == surface
    assert found.value.begin.astimezone(ZONE).isoformat()[:16] == begin
    assert found.value.precision in {Precision.HOUR, Precision.MINUTE}


@pytest.mark.parametrize(
    ("sentence", "surface", "begin", "end"),
    [
        ("It ran from 5 to 6 p.m. on Friday.", "from 5 to 6 p.m. on Friday", "2026-01-30T17:00", "2026-01-30T18:00"),
        ("It ran from 11:30 a.m. to 1 p.m. Friday.", "from 11:30 a.m. to 1 p.m. Friday", "2026-01-30T11:30", "2026-01-30T13:00"),
        ("It ran Friday between 9:30 and 3 p.m.", "Friday between 9:30 and 3 p.m.", "2026-01-30T09:30", "2026-01-30T15:00"),
        ("It ran on Friday from 8 p.m. to 2 a.m.", "Friday from 8 p.m. to 2 a.m.", "2026-01-30T20:00", "2026-01-31T02:00"),
        ("It ran last night from 7 to 9.", "last night from 7 to 9", "2026-01-30T19:00", "2026-01-30T21:00"),
    ],
)  # fmt: skip
def test_clock_ranges_have_both_ends(sentence: str, surface: str, begin: str, end: str, dates: Dates) -> None:
    """What one end leaves out, the other says; a range past midnight ends on the next day."""
    (found,) = dates("en", sentence)
    assert _text(found, sentence) == surface
    assert found.value.begin.astimezone(ZONE).isoformat()[:16] == begin
    assert found.value.end.astimezone(ZONE).isoformat()[:16] == end


@pytest.mark.parametrize(
    ("sentence", "begin", "end"),
    [
        ("It snowed Friday night.", "2026-01-30T20:00", "2026-01-31T00:00"),
        ("It snowed on the morning of Jan. 30.", "2026-01-30T08:00", "2026-01-30T12:00"),
        ("It snowed in the late afternoon on Friday.", "2026-01-30T14:00", "2026-01-30T16:00"),
        ("It snowed this morning.", "2026-01-31T08:00", "2026-01-31T12:00"),
        ("It snowed late this morning.", "2026-01-31T10:00", "2026-01-31T12:00"),
        ("It will snow tonight.", "2026-01-31T20:00", "2026-02-01T00:00"),
        ("It snowed on Friday in the afternoon.", "2026-01-30T12:00", "2026-01-30T16:00"),
        ("It will snow later today.", "2026-01-31T12:00", "2026-02-01T00:00"),
    ],
)
def test_parts_of_the_day_have_nominal_hours(sentence: str, begin: str, end: str, dates: Dates) -> None:
    """Morning, afternoon and night are a part of a day, not a clock time."""
    (found,) = dates("en", sentence)
    assert found.value.precision is Precision.PART_OF_DAY
    assert found.value.begin.astimezone(ZONE).isoformat()[:16] == begin
    assert found.value.end.astimezone(ZONE).isoformat()[:16] == end


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("They met on Jan. 20. The next day they signed.", ["2026-01-20", "2026-01-21"]),
        ("They met on Jan. 20. The day before, they had quarrelled.", ["2026-01-20", "2026-01-19"]),
        ("They met on Jan. 20. They signed two days later.", ["2026-01-20", "2026-01-22"]),
        ("They met on Jan. 20. They signed the following week.", ["2026-01-20", "2026-01-26"]),
        ("Sales rose in 2021. They fell the following year.", ["2021-01-01", "2022-01-01"]),
        ("Sales rose in May 2021. They fell the same month.", ["2021-05-01", "2021-05-01"]),
        ("Sales rose in the third quarter from the previous quarter.", ["2025-07-01", "2025-04-01"]),
        ("They met on 18 and 19 June.", ["2025-06-18", "2025-06-19"]),
        ("They met on Jan. 5, 12 and 19.", ["2026-01-05"]),
        ("The vote was postponed from Jan. 30 to Feb. 5.", ["2026-01-30", "2026-02-05"]),
        ("They met in October and November.", ["2025-10-01", "2025-11-01"]),
    ],
)
def test_times_told_from_others_before(body: str, days: list[str], dates: Dates) -> None:
    """The next day and the year before are told from what the report told last, and days of a list share a month."""
    assert [_days(mention)[0] for mention in dates("en", body)] == days


@pytest.mark.parametrize(
    "sentence", ["The next day they signed.", "They signed the following year.", "They signed two days later."]
)
def test_what_follows_nothing_is_unknown(sentence: str, dates: Dates) -> None:
    """Of a story that does not tell its first day, the next one is not publication's."""
    assert dates("en", sentence) == []


@pytest.mark.parametrize(
    "sentence", ["Profit rose in FY2026.", "Profit rose in fiscal 2026.", "It opened in the summer of 2020."]
)
def test_what_nobody_dates_is_guessed(sentence: str, dates: Dates) -> None:
    """Fiscal years and seasons begin where nobody says; the value says so."""
    (found,) = dates("en", sentence)
    assert found.value.certainty is Certainty.GUESSED


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The talks will be held on Thursday.", "2026-02-05"),
        ("The rocket will be formally launched on Thursday.", "2026-02-05"),
        ("The vote is to be held Thursday.", "2026-02-05"),
        ("The storm is forecast to hit the coast on Thursday.", "2026-02-05"),
        ("The hearing is set for Thursday.", "2026-02-05"),
        ("The rocket was launched on Thursday.", "2026-01-29"),
        ("The talks have been held since Thursday.", "2026-01-29"),
        ("The ship sank on Sunday.", "2026-01-25"),
        ("The team beat Osaka on Sunday.", "2026-01-25"),
    ],
)
def test_a_bare_weekday_follows_its_clause(sentence: str, first: str, dates: Dates) -> None:
    """What will be held is to come, whatever form its participle has; irregular pasts are past."""
    (found,) = dates("en", sentence)
    assert _days(found)[0] == first


def test_now_names_no_day(dates: Dates) -> None:
    """ "Now" is about publication and must not make it the day of what is told."""
    (found,) = dates("en", "The bridge is open now.")
    assert not found.value.names_day


@pytest.mark.parametrize(
    ("words", "year"),
    [("nineteen eighty-six", 1986), ("two thousand and five", 2005), ("seventeen hundred thirty three", 1733), ("twenty fifteen", 2015), ("two thousand", 2000)],
)  # fmt: skip
def test_years_in_words(words: str, year: int) -> None:
    """Years are said in pairs, in hundreds or in thousands."""
    assert year_of(words) == year


def test_numbers_in_words_and_short_years() -> None:
    """Ordinals and cardinals have one reader; a year of two digits is of this century up to 39."""
    assert [number(words) for words in ("thirty-first", "twenty two", "21st", "Twelve")] == [31, 22, 21, 12]
    assert [full_year(digits) for digits in ("39", "40", "1733")] == [2039, 1940, 1733]
    with pytest.raises(ValueError, match="dozen"):
        number("dozen")


def test_plain_prose_is_passed_over() -> None:
    """Words that lead up to a time start none alone."""
    assert list(find_starts("In the house of a friend, by the sea, one of the two told the other of it.")) == []
    assert list(find_starts("by the end of March")) == [0, 3, 7, 14]


# --- properties -----------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["on ", "from ", "to ", "the ", "of ", "between ", "and ", "by ", "two ", "weeks ", "ago", "last ", "next ", "May ", "Friday ", "Jan. ", "30", "th ", "2026", "-", "/", ":", ", ", "10 ",
     "a.m. ", "noon ", "end ", "week ", "of the ", "first ", "Christmas ", "Q3 ", "'s ", "now", "in ", "half an hour ", "\n", "1990s ", "year ", "before ", "after "]
)  # fmt: skip


def _read(body: str) -> tuple[str, list[DateMention]]:
    language = languages.get("en")
    text = f"\n{body}"
    reading = Reading(text, language.passages("", body), language.tokens(text))
    return text, language.dates(reading, Moment(local=datetime(2026, 1, 31, 9, tzinfo=ZONE), zone="Asia/Seoul"))


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=40))
def test_any_text_is_read_in_order_and_alike(body: str) -> None:
    """No text is too odd; mentions are in order, apart, not empty, and the same each time."""
    text, found = _read(body)
    assert found == _read(body)[1]
    spans = [(mention.span.start, mention.span.end) for mention in found]
    assert all(0 < start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(mention.value.begin < mention.value.end for mention in found)


@given(st.sampled_from(CASES), st.sampled_from(["", " ", "\t", "“", "Seoul said: "]), st.text("ſıKİé漢", max_size=3))
def test_offsets_round_trip(case: tuple[str, str, str, str], before: str, odd: str) -> None:
    """What stands at the offsets is the expression, whatever stands before it; letters that fold oddly change nothing."""
    sentence, surface, *_ = case
    text, found = _read(f"{odd} {before}{sentence}")
    assert surface in [text[mention.span.start : mention.span.end] for mention in found]


@pytest.mark.parametrize(
    "piece",
    ["week of ", "two days after ", "1, ", "1/", "1-", "10:30 ", "the ", "from ", "end of the ", "early ", "last ", "May ", "one ", "in 2 ", "2026-", "a", " ", "30th and ", "nineteen "],
)  # fmt: skip
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Twenty thousand signs of one piece are read in a blink; nothing nests or goes back without end."""
    body = piece * (20_000 // len(piece))
    start = time.perf_counter()
    find = list(find_starts(body))
    language = languages.get("en")
    for place in find[:1500]:
        language.rules.dates.read(body, place)  # type: ignore[attr-defined]
    assert time.perf_counter() - start < 5


def test_a_day_put_off_to_another_is_two_days(dates: Dates) -> None:
    """What was planned for one day and moved to another lasts from neither to the other."""
    body = "The union postponed a strike planned for Feb. 3 to Feb. 10."
    found = dates("en", body)
    assert [f"\n{body}"[m.span.start : m.span.end] for m in found] == ["Feb. 3", "Feb. 10"]
    assert all(m.value.last is None for m in found)
