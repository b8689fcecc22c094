"""Words that stand side by side in a query, and in the records it finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engine_records import disclosure, mention, put

from foisearch import engine
from foisearch.analysis import Analyzer
from foisearch.engine.index import Index
from foisearch.engine.ranking.neighbours import FIRST, extra, pairs_of
from foisearch.query import parse

TEXTS = (
    "stop the car and search it",
    "a stop and search in the car",
    "search the car and stop it",
    "a car in a search, a search for a stop",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Every text in several records, and enough others that no word is rare."""
    folder = tmp_path_factory.mktemp("neighbours")
    texts = [*TEXTS * 9, *["a bicycle, a bodyworn badge and a worn tyre"] * 60]
    held = [disclosure(f"{n:03}", request=text) for n, text in enumerate(texts)]
    held.append(disclosure("900", request="search", forces=(mention("x", "Stop And Search Unit"),)))
    corpus = put(folder / "corpus", {"a": held[:50], "b": held[50:]})
    engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("stop search", [("stop", "search", 1)]),
        ("stop and search", [("stop", "search", 2)]),
        ("theft of the bicycles", [("theft", "bicycl", 3)]),
        ("theft from any of the bicycles", []),
        ("the stop", []),
        ("stop stop", []),
        ("body-worn video", [("bodi", "worn", 1), ("worn", "video", 1)]),
        ("stop topic:x search", []),
        ('stop "x y" search', []),
        ("stop^2 search", []),
        ("stop -search", []),
        ("(stop search) AND (car badge)", [("stop", "search", 1), ("car", "badg", 1)]),
        ("stop AND search", []),
        ("topic:(stop search)", []),
        ("stop search stop search", [("stop", "search", 1), ("search", "stop", 1)]),
    ],
)
def test_neighbours_are_words_side_by_side(query: str, pairs: list[tuple[str, str, int]]) -> None:
    assert pairs_of(parse(query), Analyzer()) == pairs


def ranked(index: Index, query: str, limit: int = 200, offset: int = 0) -> list[tuple[float, str]]:
    found = index.search(parse(query), limit=limit, offset=offset)
    return [(score, d.request) for score, d in found.hits]


def test_records_with_the_words_as_typed_come_first(index: Index) -> None:
    texts = [text for _, text in ranked(index, "stop and search") if text in TEXTS]
    assert texts[:2] == [TEXTS[1]] * 2
    texts = [text for _, text in ranked(index, "search car") if text in TEXTS]
    assert texts[0] != TEXTS[1]


def test_a_page_is_the_same_however_it_is_asked_for(index: Index) -> None:
    whole = ranked(index, "stop and search")
    assert len(whole) > FIRST
    for at in range(0, len(whole), 7):
        assert ranked(index, "stop and search", 7, at) == whole[at : at + 7]


def test_only_the_first_are_looked_at_again(index: Index) -> None:
    alone = dict(ranked(index, "stop search", limit=FIRST))
    assert len(ranked(index, "stop search")) > FIRST >= len(alone)
    first, rest = ranked(index, "stop search")[:FIRST], ranked(index, "stop search")[FIRST:]
    assert [score for score, _ in first] == sorted((s for s, _ in first), reverse=True)
    assert [score for score, _ in rest] == sorted((s for s, _ in rest), reverse=True)


def test_names_of_bodies_are_no_text(index: Index) -> None:
    """Every alias of a body is indexed; that two of them follow one another says nothing."""
    (found,) = (d for d in index.get("iopc/900"))
    score = next(s for s, d in index.search(parse("stop search"), limit=200).hits if d == found)
    both = index.search(parse("stop OR search"), limit=200).hits
    assert score == next(s for s, d in both if d == found)


@pytest.mark.parametrize("pairs", [1, 2, 9])
def test_what_neighbours_add_grows_and_is_bounded(pairs: int) -> None:
    gained = [extra(64, times, pairs) for times in range(2000)]
    assert gained[0] == 0
    assert gained == sorted(gained)
    assert gained[-1] * pairs < 64 * 255 * (pairs + 1) / 2


def test_among_other_words_a_compound_need_not_stand_whole(index: Index) -> None:
    """Alone it must; written as one word it is the same."""
    assert ranked(index, "body-worn")[0][1].startswith("a bicycle, a bodyworn")
    more = {text for _, text in ranked(index, "worn-out car")}
    assert more > {text for _, text in ranked(index, "car")}
    assert not index.search(parse("worn-out")).total
