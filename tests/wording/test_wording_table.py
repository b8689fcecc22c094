"""The tables: every row is well formed, and a malformed one is named with its cure."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from foisearch import wording
from foisearch.analysis import Stemmer
from foisearch.errors import RecordError
from foisearch.wording import Acronym, Concept, all_acronyms, all_concepts
from foisearch.wording.forms import first_stems, variants
from foisearch.wording.table import read_acronyms, read_concepts

FOLDER = Path(wording.__file__).parent
STEM = Stemmer()
# Ordinary words of requests that are an acronym too, in another concept.
BOTH = {"app", "bid", "cab", "send"}


def every_word(concept: Concept) -> tuple[str, ...]:
    return (*concept.words, *concept.narrower)


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").splitlines(keepends=True)


def test_the_shipped_tables_are_what_their_checked_reading_gives() -> None:
    assert tuple(read_concepts(lines("concepts.csv"), "concepts.csv")) == all_concepts()
    assert tuple(read_acronyms(lines("acronyms.csv"), "acronyms.csv")) == all_acronyms()


def test_the_tables_are_large() -> None:
    assert len(all_concepts()) >= 1000
    assert len(all_acronyms()) >= 300
    assert sum(len(concept.narrower) for concept in all_concepts()) >= 1500


def test_no_concept_says_a_word_twice_once_it_is_stemmed() -> None:
    assert not [
        concept.name
        for concept in all_concepts()
        if len({variants(word, STEM)[0] for word in every_word(concept)})
        != len(every_word(concept))
    ]


def test_no_two_concepts_have_the_same_words_once_they_are_stemmed() -> None:
    sets = Counter(
        frozenset(variants(word, STEM)[0] for word in every_word(concept))
        for concept in all_concepts()
    )
    assert max(sets.values()) == 1


def test_strengths_are_those_of_the_scale() -> None:
    assert {concept.strength for concept in all_concepts()} <= {0.6, 0.7, 0.8, 0.9, 1.0}


def test_an_acronym_of_several_senses_is_left_to_the_table_of_acronyms() -> None:
    senses = Counter(acronym.written.lower() for acronym in all_acronyms())
    unsure = {name for name, count in senses.items() if count > 1}
    unsure |= {acronym.written.lower() for acronym in all_acronyms() if acronym.word}
    words = {word for concept in all_concepts() for word in every_word(concept)}
    assert not (words & unsure) - BOTH


def test_several_senses_can_be_told_apart() -> None:
    by_name = defaultdict(list)
    for acronym in all_acronyms():
        by_name[acronym.written.lower()].append(acronym)
    assert not [a for group in by_name.values() if len(group) > 1 for a in group if not a.near]


def test_an_expansion_is_spelt_as_in_the_thesaurus() -> None:
    """Compiling joins an acronym to the concepts that have its expansion letter by letter."""
    spelt = defaultdict(set)
    for concept in all_concepts():
        for word in every_word(concept):
            spelt[variants(word, STEM)[0]].add(word)
    other = {
        acronym.written: found
        for acronym in all_acronyms()
        if (found := spelt.get(variants(acronym.expansion, STEM)[0]))
        and acronym.expansion not in found
    }
    assert not other


def test_every_spelling_is_filed_under_its_first_stem() -> None:
    words = [word for concept in all_concepts() for word in every_word(concept)]
    words += [acronym.expansion for acronym in all_acronyms()]
    lost = [
        word
        for word in words
        if not {form[0] for form in variants(word, STEM)}
        <= set(first_stems(word.partition(" ")[0], STEM))
    ]
    assert not lost


GOOD = "concept,words,strength\n"


def test_a_row_is_a_concept() -> None:
    (row,) = read_concepts([GOOD, "telephone,telephone|phone,1.0\n"], "t.csv")
    assert row == Concept("telephone", ("telephone", "phone"), 1.0)


def test_a_mark_says_that_a_word_is_narrower() -> None:
    (row,) = read_concepts([GOOD, "school,<academy|school|<free school,0.8\n"], "t.csv")
    assert row == Concept("school", ("school",), 0.8, ("academy", "free school"))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("school,<academy|<free school,0.8", "has narrower words only"),
        ("school,school|<school,0.8", "“school” stands here twice"),
        ("school,school|<,0.8", "“” is no expression"),
        ("school,school|<<academy,0.8", "“<academy” is no expression"),
        ("school,school|< academy,0.8", "“ academy” is no expression"),
        ("Phone,phone|telephone,1.0", "not a slug"),
        ("phone,phone,1.0", "has one word"),
        ("phone,phone|phone,1.0", "“phone” stands here twice"),
        ("phone,phone|Telephone,1.0", "“Telephone” is no expression"),
        ("phone,phone|,1.0", "“” is no expression"),
        ("phone,phone| telephone,1.0", "is no expression"),
        ("phone,phone|telephone,1.5", "strength “1.5”"),
        ("phone,phone|telephone,nan", "strength “nan”"),
        ("phone,phone|telephone,much", "strength “much”"),
        ("phone,phone|telephone", "2 cells for 3 columns"),
        ('phone,"phone|telephone,1.0', "not CSV"),
    ],
)
def test_a_malformed_concept_is_named(row: str, problem: str) -> None:
    with pytest.raises(RecordError, match=r"t\.csv, line 2") as error:
        list(read_concepts([GOOD, f"{row}\n"], "t.csv"))
    assert problem in str(error.value)
    assert error.value.cure


def test_concepts_differ_in_name_and_in_words() -> None:
    with pytest.raises(RecordError, match="line 3: concept “a” stands here twice"):
        list(read_concepts([GOOD, "a,x|y,1\n", "a,x|z,1\n"], "t.csv"))
    with pytest.raises(RecordError, match="line 3: the same words as “a”"):
        list(read_concepts([GOOD, "a,x|y,1\n", "b,y|x,1\n"], "t.csv"))


def test_the_first_line_names_the_columns() -> None:
    with pytest.raises(RecordError, match="line 1"):
        list(read_concepts(["words,concept\n"], "t.csv"))
    with pytest.raises(RecordError, match="line 1"):
        list(read_acronyms([], "t.csv"))


HEAD = "acronym,expansion,sense,near,word\n"


def test_a_row_is_a_sense_of_an_acronym() -> None:
    (row,) = read_acronyms([HEAD, "IT,information technology,,server|laptop,y\n"], "t.csv")
    assert row == Acronym("IT", "information technology", "", ("server", "laptop"), True)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("I.T.,information technology,,,", "is not an acronym"),
        ("IT,Information Technology,,,", "is no expression"),
        ("IT,information technology,,server room,", "more than one word"),
        ("IT,information technology,,,y", "is also a word"),
        ("IT,information technology,,server,yes", "word is “yes”"),
    ],
)
def test_a_malformed_acronym_is_named(row: str, problem: str) -> None:
    with pytest.raises(RecordError, match=r"t\.csv, line 2") as error:
        list(read_acronyms([HEAD, f"{row}\n"], "t.csv"))
    assert problem in str(error.value)


def test_a_sense_stands_once() -> None:
    row = "IT,information technology,,,\n"
    with pytest.raises(RecordError, match="line 3: “IT” has this sense twice"):
        list(read_acronyms([HEAD, row, row], "t.csv"))
