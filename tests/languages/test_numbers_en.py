"""English numbers as written, and the shared reading of figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.languages.en.numbers import find_numerals
from twosource.languages.numerals import find_digits, plain_number
from twosource.languages.protocol import FULL_WIDTH


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mill employs forty-two people.", [("forty-two", 42)]),
        ("It cost six hundred and four crowns.", [("six hundred and four", 604)]),
        ("Some 2 thousand 5 hundred and 9 voted.", [("2 thousand 5 hundred and 9", 2509)]),
        ("seven hundred and eight thousand", [("seven hundred and eight thousand", 708_000)]),
        ("five hundred and 6 hundred", [("five hundred", 500), ("6 hundred", 600)]),
        ("7000 4 hundred and 2", [("7000", 7000), ("4 hundred and 2", 402)]),
        ("a dozen eggs, half a dozen lemons, 4 dozen plums", [("a dozen", 12), ("half a dozen", 6), ("4 dozen", 48)]),
        ("It earned $3.4bn, 12k more, and 7MM.", [("3.4bn", 3.4e9), ("12k", 12_000), ("7MM", 7e6)]),
        ("two and a half million trees", [("two and a half million", 2.5e6)]),
        ("a fee of four million and a quarter", [("four million and a quarter", 4.25e6)]),
        ("eight million and two thirds", [("eight million and two thirds", 8e6 + 2e6 / 3)]),
        ("a two-and-a-half year wait", [("two-and-a-half", 2.5)]),
        ("seven eighths of it", [("seven eighths", 0.875)]),
        ("one-third of the seats", [("one-third", 1 / 3)]),
        ("two hundred forty fifths", [("two hundred forty fifths", 200 / 45)]),
        ("a third of them", [("a third", 1 / 3)]),
        ("three quarters of a billion", [("three quarters of a billion", 0.75e9)]),
        ("1 in 8 homes, three out of forty", [("1 in 8", 0.125), ("three out of forty", 0.075)]),
        ("nine point nought seven", [("nine point nought seven", 9.07)]),
        ("minus six, -4.5 and negative two", [("minus six", -6), ("-4.5", -4.5), ("negative two", -2)]),
        ("3 ½ miles, ¾ full", [("3 ½", 3.5), ("¾", 0.75)]),
        ("2  1/4 pints, 5/8 of an inch", [("2  1/4", 2.25), ("5/8", 0.625)]),
        ("1.5e6, 2.5x10^-3, 1.1^2", [("1.5e6", 1.5e6), ("2.5x10^-3", 0.0025), ("1.1^2", 1.21)]),
        ("1 234 567 and 3,456.5 and 3.456,5", [("1 234 567", 1234567), ("3,456.5", 3456.5), ("3.456,5", 3456.5)]),
        ("rooms 11,13,15", [("11", 11), ("13", 13), ("15", 15)]),
        ("one more time", [("one", 1)]),
        ("They led by five seconds, two seconds more.", [("five", 5), ("two", 2)]),
        ("It grew for 3 quarters, 12 seconds apart.", [("3", 3), ("12", 12)]),
        ("a million and 1.234.567 of them", [("a million", 1e6), ("1.234.567", 1234567)]),
        ("one twenty-second of it", [("one twenty-second", 1 / 22)]),
        ("a 1½-mile walk", [("1½", 1.5)]),
        ("They won 38 - 17 and lost 3 -4.", [("38", 38), ("17", 17), ("3", 3), ("4", 4)]),
        ("three score of sheep, a score of songs", [("three score", 60)]),
    ],
)  # fmt: skip
def test_numbers_are_read_whole(text: str, found: list[tuple[str, float]]) -> None:
    """Each number is found from its first to its last character, with its value."""
    numerals = find_numerals(text)
    assert [text[n.start : n.end] for n in numerals] == [surface for surface, _ in found]
    assert [n.value for n in numerals] == pytest.approx([value for _, value in found])


@pytest.mark.parametrize(
    "text",
    [
        "The one you chose, this one, which one?", "a second wave, the third meeting, a fifth time",
        "the twenty-fifth floor", "the first half, the second half", "dozens of homes and hundreds of trees",
        "180ml of milk", "the G7 and the 4th", "in the 1990s", "a first class seat", "Is it a quarter past?", "an apple",
        "a B52, an A320 and an F35", "v2.0.1", "the final score", "half past nothing", "at half time",
    ],
)  # fmt: skip
def test_words_that_only_look_like_numbers(text: str) -> None:
    """Pronouns, ordinals, measures without a space and names hold no number."""
    assert find_numerals(text) == []


def test_shares_are_no_years_and_no_money() -> None:
    """ "In" and "over" between two numbers make a share only where one of several is meant."""
    values = [n.value for n in find_numerals("It rose by 8 in 2019 and cost $2000 over 3 years, 12 out of 10 said.")]
    assert values == [8, 2019, 2000, 3, 12, 10]


@given(st.lists(st.sampled_from(["two", "hundred", "and", "a", "half", "point", "3", ",", "-", "fifths", "million", "out of", "1/2", "½", " ", "-", "e5", "."]), max_size=30).map(" ".join) | st.text(max_size=60))  # fmt: skip
def test_any_text_is_read(text: str) -> None:
    """Numerals stand in order, do not overlap, lie in the text and are finite; nothing raises."""
    numerals = find_numerals(text.translate(FULL_WIDTH))
    end = 0
    for numeral in numerals:
        assert end <= numeral.start < numeral.end <= len(text)
        assert abs(numeral.value) < float("inf")
        end = numeral.end


@pytest.mark.parametrize("text", ["192.168.1.2", "22,24,26", "1,2,3", "", "1e999", "0^-1", "1e400"])
def test_several_numbers_or_none_have_no_value(text: str) -> None:
    """A list, an address or what no float holds is not one number."""
    assert plain_number(text) is None


def test_digits_of_a_language_without_a_grammar() -> None:
    """Groups by comma, stop or space and both signs of a fraction; no list, no address, no part of a name."""
    text = "1 234 567,5 et 3,5 et 1.234,5 et 1,234.5; 192.168.1.2, 1,2,3, A4 5km"
    assert [n.value for n in find_digits(text)] == [1234567.5, 3.5, 1234.5, 1234.5]
