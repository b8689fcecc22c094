"""Questions quoted in a response: an answer that is shared is said to be."""

from __future__ import annotations

import pytest

from foisearch.intake.lines import numbered
from foisearch.intake.paragraphs import paragraphs
from foisearch.intake.parts.interleaved import interleaved, shared


@pytest.mark.parametrize(
    ("text", "answers", "told"),
    [
        ("1. Who mows?\n\nPat.\n\n2. When?\n\nMay.", ["Pat.", "May."], ""),
        (
            "1. Who mows?\n\nAnd\n\n2. When?\n\nPat, in May.\n\n3. Why?\n\nIt grows.",
            ["Pat, in May.", "Pat, in May.", "It grows."],
            "taken as answered together: parts 1, 2",
        ),
        (
            "• Who mows?\n• When?\n• Where?\n\nPat, in May, here.\n\n• Why?\n\nIt grows.",
            ["Pat, in May, here."] * 3 + ["It grows."],
            "taken as answered together: parts 1, 2, 3",
        ),
    ],
)
def test_shared_answers_are_told(text: str, answers: list[str], told: str) -> None:
    found = interleaved(paragraphs(numbered(text), 0))
    assert found is not None
    before, inside = found
    assert not before
    assert [a.answer for a in inside] == answers
    assert shared(inside) == told
