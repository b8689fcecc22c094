"""Damage by accident: whatever happened to a byte, the index is refused or answers as before."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from engine_forgery import CURE, answers, records
from engine_records import put

from foisearch import engine
from foisearch.cli.main import main
from foisearch.corpus import Corpus
from foisearch.engine import IndexKind
from foisearch.engine.files import container, container_writer, manifest
from foisearch.engine.files.container import Container
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.errors import IndexMissing, IndexUnusable
from foisearch.render.terminal import Terminal


def files(index: Path) -> list[Path]:
    return sorted(index.glob("*.foi"))


def refused(index: Path) -> str:
    with pytest.raises(IndexUnusable) as caught:
        engine.open_index(index)
    assert caught.value.cure == CURE
    return str(caught.value)


# Containers: every byte.


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of several pieces under checksums of their own, small enough to try every byte."""
    for module in (container, container_writer):
        monkeypatch.setattr(module, "CHUNK", 64)
    path = tmp_path / "small.foi"
    writer = ContainerWriter(str(path))
    writer.region("first", [bytes(range(100)), b"", bytes(30)])
    writer.region("none", [])
    writer.region("second", [b"text"])
    writer.fact("documents", 7)
    size, checksum = writer.finish()
    found = Container(str(path), size, checksum)
    found.check_all()
    assert bytes(found.part("first", 98, 4)) == b"\x62\x63\0\0"
    assert (bytes(found.region("second")), found.fact("documents")) == (b"text", 7)
    found.close()
    return path


def read_all(path: Path, size: int = -1, checksum: int = -1) -> None:
    found = Container(str(path), size, checksum)
    try:
        found.check_all()
    finally:
        found.close()


def test_a_file_with_any_byte_changed_is_refused(small: Path) -> None:
    whole = small.read_bytes()
    with small.open("r+b", buffering=0) as stream:
        for place, byte in enumerate(whole):
            for bit in (1, 0x80):
                os.pwrite(stream.fileno(), bytes([byte ^ bit]), place)
                with pytest.raises(IndexUnusable):
                    read_all(small)
            os.pwrite(stream.fileno(), bytes([byte]), place)
    read_all(small)


def test_a_file_cut_or_grown_at_any_byte_is_refused(small: Path) -> None:
    whole = small.read_bytes()
    for place in range(len(whole) - 1, -1, -1):
        os.truncate(small, place)
        with pytest.raises(IndexUnusable):
            read_all(small)
    for place in range(0, len(whole), 5):
        for data in (whole[place + 1 :], whole[:place] + b"\0" + whole[place:], whole + whole):
            small.write_bytes(data)
            with pytest.raises(IndexUnusable):
                read_all(small)


def test_the_checksum_in_the_manifest_stands_for_every_byte(small: Path, tmp_path: Path) -> None:
    """Another file that is sound in itself, as long and with the same directory, is refused."""
    other = tmp_path / "other.foi"
    writer = ContainerWriter(str(other))
    writer.region("first", [bytes(range(1, 101)), bytes(30)])
    writer.region("none", [])
    writer.region("second", [b"text"])
    writer.fact("documents", 7)
    size, checksum = writer.finish()
    assert small.stat().st_size == size
    read_all(other, size, checksum)
    with pytest.raises(IndexUnusable, match="was changed"):
        read_all(small, size, checksum)


def test_only_what_is_read_is_checked(small: Path) -> None:
    data = bytearray(small.read_bytes())
    data[container.ALIGN + 70] ^= 1
    small.write_bytes(data)
    found = Container(str(small))
    assert bytes(found.part("second", 0, 4)) == b"text"
    for _ in range(2):  # and found damaged again when it is read again
        with pytest.raises(IndexUnusable):
            found.part("first", 68, 4)
    found.close()


# The index.


def test_a_manifest_changed_or_cut_at_any_byte_is_refused(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (copy / "manifest.json").read_bytes()
    pick = random.Random(1)
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= 1 << pick.randrange(8)
        for changed in (bytes(data), whole[:place], whole + whole[place : place + 1]):
            monkeypatch.setattr(manifest, "_bytes", lambda _, changed=changed: changed)
            with pytest.raises(IndexUnusable) as caught:
                manifest.read(copy)
            assert caught.value.cure == CURE


def test_a_byte_changed_in_any_file_is_found_out_or_never_read(copy: Path) -> None:
    expected = answers(copy)
    pick = random.Random(2)
    unread = 0
    for path in files(copy):
        whole = path.read_bytes()
        for place in pick.sample(range(len(whole)), min(24, len(whole))):
            data = bytearray(whole)
            data[place] ^= 1 << pick.randrange(8)
            path.write_bytes(data)
            try:
                assert answers(copy) == expected
                unread += 1
            except IndexUnusable as error:
                assert error.cure == CURE  # noqa: PT017
        path.write_bytes(whole)
    assert answers(copy) == expected
    assert unread < 30  # of some 120: the names and the regions that serve one-shot searches


def test_an_index_cut_short_is_refused(copy: Path, home: Path) -> None:
    pick = random.Random(3)
    corpus = Corpus(copy.parent / "corpus")
    for path in files(copy):
        whole = path.read_bytes()
        for place in (0, 1, len(whole) - 1, *(pick.randrange(len(whole)) for _ in range(8))):
            path.write_bytes(whole[:place])
            if not path.name.startswith("names"):  # which no search but a one-shot reads
                assert path.name in refused(copy)
            state = engine.state(copy, corpus)
            assert state.kind is IndexKind.UNUSABLE
            assert state.problem.endswith(f"; {CURE}")
            with pytest.raises(IndexUnusable):
                engine.build(corpus, copy)
        path.unlink()
        if not path.name.startswith("names"):
            assert "lost its files" in refused(copy)
        assert engine.state(copy, corpus).kind is IndexKind.UNUSABLE
        with pytest.raises(IndexUnusable):
            engine.build(corpus, copy)
        path.write_bytes(whole)
    assert answers(copy) == answers(home / "index")
    (copy / "manifest.json").unlink()
    with pytest.raises(IndexMissing):
        engine.open_index(copy)


def test_a_damaged_index_is_rebuilt(copy: Path, home: Path) -> None:
    corpus = Corpus(copy.parent / "corpus")
    for kind in ("seg", "dead", "sources", "names", "manifest"):
        path = next(copy.glob(f"{kind}*"), copy / "manifest.json")
        path.write_bytes(path.read_bytes()[:-1])
        assert engine.state(copy, corpus).kind is IndexKind.UNUSABLE
        engine.build(corpus, copy, rebuild=True)
        with engine.open_index(copy) as opened, engine.open_index(home / "index") as other:
            assert opened.all() == other.all()


def test_files_of_another_index_are_refused(copy: Path, tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", {"a": records(30, 1)})
    engine.build(corpus, tmp_path / "index")
    for kind in ("seg", "sources"):
        (foreign,) = (tmp_path / "index").glob(f"{kind}-*.foi")
        for path in copy.glob(f"{kind}-*.foi"):
            whole = path.read_bytes()
            path.write_bytes(foreign.read_bytes())
            refused(copy)
            path.write_bytes(whole)


@pytest.mark.parametrize("what", ["cut", "flip", "manifest", "version", "record"])
def test_people_are_told_what_to_run(copy: Path, what: str) -> None:
    """In one line, with exit status 2."""
    path = max(files(copy), key=lambda each: each.stat().st_size)
    if what in ("manifest", "version"):
        path = copy / "manifest.json"
    data = bytearray(path.read_bytes())
    if what == "version":
        data = bytearray(b'{"format_version": 1, "fingerprint": "x"}')
    elif what == "record":
        found = Container(str(path))
        data[found.regions["record.text"][0]] ^= 1
        found.close()
    elif what != "cut":
        data[len(data) // 2] ^= 1
    path.write_bytes(data[:-9] if what == "cut" else data)
    out, err = io.StringIO(), io.StringIO()
    environ = {"FOISEARCH_CORPUS": str(copy.parent / "corpus")}
    terminal = Terminal(io.StringIO(), out, err, environ, 80)
    status = main(["search", "--limit", "99", "tasers", "drones"], terminal)
    assert (status, out.getvalue()) == (2, "")
    assert err.getvalue().count("\n") == 1
    assert err.getvalue().endswith(f"{CURE}\n")


CUT = """
import os, sys
from pathlib import Path
from foisearch import engine
from foisearch.errors import IndexUnusable
from foisearch.query import parse
folder = Path(sys.argv[1])
with engine.open_index(folder) as index:
    index.search(parse("tasers"))
    for path in folder.glob("seg-*.foi"):
        os.truncate(path, 100)
    for ask in (lambda: index.search(parse("drones")), lambda: index.get("000007"), index.all,
                index.vocabulary, lambda: index.slugs("authority")):
        try:
            ask()
        except IndexUnusable as error:
            assert "was cut" in str(error)
        else:
            raise SystemExit("answered")
"""


def test_a_file_that_is_cut_while_it_is_open_is_found_out(copy: Path) -> None:
    """In a process of its own: touching what was cut away would end it."""
    subprocess.run([sys.executable, "-c", CUT, str(copy)], check=True)
