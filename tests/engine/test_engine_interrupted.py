"""Builds that are stopped: by errors, by a full disk, by a signal; the old index answers on."""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from engine_records import disclosure, held, on, put

from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.engine.files import layout, manifest
from foisearch.errors import IndexUnusable

A = [disclosure("1", request="alpha tasers", published=on("2021-02"))]
B = [disclosure("2", request="beta drones"), disclosure("3", request="gamma drones")]
OLD, NEW = ["1", "2", "3"], ["1", "3", "4", "5"]


@pytest.fixture
def made(tmp_path: Path) -> tuple[Corpus, Path]:
    """An index, and a corpus that has gone on since."""
    corpus = put(tmp_path / "corpus", {"a": A, "b": B})
    engine.build(corpus, tmp_path / "index")
    put(corpus.folder, {"b": B[1:], "c": [disclosure("4"), disclosure("5")]})
    return corpus, tmp_path / "index"


def contents(index: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in index.iterdir()}


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_a_build_that_fails_leaves_the_old_index(
    made: tuple[Corpus, Path], error: type[BaseException], rebuild: bool
) -> None:
    corpus, index = made
    before = contents(index)

    def stop(done: int, total: int) -> None:
        raise error

    with pytest.raises(error):
        engine.build(corpus, index, progress=stop, rebuild=rebuild)
    assert contents(index) == before
    assert engine.build(corpus, index).added == 3


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupt_when_the_manifest_is_renamed_costs_nothing(
    made: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    corpus, index = made
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if when == "after":
            real(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        engine.build(corpus, index)
    monkeypatch.undo()
    assert held(index) == (NEW if when == "after" else OLD)
    assert set(contents(index)) == manifest.read(index).files() | {".lock"}


class Failing:
    """Lets so many operations on files succeed, and no more."""

    def __init__(self, left: int, folder: Path, number: int) -> None:
        self.left = left
        self.folder = folder
        self.error = number

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.error, os.strerror(self.error))

    def opened(self, real: Any) -> Any:
        def call(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            stream = real(file, mode, *rest, **more)
            where = Path(f"/proc/self/fd/{stream.fileno()}").resolve()
            inside = where.parent == self.folder
            return _Stream(stream, self) if inside and set(mode) & set("wxa+") else stream

        return call

    def noted(self, real: Any) -> Any:
        def call(*rest: Any) -> Any:
            self.step()
            return real(*rest)

        return call


class _Stream:
    """A file, each write to which may fail."""

    def __init__(self, stream: Any, failing: Failing) -> None:
        self._stream = stream
        self._failing = failing

    def write(self, data: bytes) -> int:
        self._failing.step()
        return int(self._stream.write(data))

    def flush(self) -> None:
        self._failing.step()
        self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


@contextmanager
def failing(left: int, folder: Path, number: int = errno.ENOSPC) -> Iterator[Failing]:
    """The disk is full, or worse, after so many operations."""
    found = Failing(left, folder, number)
    with pytest.MonkeyPatch.context() as patch:
        opened = found.opened(io.open)
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)
        patch.setattr(os, "fsync", found.noted(lambda _: None))  # which would take its time
        for name in ("replace", "write", "truncate", "ftruncate"):
            patch.setattr(os, name, found.noted(getattr(os, name)))
        yield found


@pytest.fixture
def quick(made: tuple[Corpus, Path]) -> Iterator[tuple[Corpus, Path]]:
    """The same on a disk in memory, where there is one: hundreds of builds write a lot."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        index = Path(folder).resolve() / "index"
        shutil.copytree(made[1], index)
        yield made[0], index


@pytest.mark.parametrize(("rebuild", "stride"), [(True, 1), (False, 3)])
def test_a_full_disk_leaves_the_old_index_whatever_step_fails(
    quick: tuple[Corpus, Path], rebuild: bool, stride: int
) -> None:
    """Every step of a rebuild; of an update, which writes and merges, every third."""
    corpus, index = quick
    before = contents(index)
    saved = index.with_name("saved")
    shutil.copytree(index, saved)
    for steps in range(0, 1_000, stride):
        with failing(steps, index) as disk:
            try:
                engine.build(corpus, index, rebuild=rebuild)
            except IndexUnusable as error:
                assert "No space left" in str(error)  # noqa: PT017
                assert disk.left < 0
            else:
                break
        now = contents(index)
        if now != before:  # the last step failed, when the new manifest was in its place
            assert held(index) == NEW
            assert set(now) == manifest.read(index).files() | {".lock"}
            shutil.rmtree(index)
            shutil.copytree(saved, index)
    assert 50 < steps < 999
    assert held(index) == NEW


LIMITED = """
import os, resource, sys
from pathlib import Path
from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.errors import IndexUnusable
corpus, index = Corpus(Path(sys.argv[1])), Path(sys.argv[2])
engine.build(corpus, Path(sys.argv[3]))
for limit in map(int, sys.argv[4:]):
    print(limit, flush=True)
    if not (child := os.fork()):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            engine.build(corpus, index, rebuild=limit % 2 == 0)
            os._exit(0)
        except IndexUnusable as error:
            os._exit(2 if "File too large" in str(error) else 3)
        finally:
            os._exit(4)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_files_that_must_not_grow_leave_the_old_index(
    made: tuple[Corpus, Path], tmp_path: Path
) -> None:
    """The system refuses what goes beyond a size: at first everything, then less and less."""
    corpus, index = made
    before = contents(index)
    limits = [*range(1, 900, 98), *range(1000, 6000, 499), 10**7]
    command = [sys.executable, "-c", LIMITED, corpus.folder, index, tmp_path / "warm"]
    with subprocess.Popen([*command, *map(str, limits)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for limit, line in zip(limits, process.stdout, strict=False):
            assert int(line) == limit
            status = int(process.stdout.readline())
            if status == 0:
                break
            assert status == 2
    assert contents(index) != before
    assert limit > 1000
    assert held(index) == NEW


FULL = """
import sys
from pathlib import Path
from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.errors import IndexUnusable
corpus, index = Corpus(Path(sys.argv[1])), Path(sys.argv[2]) / "index"
engine.build(corpus, index)
before = {path.name: path.read_bytes() for path in index.iterdir()}
filler = index.parent / "filler"
with filler.open("wb", buffering=0) as stream:
    try:
        while True:
            stream.write(bytes(1024))
    except OSError:
        pass
failed = 0
while True:
    try:
        engine.build(corpus, index, rebuild=True)
        break
    except IndexUnusable as error:
        assert "No space left" in str(error)
    failed += 1
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before
    with engine.open_index(index) as opened:
        assert len(opened.all()) == 4
    with filler.open("r+b") as stream:
        stream.truncate(max(filler.stat().st_size - 4096, 0))
assert failed > 2
with engine.open_index(index) as opened:
    assert len(opened.all()) == 4
print("done")
"""


def test_a_disk_that_is_really_full(made: tuple[Corpus, Path], tmp_path: Path) -> None:
    """On a small disk of its own, that only the process of the test can see."""
    corpus, _ = made
    disk = tmp_path / "disk"
    disk.mkdir()
    at, python = shlex.quote(str(disk)), shlex.quote(sys.executable)
    mount = f'mount -t tmpfs -o size=256k tmpfs {at} && exec {python} -c "$0" "$@"'
    try:
        probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(disk)]
        subprocess.run(probe, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be made here")
    command = ["unshare", "-rm", "sh", "-c", mount, FULL, str(corpus.folder), str(disk)]
    done = subprocess.run(command, check=True, capture_output=True)
    assert done.stdout == b"done\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_lost_permission_leaves_the_old_index(made: tuple[Corpus, Path]) -> None:
    corpus, index = made
    index.chmod(0o555)
    try:
        for rebuild in (False, True):
            with pytest.raises(IndexUnusable, match="cannot"):
                engine.build(corpus, index, rebuild=rebuild)
            assert held(index) == OLD
    finally:
        index.chmod(0o755)
    assert engine.build(corpus, index).added == 3


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EIO])
def test_a_permission_lost_on_the_way_leaves_the_old_index(
    made: tuple[Corpus, Path], number: int
) -> None:
    corpus, index = made
    before = contents(index)
    for steps in (0, 20, 60):
        with failing(steps, index, number), pytest.raises(IndexUnusable) as caught:
            engine.build(corpus, index)
        assert os.strerror(number) in str(caught.value)
        assert "choose another with --index" in caught.value.cure
        assert contents(index) == before


BUILDER = """
import os, sys
from pathlib import Path
from foisearch import engine
from foisearch.corpus import Corpus
corpus, index = Corpus(Path(sys.argv[1])), Path(sys.argv[2])
engine.build(corpus, Path(sys.argv[3]))
for line in sys.stdin:
    if not (child := os.fork()):
        engine.build(corpus, index, rebuild=line == "anew\\n")
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


def test_kill_at_any_moment_leaves_a_whole_index(made: tuple[Corpus, Path], tmp_path: Path) -> None:
    """A process that has all it needs in memory makes one after another, each to be killed."""
    corpus, index = made
    text = " ".join(f"word{i}" for i in range(300))
    put(corpus.folder, {"d": [disclosure(f"{i}", response=text) for i in range(100, 300)]})
    new = len(NEW) + 200
    pick = random.Random(7)
    command = [sys.executable, "-c", BUILDER, corpus.folder, index, tmp_path / "warm"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for attempt in range(25):
            process.stdin.write("anew\n" if attempt % 2 else "go on\n")
            child = int(process.stdout.readline())
            time.sleep(pick.uniform(0, 0.2))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            assert process.stdout.readline() == "ended\n"
            now = held(index)
            assert now == OLD or len(now) == new
        process.stdin.close()
    engine.build(corpus, index)
    assert len(held(index)) == new
    assert set(contents(index)) == manifest.read(index).files() | {".lock"}


def test_nothing_is_removed_while_nobody_knows_what_counts(
    made: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest that cannot be read just now may be a good one."""
    corpus, index = made
    old = set(contents(index))

    def fail(_: Path) -> bytes:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(manifest, "_bytes", fail)
    with pytest.raises(IndexUnusable, match="Too many open files"):
        engine.build(corpus, index)
    engine.build(corpus, index, rebuild=True)
    assert old < set(contents(index))
    monkeypatch.undo()
    assert held(index) == NEW
    engine.build(corpus, index)
    assert set(contents(index)) == manifest.read(index).files() | {".lock"}


def test_what_cannot_be_removed_now_is_removed_later(
    made: tuple[Corpus, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index = made

    real = os.unlink

    def refuse(path: Any, **more: Any) -> None:
        if str(path).endswith(".foi"):
            raise PermissionError(errno.EACCES, "Permission denied")
        real(path, **more)

    monkeypatch.setattr(layout.os, "unlink", refuse)
    old = set(contents(index))
    engine.build(corpus, index, rebuild=True)
    assert held(index) == NEW
    assert old < set(contents(index))
    monkeypatch.undo()
    engine.build(corpus, index)
    assert set(contents(index)) == manifest.read(index).files() | {".lock"}
