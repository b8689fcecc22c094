"""Citations in every spelling: lists with parts left out, read back as what they were made of."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from citation_maker import Listed, lists
from hypothesis import given, settings
from pace import is_linear

from foisearch.law import read_citations

SENTENCES = ["The letters are exempt under {} and are withheld.", "We rely on these:\n{}", "{}"]


def keys(text: str, regime: str | None = None) -> list[str]:
    """The keys that numbers make, each once."""
    cited = [c.key for c in read_citations(text, regime=regime) if c.key and not c.by_name]
    return list(dict.fromkeys(cited))


@settings(max_examples=400)
@given(lists())
def test_a_list_is_read_back_as_it_was_made(listed: Listed) -> None:
    for sentence in SENTENCES:
        assert keys(sentence.format(listed.words)) == listed.keys


@settings(max_examples=100)
@given(lists())
def test_places_are_those_of_the_words(listed: Listed) -> None:
    text = SENTENCES[0].format(listed.words)
    ends = [c.end for c in read_citations(text) if not c.by_name]
    assert ends == sorted(ends)
    assert all(0 < end <= len(text) - len(" and are withheld.") for end in ends)


def spellings() -> list[dict[str, str]]:
    """Spellings, and what only looks like one, with the keys that each makes."""
    with (Path(__file__).parent / "spellings.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", spellings(), ids=lambda row: row["spelling"][:60])
def test_spelling(row: dict[str, str]) -> None:
    for sentence in SENTENCES:
        assert keys(sentence.format(row["spelling"]), row["regime"]) == row["keys"].split()


@pytest.mark.parametrize("unit", ["(a", "(a-", "(1)a, ", ".4(b", " by virtue of ", "(1) a&"])
def test_reading_is_linear_in_limbs(unit: str) -> None:
    def read(size: int) -> None:
        read_citations("section 31" + unit * (size // len(unit)))

    assert is_linear(read, 80_000)
