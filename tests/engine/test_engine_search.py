"""What the engine finds: fields, names, dates, order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from engine_records import applied, disclosure, mention, on, put
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch import engine
from foisearch.disclosure import Kind, Outcome, Part, Status
from foisearch.engine import ResolvedFilters
from foisearch.errors import QueryError
from foisearch.query import parse, parse_leniently

RECORDS = [
    disclosure(
        "5023048",
        topic="Body-worn video",
        request="How many officers wear bodyworn cameras?",
        response="Section 40(2)(a) applies. See 01.FOI.22.024962.",
        citations=applied("foia:40(2)(a)"),
        published=on("2021-11-03"),
        outcome=Outcome.PART,
        parts=(
            Part("1", "How many tasers do you own?", "None.", Outcome.NOT_HELD),
            Part("2", "wear bodyworn cameras", "", Outcome.FULL, applied("foia:31(1)(a)")),
        ),
    ),
    disclosure(
        "01.FOI.22.024962",
        id="metropolitan/01.FOI.22.024962",
        authority="metropolitan",
        authority_name="Metropolitan Police Service",
        topic="Stop and search",
        request="Stop the search of records",
        response="Regulation 12(4)(b) of the EIR.",
        citations=applied("eir:12(4)(b)"),
        published=on("2022-07"),
        outcome=Outcome.REFUSED,
    ),
    disclosure(
        "FOI/15812",
        request="Thames Valley Police and their dogs",
        response="Section 40 was asked about.",
        forces=(mention("thames-valley", "Thames Valley Police"),),
        citations=applied("foia:12", "foia:40(2)"),
        outcome=Outcome.COST,
        published=on("2022"),
    ),
    disclosure(
        "163A/23",
        request="Investigations into café drones, £1,250.50",
        citations=applied("foia:43", status=Status.MENTIONED),
        received=on("2023-01-05"),
    ),
    disclosure("news-1", kind=Kind.PUBLICATION, body="Newsletter on drones", published=on("2020")),
]
BODY_WORN, SEARCH, DOGS, DRONES, NEWS = (d.id for d in RECORDS)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> engine.Index:  # type: ignore[name-defined]
    folder: Path = tmp_path_factory.mktemp("search")
    corpus = put(folder / "corpus", {"a": RECORDS[:3], "b": RECORDS[3:]})
    engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index") as opened:
        yield opened


def ids(index, query: str, **options: object) -> set[str]:  # type: ignore[no-untyped-def]
    return {d.id for _, d in index.search(parse(query), source=query, **options).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("body-worn", {BODY_WORN}),
        ("bodyworn", {BODY_WORN}),
        ('"body worn"', {BODY_WORN}),
        ('"bodyworn video"', {BODY_WORN}),
        ('"stop and search"', {SEARCH}),
        ('"stop search"', set()),
        ('"stop search"~1', {SEARCH}),
        ("investigating", {DRONES}),
        ("investigat*", {DRONES}),
        ("investigations*", {DRONES}),
        ("body-w*", {BODY_WORN}),
        ("caf?", set()),
        ("cafe", {DRONES}),
        ("c?fe", {DRONES}),
        ("dron*", {DRONES, NEWS}),
        ("drnes~1", {DRONES, NEWS}),
        ("drnse~1", set()),
        ("£1250.50", {DRONES}),
        ("topic:drones", set()),
        ("body:drones", {NEWS}),
        ("drones -newsletter", {DRONES}),
        ("5023048", {BODY_WORN}),
        ("ref:5023048", {BODY_WORN}),
        ("ref:50230*", {BODY_WORN}),
        ("ref:01foi22024962", {SEARCH}),
        ("ref:024962", {SEARCH}),
        ("ref:24962", {SEARCH}),
        ("01.FOI.22.024962", {SEARCH, BODY_WORN}),
        ("163a/23", {DRONES}),
        ("exemption:40", {BODY_WORN, DOGS}),
        ("exemption:s40(2)", {BODY_WORN, DOGS}),
        ("exemption:40(2)(a)", {BODY_WORN}),
        ("exemption:31", {BODY_WORN}),
        ('exemption:"cost limit"', {DOGS}),
        ("exemption:12", {DOGS, SEARCH}),
        ("exemption:foia:12", {DOGS}),
        ("exemption:eir:12", {SEARCH}),
        ("exemption:43", set()),
        ("force:met", {SEARCH}),
        ("force:tvp", {DOGS}),
        ('force:"thames valley"', {DOGS}),
        ("authority:iopc", {BODY_WORN, DOGS, DRONES, NEWS}),
        ('authority:"the Met"', {SEARCH}),
        ("outcome:not-held", {BODY_WORN}),
        ('outcome:"not held"', {BODY_WORN}),
        ("outcome:cost", {DOGS}),
        ("kind:publication", {NEWS}),
        ("request:tasers", {BODY_WORN}),
        ("response:none", {BODY_WORN}),
        ("published:2021", {BODY_WORN}),
        ("published:2022-07", {SEARCH, DOGS}),
        ("published:2022-07-31", {SEARCH, DOGS}),
        ("published:2022-08", {DOGS}),
        ("published:>=2022-08", {DOGS}),
        ("published:..2021", {BODY_WORN, NEWS}),
        ("published:(2020 2021)", {BODY_WORN, NEWS}),
        ("received:2023", {DRONES}),
        ("drones published:2020", {NEWS}),
        ("drones kind:disclosure", {DRONES}),
        ("-kind:disclosure", {NEWS}),
        ("how many", {BODY_WORN}),
        ("how drones", {DRONES, NEWS}),
        ("", {d.id for d in RECORDS}),
        ("nowhere", set()),
        ("section 31", {BODY_WORN}),
        ("topic:(video OR search)", {BODY_WORN, SEARCH}),
    ],
)
def test_what_is_found(index, query: str, expected: set[str]) -> None:  # type: ignore[no-untyped-def]
    assert ids(index, query) == expected


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("a outcome:refusd", 10, "refused"),
        ("exemption:banana", 10, "names no provision"),
        ("authority:metropolitn", 10, "metropolitan"),
        ("kind:x", 5, "disclosure"),
        ("outcome:full~1", 8, "whole values"),
        ("... !!", 0, "no word"),
    ],
)
def test_values_that_name_nothing(index, query: str, position: int, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(QueryError) as caught:
        ids(index, query)
    assert caught.value.position == position
    assert words in str(caught.value)


def test_names_are_recognised_and_said(index) -> None:  # type: ignore[no-untyped-def]
    found = index.search(parse("thames valley police dogs"))
    assert found.notes == ("“thames valley police” is also looked up as force thames-valley",)
    assert found.hits[0][1].id == DOGS
    assert index.search(parse("s40(2)(a)")).hits[0][1].id == BODY_WORN
    assert "exemption 40(2)(a)" in index.search(parse("s40(2)(a)")).notes[0]


def test_function_words_are_said_to_be_ignored(index) -> None:  # type: ignore[no-untyped-def]
    assert index.search(parse("how many drones are there?")).notes == ("ignored: how, are, there?",)
    assert index.search(parse("how are")).notes == ()


def test_records_without_a_date_are_counted(index) -> None:  # type: ignore[no-untyped-def]
    note = "1 matching record has no publication date and was left out"
    assert index.search(parse("published:2021..2023")).notes == (note,)
    assert index.search(parse("drones published:2019")).notes == (note,)
    assert index.search(parse("dogs published:2019")).notes == ()
    since = ResolvedFilters(since=date(2022, 7, 31))
    found = index.search(parse(""), since)
    assert {d.id for _, d in found.hits} == {SEARCH, DOGS}
    assert found.notes == (note,)
    assert index.search(parse("drones OR published:2021")).notes == ()


def test_filters(index) -> None:  # type: ignore[no-untyped-def]
    def by(**values: object) -> set[str]:
        return ids(index, "", filters=ResolvedFilters(**values))  # type: ignore[arg-type]

    assert by(forces=("thames-valley",)) == {DOGS}
    assert by(forces=("thames-valley", "metropolitan")) == {DOGS, SEARCH}
    assert by(authorities=("metropolitan",)) == {SEARCH}
    assert by(exemptions=("40",), outcomes=("cost",)) == {DOGS}
    assert by(kinds=("publication",)) == {NEWS}
    assert by(until=date(2020, 12, 31)) == {NEWS}


def test_order(index) -> None:  # type: ignore[no-untyped-def]
    def order(sort: str) -> list[str]:
        return [d.id for _, d in index.search(parse(""), sort=sort).hits]

    assert order("newest") == [SEARCH, DOGS, BODY_WORN, NEWS, DRONES]
    assert order("oldest") == [NEWS, BODY_WORN, DOGS, SEARCH, DRONES]
    assert order("ref") == [SEARCH, DRONES, BODY_WORN, DOGS, NEWS]
    assert order("relevance") == sorted(d.id for d in RECORDS)


def test_pages_join_up(index) -> None:  # type: ignore[no-untyped-def]
    whole = index.search(parse("drones OR kind:disclosure"), limit=100).hits
    pages = [
        hit
        for offset in range(6)
        for hit in index.search(parse("drones OR kind:disclosure"), limit=1, offset=offset).hits
    ]
    assert tuple(pages) == whole
    assert index.search(parse(""), limit=0).total == len(RECORDS)


def test_a_field_narrows_and_words_widen(index) -> None:  # type: ignore[no-untyped-def]
    assert ids(index, "drones dogs") == {DRONES, NEWS, DOGS}
    assert ids(index, "drones dogs exemption:40") == {DOGS}


def test_a_heading_weighs_more_than_an_answer(tmp_path: Path) -> None:
    filler = "there are many other matters that were answered here too"
    held = [
        disclosure("1", topic="something else", response=f"tasers {filler}"),
        disclosure("2", topic="tasers something", response=filler),
    ]
    corpus = put(tmp_path / "corpus", {"a": held})
    engine.build(corpus, tmp_path / "index")
    with engine.open_index(tmp_path / "index") as opened:
        assert [d.ref for _, d in opened.search(parse("tasers")).hits] == ["2", "1"]
        boosted = opened.search(parse("response:tasers^50 OR topic:tasers")).hits
        assert [d.ref for _, d in boosted] == ["1", "2"]


def test_small_words_between_two_others_prefer_the_idiom(tmp_path: Path) -> None:
    """Who types stop and search means just that, though records with either word are found."""
    held = [
        disclosure("1", topic="Search of premises", response="they stop the search, stop search"),
        disclosure("2", topic="Powers", response="stop and search of vehicles in the county"),
        disclosure("3", topic="Bus stop", response="a shelter"),
    ]
    corpus = put(tmp_path / "corpus", {"a": held})
    engine.build(corpus, tmp_path / "index")
    with engine.open_index(tmp_path / "index") as opened:
        found = opened.search(parse("response:(stop OR search)"))
        assert [d.ref for _, d in found.hits] == ["1", "2"]
        found = opened.search(parse("stop and search"))
        assert {d.ref for _, d in found.hits} == {"1", "2", "3"}
        plain = {d.ref: score for score, d in opened.search(parse("stop search")).hits}
        idiom = {d.ref: score for score, d in found.hits}
        assert idiom["2"] > plain["2"]
        assert (idiom["1"], idiom["3"]) == (plain["1"], plain["3"])


def test_get(index, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert [d.id for d in index.get(BODY_WORN)] == [BODY_WORN]
    assert [d.id for d in index.get("01/foi/22/024962")] == [SEARCH]
    assert [d.id for d in index.get("24962")] == [SEARCH]
    assert index.get("nothing") == []
    assert index.get("") == []
    twins = [disclosure("7/21"), replace(disclosure("7/21"), id="kent/7/21", authority="kent")]
    corpus = put(tmp_path / "corpus", {"a": twins})
    engine.build(corpus, tmp_path / "index")
    with engine.open_index(tmp_path / "index") as opened:
        assert [d.id for d in opened.get("7-21")] == ["iopc/7/21", "kent/7/21"]
        assert opened.get("iopc/7/21") == [twins[0]]


def test_counts_and_vocabulary(index) -> None:  # type: ignore[no-untyped-def]
    counts = index.counts()
    assert (counts.disclosures, counts.publications) == (4, 1)
    assert counts.authorities == {"iopc": 3, "metropolitan": 1}
    assert counts.years == {"2022": 2, "2021": 1, "unknown": 1}
    assert counts.provisions["foia:40(2)"] == 1
    assert "foia:43" not in counts.provisions
    words = index.vocabulary()
    assert words.forces["thames-valley"] == "Thames Valley Police"
    assert words.provisions["foia:12"]
    assert "cost" in words.outcomes
    assert "drones" in words.words


def test_records_come_back_as_they_went_in(index) -> None:  # type: ignore[no-untyped-def]
    assert index.all() == sorted(RECORDS, key=lambda d: d.id)


TYPED = st.lists(
    st.sampled_from(
        [
            "drones",
            "s40(2)",
            "section",
            "31",
            "the met",
            '"stop',
            'and search"',
            "-",
            "NOT ",
            "AND",
            "OR",
            "(",
            ")",
            "ref:",
            "exemption:",
            "outcome:cost",
            "published:",
            "2021..",
            "*",
            "?",
            "~1",
            "^2",
            "£4",
            "5023048",
            "foia:40",
            "eir:",
            "cost limit",
            "authority:",
            "force:",
            "\x00",
            "é",
        ]
    )
    | st.text(max_size=5),
    max_size=12,
).map(" ".join)


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_nothing_typed_raises_anything_but_a_query_error(index, typed: str) -> None:  # type: ignore[no-untyped-def]
    tree, _ = parse_leniently(typed)
    for node in (tree, None):
        try:
            found = index.search(node or parse(typed), source=typed)
        except QueryError as error:
            assert 0 <= error.position <= max(len(typed), 1)  # noqa: PT017
        else:
            assert found.total <= len(RECORDS)


@pytest.mark.parametrize(
    "word", ["a*" * 40 + "b", "*a*a*a*a*a*a*a*a*z", "ab?" * 25 + "c", "x" * 3000 + "~2"]
)
def test_no_pattern_takes_long(index, word: str) -> None:  # type: ignore[no-untyped-def]
    index.search(parse(word))  # a pattern that is tried every way would never come back
