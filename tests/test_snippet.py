"""Snippets: what matched is marked, wherever it stands, and nothing is made up."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "engine"))
from engine_records import disclosure
from pace import is_linear

from foisearch.analysis import Analyzer
from foisearch.disclosure import Disclosure
from foisearch.occurrences import Finder
from foisearch.query.wanted import Wanted
from foisearch.snippet import WIDTH, Snippet, snippets
from foisearch.text import collapse_space

ANALYZER = Analyzer()


def wanted(*phrases: str, field: str = "", slop: int = 0) -> tuple[Wanted, ...]:
    """What a query of these words and phrases looks for."""
    return tuple(
        Wanted(field, tuple(frozenset((term,)) for term in ANALYZER.terms(phrase)), slop)
        for phrase in phrases
    )


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def of(text: str, *phrases: str, slop: int = 0) -> tuple[Snippet, ...]:
    return shown(disclosure("1", response=text), wanted(*phrases, slop=slop))


def shown(record: Disclosure, sought: Sequence[Wanted]) -> tuple[Snippet, ...]:
    return snippets(record, Finder(sought, ANALYZER))


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "They investigated. Investigations go on.",
            "investigating",
            ["investigated", "Investigations"],
        ),
        ("An officer’s body-worn video", "officers", ["officer’s"]),
        ("An officer’s body-worn video", "body worn", ["body-worn"]),
        ("body\n  worn things, body and worn", "body worn", ["body worn"]),
        ("stop and search; search and stop", "stop and search", ["stop and search"]),
        ("under s.40(2)(a) and section\n40(2) too", "s40(2)", ["s.40(2)(a)", "section 40(2)"]),
        ("Café cafe\u0301", "cafe", ["Café", "cafe\u0301"]),
    ],
)
def test_every_form_is_marked(text: str, phrase: str, expected: list[str]) -> None:
    (snippet,) = of(text, phrase)
    assert marked(snippet) == expected


def test_any_term_of_a_prefix_is_marked() -> None:
    steps = (frozenset(("handcuff", "handl")),)
    (snippet,) = shown(disclosure("1", response="handcuffs handled by hand"), (Wanted("", steps),))
    assert marked(snippet) == ["handcuffs", "handled"]


def test_words_with_others_between_are_marked_one_by_one() -> None:
    (snippet,) = of("stop some search", "stop search", slop=1)
    assert marked(snippet) == ["stop", "search"]


def test_only_the_field_that_was_asked_is_marked() -> None:
    record = disclosure("1", topic="drones", request="Any drones?", response="No drone flies.")
    found = shown(record, wanted("drones", field="request"))
    assert [s.field for s in found] == ["request"]
    assert [s.field for s in shown(record, wanted("drones"))] == [
        "topic",
        "request",
        "response",
    ]


def test_nothing_matched_gives_the_beginning() -> None:
    record = disclosure("1", request="How many\n\n drones? " + "And why? " * 60)
    (snippet,) = shown(record, ())
    assert snippet.text.startswith("How many drones? And why?")
    assert (snippet.highlights, snippet.before, snippet.after) == ((), False, True)
    assert shown(disclosure("2"), wanted("x")) == ()


def test_whole_sentences_where_they_fit() -> None:
    text = "Nothing here. " * 30 + "The officers used drones at night. " + "More follows. " * 30
    (snippet,) = of(text, "drones")
    assert "The officers used drones at night." in snippet.text
    assert snippet.text[0] == "N" or snippet.text.startswith("The officers")
    assert snippet.text.endswith(".")
    assert len(snippet.text) <= WIDTH
    assert (snippet.before, snippet.after) == (True, True)


def test_the_passage_with_more_of_the_words_wins() -> None:
    filler = "and so on with other things " * 20
    text = f"drones {filler} drones beside tasers {filler} drones"
    assert any(marked(s) == ["drones", "tasers"] for s in of(text, "drones", "tasers"))


@pytest.mark.parametrize("where", [0, 32_760, 40_000, 500_000, 999_000])
def test_far_into_a_long_text(where: int) -> None:
    filler = "lorem ipsum dolor sit amet. " * 40_000
    text = f"{filler[:where]} The Handcuffs’ keys. {filler[where:]}"[:1_100_000]
    (snippet,) = of(text, "handcuff")
    assert marked(snippet) == ["Handcuffs’"] or marked(snippet) == ["Handcuffs"]


def test_a_long_text_is_read_in_time_that_grows_with_it() -> None:
    text = "The officers of the force used body-worn video in 1,234 searches. " * 16_000
    assert len(text) > 1_000_000
    sought = wanted("officers", "video", "body worn", "of the force", "1234")

    def read(size: int) -> list[str]:
        record = disclosure("1", response=text[:size])
        return [m for s in shown(record, sought) for m in marked(s)]

    assert {"video", "body-worn", "1,234"} <= set(read(len(text)))
    assert is_linear(read, len(text))


WORDS = ["drone", "drones", "body-worn", "taser", "s.40(2)", "officer’s", "the", "x" * 30, "—", "é"]
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", ". ", "  \t", "\n\n", ", "])),
    max_size=150,
).map(lambda pairs: "".join(word + space for word, space in pairs))


@given(TEXTS, st.lists(st.sampled_from(["drones", "body worn", "the", "40(2)"]), max_size=3))
@settings(max_examples=200, deadline=None)
def test_a_snippet_is_a_piece_of_the_text(text: str, phrases: list[str]) -> None:
    plain = collapse_space(text)
    sought = wanted(*phrases)
    for snippet in shown(disclosure("1", response=text), sought):
        assert f" {snippet.text} " in f" {plain} "
        assert snippet.text == collapse_space(snippet.text)
        last = 0
        for start, end in snippet.highlights:
            assert last <= start < end <= len(snippet.text)
            last = end
        assert snippet.before or plain.startswith(snippet.text)
        assert snippet.after or plain.endswith(snippet.text)


def test_a_word_is_never_cut() -> None:
    text = re.sub(r"\s+", " ", "antidisestablishmentarianism drones " * 50)
    for found in of(text, "drones"):
        assert set(found.text.split()) <= {"antidisestablishmentarianism", "drones"}
