"""Building: what changed, all or nothing, and files that are not what they should be."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import json
import pickle
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from engine_records import disclosure, on, put

from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.engine import IndexKind, builder, layout, manifest
from foisearch.errors import (
    FoisearchError,
    IndexBusy,
    IndexMissing,
    IndexUnusable,
)
from foisearch.query import parse

A = [disclosure("1", request="alpha tasers", published=on("2021-02"))]
B = [disclosure("2", request="beta drones"), disclosure("3", request="gamma drones")]


@pytest.fixture
def made(tmp_path: Path) -> tuple[Corpus, Path]:
    corpus = put(tmp_path / "corpus", {"a": A, "b": B})
    engine.build(corpus, tmp_path / "index")
    return corpus, tmp_path / "index"


def held(index: Path) -> list[str]:
    with engine.open_index(index) as opened:
        return [d.ref for d in opened.all()]


def test_what_changed_is_told_and_indexed(tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", {"a": A, "b": B})
    index = tmp_path / "index"
    assert engine.state(index, corpus).kind is IndexKind.MISSING
    seen: list[tuple[int, int]] = []
    report = engine.build(corpus, index, progress=lambda done, total: seen.append((done, total)))
    assert (report.added, report.removed, report.unchanged) == (3, 0, 0)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    state = engine.state(index, corpus)
    assert (state.kind, state.disclosures, state.newest_published) == (
        IndexKind.FRESH,
        3,
        "2021-02-01",
    )
    report = engine.build(corpus, index)
    assert (report.added, report.removed, report.unchanged) == (0, 0, 3)
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
    assert len(layout.generations(index)) == 1


def test_an_empty_corpus_has_an_index(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    engine.build(corpus, tmp_path / "index")
    assert engine.state(tmp_path / "index", corpus).kind is IndexKind.FRESH
    with engine.open_index(tmp_path / "index") as index:
        assert index.search(parse("drones")).total == 0
        assert index.search(parse("")).total == 0
        assert index.search(parse("dr*ne published:2021 -x")).total == 0


def test_new_names_of_bodies_are_indexed(made: tuple[Corpus, Path]) -> None:
    from foisearch import authorities

    corpus, index = made
    header = Path(authorities.__file__).with_name("authorities.csv").read_text().splitlines()[0]
    row = dict.fromkeys(header.split(","), "")
    row |= {"id": "mordor", "name": "Mordor Constabulary"}
    corpus.authorities_path.write_text(f"{header}\n{','.join(row.values())}\n")
    assert engine.state(index, corpus).kind is IndexKind.STALE
    assert engine.build(corpus, index).added == 3


def test_an_open_index_outlives_a_build(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    with engine.open_index(index) as before:
        put(corpus.folder, {"b": []})
        engine.build(corpus, index)
        assert before.search(parse("drones")).total == 2
        assert [d.ref for d in before.all()] == ["1", "2", "3"]
    assert held(index) == ["1"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_a_build_that_fails_leaves_the_old_index(
    made: tuple[Corpus, Path], error: type[BaseException]
) -> None:
    corpus, index = made
    before = {p: p.read_bytes() for p in index.rglob("*") if p.is_file()}
    put(corpus.folder, {"c": [disclosure("4"), disclosure("5")]})

    def stop(done: int, total: int) -> None:
        raise error

    for rebuild in (False, True):
        with pytest.raises(error):
            engine.build(corpus, index, progress=stop, rebuild=rebuild)
        assert {p: p.read_bytes() for p in index.rglob("*") if p.is_file()} == before
    assert engine.build(corpus, index).added == 2


KILLED = """
import sys
from pathlib import Path
from foisearch import engine
from foisearch.corpus import Corpus
print("go", flush=True)
engine.build(Corpus(Path(sys.argv[1])), Path(sys.argv[2]), rebuild=sys.argv[3] == "1")
"""


def test_kill_at_any_moment_leaves_a_whole_index(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    text = " ".join(f"word{i}" for i in range(300))
    put(corpus.folder, {"c": [disclosure(f"{i}", response=text) for i in range(100, 300)]})
    old, new = ["1", "2", "3"], 203
    pick = random.Random(7)
    finished = 0
    for attempt in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(corpus.folder), str(index), str(attempt % 2)],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pick.uniform(0.0, 1.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        now = held(index)
        assert now == old or len(now) == new
        finished += now != old
    engine.build(corpus, index)
    assert len(held(index)) == new
    assert len(layout.generations(index)) == 1
    assert sorted(p.name for p in index.iterdir() if p.is_file()) == [".lock", "manifest.json"]


def test_only_one_builds(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    with (index / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexBusy):
            engine.build(corpus, index)
        assert held(index) == ["1", "2", "3"]
    engine.build(corpus, index)


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


def damages(index: Path) -> list[tuple[str, Path]]:
    files = sorted(p for p in index.rglob("*") if p.is_file() and p.name != ".lock")
    return [(how, file) for file in files for how in ("flip", "cut", "empty", "gone")]


def test_every_file_is_checked_before_it_is_read(made: tuple[Corpus, Path], tmp_path: Path) -> None:
    corpus, index = made
    pick = random.Random(3)
    for how, file in damages(index):
        copy = tmp_path / "copy"
        shutil.copytree(index, copy)
        broken = copy / file.relative_to(index)
        data = bytearray(broken.read_bytes())
        if how == "flip":
            data[pick.randrange(len(data))] ^= 0x10
        broken.write_bytes(bytes(data[: len(data) // 2] if how == "cut" else data))
        if how == "empty":
            broken.write_bytes(b"")
        if how == "gone":
            broken.unlink()
        if how == "flip" and broken.name == "manifest.json":
            _open_or_refuse(copy)
        elif how == "gone" and broken.name == "manifest.json":
            with pytest.raises(IndexMissing):
                engine.open_index(copy)
        else:
            with pytest.raises(IndexUnusable) as caught:
                engine.open_index(copy)
            assert "foisearch index --rebuild" in caught.value.cure
            if how != "flip":
                assert engine.state(copy, corpus).kind is IndexKind.UNUSABLE
            if broken.name != "manifest.json" or how != "gone":
                with pytest.raises(IndexUnusable):
                    engine.build(corpus, copy)
        engine.build(corpus, copy, rebuild=True)
        assert held(copy) == ["1", "2", "3"]
        shutil.rmtree(copy)


def _open_or_refuse(index: Path) -> None:
    """A bit of the manifest that is no digest may change without harm."""
    with contextlib.suppress(FoisearchError):
        engine.open_index(index).close()


class Planted:
    """Runs code when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> object:
        return (Path.touch, (self.mark,))


def plant(index: Path, mark: Path, name: str | None) -> None:
    """Put a pickle that runs code at the head of a file, or in a newer table of contents."""
    (generation,) = layout.generations(index)
    toc = next(generation.glob("_MAIN_*.toc"))
    if name is None:
        (generation / "_MAIN_99.toc").write_bytes(pickle.dumps(Planted(mark)))
        return
    data = toc.read_bytes()
    at = data.rindex(b"\x80")
    toc.write_bytes(data[:at] + pickle.dumps(Planted(mark)))


# Whoosh leaves a file open when its table of contents cannot be read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("name", ["toc", None])
@pytest.mark.parametrize("forged", [False, True])
def test_a_planted_pickle_never_runs(
    made: tuple[Corpus, Path], tmp_path: Path, name: str | None, forged: bool
) -> None:
    """Not even when whoever planted it wrote the digests to match."""
    corpus, index = made
    mark = tmp_path / "ran"
    plant(index, mark, name)
    if forged:
        (generation,) = layout.generations(index)
        data = json.loads((index / "manifest.json").read_text())
        data["files"] = manifest.describe(generation)
        (index / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(IndexUnusable):
        engine.open_index(index)
    put(corpus.folder, {"z": A})
    with pytest.raises(FoisearchError):
        engine.build(corpus, index)
    assert not mark.exists()
    gc.collect()


def test_the_planted_pickle_would_run(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Planted(tmp_path / "ran")))
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize("change", ["format_version", "fingerprint"])
def test_another_version_is_refused_and_rebuilt(made: tuple[Corpus, Path], change: str) -> None:
    corpus, index = made
    data = json.loads((index / "manifest.json").read_text())
    data[change] = "other"
    (index / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(IndexUnusable, match="another foisearch"):
        engine.open_index(index)
    with pytest.raises(IndexUnusable):
        engine.build(corpus, index)
    assert engine.build(corpus, index, rebuild=True).added == 3
    assert held(index) == ["1", "2", "3"]


@pytest.mark.parametrize("generation", ["../elsewhere", "gen-1", "", "gen-000001-zzzzzzzz"])
def test_a_manifest_cannot_point_elsewhere(made: tuple[Corpus, Path], generation: str) -> None:
    _, index = made
    data = json.loads((index / "manifest.json").read_text())
    data["generation"] = generation
    (index / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(IndexUnusable):
        engine.open_index(index)


def test_everything_is_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = layout.os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)
        real(descriptor)

    monkeypatch.setattr(layout.os, "fsync", fsync)
    corpus = put(tmp_path / "corpus", {"a": A})
    synced.clear()
    engine.build(corpus, tmp_path / "index")
    (generation,) = layout.generations(tmp_path / "index")
    assert {p.name for p in generation.iterdir()} | {generation.name, "index"} <= set(synced)
    manifest_at = next(i for i, name in enumerate(synced) if name.startswith(".manifest"))
    assert manifest_at > max(i for i, name in enumerate(synced) if name == generation.name)
    assert builder.TIDY_BELOW > 0
