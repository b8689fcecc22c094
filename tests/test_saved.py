"""Saved searches: the files that they are, and what is new in them."""

from __future__ import annotations

import io
import json
import stat
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "render"))
import people_samples as samples

from foisearch import record
from foisearch.cli.main import main
from foisearch.errors import NotFound, SavedError, UsageError
from foisearch.locations import Locations
from foisearch.render.terminal import Terminal
from foisearch.search import Filters, SearchRequest, Sort, Within
from foisearch.services import Services, renewing
from foisearch.services.renewing import Renewing
from foisearch.services.saved import SavedSearch, SavedSearches, checked_name, digest, now

HERE = Locations(Path("/nowhere/corpus"), Path("/nowhere/index"))


def a_search(**changes: Any) -> SavedSearch:
    return replace(SavedSearch("drones", SearchRequest("drones"), HERE, now(), now()), **changes)


# The files.

TEXTS = st.text(max_size=20)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
REQUESTS = st.builds(
    SearchRequest,
    query=TEXTS,
    filters=st.builds(
        Filters,
        forces=MANY,
        authorities=MANY,
        exemptions=MANY,
        outcomes=MANY,
        kinds=MANY,
        since=DAYS,
        until=DAYS,
        within=st.lists(st.builds(Within, TEXTS, TEXTS), max_size=3).map(tuple),
    ),
    limit=st.integers(0, 100),
    sort=st.sampled_from(Sort),
    collapse=st.booleans(),
    semantic=st.booleans(),
    exact=st.booleans(),
)


@given(REQUESTS, st.frozensets(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=4))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, request_: SearchRequest, seen: frozenset[str]
) -> None:
    searches = SavedSearches(tmp_path_factory.mktemp("saved") / "here")
    search = a_search(request=request_, seen=seen)
    searches.write(search)
    assert searches.read("drones") == search


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path / "saved")
    path = searches.write(a_search())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["drones.json"]


def test_what_cannot_be_written_leaves_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = SavedSearches(tmp_path)
    searches.write(a_search())

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("foisearch.services.saved.os.fsync", full)
    with pytest.raises(SavedError, match="No space left on device; nothing was saved"):
        searches.write(a_search(seen=frozenset({"00"})))
    assert searches.read("drones").seen == frozenset()
    assert [each.name for each in tmp_path.iterdir()] == ["drones.json"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"format_version":1}',
        b"\xff",
        b'{"format_version":1,"request":3}',
    ],
)
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "drones.json").write_bytes(text)
    with pytest.raises(SavedError, match="is damaged and was left as it is; restore it, or"):
        SavedSearches(tmp_path).read("drones")
    assert (tmp_path / "drones.json").read_bytes() == text


@given(data=st.data())
def test_a_file_that_somebody_changed_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    searches = SavedSearches(tmp_path_factory.mktemp("saved"))
    value = json.loads(searches.write(a_search(request=SearchRequest("a"))).read_text())
    inside = data.draw(st.sampled_from([value, value["request"]]))
    key = data.draw(st.sampled_from(sorted(inside)))
    inside[key] = data.draw(st.none() | st.integers() | TEXTS | st.lists(st.integers(), max_size=2))
    searches.path("drones").write_text(json.dumps(value))
    with suppress(SavedError):  # nothing else may come out of it
        searches.read("drones")


def test_a_newer_file_asks_for_a_newer_program(tmp_path: Path) -> None:
    (tmp_path / "drones.json").write_text('{"format_version": 99}')
    with pytest.raises(SavedError, match="by a newer foisearch; update foisearch"):
        SavedSearches(tmp_path).read("drones")


@pytest.mark.parametrize("name", ["", "Drones", "a b", "../x", "a--b", "-a", "é", "x" * 61, "a.b"])
def test_names_are_those_of_files_anywhere(name: str) -> None:
    with pytest.raises(UsageError, match="letters a to z, digits and hyphens"):
        checked_name(name)


def test_a_name_that_is_not_there(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path / "none")
    with pytest.raises(NotFound, match="save one at the prompt"):
        searches.read("drones")
    searches.write(a_search())
    for act in (searches.read, searches.delete):
        with pytest.raises(NotFound, match="no search is saved as dron; perhaps drones"):
            act("dron")


def test_a_record_is_itself_whatever_file_it_came_from() -> None:
    moved = replace(samples.PRINTERS, provenance=samples.source(1, 2), warnings=())
    assert digest(moved) == digest(samples.PRINTERS)
    assert digest(replace(samples.PRINTERS, response="Other.")) != digest(samples.PRINTERS)


# What is new.


class World:
    """A corpus that grows, and the command line over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.locations = Locations(folder / "corpus", folder / "index")

    def holds(self, *disclosures: Any) -> None:
        file = self.folder / "records.jsonl"
        file.write_bytes(b"".join(orjson.dumps(record.to_json(d)) + b"\n" for d in disclosures))
        status, _, err = self.run("import", str(file))
        assert status == 0, err

    def run(self, *argv: str, lines: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        environ = {"FOISEARCH_CORPUS": str(self.locations.corpus)}
        status = main(argv, Terminal(io.StringIO(lines), out, err, environ, 80))
        return status, out.getvalue(), err.getvalue()

    def new(self, *argv: str) -> list[str]:
        _, out, _ = self.run("saved", "video", "--json", *argv)
        values = [json.loads(line) for line in out.splitlines()]
        assert all(value["new"] is True for value in values[:-1])
        return [value["id"] for value in values[:-1]]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = World(tmp_path)
    made.holds(samples.PRINTERS, samples.UNTITLED)
    status, _, err = made.run("repl", lines="video\n.save video\n")
    assert status == 0, err
    return made


ANOTHER = replace(samples.PRINTERS, id="kent/1", ref="1", authority="kent", topic="More video")
CHANGED = replace(samples.PRINTERS, response="The video was lost.")


def test_what_was_there_is_not_new(world: World) -> None:
    assert world.new() == []
    assert world.run("saved", "video", "--new")[0] == 1
    assert world.run("saved", "video")[0] == 0


def test_a_record_that_came_in_is_new_once(world: World) -> None:
    world.holds(samples.PRINTERS, samples.UNTITLED, ANOTHER)
    assert world.new("--keep") == ["kent/1"]
    assert world.run("saved", "video", "--new", "--keep")[0] == 0
    assert world.run("saved")[1].startswith("video · 1 new since ")
    assert world.new() == ["kent/1"]
    assert world.new() == []


def test_a_record_with_other_contents_is_new_and_the_old_one_gone(world: World) -> None:
    world.holds(CHANGED, samples.UNTITLED)
    status, out, _ = world.run("saved", "video")
    assert status == 0
    assert "video · 1 new since " in out
    assert out.rstrip().endswith("1 in all · 1 gone")


def test_every_new_hit_is_shown_however_many(world: World) -> None:
    many = [replace(ANOTHER, id=f"kent/{n}", ref=f"{n}") for n in range(30)]
    world.holds(samples.PRINTERS, *many)
    assert len(world.new()) == 30


@pytest.mark.parametrize("form", ["csv", "markdown", "table", "ids"])
def test_what_is_new_in_other_formats(world: World, form: str) -> None:
    world.holds(samples.PRINTERS, samples.UNTITLED, ANOTHER)
    status, out, err = world.run("saved", "video", "--format", form)
    assert (status, err.count("Traceback")) == (0, 0)
    assert "5023048" not in out
    assert ANOTHER.topic is not None
    assert (ANOTHER.id if form == "ids" else ANOTHER.topic) in out


def test_the_list_for_programs(world: World) -> None:
    _, out, _ = world.run("saved", "--json")
    row, summary = map(json.loads, out.splitlines())
    assert (row["name"], row["query"], row["found"], row["new"]) == ("video", "video", 1, 0)
    assert row["corpus"] == str(world.locations.corpus)
    assert summary["total"] == 1


def test_one_that_cannot_be_run_does_not_keep_the_others_from_the_list(world: World) -> None:
    searches = SavedSearches(world.folder / "state" / "foisearch" / "saved")
    (searches.folder / "bad.json").write_text("{")
    gone = Locations(world.folder / "gone", world.folder / "gone-index")
    searches.write(replace(searches.read("video"), name="old", locations=gone))
    status, out, _ = world.run("saved")
    assert status == 0
    assert "video · nothing new" in out
    assert "is damaged" in out
    assert "nothing has been imported into" in out


def test_nothing_saved_is_nothing_found(world: World) -> None:
    assert world.run("saved", "--delete", "video")[0] == 0
    status, out, _ = world.run("saved")
    assert (status, out) == (1, "no search is saved; at the prompt .save NAME saves one\n")
    assert world.run("saved", "video")[0] == 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--corpus", "x"], "a saved search has its own corpus"),
        (["video", "--delete", "video"], "run one or delete one"),
        (["a", "b"], "one search at a time"),
        (["--format", "csv"], "the list has no csv"),
        (["No Name"], "is not a name for a search"),
    ],
)
def test_what_cannot_be_asked(world: World, argv: list[str], said: str) -> None:
    status, _, err = world.run("saved", *argv)
    assert status == 2
    assert said in err


def test_a_search_that_finds_too_much_is_not_saved(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "MOST", 1)
    status, _, err = world.run("repl", lines="video drones\n.save both\n")
    assert status == 2
    assert "both finds 2 records; what is new can be told among 1" in err
    assert "both" not in world.run("saved")[1]


def test_a_name_that_is_taken_is_replaced_only_when_told(world: World) -> None:
    assert (
        "there is a saved search video; to replace it: .save! video"
        in (world.run("repl", lines="drones\n.save video\n")[2])
    )
    assert world.run("repl", lines="drones\n.save! video\n")[0] == 0
    assert world.run("saved")[1].splitlines()[1].strip() == "looks for drones"


def test_at_the_prompt_a_saved_search_goes_on(world: World) -> None:
    world.holds(samples.PRINTERS, samples.UNTITLED, ANOTHER)
    status, out, err = world.run("repl", lines=".outcome part\n.saved video\n.open 1\n.filters\n")
    assert status == 0, err
    assert "1 new since " in out
    assert out.count("Questions and answers") == 1
    assert "no filters" in out


def test_at_the_prompt_one_of_another_corpus_is_told(world: World, tmp_path: Path) -> None:
    other = World(tmp_path / "other")
    other.folder.mkdir()
    other.holds(samples.UNTITLED)
    status, _, err = other.run("repl", lines=".saved video\n")
    assert status == 2
    assert "was saved over another corpus" in err
    assert "foisearch saved video" in err


def test_dates_and_settings_are_kept(world: World) -> None:
    lines = ".since 2024\n.sort newest\n.limit 3\nvideo\n.save! video\n"
    assert world.run("repl", lines=lines)[0] == 0
    saved = Renewing(lambda here: Services(here, Terminal())).searches.read("video").request
    assert saved.filters.since == date(2024, 1, 1)
    assert (saved.sort, saved.limit) == (Sort.NEWEST, 3)
