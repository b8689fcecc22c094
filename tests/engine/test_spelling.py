"""What a word that no record has was perhaps meant to be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engine_records import disclosure, put
from hypothesis import given
from hypothesis import strategies as st

from foisearch import engine
from foisearch.engine.index import Index
from foisearch.engine.words.rewording import is_known
from foisearch.engine.words.spelling import candidates, distance, is_held

TEXT = """
How many officers received a taser, handcuffs and a body worn camera? Taper the expenditure on
facial recognition, on vetting and on the police station. Which police officers were vetted?
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("spelt")
    records = [disclosure("1", request=TEXT), disclosure("2", request="Police tasers?")]
    engine.build(put(folder / "corpus", {"a": records}), folder / "index")
    with engine.open_index(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tazer", "taser"),
        ("tasre", "taser"),
        ("veting", "vetting"),
        ("recieved", "received"),
        ("expendture", "expenditure"),
        ("polcie", "police"),
        ("OFFICRES", "officers"),
        ("facialrecognition", "facial recognition"),
    ],
)
def test_the_likeliest_word_comes_first(index: Index, typed: str, meant: str) -> None:
    assert not is_held(index, typed)
    assert candidates(index, typed, is_known)[0] == meant


@pytest.mark.parametrize("typed", ["hte", "xqzzyv", "s40", "12345", "", "vet-ing"])
def test_what_is_short_or_like_nothing_stays(index: Index, typed: str) -> None:
    assert candidates(index, typed, is_known) == []


def test_a_word_is_held_in_any_form(index: Index) -> None:
    assert is_held(index, "tasers")
    assert is_held(index, "receiving")
    assert not is_held(index, "drones")


def test_everything_suggested_is_held(index: Index) -> None:
    for typed in ("tazer", "policee", "stasion", "camara"):
        for word in candidates(index, typed, is_known):
            assert all(is_held(index, part) for part in word.split())


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [
        ("taser", "taser", 0),
        ("tasr", "taser", 1),
        ("tasesr", "taser", 1),
        ("tasre", "taser", 1),
        ("veting", "vetting", 0.6),
        ("tazer", "taser", 0.6),
        ("tadser", "taser", 1),
        ("caser", "taser", 1.6),
    ],
)
def test_slips(typed: str, meant: str, slips: float) -> None:
    assert distance(typed, meant) == pytest.approx(slips)


LETTERS = st.text("abctz", max_size=6)


@given(LETTERS, LETTERS)
def test_a_distance_is_the_same_both_ways_and_none_only_to_itself(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert (distance(a, b) == 0) == (a == b)
