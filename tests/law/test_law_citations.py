"""Citations: the tables, the rules, and that no text is too strange or too long."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import is_linear

from foisearch.disclosure import Status
from foisearch.law import all_provisions, ancestors, applied_keys, provision, read_citations
from foisearch.text import collapse_space

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("FOISEARCH_SHARED", HERE.parents[1].parent / "shared"))
TABLE = SHARED / "reference" / "exemption_citations.csv"


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows(HERE / "citations.csv"), ids=lambda row: row["text"][:60])
def test_table(row):
    found = read_citations(row["text"], place=row["place"], regime=row["regime"] or None)
    said = [f"{c.key or 'other:' + c.provision}={c.status}" for c in found]
    assert said == [e for e in row["expected"].split("|") if e]


@pytest.mark.skipif(not TABLE.exists(), reason="the shared reference tables are not here")
@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: row["text"][:60])
def test_shared_table(row):
    found = read_citations(row["text"], regime=row["regime"] or None)
    if row["trap"] == "Y":
        assert not applied_keys(found)
    else:
        keys = [c.key for c in found if c.key and not c.by_name]
        assert list(dict.fromkeys(keys)) == row["expected"].split("|")


def test_offsets_point_into_the_text_as_passed():
    text = "It is exempt under section\n  40(2) of the\nFOIA."
    (found,) = read_citations(text)
    assert text[found.start : found.end] == "section\n  40(2)"
    assert found.text == "section 40(2)"
    assert not found.assumed


def test_regime_is_assumed_only_when_nothing_settles_it():
    (bare,) = read_citations("withheld under section 40(2)")
    assert (bare.regime, bare.assumed) == ("foia", True)
    (scots,) = read_citations("withheld under section 38(1)(b)", regime="foisa")
    assert (scots.regime, scots.assumed) == ("foisa", False)


def test_other_act_keeps_its_name():
    (found,) = read_citations("sections 136 of the Mental Health Act 1983")
    assert (found.status, found.regime, found.act) == (
        Status.OTHER_ACT,
        "",
        "Mental Health Act 1983",
    )


def test_number_and_name_that_disagree_are_flagged_not_corrected():
    (found,) = read_citations("Section 31 – Personal Information applies")
    assert found.provision == "31"
    assert "personal information" in found.flag


def test_a_name_beside_its_number_is_folded_in():
    text = "The cost limit under section 12 of FOIA would be exceeded, so we refuse."
    assert [c.by_name for c in read_citations(text)] == [False]


def test_a_name_alone_is_marked():
    found = read_citations("In line with our duty to advise and assist, see below.")
    assert [(c.key, c.by_name, c.status) for c in found] == [
        ("foia:16", True, Status.MENTIONED),
    ]


def test_every_occurrence_is_returned_and_keys_are_distinct():
    found = read_citations("We rely on section 31. Again, section 31 is engaged.")
    assert len(found) == 2
    assert applied_keys(found) == ("foia:31",)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text):
    for each in read_citations(text):
        assert 0 <= each.start < each.end <= len(text)
        assert collapse_space(text[each.start : each.end]) == each.text


LEGAL_WORDS = """section sections s. S40 40 (2) (a) (i) to and & , ; . the Act of FOIA EIR
regulation 12(4)(b) Data Protection Act 2018 not exempt apply we you how many ? Code 1999 refused"""
WORDS = st.sampled_from([*LEGAL_WORDS.split(), "\n"])


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["request", "response"]))
def test_any_mixture_of_legal_words_can_be_read(text, place):
    for each in read_citations(text, place=place):
        assert collapse_space(text[each.start : each.end]) == each.text
        assert each.regime or each.status is Status.OTHER_ACT


def spaced(section: str) -> str:
    return section.replace("(", " (")


STYLES = [
    "exempt under section {} of the FOIA",
    "exempt under s.{} FOIA",
    "withheld by virtue of Section\n{} of the Freedom of Information Act 2000",
    "S{} of the FOI Act 2000 applies",
    "Sec {} FOIA is engaged",
    "§ {} FOIA applies",
]
NUMBERED = sorted({p.section for p in all_provisions() if p.regime == "foia"})


@given(st.sampled_from(NUMBERED), st.sampled_from(STYLES), st.booleans())
def test_a_provision_is_read_back_however_it_is_written(section, style, wide):
    text = style.format(spaced(section) if wide else section)
    assert [c.key for c in read_citations(text) if not c.by_name] == [f"foia:{section}"]


@pytest.mark.parametrize("unit", ["s", "(", " ", "\n", ". ", "not ", "Act ", "section "])
def test_reading_is_linear_in_text_without_citations(unit):
    assert is_linear(lambda size: read_citations(unit * (size // len(unit))), 80_000)


@pytest.mark.parametrize("unit", ["section 40(2)(a)(b) ", "s. 40 ", "section 40 (x "])
def test_reading_is_linear_in_the_number_of_citations(unit):
    assert is_linear(lambda size: read_citations(unit * (size // len(unit))), 80_000)


def test_every_key_read_has_ancestors_and_an_applied_one_is_known():
    for row in rows(HERE / "citations.csv"):
        for each in read_citations(row["text"], place=row["place"], regime=row["regime"] or None):
            if each.key:
                assert ancestors(each.key)[-1] == each.key or each.regime == "us-foia"
            if each.status is Status.APPLIED:
                assert provision(*ancestors(each.key)[0].split(":")) or provision(
                    *each.key.split(":")
                )
