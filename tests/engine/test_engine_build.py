"""Building: what changed, segments that stay few, and readers that it does not disturb."""

from __future__ import annotations

import fcntl
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from math import log
from pathlib import Path

import pytest
from engine_records import disclosure, held, on, put

from foisearch import authorities, engine, search
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure
from foisearch.engine import IndexKind
from foisearch.engine.building import builder
from foisearch.engine.files import layout, manifest, source_stamps
from foisearch.engine.files.file_entry import FileEntry
from foisearch.errors import CorpusError, IndexBusy, IndexMissing, IndexUnusable
from foisearch.query import parse
from foisearch.search import SearchRequest

A = [disclosure("1", request="alpha tasers", published=on("2021-02"))]
B = [disclosure("2", request="beta drones"), disclosure("3", request="gamma drones")]


@pytest.fixture
def made(tmp_path: Path) -> tuple[Corpus, Path]:
    corpus = put(tmp_path / "corpus", {"a": A, "b": B})
    engine.build(corpus, tmp_path / "index")
    return corpus, tmp_path / "index"


@pytest.fixture
def untidy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are merged by their sizes even where they are small."""
    monkeypatch.setattr(builder, "TIDY_BELOW", 0)


def names(index: Path) -> set[str]:
    return {path.name for path in index.iterdir()}


def test_what_changed_is_told_and_indexed(tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", {"a": A, "b": B})
    index = tmp_path / "index"
    assert engine.state(index, corpus).kind is IndexKind.MISSING
    seen: list[tuple[int, int]] = []
    report = engine.build(corpus, index, progress=lambda done, total: seen.append((done, total)))
    assert (report.added, report.removed, report.unchanged) == (3, 0, 0)
    assert seen == sorted(seen)
    assert seen[-1] == (3, 3)
    state = engine.state(index, corpus)
    assert (state.kind, state.disclosures, state.newest_published) == (
        IndexKind.FRESH,
        3,
        "2021-02-01",
    )
    assert names(index) == manifest.read(index).files() | {".lock"}
    before = {path: (path.stat().st_ino, path.read_bytes()) for path in index.iterdir()}
    report = engine.build(corpus, index)
    assert (report.added, report.removed, report.unchanged) == (0, 0, 3)
    assert {p: (p.stat().st_ino, p.read_bytes()) for p in index.iterdir()} == before
    put(tmp_path / "corpus", {"b": B[:1], "c": [disclosure("4", request="delta")]})
    state = engine.state(index, corpus)
    assert (state.kind, state.changed) == (IndexKind.STALE, 2)
    assert held(index) == ["1", "2", "3"]
    report = engine.build(corpus, index)
    assert (report.added, report.removed, report.unchanged) == (2, 2, 1)
    assert held(index) == ["1", "2", "4"]
    assert engine.state(index, corpus).kind is IndexKind.FRESH
    report = engine.build(corpus, index, rebuild=True)
    assert (report.added, report.removed, report.unchanged) == (3, 0, 0)
    assert names(index) == manifest.read(index).files() | {".lock"}


def test_an_empty_corpus_has_an_index(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    engine.build(corpus, tmp_path / "index")
    assert engine.state(tmp_path / "index", corpus).kind is IndexKind.FRESH
    with engine.open_index(tmp_path / "index") as index:
        for query in ("drones", "", "dr*ne published:2021 -x", "drnoes~2", '"a b"', "ref:12*"):
            assert index.search(parse(query)).total == 0
        assert (index.all(), index.get("1"), index.slugs("authority")) == ([], [], frozenset())
        assert index.vocabulary().words == frozenset()
    put(tmp_path / "corpus", {"a": A})
    engine.build(corpus, tmp_path / "index")
    assert held(tmp_path / "index") == ["1"]
    put(tmp_path / "corpus", {"a": []})
    engine.build(corpus, tmp_path / "index")
    assert held(tmp_path / "index") == []
    assert not manifest.read(tmp_path / "index").segments


def test_new_names_of_bodies_are_indexed(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    header = Path(authorities.__file__).with_name("authorities.csv").read_text().splitlines()[0]
    row = dict.fromkeys(header.split(","), "")
    row |= {"id": "mordor", "name": "Mordor Constabulary"}
    corpus.authorities_path.write_text(f"{header}\n{','.join(row.values())}\n")
    assert engine.state(index, corpus).kind is IndexKind.STALE
    assert engine.build(corpus, index).added == 3


def test_a_record_that_could_not_be_read_again_is_not_indexed(
    made: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index = made
    monkeypatch.setattr("foisearch.engine.segments.records.MOST_BYTES", 5_000)
    put(corpus.folder, {"c": [disclosure("4", body="x" * 5_000)]})
    with pytest.raises(CorpusError, match="iopc/4 is too long for the index"):
        engine.build(corpus, index)
    assert held(index) == ["1", "2", "3"]


# Segments.


@pytest.mark.usefixtures("untidy")
def test_segments_stay_few(tmp_path: Path) -> None:
    """One source after another, of any sizes: about as many segments as the logarithm says."""
    pick = random.Random(5)
    index = tmp_path / "index"
    number = 0
    for source in range(20):
        count = 1 + pick.randrange(6) * pick.randrange(3)
        records = [disclosure(f"{number + n}", request=f"w{n}") for n in range(count)]
        number += count
        corpus = put(tmp_path / "corpus", {f"s{source}": records})
        assert engine.build(corpus, index).added == count
        found = manifest.read(index)
        sizes = [segment.live() for segment in found.segments]
        assert sum(sizes) == number
        assert len(sizes) <= 1 + log(number, 3)
        for place, size in enumerate(sizes):
            assert size > 3 * sum(sizes[place + 1 :])
        assert names(index) == found.files() | {".lock"}
    assert sorted(map(int, held(index))) == list(range(number))


def test_small_indexes_have_one_segment(tmp_path: Path) -> None:
    index = tmp_path / "index"
    for source in range(4):
        corpus = put(tmp_path / "corpus", {f"{source}": [disclosure(f"{source}")], "0": []})
        engine.build(corpus, index)
        assert len(manifest.read(index).segments) == int(source > 0)
        assert not any(segment.dead for segment in manifest.read(index).segments)


@pytest.mark.usefixtures("untidy")
def test_what_is_replaced_or_deleted_is_gone_at_once(tmp_path: Path) -> None:
    index = tmp_path / "index"

    def records(word: str, count: int, start: int) -> list[Disclosure]:
        texts = (disclosure(f"{n}", request=f"drones {word}") for n in range(start, start + count))
        return list(texts)

    def total(query: str) -> int:
        with engine.open_index(index) as opened:
            return opened.search(parse(query)).total

    corpus = put(tmp_path / "corpus", {"a": records("horses", 40, 0), "b": records("dogs", 5, 100)})
    engine.build(corpus, index)
    put(tmp_path / "corpus", {"b": records("cats", 3, 200)})
    engine.build(corpus, index)
    large, small = manifest.read(index).segments
    assert (large.documents, large.live(), small.documents) == (45, 40, 3)
    assert large.dead is not None
    assert (total("dogs"), total("cats"), total("drones"), total("")) == (0, 3, 43, 43)
    with engine.open_index(index) as opened:
        assert (opened.get("100"), opened.get("iopc/100")) == ([], [])
        assert len(opened.all()) == len(opened) == 43
        assert opened.counts().disclosures == 43
    put(tmp_path / "corpus", {"b": []})
    engine.build(corpus, index)
    assert (total("cats"), total("drones")) == (0, 40)
    assert [segment.live() for segment in manifest.read(index).segments] == [40]
    # The same source again and again: more and more of the segment is dead.
    put(tmp_path / "corpus", {"b": records("dogs", 12, 100)})
    engine.build(corpus, index)
    put(tmp_path / "corpus", {"a": records("horses", 1, 0)})
    engine.build(corpus, index)
    assert (total("horses"), total("dogs"), total("")) == (1, 12, 13)
    for segment in manifest.read(index).segments:
        assert segment.dead is None or 4 * segment.dead.documents <= segment.documents
    assert names(index) == manifest.read(index).files() | {".lock"}


@pytest.mark.usefixtures("untidy")
def test_a_segment_with_many_deleted_is_written_anew(tmp_path: Path) -> None:
    def records(start: int, count: int) -> list[Disclosure]:
        return [disclosure(f"{n}", request="drones") for n in range(start, start + count)]

    index = tmp_path / "index"
    parts = {"a": records(0, 30), "b": records(100, 10), "c": records(200, 3)}
    corpus = put(tmp_path / "corpus", parts)
    engine.build(corpus, index)
    put(tmp_path / "corpus", {"c": []})
    engine.build(corpus, index)
    (segment,) = manifest.read(index).segments
    assert (segment.documents, segment.live()) == (43, 40)
    put(tmp_path / "corpus", {"b": []})
    engine.build(corpus, index)
    (segment,) = manifest.read(index).segments
    assert (segment.documents, segment.dead) == (30, None)
    assert len(held(index)) == 30


# Readers.


def test_an_open_index_outlives_builds(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    with engine.open_index(index) as before:
        put(corpus.folder, {"b": []})
        engine.build(corpus, index)
        engine.build(corpus, index, rebuild=True)
        assert before.search(parse("drones")).total == 2
        assert [d.ref for d in before.all()] == ["1", "2", "3"]
        assert before.search(parse("dr*es gamm~1")).total == 2
    assert held(index) == ["1"]


def test_readers_in_threads_keep_their_state(made: tuple[Corpus, Path]) -> None:
    """While segments are replaced under them, and while others open the index anew."""
    corpus, index = made
    queries = ["drones", "alpha tasers", '"beta drones"', "gam*", "tasrs~1", "published:2021", ""]
    stop = threading.Event()
    wrong: list[object] = []

    def answers(opened: engine.index.Index) -> list[str]:  # type: ignore[name-defined]
        return [repr(search.search(opened, SearchRequest(query)).hits) for query in queries] + [
            repr(opened.all())
        ]

    def ask(opened: engine.index.Index, expected: list[str]) -> None:  # type: ignore[name-defined]
        while not stop.is_set() and not wrong:
            if (found := answers(opened)) != expected:
                wrong.append(found)

    def reopen() -> None:
        while not stop.is_set() and not wrong:
            try:
                with engine.open_index(index) as opened:
                    count = len(opened)
                    if opened.search(parse("")).total != count or len(opened.all()) != count:
                        wrong.append(count)
            except Exception as error:
                wrong.append(error)

    with engine.open_index(index) as opened, engine.open_index(index) as same:
        expected = answers(opened)
        threads = [threading.Thread(target=ask, args=(opened, expected)) for _ in range(2)]
        threads += [
            threading.Thread(target=ask, args=(same, expected)),
            threading.Thread(target=reopen),
        ]
        for thread in threads:
            thread.start()
        for number in range(4):
            put(corpus.folder, {"b": B[: number % 3], f"c{number % 4}": [disclosure(f"c{number}")]})
            engine.build(corpus, index, rebuild=number == 2)
        stop.set()
        for thread in threads:
            thread.join()
        assert answers(opened) == expected
    assert not wrong


def test_who_opens_while_files_are_replaced_gets_the_new_ones(
    made: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the manifest and the look at the files a build may end."""
    corpus, index = made
    real = source_stamps.read
    builds = [True]

    def late(found: FileEntry, folder: Path) -> object:
        if builds and builds.pop():
            put(corpus.folder, {"c": [disclosure("4")]})
            engine.build(corpus, index, rebuild=True)
        return real(found, folder)

    monkeypatch.setattr(source_stamps, "read", late)
    assert held(index) == ["1", "2", "3", "4"]
    builds.append(True)
    assert engine.state(index, corpus).kind is IndexKind.FRESH


def test_only_one_builds(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    with (index / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexBusy):
            engine.build(corpus, index)
        assert held(index) == ["1", "2", "3"]
    engine.build(corpus, index)


WAITING = """
import sys
from pathlib import Path
from foisearch import engine
from foisearch.corpus import Corpus
def wait(done, total):
    print("building", flush=True)
    sys.stdin.readline()
engine.build(Corpus(Path(sys.argv[1])), Path(sys.argv[2]), rebuild=True, progress=wait)
"""


def test_only_one_of_two_processes_builds(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    put(corpus.folder, {"c": [disclosure("4")]})
    command = [sys.executable, "-c", WAITING, str(corpus.folder), str(index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(IndexBusy, match="another process"):
            engine.build(corpus, index)
        note = search.ensure_index(corpus, index).notes[0]
        assert "another process" in note
        assert held(index) == ["1", "2", "3"]
        process.communicate(b"\n" * 9)
    assert held(index) == ["1", "2", "3", "4"]
    assert engine.build(corpus, index).added == 0


# Folders and files.


def test_folders_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", {"a": A})
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "thesis.txt").write_text("years of work")
    for rebuild in (False, True):
        with pytest.raises(IndexUnusable, match=r"thesis\.txt"):
            engine.build(corpus, strange, rebuild=rebuild)
    with pytest.raises(IndexUnusable, match="another folder"):
        engine.open_index(strange)
    assert [p.name for p in strange.iterdir()] == ["thesis.txt"]
    assert engine.state(strange, corpus).kind is IndexKind.UNUSABLE
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(IndexUnusable, match="not a folder"):
        engine.build(corpus, file)
    with pytest.raises(IndexMissing):
        engine.open_index(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "README.md").write_text("for people")
    assert engine.build(corpus, tmp_path / "empty").added == 1
    (tmp_path / "empty" / "notes.txt").write_text("mine")
    engine.build(corpus, tmp_path / "empty", rebuild=True)
    assert (tmp_path / "empty" / "notes.txt").exists()


@pytest.mark.parametrize("rebuild", [False, True])
def test_everything_is_made_durable(
    made: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch, rebuild: bool
) -> None:
    """Files, then their names, then the manifest, then its name."""
    corpus, index = made
    done: list[str] = []

    def noted(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def call(first: object, *rest: object, **more: object) -> object:
            where = (
                Path(f"/proc/self/fd/{first}").resolve() if name == "fsync" else Path(str(first))
            )
            done.append(f"{name} {where.name}")
            return real(first, *rest, **more)

        return call

    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name))
    put(corpus.folder, {"c": [disclosure("4")]})
    done.clear()
    engine.build(corpus, index, rebuild=rebuild)
    renamed = f".manifest.json.{os.getpid()}"
    replaced = done.index(f"replace {renamed}")
    files = manifest.read(index).files() - {layout.MANIFEST}
    for name in (*files, renamed):
        assert f"fsync {name}" in done[:replaced]
    named = replaced - 1
    assert done[named] == "fsync index"
    assert all(done.index(f"fsync {name}") < named for name in files)
    assert done[replaced + 1 :] == ["fsync index"]
