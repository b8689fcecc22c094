"""Plans against a brute force: every match and score computed from the texts, by the formula."""

from __future__ import annotations

import functools
import operator
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from math import floor, log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foisearch.analysis import Analyzer, Stemmer, scan_with_nltk
from foisearch.engine.building import merging
from foisearch.engine.building.runs import RunWriter
from foisearch.engine.files.container import Container
from foisearch.engine.matching import accumulators, counting, disjunction, multiterm, phrases
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan
from foisearch.engine.postings import lists
from foisearch.engine.postings import term as term_postings
from foisearch.engine.ranking import collecting, ordering, pruning
from foisearch.engine.schema import facets
from foisearch.engine.schema.entry import Entry
from foisearch.engine.segments import segment as segment_module
from foisearch.engine.segments import tokens
from foisearch.engine.segments import writer as segment_writer
from foisearch.engine.segments.segment import Segment

# No stems: what is written is what is indexed.
WORDS = ["kappa", "lambda", "sigma", "omega", "zulu", "tango"]
VALUES = ["red", "green", "blue"]
REFS = ["", "FOI 2", "FOI 10", "FOI 11"]
FIELDS = ("topic", "request", "response")
PIVOTS = {"topic": 2, "request": 4, "response": 3, "body": 1, "force": 1}
BOOSTS = {"topic": 4.0, "request": 2.0, "response": 1.0}


@dataclass(frozen=True, eq=False)
class Record:
    """A document as the test sees it."""

    id: str
    texts: dict[str, tuple[str, ...]]
    colours: tuple[str, ...] = ()
    ref: str = ""
    day: int = 0

    def entry(self) -> Entry:
        refs = [self.ref.replace(" ", "").lower()] if self.ref else []
        return Entry(self.id, self.texts, {"colour": self.colours}, refs, self.ref, self.day)

    def tokens(self, name: str) -> list[list[str]]:
        return [text.split() for text in self.texts.get(name, ())]

    def count(self, term: str, name: str) -> int:
        return sum(text.count(term) for text in self.tokens(name))


# The brute force.


def impact(record: Record, term: str, fields: tuple[str, ...]) -> int:
    """``sum / (sum + k1)`` in 255 steps, each occurrence counted by the length of its field."""
    total = 0
    for name in fields:
        length = sum(map(len, record.tokens(name)))
        one = BOOSTS[name] * 4096 / (1 - 0.75 + 0.75 * length / PIVOTS[name])
        total += record.count(term, name) * floor(one + 0.5)
    return max(1, floor(255 * total / (total + 1.5 * 4096) + 0.5)) if total else 0


def weight(records: list[Record], df: int, boost: float) -> int:
    idf = log(1 + (len(records) - df + 0.5) / (df + 0.5))
    return max(1, int(64 * boost * idf + 0.5))


def weighed(records: list[Record], impacts: dict[Record, int], boost: float) -> dict[Any, int]:
    worth = weight(records, len(impacts), boost)
    return {record: worth * step for record, step in impacts.items()}


def holds(text: list[str], node: plan.Phrase) -> bool:
    places = [[at for at, word in enumerate(text) if word == term] for term in node.terms]
    most = len(places) - 1 + node.slop
    near = (chain for chain in product(*places) if max(chain) - min(chain) <= most)
    if node.slop and not node.ordered:
        return any(len(set(chain)) == len(chain) for chain in near)
    return any(all(a < b for a, b in pairwise(chain)) for chain in near)


def expected(node: Plan, records: list[Record]) -> dict[Record, int]:
    """The matches of a plan among all live records, with their scores."""
    match node:
        case plan.Everything():
            return dict.fromkeys(records, 0)
        case plan.Word():
            return expected(plan.AnyTerm(frozenset((node.term,)), node.field, node.boost), records)
        case plan.AnyTerm():
            fields = (node.field,) if node.field else FIELDS
            steps = {r: max((impact(r, t, fields) for t in node.terms), default=0) for r in records}
            return weighed(records, {r: step for r, step in steps.items() if step}, node.boost)
        case plan.Key():
            have = {r: 255 for r in records if node.values & set(r.colours)}
            return weighed(records, have, node.boost) if node.boost else dict.fromkeys(have, 0)
        case plan.Ref():
            have = {r: 255 for r in records if r.ref and node.form in r.entry().refs}
            return weighed(records, have, node.boost) if node.boost else dict.fromkeys(have, 0)
        case plan.Phrase():
            fields = (node.field,) if node.field else FIELDS
            kept = [
                r for r in records if any(holds(text, node) for n in fields for text in r.tokens(n))
            ]
            words = [expected(plan.Word(t, node.field, node.boost), records) for t in node.terms]
            return {r: sum(scores[r] for scores in words) for r in kept}
        case plan.Instead():
            own, theirs = (
                sum(
                    weight(records, len(expected(plan.Word(t, node.field), records)), 1.0)
                    for t in terms
                )
                for terms in (node.terms, node.of)
            )
            boost = node.boost * min(1.0, theirs / own)
            return expected(plan.Phrase(node.terms, node.field, 0, boost), records)
        case plan.Best():
            best: dict[Record, int] = {}
            for each in node.plans:
                for record, score in expected(each, records).items():
                    best[record] = max(score, best.get(record, 0))
            return best
        case plan.Any():
            scores: Counter[Record] = Counter()
            for each in node.plans:
                for record, score in expected(each, records).items():
                    scores[record] += score
            return dict(scores)
        case plan.All():
            found = [expected(each, records) for each in node.plans]
            return {
                r: sum(each[r] for each in found)
                for r in records
                if found and all(r in each for each in found)
            }
        case plan.Sift():
            sieve = expected(node.sieve, records)
            kept_ = expected(node.plan, records)
            return {r: score for r, score in kept_.items() if (r in sieve) == node.keep}
    raise AssertionError(node)


def in_order(found: dict[Record, int], order: str) -> list[Record]:
    def key(record: Record) -> tuple[Any, ...]:
        if order == "relevance":
            return (-found[record],)
        if order == "ref":
            return (not record.ref, int(record.ref.split()[-1]) if record.ref else 0)
        return (not record.day, record.day if order == "oldest" else -record.day)

    return sorted(found, key=lambda record: (*key(record), record.id.encode()))


# The index.


@contextmanager
def indexed(parts: list[list[Record]], dead: set[str], merged: int) -> Iterator[list[Segment]]:
    """Segments with these records, of which the first ``merged`` parts are merged into one."""
    with TemporaryDirectory() as name:
        paths = []
        for part in parts:
            writer = RunWriter(Path(name), Analyzer(Stemmer(), scan_with_nltk), dict(PIVOTS))
            for record in part:
                writer.add(record.entry())
            paths += writer.finish()
        if merged > 1:
            target = Path(name) / "seg-merged.foi"
            opened_ = [Segment(Container(str(path)), pivots=PIVOTS) for path in paths[:merged]]
            merging.merge(opened_, target)
            paths[:merged] = [target]
            parts = [functools.reduce(operator.iadd, parts[:merged], []), *parts[merged:]]
        yield [opened(path, part, dead) for path, part in zip(paths, parts, strict=True)]


def opened(path: Path, part: list[Record], dead: set[str]) -> Segment:
    """A segment some of whose records were deleted since it was written."""
    gone = [place for place, record in enumerate(part) if record.id in dead]
    terms: Counter[int] = Counter()
    plain = Segment(Container(str(path)), pivots=PIVOTS)
    for place in gone:
        record = part[place]
        words = {word for name in FIELDS for text in record.tokens(name) for word in text}
        for term in [*words, *(f"\x1fcolour\x1f{value}" for value in set(record.colours))]:
            terms[plain.dictionary.find(term.encode())] += 1
    numbers = sorted(terms)
    dead_df = np.array(numbers, np.int64), np.array([terms[n] for n in numbers], np.int64)
    return Segment(Container(str(path)), np.array(gone, np.int64), dead_df, PIVOTS)


# What is generated.

TERMS = st.sampled_from([*WORDS, "absent"])
SOME_FIELD = st.sampled_from(["", "", *FIELDS])
WEIGHTS = st.sampled_from([1.0, 1.0, 0.25, 3.0])
LEAVES = st.one_of(
    st.builds(plan.Word, TERMS, SOME_FIELD, WEIGHTS),
    st.builds(plan.AnyTerm, st.frozensets(TERMS, max_size=4), SOME_FIELD, WEIGHTS),
    st.builds(
        plan.Key,
        st.just("colour"),
        st.frozensets(st.sampled_from([*VALUES, "mauve"]), max_size=3),
        st.sampled_from([0.0, 2.0]),
    ),
    st.builds(plan.Ref, st.sampled_from(["foi2", "foi10", "foi99"]), st.sampled_from([0.0, 8.0])),
    st.builds(
        plan.Phrase,
        st.lists(TERMS, min_size=1, max_size=3).map(tuple),
        SOME_FIELD,
        st.sampled_from([0, 0, 1, 3]),
        WEIGHTS,
        st.booleans(),
    ),
    st.just(plan.Everything()),
)
BARE = st.lists(st.builds(plan.Word, TERMS, st.just(""), WEIGHTS), min_size=1, max_size=6).map(
    tuple
)
ROW = st.lists(TERMS, min_size=1, max_size=3).map(tuple)
INSTEAD = st.builds(plan.Instead, ROW, ROW, SOME_FIELD, WEIGHTS)
SCORED = st.one_of(st.builds(plan.Word, TERMS, SOME_FIELD, WEIGHTS), BARE.map(plan.Any))
REWORDED = st.builds(
    lambda typed, others: plan.Best((typed, *others)), SCORED, st.lists(INSTEAD, max_size=4)
)


def _inner(children: st.SearchStrategy[Plan]) -> st.SearchStrategy[Plan]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        several.map(plan.Any),
        several.map(plan.All),
        st.builds(plan.Sift, children, children, st.booleans()),
    )


PLANS = st.one_of(
    st.recursive(LEAVES | REWORDED, _inner, max_leaves=6),
    BARE.map(plan.Any),
    BARE.map(plan.All),
    st.lists(REWORDED | SCORED, min_size=1, max_size=3).map(tuple).map(plan.Any),
)
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
CONTENT = st.fixed_dictionaries({name: st.lists(TEXT, max_size=2).map(tuple) for name in FIELDS})


@st.composite
def corpora(draw: st.DrawFn) -> list[Record]:
    rows = draw(st.lists(CONTENT, min_size=1, max_size=14))
    ids = draw(st.permutations(range(len(rows))))
    colours = st.lists(st.sampled_from(VALUES), max_size=2, unique=True).map(tuple)
    return [
        Record(
            f"id{number}",
            texts,
            draw(colours),
            draw(st.sampled_from(REFS)),
            draw(st.sampled_from([0, 1, 1, 2, 300, 365, 366, 1500])),
        )
        for number, texts in zip(ids, rows, strict=True)
    ]


# How things are laid out on disk and which way is taken is a matter of size: here, of chance.
LAYOUTS: dict[str, list[tuple[Any, str, Any]]] = {
    "as it comes": [],
    "narrow": [
        (segment_writer, "dense_share", lambda _: 0),
        (lists, "FARTHEST", (2, 3)),
        (lists, "_BITS_SHARE", 0),
    ],
    "wide": [
        (segment_writer, "dense_share", lambda _: 0),
        (lists, "_NARROW_SHARE", 0.5),
        (lists, "FARTHEST", (2, 2)),
    ],
    "mixed": [(segment_writer, "dense_share", lambda _: 2), (lists, "_NARROW_SHARE", 3)],
}
WAYS: dict[str, list[tuple[Any, str, Any]]] = {
    "as it comes": [],
    "pruned": [
        (pruning, "SMALL", 0),
        (pruning, "_LOOKED_UP", 0),
        (pruning, "_CALLS", 0),
        (accumulators, "FEW", 3),
        (phrases, "FEW", 0),
        (phrases, "ALL_AT_ONCE", 0),
        (phrases, "FIRST_LOOK", -1),
        (phrases, "MOST_AT_ONCE", 1),
        (phrases, "_AT_ONCE", 2),
        (phrases, "_MARKED", 0),
    ],
    "pruned, narrowly": [
        (pruning, "SMALL", 0),
        (pruning, "_WIDE", 0),
        (pruning, "_SORTED", 0),
        (accumulators, "FEW", 1),
    ],
    "in windows": [
        (segment_module, "LONG", 1),
        (term_postings, "_WINDOW", 0),
        (term_postings, "_CALLS", -1),
        (tokens, "_SOUGHT", 0),
        (multiterm, "_ELEMENTS", 4),
        (ordering, "_FEW", 1),
    ],
    "laid out": [(disjunction, "_SPARSE", 1 << 30), (disjunction, "_LAID", 1 << 30)],
    "sorted": [(disjunction, "_SPARSE", 0), (disjunction, "_LAID", 0)],
    "by marks": [(term_postings, "_HALVED", 100_000), (term_postings, "_MARKING", 0)],
}


@contextmanager
def forced(changes: list[tuple[Any, str, Any]]) -> Iterator[None]:
    with ExitStack() as stack:
        for module, name, value in changes:
            stack.enter_context(patch.object(module, name, value))
        yield


def named(segments: list[Segment], found: list[collecting.Match]) -> list[tuple[str, int]]:
    return [(segments[n].string("id", doc).decode(), score) for score, n, doc in found]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
@given(data=st.data())
def test_every_plan_finds_what_the_texts_say(layout: str, way: str, data: st.DataObject) -> None:
    records = data.draw(corpora())
    cuts = sorted(data.draw(st.lists(st.integers(0, len(records)), max_size=2)))
    bounds = [0, *cuts, len(records)]
    parts = [records[a:b] for a, b in pairwise(bounds) if a < b]
    dead = set(data.draw(st.lists(st.sampled_from([r.id for r in records]), max_size=4)))
    live = [r for r in records if r.id not in dead]
    plans = data.draw(st.lists(PLANS, min_size=3, max_size=6))
    with forced(LAYOUTS[layout]), indexed(parts, dead, data.draw(st.integers(0, 2))) as segments:  # noqa: SIM117
        with forced(WAYS[way]):
            for node in plans:
                end = data.draw(st.sampled_from([0, 1, 2, 3, 10]))
                begin = data.draw(st.integers(0, 2))
                order = data.draw(st.sampled_from(collecting.ORDERS))
                check(segments, live, node, order, begin, end)


def check(
    segments: list[Segment], live: list[Record], node: Plan, order: str, begin: int, end: int
) -> None:
    found = expected(node, live)
    want = [(r.id, found[r]) for r in in_order(found, order)]
    total, page = collecting.ranked(Matcher(segments, len(live)), node, order, end, begin)
    assert total == len(found)
    assert named(segments, page) == want[begin:end]
    want = [(r.id, found[r]) for r in in_order(found, "relevance")]
    assert named(segments, collecting.best(Matcher(segments, len(live)), node, end)) == want[:end]
    counts = Counter(value for record in found for value in set(record.colours))
    years = Counter(year(record) for record in found)
    found_counts = counting.facets(Matcher(segments, len(live)), node, ("colour", facets.YEAR))
    assert found_counts == {"colour": counts, facets.YEAR: years}


def year(record: Record) -> str:
    return f"{date.fromordinal(record.day).year:04}" if record.day else "unknown"
