"""Vectors of earlier questions: made where they lack, pruned, searched."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from meaning_fakes import Bag
from prior_corpora import disclosure, everything, indexed, shrunk

from foisearch import engine
from foisearch.disclosure import Part
from foisearch.engine.files import layout
from foisearch.prior import meaning
from foisearch.prior.meaning import Built, Meaning
from foisearch.prior.store import Questions
from foisearch.semantic import build as building

ANIMALS = ["cats", "dogs", "horses", "goats", "sheep", "cows", "pigs", "hens", "ducks", "geese"]
RECORDS = [{"request": f"How many {animal} do the police own?"} for animal in ANIMALS]


@pytest.fixture
def questions(tmp_path: Path) -> Iterator[Questions]:
    yield from opened(indexed(tmp_path, [RECORDS[:6], RECORDS[6:]]))


def opened(folder: Path) -> Iterator[Questions]:
    with engine.open_index(folder) as index:
        held = Questions.open(index, folder)
        yield held
        held.close()


def reopened(folder: Path) -> Questions:
    return Questions.open(engine.open_index(folder / "index"), folder / "index")


def filled(questions: Questions, bag: Bag | None = None) -> tuple[Meaning, Built]:
    made = meaning.opened(questions, questions.folder, bag or Bag())
    return made, meaning.fill(made)


def test_only_what_lacks_is_read_and_made(questions: Questions, tmp_path: Path) -> None:
    bag = Bag()
    made, built = filled(questions, bag)
    assert built == Built(held=10, new=10, dropped=0)
    assert sorted(bag.asked) == sorted(q.whole for q in everything(questions.index).values())
    assert (made.lacking, made.notes()) == (0, ())
    assert filled(questions, bag)[1] == Built(10, 0, 0)
    assert len(bag.asked) == 10
    shrunk(tmp_path, 1, [*RECORDS[6:], {"request": "How many bees are kept?"}])
    again = reopened(tmp_path)
    late = meaning.opened(again, again.folder, bag)
    assert late.notes() == ("1 question has no vector yet; run: foisearch index --semantic",)
    assert meaning.fill(late) == Built(11, 1, 0)
    assert bag.asked[10:] == ["How many bees are kept?"]
    assert late.notes() == ()


def test_progress_is_of_what_lacks(questions: Questions) -> None:
    seen: list[tuple[int, int]] = []
    made = meaning.opened(questions, questions.folder, Bag())
    meaning.fill(made, lambda *now: seen.append(now))
    assert seen[-1] == (10, 10)


def test_an_interrupt_keeps_what_was_committed(
    questions: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("COMMIT", 4), ("_LOOK", 2), ("_EMBED", 2)):
        monkeypatch.setattr(building, name, value)
    with pytest.raises(KeyboardInterrupt):
        filled(questions, Bag(breaks=6))
    left = meaning.opened(questions, questions.folder, Bag())
    assert (len(left.store), left.lacking) == (4, 6)
    assert left.notes() == ("6 questions have no vector yet; run: foisearch index --semantic",)
    assert meaning.fill(left) == Built(10, 6, 0)


def test_vectors_are_dropped_when_a_tenth_is_stale(questions: Questions, tmp_path: Path) -> None:
    filled(questions)
    shrunk(tmp_path, 1, RECORDS[6:9])  # one of ten gone: not yet
    fewer = reopened(tmp_path)
    assert filled(fewer)[1] == Built(9, 0, 0)
    shrunk(tmp_path, 1, RECORDS[6:8])
    fewer = reopened(tmp_path)
    made, built = filled(fewer)
    assert built == Built(8, 0, 2)
    assert len(made.store) == 8


def test_what_has_no_word_lacks_nothing(tmp_path: Path) -> None:
    part = Part(number="1", question="…?")
    indexed(tmp_path, [[{"request": "£ %", "parts": (part,)}]])
    held = reopened(tmp_path)
    assert len(held) == 1
    assert filled(held)[1] == Built(0, 0, 0)


def test_the_nearest_question_of_each_disclosure(questions: Questions) -> None:
    made, _ = filled(questions)
    found = made.near("cats and dogs of the police", lambda *_: True, 3, 0.3)
    first = [questions.index.fetch(*near.place).request.split()[2] for near in found]
    assert sorted(first[:2]) == ["cats", "dogs"]
    assert [near.cosine for near in found] == sorted((n.cosine for n in found), reverse=True)
    assert len(made.near("police", lambda *_: True, 50, 0.1)) == 10
    assert made.near("police", lambda *_: True, 50, 0.99) == []
    only = found[1].place
    assert [n.place for n in made.near("cats dogs", lambda *p: p == only, 9, 0.1)] == [only]


def test_more_are_looked_at_where_little_passes(
    questions: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "_FIRST", 1)
    monkeypatch.setattr(meaning, "MOST_NEAR", 4)
    made, _ = filled(questions)
    everyone = made.near("cats police", lambda *_: True, 9, -1.0)
    assert len(everyone) == 4
    fourth = everyone[3].place
    assert [n.place for n in made.near("cats police", lambda *p: p == fourth, 1, 0)] == [fourth]


def test_where_a_question_stands(questions: Questions) -> None:
    made, _ = filled(questions)
    parts = (Part(number="1", question="How many?", lead="Tell me:"),)
    assert made.question(disclosure("1", parts=parts), 0) == ("request", "Tell me: How many?")
    asked = "You ask:\n\nHow many dogs have the police?\n\nNone."
    assert made.question(disclosure("2", response=asked), 0)[0] == "response"
    assert made.question(disclosure("3", body=asked), 0)[0] == "body"


def test_a_build_touches_no_vectors(questions: Questions, tmp_path: Path) -> None:
    filled(questions)
    folder = tmp_path / "index"
    assert layout.strangers(folder) == []
    shrunk(tmp_path, 0, RECORDS[:6])
    same = reopened(tmp_path)
    assert filled(same)[1] == Built(10, 0, 0)
