"""part:, has:, is:, source:, since: and until: find what one finds by reading the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from engine_records import applied, disclosure, on, put
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import partial_dates

from foisearch import engine
from foisearch.disclosure import Disclosure, Kind, Outcome, Part, SplitConfidence
from foisearch.engine.building import builder
from foisearch.engine.index import Index
from foisearch.engine.schema.traits import ELSEWHERE, HAS, STATES
from foisearch.errors import QueryError
from foisearch.query import And, AnyOf, Node, Not, Or, Phrase, Scoped, Word, parse

VOCABULARY = ["kappa", "lambda", "sigma", "omega"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=4).map(" ".join)
PARTS = st.lists(st.builds(Part, st.just("1"), TEXTS, TEXTS, lead=TEXTS), max_size=3).map(tuple)


@contextmanager
def indexed(sources: dict[str, list[Disclosure]]) -> Iterator[Index]:
    with TemporaryDirectory() as folder:
        builder.build(put(Path(folder) / "corpus", sources), Path(folder) / "index")
        with engine.open_index(Path(folder) / "index") as opened:
            yield opened


def found(index: Index, node: Node) -> list[str]:
    return sorted(d.ref for _, d in index.search(node, limit=200).hits)


def holds(node: Node, texts: tuple[str, ...]) -> bool:
    """Whether a part holds what is asked for, by the manual's words and nothing else."""
    match node:
        case Word():
            return any(node.text in text.split() for text in texts)
        case Phrase():
            return any(f" {node.text} " in f" {text} " for text in texts)
        case Not():
            return not holds(node.node, texts)
        case Or():
            return any(holds(each, texts) for each in node.nodes)
        case AnyOf() | And():
            return all(holds(each, texts) for each in node.nodes)
    raise TypeError(node)


def parts_of(d: Disclosure) -> list[tuple[str, ...]]:
    told_apart = [(p.lead, p.question, p.answer) for p in (*d.parts, *d.loose_answers)]
    return told_apart if d.parts else [*told_apart, (d.request, d.response, d.body)]


LEAVES = st.sampled_from(VOCABULARY).map(Word) | st.sampled_from(
    ["kappa sigma", "omega omega", "sigma lambda kappa"]
).map(Phrase)
PAIRS = st.lists(LEAVES, min_size=2, max_size=3).map(tuple)
INNER = st.one_of(LEAVES, PAIRS.map(AnyOf), PAIRS.map(And), PAIRS.map(Or))
ASKED = st.one_of(INNER, st.builds(lambda a, b: AnyOf((a, Not(b))), LEAVES, INNER))


@given(
    st.lists(st.tuples(TEXTS, TEXTS, PARTS, PARTS), min_size=1, max_size=6),
    st.lists(ASKED, min_size=1, max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_parts_are_those_of_brute_force(
    rows: list[tuple[str, str, tuple[Part, ...], tuple[Part, ...]]], asked: list[Node]
) -> None:
    records = [
        disclosure(f"{n}", topic="kappa", request=a, response=b, parts=parts, loose_answers=loose)
        for n, (a, b, parts, loose) in enumerate(rows)
    ]
    with indexed({"log.txt": records}) as index:
        for node in asked:
            expected = [d.ref for d in records if any(holds(node, p) for p in parts_of(d))]
            assert found(index, Scoped("part", node)) == sorted(expected)
            assert found(index, Not(Scoped("part", node))) == sorted(
                {d.ref for d in records} - set(expected)
            )


def test_a_part_is_a_question_with_its_answer() -> None:
    parts = (
        Part("1", "How many drones are held?", "Nine."),
        Part("2", "What is the training like?", "It takes two days; the cost is £400."),
    )
    text = "1. How many drones are held? 2. What is the training like?"
    record = disclosure("1", request=text, response="Nine. Two days.", parts=parts)
    with indexed({"log.txt": [record]}) as index:
        for query, total in (
            ("part:(training cost)", 1),
            ("part:(drones cost)", 0),
            ("drones AND cost", 1),
            ("part:(how many of the drones)", 1),
            ('part:"training like"', 1),
            ("part:(drones -training)", 1),
            ("part:(train* -drones)", 1),
            ("part:(cost OR drones) AND part:nine", 1),
        ):
            assert index.search(parse(query)).total == total, query
        for query in ("part:(-drones)", "part:(drones OR NOT cost)"):
            with pytest.raises(QueryError, match="needs a word"):
                index.search(parse(query), source=query)


CONFIDENCES = st.sampled_from(SplitConfidence)


@st.composite
def varied(draw: st.DrawFn) -> Disclosure:
    """A record of which anything may be there or not."""
    some = draw(st.lists(st.sampled_from(["x", "y"]), max_size=2).map(tuple))
    return replace(
        disclosure(draw(st.sampled_from(["", "FOI-7"]))),
        topic=draw(st.sampled_from([None, "Drones"])),
        kind=draw(st.sampled_from(Kind)),
        outcome=draw(st.sampled_from(Outcome)),
        request=draw(TEXTS),
        response=draw(TEXTS),
        parts=draw(PARTS),
        citations=draw(st.sampled_from([(), applied("foia:40")])),
        attachments=some,
        links=draw(st.sampled_from([(), ("http://x.example",)])),
        warnings=draw(st.sampled_from([(), ("doubtful",)])),
        split_confidence=draw(CONFIDENCES),
        published=draw(partial_dates()),
        received=draw(partial_dates()),
        responded=draw(partial_dates()),
    )


def _states() -> dict[str, Callable[[Disclosure], bool]]:
    tests: dict[str, Callable[[Disclosure], bool]] = {k: t.test for k, t in STATES.items()}
    tests |= {str(kind): lambda d, kind=kind: d.kind is kind for kind in Kind}  # type: ignore[misc]
    tests["undated"] = lambda d: d.published.value is None
    return tests


@given(st.lists(varied(), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_traits_are_those_of_the_records(drawn: list[Disclosure]) -> None:
    records = [replace(d, id=f"iopc/{n}") for n, d in enumerate(drawn)]
    with indexed({"log.txt": records}) as index:
        tests = {f"has:{name}": trait.test for name, trait in HAS.items()}
        tests |= {f"is:{name}": test for name, test in _states().items()}
        for query, test in tests.items():
            hits = index.search(parse(query), limit=50).hits
            assert {d.id for _, d in hits} == {d.id for d in records if test(d)}, query


def test_everything_that_is_can_be_asked_for() -> None:
    assert {*map(str, Outcome), *map(str, Kind), "undated"} == set(ELSEWHERE)
    assert not set(STATES) & set(ELSEWHERE)
    with indexed({"log.txt": [disclosure("1", outcome=Outcome.NCND)]}) as index:
        assert index.search(parse("is:ncnd")).total == 1
        assert index.search(parse('is:"not held"')).total == 0
        for query, cure in (("has:atachment", "has:attachment"), ("is:refusd", "is:refused")):
            with pytest.raises(QueryError) as caught:
                index.search(parse(query), source=query)
            assert cure in str(caught.value.cure)
        with pytest.raises(QueryError, match="~"):
            index.search(parse("has:att*"), source="has:att*")


def test_sources_by_words_of_their_names() -> None:
    sources = {
        "logs/disclosure-log-2024-07.txt": [disclosure("1")],
        "logs/Disclosure Log 2023.txt": [disclosure("2")],
        "letters/drones[1].md": [disclosure("3")],
    }
    with indexed(sources) as index:
        for query, refs in (
            ("source:log", ["1", "2"]),
            ("source:disclosure-log", ["1", "2"]),
            ('source:"log 2024"', ["1"]),
            ("source:2024-07", ["1"]),
            ("source:*.md", ["3"]),
            ("source:LETTERS", ["3"]),
            ("source:disclosure*2023*", ["2"]),
            ('source:"drones[1].md"', ["3"]),
            ("-source:log", ["3"]),
        ):
            assert found(index, parse(query)) == refs, query
        for query in ("source:nowhere", "source:*.pdf"):
            with pytest.raises(QueryError, match="no source") as caught:
                index.search(parse(query), source=query)
            assert caught.value.cure


def test_bounds_of_publication() -> None:
    records = [
        disclosure("1", published=on("2021")),
        disclosure("2", published=on("2022-05")),
        disclosure("3", published=on("2023-06-30")),
        disclosure("4"),
    ]
    with indexed({"log.txt": records}) as index:
        for query, refs in (
            ("since:2022", ["2", "3"]),
            ("until:2022", ["1", "2"]),
            ("since:2022 until:2023-05", ["2"]),
            ("since:2023-06 kind:disclosure", ["3"]),
            ("published:2022/23", ["2"]),
            ("is:undated", ["4"]),
        ):
            assert found(index, parse(query)) == refs, query
        notes = index.search(parse("since:2022/23"), source="x").notes
        assert "since:“2022/23” read as 1 April 2022 or later" in notes
        assert "1 matching record has no publication date and was left out" in notes
