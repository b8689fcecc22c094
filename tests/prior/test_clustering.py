"""Groups of near-identical questions, beside all pairs compared one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prior_corpora import everything, indexed, shrunk, sources, terms

from foisearch import engine
from foisearch.disclosure import Outcome, Part, PartialDate, Precision
from foisearch.prior.clustering import clusters
from foisearch.prior.questions import plain_words
from foisearch.prior.store import Questions, grouping, pairing
from foisearch.prior.store.grouping import Groups, grouped
from foisearch.prior.values import Place, Question

Key = tuple[int, int, int]
LIKE = 0.7
LETTERS = "abcdefghijklmnopqrst"


def opened(folder: Path) -> Questions:
    return Questions.open(engine.open_index(folder), folder)


def taking_part(questions: Questions) -> dict[Key, Question]:
    """Of each document its parts, or else its request, or else what its response asks."""
    every = everything(questions.index)
    best: dict[tuple[int, int], int] = {}
    for (segment, doc, _), question in every.items():
        rank = list(Place).index(question.place)
        best[segment, doc] = min(best.get((segment, doc), 9), rank)
    return {k: q for k, q in every.items() if list(Place).index(q.place) == best[k[:2]]}


def jaccard(questions: Questions, a: Question, b: Question) -> tuple[float, float]:
    """How like two questions are, and what they share."""
    one, other = (set(terms(questions.index, q)) for q in (a, b))
    shared = sum(map(questions.idf_of, one & other))
    whole = sum(map(questions.idf_of, one | other))
    return (shared / whole if whole else 0.0), shared


def check(questions: Questions, groups: Groups, like: float, evidence: float) -> None:
    every = taking_part(questions)
    worth = evidence * log(max(len(questions.index), 2))
    group_of: dict[Key, int] = {}
    sizes = np.diff(groups.starts).tolist()
    assert sizes == sorted(sizes, reverse=True)
    for number in range(len(groups)):
        members = groups.members(number)
        first = members[0][:3]
        assert len({m[:2] for m in members}) == len(members) > 1
        assert [m[3] for m in members] == sorted((m[3] for m in members), reverse=True)
        for *place, likeness in members:
            key = place[0], place[1], place[2]
            assert key not in group_of
            group_of[key] = number
            if plain_words(every[key].whole) == plain_words(every[first].whole):
                assert likeness == 1
            else:
                found, shared = jaccard(questions, every[key], every[first])
                assert likeness == pytest.approx(found, abs=1e-4)
                assert found > like - 1e-4
                assert shared > worth - 1e-4
    _complete(questions, every, group_of, like, worth)


def _complete(
    questions: Questions,
    every: Mapping[Key, Question],
    group_of: Mapping[Key, int],
    like: float,
    worth: float,
) -> None:
    """No two that are alike are both alone; those of the same words are together."""
    # A document that asks several things stands in a group once.
    documents = {(k[:2], n) for k, n in group_of.items()}
    keys = sorted(every)
    for place, a in enumerate(keys):
        for b in keys[place + 1 :]:
            if a[:2] == b[:2]:
                continue
            same = plain_words(every[a].whole) == plain_words(every[b].whole)
            found, shared = jaccard(questions, every[a], every[b])
            if same:
                groups = set(group_of.values())
                assert any({(a[:2], n), (b[:2], n)} <= documents for n in groups)
            elif found > like + 1e-4 and shared > worth + 1e-4:
                assert a in group_of or b in group_of or _beside_itself(a, b, every)


def _beside_itself(a: Key, b: Key, every: Mapping[Key, Question]) -> bool:
    """Whether a document asks several things, and may stand in a group for another of them."""
    return any(sum(k[:2] == key[:2] for k in every) > 1 for key in (a, b))


@given(sources, st.sampled_from((0.5, 0.7, 1.0)), st.sampled_from((0.0, 1.0)))
@settings(max_examples=60, deadline=None)
def test_groups_of_any_corpus(
    corpus: list[list[dict[str, Any]]], like: float, evidence: float
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = indexed(Path(folder), corpus)
        questions = opened(index)
        check(questions, grouped(questions, like=like, evidence=evidence), like, evidence)
        shrunk(Path(folder), 0, corpus[0][1:])
        questions = opened(index)
        check(questions, grouped(questions, like=like, evidence=evidence), like, evidence)


letters = st.sampled_from(LETTERS)
edits = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(("", "x", "y", "zz"))), max_size=3)


@given(
    st.lists(
        st.tuples(st.lists(letters, min_size=3, max_size=10), st.lists(edits, max_size=4)),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 2),
)
@settings(max_examples=60, deadline=None)
def test_groups_of_edited_copies(
    families: Sequence[tuple[Sequence[str], Sequence[Sequence[tuple[int, str]]]]], segments: int
) -> None:
    said = []
    for place, (words, copies) in enumerate(families):
        for edit in ([], *copies):
            changed = [f"word{place}{word}" for word in words]
            for at, new in edit:
                if at < len(changed):
                    changed[at] = new
            said.append({"request": " ".join(changed)})
    with tempfile.TemporaryDirectory() as folder:
        questions = opened(
            indexed(Path(folder), [said[n::segments] or said for n in range(segments)])
        )
        check(questions, grouped(questions, like=LIKE, evidence=0), LIKE, 0)


def test_no_chain_joins_what_is_not_alike(tmp_path: Path) -> None:
    """Each differs from the one before by one word in ten; the first and the last in all."""
    names = [f"word{a}{b}" for a in "abcde" for b in "abcdefgh"]
    said = [{"request": " ".join(names[n : n + 10])} for n in range(30)]
    questions = opened(indexed(tmp_path, [said]))
    groups = grouped(questions, evidence=0)
    check(questions, groups, grouping.LIKE, 0)
    assert 3 <= len(groups) <= 15


@pytest.mark.parametrize("rounds", [0, 1])
def test_what_hangs_together_by_long_chains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    monkeypatch.setattr(grouping, "ROUNDS", rounds)
    names = [f"word{a}{b}" for a in LETTERS for b in LETTERS]
    said = [{"request": " ".join(names[n : n + 8])} for n in range(200)]
    said += [{"request": " ".join(names[300:312])} for _ in range(3)]
    said += [{"request": " ".join(names[301:312])}]
    questions = opened(indexed(tmp_path, [said]))
    groups = grouped(questions, evidence=0)
    check(questions, groups, grouping.LIKE, 0)
    assert len(groups.members(0)) >= 4


def test_frequent_short_questions_are_one_group(tmp_path: Path) -> None:
    short = "How many employees do you have?"
    said = [{"request": short if n % 2 else short.upper()} for n in range(50)]
    said += [{"request": f"How many {a} do you have?"} for a in ("dogs", "cats", "tasers")]
    questions = opened(indexed(tmp_path, [said]))
    (group,) = (grouped(questions).members(n) for n in range(len(grouped(questions))))
    assert len(group) == 50
    assert all(likeness == 1 for *_, likeness in group)


def test_large_families_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few of the pairs are looked at: who is connected is put beside the representative."""
    monkeypatch.setattr(pairing, "_MOST_PAIRS", 1)
    monkeypatch.setattr(pairing, "_KEYS_AT_ONCE", 500)
    monkeypatch.setattr(pairing, "_AT_ONCE", 7)
    same = " ".join(f"word{letter}" for letter in LETTERS)
    said = [{"request": f"{same} thing{a}{b}"} for a in LETTERS[:8] for b in LETTERS[:8]]
    others = [{"request": f"something{a}{b} else{b}"} for a in LETTERS for b in LETTERS]
    questions = opened(indexed(tmp_path, [said, others]))
    groups = grouped(questions)
    assert np.diff(groups.starts).tolist()[:1] == [64]
    assert len(groups.members(0)) == 64


def test_parts_take_part_and_a_disclosure_is_there_once(tmp_path: Path) -> None:
    dogs, cats = "How many police dogs bit officers?", "Which cats were licensed in Kent?"
    said = [
        {"parts": (Part("1", dogs), Part("2", cats)), "request": "All of it, please"},
        {"parts": (Part("1", dogs), Part("2", dogs.upper()))},
        {"request": cats, "response": f"You asked: {dogs}\n\nNone."},
        {"response": f"{cats} None."},
    ]
    questions = opened(indexed(tmp_path, [said]))
    groups = grouped(questions)
    found = [{m[:3] for m in groups.members(n)} for n in range(len(groups))]
    assert found == [{(0, 0, 1), (0, 2, 0), (0, 3, 0)}, {(0, 0, 0), (0, 1, 0)}]


def test_nothing_is_no_group(tmp_path: Path) -> None:
    for place, said in enumerate(
        ([{}], [{"request": "alone"}], [{"request": "?"}, {"request": "!"}])
    ):
        questions = opened(indexed(tmp_path / str(place), [said]))
        assert len(grouped(questions)) == 0
        assert clusters(questions.index, questions, 2, 10) == []


def test_progress_goes_up_to_the_end(tmp_path: Path) -> None:
    questions = opened(
        indexed(tmp_path, [[{"request": "police dogs"}, {"request": "police cats"}]])
    )
    seen: list[tuple[int, int]] = []
    grouped(questions, progress=lambda *at: seen.append(at))
    assert seen == sorted(seen)
    assert seen[-1] == (2, 2)


# As values.


def on(day: str) -> PartialDate:
    return PartialDate(date.fromisoformat(day), Precision.DAY)


def test_clusters_say_who_when_and_how_it_ended(tmp_path: Path) -> None:
    dogs = "How many police dogs bit officers in 2024?"
    said: list[dict[str, Any]] = [
        {"request": dogs, "authority": "kent", "received": on("2024-05-01")},
        {"request": dogs.upper(), "authority": "essex", "outcome": Outcome.FULL},
        {"request": dogs, "authority": "kent", "published": on("2023-02-03")},
        {
            "parts": (Part("1", dogs, outcome=Outcome.REFUSED), Part("2", "Why?")),
            "outcome": Outcome.PART,
            "authority": "essex",
            "responded": on("2025-01-02"),
        },
        *({"request": text} for text in ("Where are the cats?", "Where are the cats")),
    ]
    questions = opened(indexed(tmp_path, [said]))
    first, second = clusters(questions.index, questions, 2, 10)
    assert [m.earlier.id for m in first.members] == ["kent/0-2", "kent/0-0", "kent/0-3", "kent/0-1"]
    assert first.bodies == (("essex", 2), ("kent", 2))
    assert first.outcomes == ((Outcome.UNKNOWN, 2), (Outcome.FULL, 1), (Outcome.REFUSED, 1))
    assert (first.first, first.last) == (date(2023, 2, 3), date(2025, 1, 2))
    assert first.question.text == dogs
    assert (second.first, second.last) == (None, None)
    assert len(second.members) == 2
    assert clusters(questions.index, questions, 2, 1) == [first]
    assert clusters(questions.index, questions, 3, 10) == [first]
