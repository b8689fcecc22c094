"""Whatever the lines are: as many come back, nothing is made up, and work grows with their size."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch.privacy import keep_out
from foisearch.privacy.linting import signs
from foisearch.privacy.marks import MARK, MARKS

PIECES = st.sampled_from(
    [
        *("Dear Mr Example,", "Dear FOI Team", "Hi", "Kind regards", "Thanks, Jo", "Regards Jo"),
        *("Jo Example", "J. Example", "12 High Street", "TM1 2AB", "jo@gmail.com", "07700 900123"),
        *("From: Jo <jo@x.example>", "Sent: 3 May 2024", "Name: Jo Example", "Response", "1. How?"),
        *("You asked:", "> quoted", "wrote:", "On 3 May Jo Example wrote:", "My name is Jo B", "|"),
        *(
            "",
            "Disclosure Officer",
            "--",
            "[NameRemoved]",
            "I am Jo Example.",
            "a | b | c",
            "Yours",
        ),
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=20)
PLACES = st.sampled_from(["request", "response", "body"])


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(LINES, PLACES, st.lists(st.sampled_from(["Jo Example", "X", "FOI Team"]), max_size=2))
def test_lines_stay_one_to_one_and_hold_only_what_was_there(
    lines: list[str], place: Any, names: list[str]
) -> None:
    masked = keep_out(lines, place, names)
    assert len(masked.lines) == len(lines)
    for before, after in zip(lines, masked.lines, strict=True):
        # What is left of a line stands in it in the same order.
        rest = squeezed(before)
        for piece in MARK.split(after):
            at = rest.find(squeezed(piece))
            assert at >= 0 or MARK.search(before)
            rest = rest[max(at, 0) :]
    assert all(kind in MARKS and count > 0 for kind, count in masked.found)


@given(LINES, PLACES)
def test_nothing_is_taken_out_twice(lines: list[str], place: Any) -> None:
    once = keep_out(lines, place)
    marks = sum(len(MARK.findall(line)) for line in once.lines)
    again = keep_out(once.lines, place)
    assert sum(len(MARK.findall(line)) for line in again.lines) >= marks


@given(st.text(max_size=300), st.booleans())
def test_signs_stand_in_the_text_and_apart(text: str, answers: bool) -> None:
    end = 0
    for sign in signs(text, answers, "how many people"):
        assert end <= sign.start < sign.end <= len(text)
        end = sign.end


HOSTILE = {
    "letters": lambda n: ["a" * n],
    "capitals": lambda n: ["A" * n],
    "at signs": lambda n: ["a@" * n],
    "dotted": lambda n: ["a.b@c." * n],
    "digits": lambda n: ["0" * n],
    "numbers": lambda n: ["07700 900 " * n],
    "streets": lambda n: ["12 High Mill " * n],
    "names": lambda n: ["Jo Example " * n],
    "i am": lambda n: ["I am Jo " * n],
    "introductions": lambda n: ["My name is Jo Example. " * n],
    "many people": lambda n: [f"Dear Jo Exa{chr(97 + i % 26)}{'x' * (i % 9)}" for i in range(n)],
    "retold": lambda n: ["You asked:"] + ["Regards", "Jo Example", "", "", "", ""] * n,
    "blanks": lambda n: [" " * n, "\t" * n],
    "blank lines": lambda n: ["Regards"] + [""] * n,
    "closings": lambda n: ["Regards", ""] * n,
    "greetings": lambda n: ["Dear Jo"] * n,
    "greetings and names": lambda n: ["Jo Example", "TM1 2AB", "Dear Jo"] * n,
    "headers": lambda n: ["From: Jo Example <jo@x.example>"] * n,
    "fields": lambda n: ["Name: Jo Example"] * n,
    "brackets": lambda n: ["(" * n, "<" * n, "[" * n],
    "bars": lambda n: ["Regards", "a | " * n],
    "rows": lambda n: ["a 1 2 3"] * n,
    "few": lambda n: ["two very big " * n],
}


@pytest.mark.parametrize("of", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(of: str) -> None:
    make = HOSTILE[of]
    size = 6_000 if len(make(2)) > 1 else 60_000  # lines cost more than what stands on one

    def work(n: int) -> object:
        lines = make(n)
        return [keep_out(lines, "body"), signs("\n".join(lines), True, "officers")]

    assert is_linear(work, size)
