"""Stock Whoosh over our arrays against the executor, and against stock Whoosh over its own files.

Every corpus is written by the engine's own writer as one to three segments, with deletions.  All
of it runs with unpickling forbidden, except where an index of Whoosh's own is read.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import fields, highlight, qparser, query, scoring, sorting
from whoosh.filedb.filestore import RamStorage, ReadOnlyError
from whoosh.query import spans
from whoosh.reading import TermNotFound

from foisearch.analysis import Analyzer
from foisearch.engine import scoring as formula
from foisearch.engine.building.runs import RunWriter
from foisearch.engine.files.container import Container
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.ranking import collecting
from foisearch.engine.schema.entry import GAP, TEXTS, Entry
from foisearch.engine.schema.references import ref_order, ref_terms
from foisearch.engine.segments.deletion import dead_df
from foisearch.engine.segments.segment import Segment
from foisearch.engine.whoosh import (
    ArrayIndex,
    Untranslatable,
    VectorCollector,
    open_whoosh,
    to_plan,
    to_whoosh,
    vector_search,
)
from foisearch.engine.whoosh.lexicons import FIELD_ROOM
from foisearch.engine.whoosh.queries import AnyTerm, Chain, Cluster, Within, Without
from foisearch.engine.whoosh.schema import ANY, BY_REF, NEWEST, SEPARATOR, TextAnalyzer, make

ANALYZER = Analyzer()
SURFACES = ("ant", "bee", "cat", "cats", "dog", "eel", "body-worn", "s.40(2)", "26/10/2021")
TERMS = ("ant", "bee", "cat", "dog", "eel", "bodi", "worn", "bodyworn", "40", "40(2)", "none")
WORD_FIELDS = (ANY, *TEXTS)
OUTCOMES = ("held", "not-held", "partly")
DATES = ("2021", "2021-10", "2021-10-26", "2022-01-05", "unknown")

many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# Corpora.

sentences = st.lists(st.sampled_from(SURFACES), max_size=7).map(" ".join)
bodies = st.dictionaries(st.sampled_from(TEXTS), st.lists(sentences, min_size=1, max_size=2))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry without an id."""
    ref = draw(st.sampled_from(("FOI/1502", "15812", "IC-77-a", "")))
    keys = {
        "outcome": draw(st.lists(st.sampled_from(OUTCOMES), max_size=2)),
        "published": [draw(st.sampled_from(DATES))],
        "exemption": draw(st.lists(st.sampled_from(("40", "40(2)", "foia:40")), max_size=2)),
    }
    day = draw(st.sampled_from((0, 738_000, 738_001, 738_400)))
    return Entry("", draw(bodies), keys, ref_terms(ref), ref, day, b"card", b"a record")


@dataclass(frozen=True)
class Corpus:
    """Entries by segment, and which of them are deleted."""

    segments: tuple[tuple[Entry, ...], ...]
    dead: tuple[frozenset[int], ...]

    def entries(self) -> list[Entry]:
        """All of them, in the order of their numbers."""
        return [entry for segment in self.segments for entry in segment]


@st.composite
def corpora(draw: st.DrawFn, deletions: bool = True) -> Corpus:
    """One to three segments; ids ascend, so that Whoosh's order of ties is ours."""
    drawn = draw(st.lists(st.lists(entries(), min_size=1, max_size=7), min_size=1, max_size=3))
    number = iter(range(1000))
    named = tuple(
        tuple(
            Entry(f"r{next(number):03}", e.texts, e.keys, e.refs, e.ref, e.day, e.card, e.record)
            for e in segment
        )
        for segment in drawn
    )
    dead = [
        draw(st.frozensets(st.integers(0, len(segment) - 1), max_size=3)) if deletions else ()
        for segment in named
    ]
    return Corpus(named, tuple(map(frozenset, dead)))


@contextmanager
def opened(corpus: Corpus) -> Iterator[ArrayIndex]:
    """The corpus as the engine's writer writes it, opened as a Whoosh index."""
    with tempfile.TemporaryDirectory() as folder:
        pivots: dict[str, int] = {}
        segments = []
        for held, dead in zip(corpus.segments, corpus.dead, strict=True):
            writer = RunWriter(Path(folder), ANALYZER, pivots)
            for entry in held:
                writer.add(entry)
            (path,) = writer.finish()
            pivots = writer.pivots
            gone = np.array(sorted(dead), np.int64)
            counts = dead_df(Segment(Container(str(path))), gone) if dead else None
            segments.append(Segment(Container(str(path)), gone, counts, pivots))
        yield open_whoosh(segments, ANALYZER)


def in_ram(corpus: Corpus) -> Any:
    """The same texts as an index of Whoosh's own, by its own codec."""
    analyzer = TextAnalyzer()
    schema = fields.Schema(
        id=fields.ID(stored=True),
        outcome=fields.KEYWORD(),
        **{name: fields.TEXT(analyzer=analyzer) for name in TEXTS},
    )
    index = RamStorage().create_index(schema)
    for segment in corpus.segments:
        writer = index.writer()
        for entry in segment:
            texts = {name: SEPARATOR.join(values) for name, values in entry.texts.items()}
            texts = {name: text for name, text in texts.items() if text}
            outcomes = " ".join(dict.fromkeys(entry.keys.get("outcome", ())))
            writer.add_document(id=entry.id, outcome=outcomes or None, **texts)
        writer.commit(merge=False)
    return index


_allowed: list[bool] = []


@contextmanager
def pickles() -> Iterator[None]:
    """Here pickles may be read."""
    _allowed.append(True)
    try:
        yield
    finally:
        _allowed.pop()


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        assert _allowed, "something was unpickled"
        return function(*args, **kwargs)

    return call


@pytest.fixture(scope="module", autouse=True)
def unpickling() -> Iterator[list[str]]:
    """No pickle is read but where :func:`pickles` allows it; gives the names it goes by."""
    list(ANALYZER.tokens("warm"))  # the stemmer's imports are not what is watched
    real = (pickle.load, pickle.loads, pickle.Unpickler)
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in ("pickle", "whoosh", "foisearch"):
                for key, value in list(vars(module).items()):
                    if any(value is each for each in real):
                        patch.setattr(module, key, guarded(value))
                        found.append(f"{name}.{key}")
        yield found


# Queries that stock matchers get right.

word_terms = st.builds(query.Term, st.sampled_from(WORD_FIELDS), st.sampled_from(TERMS))
key_terms = st.builds(query.Term, st.just("outcome"), st.sampled_from((*OUTCOMES, "gone")))
ref_word = st.builds(query.Term, st.just("ref"), st.sampled_from(("1502", "foi1502", "15812")))
word_lists = st.lists(st.sampled_from(TERMS), min_size=2, max_size=3)
phrases = st.builds(query.Phrase, st.sampled_from(WORD_FIELDS), word_lists)
pairs = st.lists(st.sampled_from(TERMS), min_size=2, max_size=2)
near_pairs = st.builds(query.Phrase, st.sampled_from(WORD_FIELDS), pairs, st.integers(1, 4))
sound_leaves = st.one_of(word_terms, word_terms, key_terms, ref_word, phrases, near_pairs)


def sound_compounds(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(
        st.builds(query.Or, several),
        st.builds(query.And, several),
        st.builds(query.AndMaybe, children, children),
        st.builds(query.Require, children, children),
        st.builds(Without, children, children),
    )


sound = st.recursive(sound_leaves, sound_compounds, max_leaves=8)


def ours(index: ArrayIndex, node: plan.Plan, end: int) -> list[tuple[int, int]]:
    """What the engine's executor finds: documents and scores, the best first."""
    segments = [segment.arrays for segment in index.segments]
    matcher = Matcher(segments, index.doc_count())
    offsets = np.cumsum([0, *(segment.documents for segment in segments)]).tolist()
    total, best = collecting.ranked(matcher, node, "relevance", end)
    assert len(best) == min(total, end)
    return [(offsets[number] + doc, int(score)) for score, number, doc in best]


def stock(searcher: Any, node: Any, limit: int | None = None) -> list[tuple[int, float]]:
    """What Whoosh's own collectors find."""
    return list(searcher.search(node, limit=limit).items())


@many
@given(corpora(), st.lists(sound, min_size=1, max_size=4))
def test_stock_collectors_find_what_the_executor_finds(
    corpus: Corpus, queries: Sequence[Any]
) -> None:
    with opened(corpus) as index, index.searcher() as searcher:
        for node in queries:
            planned = to_plan(node, searcher.reader(), exact=True)
            everything = ours(index, planned, 100)
            assert stock(searcher, node) == everything
            assert stock(searcher, node, 3) == everything[:3]
            assert set(searcher.docs_for_query(node)) == {doc for doc, _ in everything}


@many
@given(corpora(), sound, st.data())
def test_boosts_differ_by_rounding_only(corpus: Corpus, node: Any, data: st.DataObject) -> None:
    boosts = st.floats(0.25, 8)
    leaves = 0

    def boosted(each: Any) -> Any:
        nonlocal leaves
        if each.is_leaf():
            leaves += len(each.words) if isinstance(each, query.Phrase) else 1
        if hasattr(each, "boost") and not isinstance(each, query.AndNot | query.Require):
            each = each.with_boost(data.draw(boosts)) if each.is_leaf() else each
        return each

    node = node.accept(boosted)
    with opened(corpus) as index, index.searcher() as searcher:
        exact = dict(ours(index, to_plan(node, searcher.reader()), 100))
        rounded = dict(stock(searcher, node))
    assert exact.keys() == rounded.keys()
    for doc, score in exact.items():
        assert abs(score - rounded[doc]) <= leaves * formula.STEPS * (0.5 + 0.5 * 8) + 1e-6


# Plans, expressed as queries for stock collectors.

plan_fields = st.sampled_from(("", *TEXTS))
some_terms = st.frozensets(st.sampled_from(TERMS), min_size=1, max_size=3)
some_outcomes = st.frozensets(st.sampled_from(OUTCOMES), min_size=1)
plan_leaves = st.one_of(
    st.just(plan.Everything()),
    st.builds(plan.Word, st.sampled_from(TERMS), plan_fields),
    st.builds(plan.Word, st.sampled_from(TERMS), st.just("")),
    st.builds(plan.AnyTerm, some_terms, plan_fields, st.floats(0.5, 4)),
    st.builds(plan.Key, st.just("outcome"), some_outcomes, st.sampled_from((0.0, 1.0, 3.0))),
    st.builds(plan.Ref, st.sampled_from(("1502", "15812", "7")), st.sampled_from((0.0, 1.0))),
    st.builds(plan.Phrase, word_lists.map(tuple), plan_fields, st.integers(0, 3)),
)


def plan_compounds(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(plan.Any, several),
        st.builds(plan.All, several.filter(len)),
        st.builds(plan.Sift, children, children, st.booleans()),
    )


plans = st.recursive(plan_leaves, plan_compounds, max_leaves=7)


@many
@given(corpora(), st.lists(plans, min_size=1, max_size=4))
def test_a_plan_expressed_as_a_query_finds_the_same(
    corpus: Corpus, drawn: Sequence[plan.Plan]
) -> None:
    with opened(corpus) as index, index.searcher() as searcher:
        for node in drawn:
            expected = sorted(ours(index, node, 100))
            expressed = to_whoosh(node)
            found = sorted((doc, int(score)) for doc, score in stock(searcher, expressed))
            assert found == expected
            back = to_plan(expressed, searcher.reader())
            assert sorted(ours(index, back, 100)) == expected


# Any query at all.

patterns = st.one_of(
    st.builds(query.Prefix, st.sampled_from(WORD_FIELDS), st.sampled_from(("c", "bo", "z", ""))),
    st.builds(query.Wildcard, st.sampled_from(WORD_FIELDS), st.sampled_from(("*t", "?e?", "*"))),
    st.builds(query.FuzzyTerm, st.sampled_from(WORD_FIELDS), st.sampled_from(("bet", "dog"))),
    st.builds(query.TermRange, st.just(ANY), st.just("bee"), st.just("cat")),
    st.builds(query.Prefix, st.just("outcome"), st.sampled_from(("not", "", "p"))),
    st.builds(query.Regex, st.just(ANY), st.just("[abc].t")),
    st.builds(Within, st.just("published"), st.just(date(2021, 10, 1)), st.just(None)),
)
odd_leaves = st.one_of(
    sound_leaves,
    sound_leaves,
    patterns,
    st.just(query.Every()),
    st.just(query.Every("outcome")),
    st.just(query.NullQuery),
    st.builds(spans.SpanFirst, word_terms, st.integers(0, 3)),
    st.builds(query.Term, st.just("id"), st.sampled_from(("r000", "r003"))),
    st.builds(query.Phrase, st.just(ANY), st.just(["ant", "bee", "cat"]), st.just(2)),
    st.builds(query.Term, st.just("nowhere"), st.just("ant")),
)


def odd_compounds(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        sound_compounds(children),
        st.builds(query.DisjunctionMax, several),
        st.builds(query.AndNot, children, children),
        st.builds(query.Not, children),
        st.builds(query.ConstantScoreQuery, children, st.sampled_from((1.0, 9999.0))),
        several.map(lambda each: query.And([*each[1:], query.Not(each[0])])),
    )


odd = st.recursive(odd_leaves, odd_compounds, max_leaves=7)
Truth = dict[int, float]


class BruteForce:
    """What a query means, worked out document by document from the postings of single terms."""

    def __init__(self, searcher: Any) -> None:
        self.searcher = searcher
        self.everything = dict.fromkeys(searcher.docs_for_query(query.Every()), 1.0)

    def found(self, node: Any) -> Truth:
        """Documents and scores."""
        if isinstance(node, query.And) and any(isinstance(q, query.Not) for q in node):
            wanted = [q for q in node if not isinstance(q, query.Not)]
            kept = self.found(query.And(wanted)) if wanted else self.everything
            unwanted = [self.found(q.query) for q in node if isinstance(q, query.Not)]
            return {d: s for d, s in kept.items() if not any(d in each for each in unwanted)}
        match node:
            case query.Not():
                inner = self.found(node.query)
                return {doc: 1.0 for doc in self.everything if doc not in inner}
            case query.ConstantScoreQuery():
                return dict.fromkeys(self.found(node.child), node.score)
            case query.And() | query.Or() | query.DisjunctionMax():
                return self._joined(node, [self.found(each) for each in node])
            case query.AndNot() | query.Require() | query.AndMaybe():
                return self._pair(node, self.found(node.a), self.found(node.b))
        if isinstance(node, query.MultiTerm):
            return self._one_word(node)
        return dict(stock(self.searcher, node))

    def _joined(self, node: Any, found: list[Truth]) -> Truth:
        add: Any = max if isinstance(node, query.DisjunctionMax) else sum
        needed = len(found) if isinstance(node, query.And) else 1
        docs = {doc for each in found for doc in each}
        scores = {doc: [each[doc] for each in found if doc in each] for doc in docs}
        return {doc: add(each) for doc, each in scores.items() if len(each) >= needed}

    def _pair(self, node: Any, wanted: Truth, other: Truth) -> Truth:
        if isinstance(node, query.AndMaybe):
            return {doc: score + other.get(doc, 0) for doc, score in wanted.items()}
        keep = isinstance(node, query.Require)
        return {doc: score for doc, score in wanted.items() if (doc in other) == keep}

    def _one_word(self, node: Any) -> Truth:
        reader = self.searcher.reader()
        if getattr(node, "text", None) in ("", "*"):
            return stock_every(self.searcher, node.fieldname)
        best: Truth = {}
        for leaf, offset in reader.leaf_readers():
            for _, text in node.expanded_terms(leaf):
                postings = leaf.postings(node.fieldname, text)
                while postings.is_active():
                    doc = postings.id() + offset
                    best[doc] = max(best.get(doc, 0), postings.value_as("impact"))
                    postings.next()
        weight = formula.weight(self.searcher.doc_count(), len(best))
        return {doc: weight * impact for doc, impact in best.items()}


def stock_every(searcher: Any, name: str) -> Truth:
    return dict(stock(searcher, query.Every(name)))


@settings(many, max_examples=100)
@given(corpora(), st.lists(odd, min_size=1, max_size=3))
def test_every_query_has_its_answer_in_arrays(corpus: Corpus, queries: Sequence[Any]) -> None:
    with opened(corpus) as index, index.searcher() as searcher:
        for node in queries:
            truth = BruteForce(searcher).found(node)
            expected = sorted(truth.items(), key=lambda match: (-match[1], match[0]))
            found = vector_search(index, node, None)
            assert [doc for doc, _ in found.items()] == [doc for doc, _ in expected]
            assert [score for _, score in found.items()] == [score for _, score in expected]
            assert len(found) == len(truth)
            assert set(found.docs()) == set(truth)
            few = vector_search(index, node, 2)
            assert list(few.items()) == list(found.items())[:2]
            assert len(few) == len(truth)


# Against an index of Whoosh's own.

Posting = tuple[int, list[int]]


def postings(reader: Any, name: str, text: bytes) -> list[Posting]:
    """Documents of a term and where it stands in each."""
    found = []
    for leaf, offset in reader.leaf_readers():
        if (name, text) in leaf:
            matcher = leaf.postings(name, text)
            while matcher.is_active():
                positions = matcher.value_as("positions")
                assert matcher.weight() == matcher.value_as("frequency") == len(positions)
                found.append((matcher.id() + offset, positions))
                matcher.next()
    return found


@many
@given(corpora(deletions=False))
def test_terms_and_places_are_those_of_whooshs_own_index(corpus: Corpus) -> None:
    with opened(corpus) as index, index.reader() as reader, pickles():
        own = in_ram(corpus).reader()
        assert own.doc_count() == reader.doc_count()
        for name in (*TEXTS, "outcome"):
            terms = list(reader.lexicon(name))
            assert terms == list(own.lexicon(name))
            for text in terms:
                assert reader.doc_frequency(name, text) == own.doc_frequency(name, text)
                assert reader.frequency(name, text) == own.frequency(name, text)
                if name in TEXTS:
                    assert postings(reader, name, text) == postings(own, name, text)
            for (_, info), (_, expected) in zip(
                reader.iter_field(name), own.iter_field(name), strict=True
            ):
                assert info.max_weight() == expected.max_weight()
                assert (info.min_id(), info.max_id()) == (expected.min_id(), expected.max_id())


@many
@given(corpora(deletions=False))
def test_any_holds_the_terms_of_all_text_fields(corpus: Corpus) -> None:
    with opened(corpus) as index, index.reader() as reader:
        terms = {text for name in TEXTS for text in reader.lexicon(name)}
        assert list(reader.lexicon(ANY)) == sorted(terms)
        for text in terms:
            places: dict[int, list[int]] = {}
            for place, name in enumerate(TEXTS):
                for doc, positions in postings(reader, name, text):
                    places.setdefault(doc, []).extend(p + place * FIELD_ROOM for p in positions)
            assert dict(postings(reader, ANY, text)) == places
            assert reader.doc_frequency(ANY, text) == len(places)


@many
@given(
    corpora(deletions=False),
    st.sampled_from(TEXTS),
    st.lists(st.tuples(word_lists, st.integers(1, 4)), min_size=1, max_size=5),
)
def test_phrases_match_as_in_whooshs_own_index(
    corpus: Corpus, name: str, drawn: Sequence[tuple[list[str], int]]
) -> None:
    with opened(corpus) as index, index.searcher() as searcher, pickles():
        own = in_ram(corpus).searcher()
        for words, slop in drawn:
            phrase = query.Phrase(name, words, slop=slop)
            expected = set(own.docs_for_query(phrase))
            assert set(searcher.docs_for_query(phrase)) == expected
            assert set(vector_search(index, phrase, None).docs()) == expected
            ordered = spans.SpanNear2([query.Term(name, w) for w in words], slop, ordered=False)
            assert set(searcher.docs_for_query(ordered)) == set(own.docs_for_query(ordered))


plain = st.lists(st.sampled_from(("ant", "bee", "cat", "dog")), max_size=10).map(" ".join)
"""Short: Whoosh's own codec rounds the lengths of longer texts."""


@many
@given(
    st.lists(st.fixed_dictionaries({"topic": plain, "body": plain}), min_size=1, max_size=12),
    st.lists(st.builds(query.Term, st.sampled_from(("topic", "body")), st.just("ant")), min_size=1),
)
def test_whooshs_own_ranking_works_over_the_arrays(
    texts: Sequence[dict[str, str]], queries: list[Any]
) -> None:
    """BM25F of stock Whoosh, with its skipping of blocks, from our frequencies and lengths."""
    held = tuple(
        Entry(f"r{n:03}", {name: [text] for name, text in each.items()}, {"outcome": []})
        for n, each in enumerate(texts)
    )
    corpus = Corpus((held,), (frozenset(),))
    node = query.Or([*queries, query.Term("body", "bee"), query.Term("topic", "cat")])
    with opened(corpus) as index, pickles():
        own = stock(in_ram(corpus).searcher(weighting=scoring.BM25F()), node)
        with index.searcher(weighting=scoring.BM25F()) as searcher:
            found = stock(searcher, node)
            assert [doc for doc, _ in found] == [doc for doc, _ in own]
            assert [s for _, s in found] == pytest.approx([s for _, s in own], rel=1e-6)
            few = stock(searcher, node, 2)
            assert [s for _, s in few] == pytest.approx([s for _, s in own[:2]], rel=1e-6)


# Documents: deletion, stored fields, columns, facets.


@many
@given(corpora())
def test_documents_are_known_by_their_numbers(corpus: Corpus) -> None:
    held = corpus.entries()
    gone = {
        len([e for each in corpus.segments[:number] for e in each]) + doc
        for number, dead in enumerate(corpus.dead)
        for doc in dead
    }
    with opened(corpus) as index, index.searcher() as searcher:
        reader = searcher.reader()
        assert {doc for doc in range(len(held)) if reader.is_deleted(doc)} == gone
        assert list(reader.all_doc_ids()) == [d for d in range(len(held)) if d not in gone]
        assert index.doc_count() == reader.doc_count() == len(held) - len(gone)
        assert index.doc_count_all() == reader.doc_count_all() == len(held)
        assert reader.has_deletions() == bool(gone)
        for doc, entry in enumerate(held):
            stored = searcher.stored_fields(doc)
            assert stored.pop("ref", "") == entry.ref
            assert stored == {"id": entry.id, "card": b"card", "record": b"a record"}
            found = searcher.document(id=entry.id)
            assert (found is None) == (doc in gone)
            assert list(searcher.document_numbers(id=entry.id)) == ([doc] if found else [])
        alive = [entry for doc, entry in enumerate(held) if doc not in gone]
        assert list(reader.lexicon("ref")) == sorted(
            {form.encode() for entry in held for form in entry.refs}
        )
        for form in ("1502", "15812"):
            found = {hit["id"] for hit in searcher.search(query.Term("ref", form), limit=None)}
            assert found == {entry.id for entry in alive if form in entry.refs}


@many
@given(corpora())
def test_stock_sorting_is_the_executors(corpus: Corpus) -> None:
    orders: dict[str, Any] = {
        "newest": sorting.FieldFacet(NEWEST, reverse=True),
        "oldest": sorting.FieldFacet(NEWEST),
        "ref": sorting.FieldFacet(BY_REF),
    }
    with opened(corpus) as index, index.searcher() as searcher:
        segments = [segment.arrays for segment in index.segments]
        matcher = Matcher(segments, index.doc_count())
        for order, facet in orders.items():
            _, best = collecting.ranked(matcher, plan.Everything(), order, 100)
            ids = [segments[number].string("id", doc).decode() for _, number, doc in best]
            for sortedby in (facet, sorting.MultiFacet([facet, sorting.FieldFacet("id")])):
                results = searcher.search(query.Every(), sortedby=sortedby, limit=None)
                assert [hit["id"] for hit in results] == ids


@many
@given(corpora())
def test_stock_facets_count_the_values_of_keys(corpus: Corpus) -> None:
    dead = [
        n in gone
        for s, gone in zip(corpus.segments, corpus.dead, strict=True)
        for n in range(len(s))
    ]
    alive = [e for e, gone in zip(corpus.entries(), dead, strict=True) if not gone]
    with opened(corpus) as index, index.searcher() as searcher:
        facet = sorting.FieldFacet("outcome", allow_overlap=True, maptype=sorting.Count)
        results = searcher.search(query.Every(), groupedby={"by": facet}, limit=None)
        found = {name: count for name, count in results.groups("by").items() if name}
        expected = {o: sum(o in e.keys["outcome"] for e in alive) for o in OUTCOMES}
        assert found == {name: count for name, count in expected.items() if count}
        results = searcher.search(query.Every(), groupedby="published", limit=None)
        dates = {e.keys["published"][0] for e in alive}
        groups = {name: len(docs) for name, docs in results.groups("published").items()}
        assert groups == {d: sum(e.keys["published"] == [d] for e in alive) for d in dates}


# By hand.


def texts(*bodies: str, **more: Any) -> Corpus:
    """One segment of documents with these bodies."""
    held = [Entry(f"r{n:03}", {"body": [body]}, {}, **more) for n, body in enumerate(bodies)]
    return Corpus((tuple(held),), (frozenset(),))


def found(index: ArrayIndex, node: Any) -> list[str]:
    """Ids of the matches, the best first."""
    return [hit["id"] for hit in vector_search(index, node, None)]


def test_the_watch_sees_what_whoosh_unpickles(unpickling: list[str]) -> None:
    assert "pickle.loads" in unpickling
    assert any(name.startswith("whoosh.formats") for name in unpickling)
    with pickles():
        searcher = in_ram(texts("ant bee")).searcher()
    with pytest.raises(Exception, match="something was unpickled"):
        list(searcher.docs_for_query(query.Phrase("body", ["ant", "bee"])))


def test_where_whoosh_goes_wrong_the_arrays_do_not() -> None:
    with opened(texts("bee dog", "ant", "ant bee dog", "ant cat")) as index:
        ant, bee, dog = (query.Term(ANY, word) for word in ("ant", "bee", "dog"))
        # AndNot lets the first match through where the unwanted begin earlier.
        assert found(index, query.AndNot(query.And([ant, bee]), dog)) == []
        assert found(index, query.AndNot(bee, dog)) == []
        # And with Not adds 1 to every score.
        both = query.And([ant, query.Not(bee)])
        assert sorted(found(index, both)) == ["r001", "r003"]
        plain = dict(vector_search(index, ant, None).items())
        assert dict(vector_search(index, both, None).items()).items() <= plain.items()
        # Require fails as soon as it may skip: it never may.
        with index.searcher() as searcher:
            assert searcher.search(query.Require(ant, bee), limit=1).docs() is not None
        # The boost of a single clause is lost.
        ((_, once),) = vector_search(index, query.And([ant, bee])).items()
        ((_, twice),) = vector_search(index, query.And([query.And([ant, bee])], boost=2)).items()
        assert twice == pytest.approx(2 * once, abs=2 * formula.STEPS)


def test_the_best_of_several_scores() -> None:
    with opened(texts("ant bee", "ant", "bee bee")) as index:
        ant, bee = (query.Term(ANY, word) for word in ("ant", "bee"))
        single = [dict(vector_search(index, each, None).items()) for each in (ant, bee)]
        best = dict(vector_search(index, query.DisjunctionMax([ant, bee]), None).items())
        assert best == {doc: max(each.get(doc, 0) for each in single) for doc in range(3)}


def test_dates_are_found_by_spans() -> None:
    dates = ("2021", "2021-10", "2021-10-26", "2022", "unknown")
    held = [Entry(f"r{n:03}", {}, {"published": [day]}) for n, day in enumerate(dates)]
    with opened(Corpus((tuple(held),), (frozenset(),))) as index:
        parser = qparser.QueryParser(ANY, index.schema)
        assert found(index, parser.parse("published:2021-10")) == ["r000", "r001", "r002"]
        assert found(index, parser.parse("published:[2021-10-27 to 2022]")) == [
            "r000",
            "r001",
            "r003",
        ]
        assert found(index, parser.parse("published:{2021 to]")) == ["r003"]
        assert found(index, parser.parse("published:nonsense")) == []
        noon = datetime(2021, 10, 26, 12)
        assert found(index, query.DateRange("published", None, noon)) == ["r000", "r001", "r002"]
        late = query.DateRange("published", noon, None)
        assert found(index, late) == ["r000", "r001", "r002", "r003"]
        midnight = datetime(2022, 1, 1)
        assert found(index, query.DateRange("published", midnight, None)) == ["r003"]
        before = query.DateRange("published", midnight, midnight, endexcl=True)
        assert found(index, before) == []


def test_queries_as_people_type_them() -> None:
    bodies = ("wearing body-worn video", "the body was worn", "refused under s.40(2)", "£5 held")
    with opened(texts(*bodies)) as index, index.searcher() as searcher:
        parser = qparser.QueryParser(ANY, index.schema)
        for typed, expected in (
            ("body-worn", ["r000"]),
            ("bodyworn", ["r000"]),
            ("video OR worn", ["r000", "r001"]),
            ('"body was worn"', ["r001"]),
            ('"section 40(2)"', ["r002"]),
            ("WEAR*", ["r000"]),
            ("wearing*", []),
            ("b*di NOT video", ["r001"]),
            ("refusing", ["r002"]),
            ("held~", ["r003"]),
            ("body:held^2 topic:held", []),
        ):
            node = parser.parse(typed)
            assert sorted(found(index, node)) == expected, typed
            stock_found = {hit["id"] for hit in searcher.search(node)}
            assert sorted(stock_found) == expected, typed


def test_highlights_cut_words_as_the_index_does() -> None:
    with opened(texts("wearing body-worn video")) as index, index.searcher() as searcher:
        for node, expected in (
            (
                query.Or([query.Term(ANY, "wear"), query.Term(ANY, "worn")]),
                "WEARING body-WORN video",
            ),
            (Chain(ANY, ["bodi", "video"], 1), "Wearing BODY-worn...VIDEO"),
        ):
            (hit,) = searcher.search(node)
            hit.results.formatter = highlight.UppercaseFormatter()
            assert hit.highlights(ANY, text="Wearing body-worn video") == expected


def test_texts_of_one_field_stand_apart() -> None:
    held = Entry("r", {"body": ["ant bee", "", "cat"], "topic": ["ant"], "request": ["bee"]}, {})
    with opened(Corpus(((held,),), (frozenset(),))) as index, index.reader() as reader:
        assert postings(reader, "body", b"cat") == [(0, [2 + GAP])]
        assert postings(reader, ANY, b"bee")[0][1][0] == FIELD_ROOM
        for slop in (1, 2, 500):
            assert found(index, query.Phrase(ANY, ["bee", "cat"], slop)) == (["r"] * (slop > GAP))
        with index.searcher() as searcher:
            assert not searcher.search(query.Phrase("any", ["cat", "ant"], slop=10_000))


def test_keys_are_no_words() -> None:
    held = Entry("r", {"body": ["ant"]}, {"outcome": ["held"]})
    with opened(Corpus(((held,),), (frozenset(),))) as index, index.searcher() as searcher:
        hidden = "\x1foutcome\x1fheld"
        for name in WORD_FIELDS:
            for node in (query.Term(name, hidden), query.Phrase(name, ["ant", hidden])):
                assert not found(index, node)
                assert not searcher.search(node)
        assert not found(index, query.Term(ANY, "\ud800"))
        assert found(index, query.Term("outcome", b"held")) == ["r"]
        with pytest.raises(TermNotFound):
            searcher.reader().postings(ANY, hidden)
        with pytest.raises(TermNotFound):
            searcher.reader().term_info(ANY, "cat")


def test_cursors_and_corrections() -> None:
    with opened(texts("ant bee", "cat bee")) as index, index.reader() as reader:
        cursor = reader.cursor("body")
        assert (cursor.text(), cursor.next(), cursor.find("b"), cursor.next()) == (
            "ant",
            "bee",
            "bee",
            "cat",
        )
        assert cursor.term_info().doc_frequency() == 1
        assert cursor.next() is None
        assert not cursor.is_valid()
        assert set(reader.terms_within("body", "bat", 1)) == {"cat"}
        assert reader.corrector("body").suggest("bea", limit=1) == ["bee"]
        assert list(reader.expand_prefix(ANY, "b")) == [b"bee"]
        assert reader.most_frequent_terms("body", 1) == [(2.0, b"bee")]
        assert ("body", b"cat") in list(reader.all_terms())


def test_nothing_is_written_through_whoosh() -> None:
    with opened(texts("ant")) as index, index.reader() as reader:
        for write in (
            index.writer,
            lambda: index.delete_by_term("body", "ant"),
            lambda: index.segments[0].delete_document(0),
            lambda: reader.codec().new_segment(None, "x"),
        ):
            with pytest.raises(ReadOnlyError):
                write()


def test_an_index_without_segments_is_empty() -> None:
    index = open_whoosh([])
    assert index.is_empty()
    assert len(vector_search(index, query.Every())) == 0
    with index.searcher() as searcher:
        assert not searcher.search(query.Term(ANY, "ant"))


def test_what_plans_can_say() -> None:
    ant, bee = query.Term(ANY, "ant", 2), query.Term("body", "bee")
    word_ant, word_bee = plan.Word("ant", "", 2.0), plan.Word("bee", "body")
    nothing, everything = plan.Any(()), plan.Everything()
    for node, expected in (
        (ant, word_ant),
        (
            query.Or([ant, bee], boost=3),
            plan.Any((plan.Word("ant", "", 6), plan.Word("bee", "body", 3))),
        ),
        (
            query.And([ant, query.Not(bee)]),
            plan.Sift(plan.All((word_ant,)), plan.Any((word_bee,)), False),
        ),
        (query.AndNot(ant, bee), plan.Sift(word_ant, word_bee, False)),
        (query.Require(ant, bee), plan.Sift(word_ant, word_bee)),
        (query.AndMaybe(ant, bee), plan.Sift(plan.Any((word_ant, word_bee)), word_ant)),
        (query.Phrase("body", ["ant", "bee"]), plan.Phrase(("ant", "bee"), "body")),
        (query.Phrase("body", ["ant", "bee"], 3), plan.Phrase(("ant", "bee"), "body", 2)),
        (query.Phrase(ANY, ["ant"], boost=2), word_ant),
        (Chain(ANY, ["ant", "bee", "cat"], 2), plan.Phrase(("ant", "bee", "cat"), "", 2)),
        (Cluster("body", ["ant", "bee"], 2), plan.Phrase(("ant", "bee"), "body", 2, ordered=False)),
        (AnyTerm(ANY, ["ant", "bee"], 2), plan.AnyTerm(frozenset(("ant", "bee")), "", 2)),
        (query.Term("outcome", "held"), plan.Key("outcome", frozenset(("held",)), 1)),
        (query.Term("ref", "1502", 8), plan.Ref("1502", 8)),
        (query.Term(ANY, "ant", boost=0), plan.Sift(everything, plan.Word("ant"))),
        (query.ConstantScoreQuery(bee), plan.Sift(everything, word_bee)),
        (query.Not(bee), plan.Sift(everything, plan.Sift(everything, word_bee, False))),
        (query.Every(), everything),
        (query.NullQuery, nothing),
        (query.Or([]), nothing),
        (query.And([]), nothing),
        (query.DisjunctionMax([bee]), plan.Any((word_bee,))),
        (query.Term("nowhere", "ant"), nothing),
    ):
        assert to_plan(node) == expected, node


def test_what_plans_cannot_say() -> None:
    ant, bee = query.Term(ANY, "ant"), query.Term(ANY, "bee")

    class Strange(query.Term):  # type: ignore[misc]
        """May match in any way."""

    for node in (
        query.DisjunctionMax([ant, bee]),
        query.Or([ant, bee], scale=0.5),
        query.Otherwise(ant, bee),
        query.Phrase(ANY, ["ant", "bee", "cat"], slop=2),
        query.Phrase("outcome", ["not", "held"]),
        query.Prefix(ANY, "a"),
        query.Every("body"),
        query.Term("id", "r000"),
        query.NumericRange("order_date", 1, 2),
        query.Term(ANY, "ant", boost=-1),
        spans.SpanNear(ant, bee),
        Strange(ANY, "ant"),
    ):
        with pytest.raises(Untranslatable):
            to_plan(node)
    for node in (query.Every(), query.Not(ant), query.ConstantScoreQuery(ant)):
        with pytest.raises(Untranslatable):
            to_plan(query.Or([node, bee]), exact=True)
        assert to_plan(query.Require(bee, node), exact=True)


def test_the_schema_serves_whooshs_own_writer_too() -> None:
    """Its positions are no pickles either: its phrases are found with unpickling forbidden."""
    with pickles():
        index = RamStorage().create_index(make())
        writer = index.writer()
        writer.add_document(id="r000", body="wearing body-worn video", outcome="held partly")
        writer.commit()
        searcher = index.searcher()
    text = searcher.schema["body"]
    encoded = text.format.encode([0, 7, 1 << 20])
    assert text.format.decode_positions(encoded) == [0, 7, 1 << 20]
    assert text.format.decode_frequency(encoded) == 3
    with pickles():
        for node in (query.Phrase("body", ["bodi", "worn"]), query.Term("outcome", "partly")):
            assert list(searcher.docs_for_query(node)) == [0]


def test_a_collector_can_be_used_by_hand() -> None:
    with opened(texts("ant bee", "ant", "cat")) as index, index.searcher() as searcher:
        collector = VectorCollector(limit=1)
        searcher.search_with_collector(query.Term(ANY, "ant"), collector)
        results = collector.results()
        assert (len(results), results.scored_length()) == (2, 1)
        assert sorted(collector.all_ids()) == [0, 1]
        assert results[0]["id"] == "r001"
        assert results.runtime >= 0


def test_one_searcher_serves_several_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    bodies = [f"ant {'bee ' * (n % 3)} cat dog" for n in range(40)]
    with opened(texts(*bodies)) as index, index.searcher() as searcher:
        nodes = [
            query.Or([query.Term(ANY, "bee"), query.Term("body", "cat")]),
            query.Phrase(ANY, ["ant", "bee"]),
            query.AndMaybe(query.Term("body", "dog"), query.Term(ANY, "bee")),
        ]
        expected = [stock(searcher, node) for node in nodes]
        with ThreadPoolExecutor(4) as pool:
            for _ in range(10):
                assert list(pool.map(lambda node: stock(searcher, node), nodes)) == expected
                again = pool.map(lambda node: list(vector_search(index, node, None).items()), nodes)
                assert list(again) == expected


def test_references_are_sorted_as_people_do() -> None:
    refs = ("FOI/9", "FOI/10", "", "EIR 2")
    held = tuple(Entry(f"r{n:03}", {}, {}, (), ref) for n, ref in enumerate(refs))
    with opened(Corpus((held,), (frozenset(),))) as index, index.searcher() as searcher:
        results = searcher.search(query.Every(), sortedby=BY_REF)
        assert [hit.get("ref", "") for hit in results] == sorted(refs, key=ref_order)
