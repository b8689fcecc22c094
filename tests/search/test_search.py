"""The door: requests in, results with snippets out; filters as people write them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))
from engine_records import applied, disclosure, mention, on, put

from foisearch import engine, search
from foisearch.analysis import Analyzer
from foisearch.authorities import Authorities
from foisearch.engine import IndexKind
from foisearch.errors import IndexBusy, IndexUnusable, QueryError, UsageError
from foisearch.search import Filters, SearchRequest, Sort, ensure_index

RECORDS = [
    disclosure(
        f"{number}",
        topic="Taser use",
        request="How many times were tasers drawn?",
        response=f"They were drawn {number} times. Section 40(2) applies.",
        citations=applied("foia:40(2)"),
        published=on(f"20{number}-05"),
        forces=(mention("metropolitan", "Met Police"),) if number % 2 else (),
    )
    for number in range(10, 22)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("door")
    engine.build(put(folder / "corpus", {"a": RECORDS}), folder / "index")
    return folder


@pytest.fixture(scope="module")
def index(folder: Path):  # type: ignore[no-untyped-def]
    with engine.open_index(folder / "index") as opened:
        yield opened


def test_hits_have_ranks_over_the_whole_result(index) -> None:  # type: ignore[no-untyped-def]
    request = SearchRequest("tasers", limit=5, offset=5)
    result = search.search(index, request)
    assert result.request is request
    assert result.total == 12
    assert [hit.rank for hit in result.hits] == [6, 7, 8, 9, 10]
    snippet = result.hits[0].snippets[0]
    assert [snippet.text[a:b] for a, b in snippet.highlights] == ["Taser"]


def test_filters_are_written_as_people_do(index) -> None:  # type: ignore[no-untyped-def]
    filters = Filters(
        forces=("the Met",),
        authorities=("IOPC",),
        exemptions=("s40(2)",),
        outcomes=("Unknown",),
        kinds=("disclosure",),
        since=date(2013, 1, 1),
        until=date(2019, 5, 1),
    )
    result = search.search(index, SearchRequest("", filters, sort=Sort.NEWEST))
    assert [hit.disclosure.ref for hit in result.hits] == ["19", "17", "15", "13"]
    assert {hit.score for hit in result.hits} == {0.0}
    assert all(hit.snippets for hit in result.hits)


@pytest.mark.parametrize(
    ("filters", "cure"),
    [
        (Filters(forces=("metropolitn police",)), "metropolitan"),
        (Filters(authorities=("nobody at all",)), "stats"),
        (Filters(exemptions=("banana",)), "40(2)"),
        (Filters(outcomes=("refusd",)), "refused"),
        (Filters(kinds=("book",)), "publication"),
    ],
)
def test_filters_that_name_nothing(index, filters: Filters, cure: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as caught:
        search.search(index, SearchRequest("tasers", filters))
    assert cure in caught.value.cure


def test_bad_requests(index) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(QueryError):
        search.search(index, SearchRequest('"tasers'))
    for page in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(UsageError):
            search.search(index, SearchRequest("tasers", **page))
    assert search.search(index, SearchRequest("tasers", offset=99)).hits == ()


def test_an_index_is_there_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index = put(tmp_path / "corpus", {"a": RECORDS}), tmp_path / "index"
    told: list[IndexKind] = []
    first = ensure_index(corpus, index, on_build=lambda state: told.append(state.kind))
    assert (told, first.report and first.report.added) == ([IndexKind.MISSING], 12)
    assert ensure_index(corpus, index).report is None
    put(tmp_path / "corpus", {"b": [disclosure("99")]})
    second = ensure_index(corpus, index)
    assert second.report is not None
    assert second.notes == ("the index was brought up to date (1 added, 0 removed)",)
    put(tmp_path / "corpus", {"b": [disclosure("98")]})
    monkeypatch.setattr(search.upkeep, "QUICK_SECONDS", 0)
    third = ensure_index(corpus, index)
    assert third.report is None
    assert third.notes[0].endswith("run: foisearch index")
    monkeypatch.undo()

    def busy(*_: object, **__: object) -> None:
        raise IndexBusy("another process is writing")

    monkeypatch.setattr(engine, "build", busy)
    assert "another process" in ensure_index(corpus, index).notes[0]
    (index / "manifest.json").write_text("{")
    with pytest.raises(IndexUnusable, match="damaged") as caught:
        ensure_index(corpus, index)
    assert caught.value.cure == "run: foisearch index --rebuild"


ONE_SHOT = """
import sys, json
from pathlib import Path
import foisearch.search
from foisearch import engine
with engine.open_index(Path(sys.argv[1])) as index:
    result = foisearch.search.search(index, foisearch.search.SearchRequest(sys.argv[2]))
heavy = [name for name in ("nltk", "rich", "prompt_toolkit", "whoosh") if name in sys.modules]
print(json.dumps([result.total, heavy]))
"""


@pytest.mark.parametrize("query", ["tasers drawn", '"tasers drawn" AND tase*', "topic:Taser -many"])
def test_a_search_for_known_words_imports_nothing_heavy(folder: Path, query: str) -> None:
    """The engine takes numpy; stems and spellings come from the index."""
    command = [sys.executable, "-c", ONE_SHOT, str(folder / "index"), query]
    done = subprocess.run(command, check=True, capture_output=True)
    total, heavy = json.loads(done.stdout)
    assert (total, heavy) == (0 if "-" in query else 12, [])


def test_the_door_imports_no_engine() -> None:
    code = (
        "import sys, foisearch.search, foisearch.query, foisearch.snippet, foisearch.engine\n"
        "found = [m for m in sys.modules if m.startswith(('whoosh', 'nltk', 'numpy', 'orjson'))]\n"
        "assert not found, found"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


class Pages:
    """An index whose hits are numbers; those of one number by ten are near-identical."""

    def __init__(self, tens: list[int]) -> None:
        self.tens = tens
        self.records = [disclosure(f"{place}", request="Why?") for place in range(len(tens))]
        self.analyzer = Analyzer()
        self.bodies = Authorities.standard()
        self.asked: list[tuple[int, int]] = []

    def search(self, node, filters, *, source, sort, limit, offset):  # type: ignore[no-untyped-def]
        from foisearch.engine.values import Found

        self.asked.append((offset, limit))
        hits = tuple((1.0, d) for d in self.records[offset : offset + limit])
        return Found(len(self.records), hits)

    def __len__(self) -> int:
        return len(self.records)

    def slugs(self, name: str) -> frozenset[str]:
        return frozenset()

    def df(self, term: str) -> int:
        return len(self.records)

    def alike(self, found) -> list[int]:  # type: ignore[no-untyped-def]
        kinds = [self.tens[int(d.ref)] for d in found]
        return [kinds.index(kind) for kind in kinds]


@pytest.fixture(autouse=True)
def no_snippets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "pages" in request.node.name:
        monkeypatch.setattr("foisearch.snippet.snippets", lambda *_: ())


def page(index: Pages, offset: int, limit: int, collapse: bool = True) -> search.SearchResult:
    asked = SearchRequest("why", limit=limit, offset=offset, collapse=collapse)
    return search.search(index, asked, alike=index.alike)  # type: ignore[arg-type]


def shown(result: search.SearchResult) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.disclosure.id, hit.alike) for hit in result.hits]


def names(*places: int) -> tuple[str, ...]:
    return tuple(disclosure(f"{place}").id for place in places)


def test_pages_are_filled_from_the_hits_that_follow() -> None:
    index = Pages([1, 2, 1, 1, 3, 4, 2, 5, 1])
    result = page(index, 0, 3)
    assert shown(result) == [
        (*names(0), names(2, 3)), (*names(1), ()), (*names(4), ()),
    ]  # fmt: skip
    assert [hit.rank for hit in result.hits] == [1, 2, 5]
    assert (result.next_offset, result.total) == (5, 9)
    assert shown(page(index, 5, 3)) == [
        (*names(5), ()), (*names(6), ()), (*names(7), ()),
    ]  # fmt: skip


def test_pages_without_anything_alike_cost_one_search() -> None:
    index = Pages([1, 2, 3, 4, 5])
    assert page(index, 0, 3).next_offset == 3
    assert index.asked == [(0, 3)]


def test_pages_look_ahead_so_far_and_no_farther() -> None:
    index = Pages([1] * 1_000)
    result = page(index, 0, 10)
    assert index.asked == [(0, 10), (0, 50)]
    assert (len(result.hits), len(result.hits[0].alike), result.next_offset) == (1, 49, 50)


@pytest.mark.parametrize("collapse", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
@pytest.mark.parametrize("seed", range(12))
def test_pages_neither_lose_a_hit_nor_show_one_twice(collapse: bool, limit: int, seed: int) -> None:
    pick = random.Random(seed)
    index = Pages([pick.randrange(pick.choice([3, 40])) for _ in range(60)])
    met: list[str] = []
    offset = 0
    while offset < 60:
        result = page(index, offset, limit, collapse)
        assert 0 < len(result.hits) <= limit
        met += sorted(name for id_, alike in shown(result) for name in (id_, *alike))
        assert sorted(met) == sorted(names(*range(result.next_offset)))
        offset = result.next_offset
    assert len(met) == len(set(met)) == 60


def test_pages_of_nothing() -> None:
    assert page(Pages([]), 0, 5).next_offset == 0
    assert page(Pages([1, 1]), 0, 0).hits == ()
    assert page(Pages([1, 1]), 9, 5).hits == ()
