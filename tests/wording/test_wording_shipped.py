"""The wording as it ships is that of the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from foisearch.analysis import Stemmer
from foisearch.wording import Wording, all_acronyms, all_concepts
from foisearch.wording.asking import ASKING
from foisearch.wording.compiled import Compiled
from foisearch.wording.lookup import Expansion
from foisearch.wording.shipped import PATH, Shipped
from foisearch.wording.shipping import lines

STEMMER = Stemmer()
MADE = Compiled(all_concepts(), all_acronyms(), STEMMER)


def test_the_file_was_made_from_the_tables_as_they_are() -> None:
    """If not: python -m bench.wording"""
    assert Path(PATH).read_text("ascii").splitlines() == list(lines(MADE))


def led(found: list[Expansion]) -> set[tuple[int, int, tuple[str, ...], float]]:
    return {(each.start, each.end, each.words, each.weight) for each in found}


def test_every_expression_leads_to_the_same_words() -> None:
    made, shipped = Wording(MADE), Wording(Shipped())
    for number in range(len(MADE.names)):
        for stems, *_ in MADE.sayings(number):
            assert led(shipped.expansions(stems)) == led(made.expansions(stems)), stems


@pytest.mark.parametrize(
    "text", ["dna rate of patient in a clinic", "dna", "send pupil", "it", "the pcc and the acc"]
)
def test_the_other_words_choose_the_same_senses(text: str) -> None:
    terms = [STEMMER(word) for word in text.split()]
    assert led(Wording(Shipped()).expansions(terms)) == led(Wording(MADE).expansions(terms))


def test_it_is_read_once() -> None:
    assert Wording.shipped() is Wording.shipped()


def test_it_knows_what_expressions_begin_with() -> None:
    shipped = Wording.shipped()
    assert shipped.knows("drone")
    assert not shipped.knows("drones")


def test_acronyms_are_said_as_they_are_written() -> None:
    said = {each.words: each.said for each in Wording.shipped().expansions(["drone"])}
    assert said["uav",] == "UAV"
    assert said["unman", "aircraft"] == "unmanned aircraft"


def test_what_only_asks_is_a_concept_of_the_tables() -> None:
    assert {concept.name for concept in all_concepts()} >= ASKING
