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
from foisearch.disclosure import Disclosure, Part
from foisearch.occurrences import Finder, find
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


def test_a_number_of_a_part_is_kept_and_said_where_the_passage_begins_after_it() -> None:
    answers = "1. None.\n2. Yes. The drones flew twice in May. " + "It cost little. " * 20
    (snippet,) = of(answers, "flew", "cost")
    assert snippet.part == "2."
    assert snippet.text.startswith("The drones flew")
    (whole,) = of("1. None.\n2. Two drones.\n3. No.", "two")
    assert whole.text.startswith("2. Two drones.")
    assert whole.part == ""


def test_a_long_sentence_is_cut_between_clauses() -> None:
    clause = "and so it went on through all of that long and weary year"
    around = ", ".join([clause] * 5)
    text = f"It began, {around}, the drones flew, {around}."
    (snippet,) = of(text, "drones")
    assert snippet.text.startswith(("and so it", "the drones"))
    assert snippet.text.endswith(",")
    assert (snippet.cut_before, snippet.cut_after) == (True, True)


def test_a_question_stands_beside_its_answer() -> None:
    text = "We hold this. Who supplies the telephones? Hearthline does, until March. More later."
    (snippet,) = of(f"{'Nothing of note. ' * 30}{text}{' Nothing more.' * 30}", "hearthline")
    assert "Who supplies the telephones? Hearthline does" in snippet.text


def test_a_passage_does_not_end_with_the_heading_of_what_follows() -> None:
    (snippet,) = of("We own 16 drones.\n\nReason for decision\n\n" + "It is so. " * 40, "drones")
    assert snippet.text == "We own 16 drones." or snippet.text.endswith("It is so.")


def test_the_answer_wins_over_what_every_letter_says() -> None:
    letter = (
        "Thank you for your request about drones and cameras.\n\nWe own 16 drones.\n\n"
        "If you are unhappy with what we say of drones or cameras you may ask for an internal"
        " review."
    )
    found = of(letter, "drones", "cameras")
    assert [marked(s) for s in found] == [["drones"]]
    (only,) = of("If you are unhappy you may ask for an internal review.", "review")
    assert marked(only) == ["review"]


def test_near_the_answer_wins_over_a_policy_behind_it() -> None:
    policy = "\n\nAppendix A: flying\n\n" + "Fly low and slow. " * 4_000
    text = f"We own 16 drones. They are kept at Orrin.{policy} All drones land at dusk."
    assert of(text, "drones")[0].text.startswith("We own 16 drones.")


def test_request_and_response_are_both_shown_and_nothing_is_said_twice() -> None:
    asked = "How many drones do you own, and who flies your drones at night?"
    record = disclosure("1", request=asked, response=f"You asked: {asked} We own 16 drones.")
    first, second = shown(record, wanted("drones"))
    assert (first.field, second.field) == ("request", "response")
    assert "16" in second.text
    echoed = disclosure("1", request=asked, response=asked)
    assert [s.field for s in shown(echoed, wanted("drones"))] == ["request"]


def test_the_answer_to_a_question_that_matched_is_shown_without_its_words() -> None:
    parts = (Part("1", "How many drones?", "16."), Part("2", "How many pilots?", "38."))
    record = disclosure(
        "1",
        request="1. How many drones?\n2. How many pilots?",
        response="We can answer.\n\n1. 16.\n2. 38.",
        parts=parts,
    )
    question, answer = shown(record, wanted("pilots"))
    assert question.field == "request"
    assert (answer.field, answer.text, answer.highlights) == ("response", "2. 38.", ())


@given(TEXTS, st.lists(st.sampled_from(["drones", "body worn", "the", "40(2)"]), max_size=3))
@settings(max_examples=200, deadline=None)
def test_what_is_marked_is_what_was_wanted(text: str, phrases: list[str]) -> None:
    sought = wanted(*phrases)
    for snippet in of(text, *phrases):
        for piece in marked(snippet):
            assert find(piece, sought, ANALYZER)
