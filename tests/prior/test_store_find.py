"""Finding earlier questions: every figure as it comes out when it is worked out one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from math import log, sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prior_corpora import WORDS, everything, indexed, sources, terms, texts

from foisearch import engine
from foisearch.disclosure import Part
from foisearch.engine.index import Index
from foisearch.engine.ranking import approximate, pruning
from foisearch.prior.questions import plain_words
from foisearch.prior.store import Candidate, Questions, Sought, Unit
from foisearch.prior.store import questions as module
from foisearch.prior.store.companion import MOST_TIMES
from foisearch.prior.values import Place, Question

Key = tuple[int, int, int]


def opened(folder: Path) -> Questions:
    return Questions.open(engine.open_index(folder), folder)


def units(index: Index, text: str) -> list[Unit]:
    """The words of a text, with all that search would take for them."""
    found = index.analyzer.sequences(text)
    return [Unit(tuple((terms, 1.0) for terms in every)) for every in found]


def df(index: Index, term: str) -> int:
    found = 0
    for segment in index.segments:
        listed = segment.listed(term)
        found += segment.live_df(listed) if listed else 0
    return found


def idf(index: Index, term: str) -> float:
    held = df(index, term)
    return log(1 + (len(index) - held + 0.5) / (held + 0.5))


def tf(times: int) -> float:
    return 1 + log(min(times, MOST_TIMES))


def figures(index: Index, sought: Sought, question: Question) -> tuple[float, ...]:
    """Cosine, Jaccard and both containments, one term after another."""
    held = terms(index, question)
    weights = [
        unit.weight or max(idf(index, term) for term in unit.alternatives[0][0])
        for unit in sought.units
    ]
    dot = shared_new = shared_earlier = 0.0
    for unit, weight, times in zip(sought.units, weights, sought.times, strict=True):
        met = [
            (
                strength,
                strength * sqrt(sum((tf(held[t]) * idf(index, t)) ** 2 for t in dict.fromkeys(a))),
                strength * sum(idf(index, t) for t in dict.fromkeys(a)),
            )
            for a, strength in unit.alternatives
            if all(t in held for t in a)
        ]
        if met:
            strength, weighed, value = map(max, zip(*met, strict=True))
            dot += tf(times) * weight * weighed
            shared_new += strength * weight
            shared_earlier += value
    new = sqrt(sum((tf(n) * w) ** 2 for n, w in zip(sought.times, weights, strict=True)))
    earlier = sqrt(sum((tf(n) * idf(index, t)) ** 2 for t, n in held.items()))
    mine, its = sum(weights), sum(idf(index, t) for t in held)
    shared_earlier = min(shared_earlier, its)
    both = (shared_new + shared_earlier) / 2
    whole = (new * earlier, mine + its - both, mine, its)
    part = (dot, both, shared_new, shared_earlier)
    return tuple(min(1.0, a / b) if b else 0.0 for a, b in zip(part, whole, strict=True))


strengths = st.sampled_from((0.5, 0.8, 1.0))
sequence = st.lists(
    st.sampled_from(("taser", "bodi", "worn", "kent", "nowher", "drawn")), min_size=1, max_size=2
)
chosen = st.builds(
    Unit,
    st.lists(st.tuples(sequence.map(tuple), strengths), min_size=1, max_size=3).map(tuple),
    st.none() | st.floats(0.5, 4),
)


@given(sources, texts, st.lists(chosen, max_size=3))
@settings(max_examples=60, deadline=None)
def test_every_figure(corpus: list[list[dict[str, Any]]], text: str, more: list[Unit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        questions = opened(indexed(Path(folder), corpus))
        index = questions.index
        sought = questions.sought([*units(index, text), *more])
        found = list(questions.find(sought, 1_000, text))
        every = everything(index)
        assert len(found) == len({key(c) for c in found})
        for c in found:
            question = every[key(c)]
            exact = figures(index, sought, question)
            assert (c.cosine, c.jaccard, c.contained, c.containing) == pytest.approx(
                exact, abs=1e-5
            )
            assert 0 <= c.engine <= 1
            assert c.score == pytest.approx(c.engine + module.COSINE * c.cosine)
            assert c.place is question.place
            assert c.same == (plain_words(question.whole) == plain_words(text))
        assert found == sorted(found, key=lambda c: (-c.score, *key(c)))
        # Nothing that has a word of it is missed, and nothing of the same words.
        looked_for = {t for unit in sought.units for words, _ in unit.alternatives for t in words}
        met = {at for at, q in every.items() if looked_for & set(terms(index, q))}
        same = {at for at, q in every.items() if plain_words(q.whole) == plain_words(text)}
        if not plain_words(text):
            same = set()
        assert met <= {key(c) for c in found}
        assert same <= {key(c) for c in found}
        assert set(questions.same(text)) == {
            at for at, q in every.items() if plain_words(q.whole) == plain_words(text)
        }


def key(c: Candidate) -> Key:
    return c.segment, c.doc, c.question


def test_the_engine_says_what_search_says(tmp_path: Path) -> None:
    said = [{"request": f"How many {a} were {b}?"} for a in WORDS[:6] for b in WORDS[6:9]]
    questions = opened(indexed(tmp_path, [said]))
    index = questions.index
    sought = questions.sought(Unit((((term,), 1.0),)) for term in ("taser", "camera", "drawn"))
    most = sum(map(questions.idf_of, ("taser", "camera", "drawn")))
    said_by = scores(index, {"taser": 1, "camera": 1, "drawn": 1}, 100)
    for c in questions.find(sought):
        assert c.engine == pytest.approx(min(1.0, said_by[c.segment, c.doc] / most))


def test_the_same_text_is_found_whatever_the_limit(tmp_path: Path) -> None:
    said = [{"request": f"How many officers are there in {a}?"} for a in WORDS]
    said += [{"parts": (Part("1", "HOW many... officers?"), Part("2", "Tasers?"))}]
    questions = opened(indexed(tmp_path, [said]))
    text = "How many officers?"
    found = questions.find(questions.sought(units(questions.index, text)), 1, text)
    (same,) = [c for c in found if c.same]
    assert same.place is Place.PART
    assert questions.same(text) == [(0, len(WORDS), 0)]
    assert same.jaccard == pytest.approx(1)
    assert list(questions.find(questions.sought([]), 1, "")) == []
    (again,) = questions.find(questions.sought([]), 1, text)
    assert (again.same, again.jaccard, again.engine) == (True, 0.0, 0.0)


def test_candidates_are_a_sequence(tmp_path: Path) -> None:
    questions = opened(indexed(tmp_path, [[{"request": "tasers drawn"}, {"request": "tasers"}]]))
    found = questions.find(questions.sought(units(questions.index, "tasers")))
    assert len(found) == 2
    assert list(found[:1]) == [found[0]]
    assert found[-1] == list(found)[1]
    with pytest.raises(IndexError):
        found[2]


def test_equal_units_are_one_that_stands_there_twice(tmp_path: Path) -> None:
    questions = opened(indexed(tmp_path, [[{"request": "tasers and tasers"}]]))
    one = Unit(((("taser",), 1.0),))
    sought = questions.sought([one, Unit((((), 1.0),)), one, Unit(())])
    assert (sought.units, sought.times) == ((one,), (2,))


# Documents that are likely the best.


LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßé"


@given(
    st.lists(st.lists(st.sampled_from(LETTERS), max_size=12), min_size=1, max_size=60),
    st.sets(st.sampled_from(LETTERS), min_size=5, max_size=12),
    st.integers(1, 8),
)
@settings(max_examples=40, deadline=None)
def test_likely_ones_have_their_scores_and_a_copy_is_among_them(
    said: Sequence[Sequence[str]], wanted: set[str], limit: int
) -> None:
    words = {f"word{letter}": 1.0 for letter in wanted}
    held = [{"request": " ".join(f"word{x}" for x in each)} for each in (*said, [*wanted] * 3)]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        index = engine.open_index(indexed(Path(folder), [held]))
        exact = scores(index, words, 1_000)
        patch.setattr(approximate, "FEW", 1)
        patch.setattr(pruning, "SMALL", 0)
        for postings in (1, 1_000):
            patch.setattr(approximate, "POSTINGS", postings)
            found = scores(index, words, limit)
            assert found.items() <= exact.items()
            assert (0, len(said)) in scores(index, words, 1_000)


def scores(index: Index, words: dict[str, float], limit: int) -> dict[tuple[int, int], float]:
    return {
        (number, doc): score
        for number, docs, every in index.foremost(words, limit)
        for doc, score in zip(docs.tolist(), every.tolist(), strict=True)
    }
