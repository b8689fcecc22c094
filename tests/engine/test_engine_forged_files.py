"""Containers, and what stands beside segments, made up with right checksums."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
import pytest
from engine_forgery import Parts, array, file, forge, refused, stated

from foisearch import engine
from foisearch.engine.files.container import MAGIC, Container
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.errors import IndexUnusable

ODD = [None, True, -1, 1.5, 1 << 60, "x", "", [], [1]]

# Containers.


def by_hand(path: Path, lines: bytes, **numbers: Any) -> Path:
    """A file as the docstring of the module says; ``numbers`` in the place of those of its foot."""
    body = MAGIC + bytes(120)
    table = struct.pack("<I", crc32(body))
    right = {
        "sums": len(body),
        "directory": len(body) + len(table),
        "length": len(lines),
        "directory_crc": crc32(lines),
        "sums_crc": crc32(table),
        "size": len(body) + len(table) + len(lines) + 52,
    }
    foot = struct.pack("<8sQQQIIQ", MAGIC, *(right | numbers).values())
    path.write_bytes(body + table + lines + foot + struct.pack("<I", crc32(foot)))
    return path


def test_a_container_made_by_hand_is_read(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "x", b"region\ta\t8\t120\nfact\tb\t7")
    found = Container(str(path))
    found.check_all()
    assert (bytes(found.region("a")), found.fact("b")) == (bytes(120), 7)
    found.close()


@pytest.mark.parametrize(
    "directory",
    [
        b"\xff\xfe",
        b"fact",
        b"fact\tx",
        b"fact\tx\t1\t2",
        b"region\tx\t1",
        b"region\tx\t0\t129",
        b"region\tx\t-1\t1",
        b"region\tx\t1\t-1",
        b"region\tx\t1_0\t1",
        b"region\tx\t\xd9\xa1\t1",
        b"region\tx\t" + b"9" * 5000 + b"\t1",
        b"region\tx\t18446744073709551615\t1",
        b"other\tx\t1\t1",
        b"fact\tx\t1\nfact\tx\t1",
        b"region\tx\t1\t1\nregion\tx\t2\t1",
        b"\n",
    ],
)
def test_a_directory_that_makes_no_sense(tmp_path: Path, directory: bytes) -> None:
    with pytest.raises(IndexUnusable):
        Container(str(by_hand(tmp_path / "x", directory)))


@pytest.mark.parametrize("name", ["sums", "directory", "length", "size"])
def test_a_foot_that_makes_no_sense(tmp_path: Path, name: str) -> None:
    for number in (0, 1, 127, 133, 1 << 40, (1 << 64) - 1):
        with pytest.raises(IndexUnusable):
            Container(str(by_hand(tmp_path / "x", b"fact\tx\t1", **{name: number})))


def test_as_many_checksums_as_there_are_pieces(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "x", b"region\ta\t8\t120")
    whole = path.read_bytes()
    body, foot = whole[:128], whole[132 : len(whole) - 52]
    for table in (b"", whole[128:132] * 2):
        size = len(body) + len(table) + len(foot) + 52
        right = (len(foot), crc32(foot), crc32(table), size)
        made = struct.pack("<8sQQQIIQ", MAGIC, 128, 128 + len(table), *right)
        path.write_bytes(body + table + foot + made + struct.pack("<I", crc32(made)))
        with pytest.raises(IndexUnusable):
            Container(str(path))


@pytest.mark.parametrize("value", ["", "x", "-1", "1.0", " 1", "9" * 5000, "١"])
def test_a_fact_is_a_number(tmp_path: Path, value: str) -> None:
    writer = ContainerWriter(str(tmp_path / "x"))
    writer.fact("documents", value)
    writer.finish()
    found = Container(str(tmp_path / "x"))
    with pytest.raises(IndexUnusable, match="documents"):
        found.fact("documents")
    found.close()


@pytest.mark.parametrize("kind", ["seg", "dead", "sources"])
def test_what_is_no_container(copy: Path, kind: str) -> None:
    path = file(copy, kind)
    for data in (b"", b"x", b"PK\x03\x04" * 99, os.urandom(5000), b"FOISEG01" + bytes(200)):
        path.write_bytes(data)
        refused(copy)
        stated(copy, path, len(data), crc32(data[:-4]))
        refused(copy)


# What stands beside segments.


@pytest.mark.parametrize(
    "change",
    [
        array("dead", "u4", lambda found: found + 100),
        array("dead", "u4", lambda found: found * 0),
        array("dead", "u4", lambda found: found[::-1]),
        array("dead", "u4", lambda found: found[1:]),
        array("dead.term", "u4", lambda found: found + 100_000),
        array("dead.term", "u4", lambda found: found[::-1]),
        array("dead.term", "u4", lambda found: found[1:]),
        array("dead.count", "u4", lambda found: found + 1_000_000),
        lambda parts: parts.regions.update(dead=parts.regions["dead"][:-1]),
        lambda parts: parts.regions.clear(),
    ],
)
def test_deleted_documents_are_those_of_the_segment(
    copy: Path, change: Callable[[Parts], None]
) -> None:
    forge(copy, file(copy, "dead"), change)
    refused(copy, "dead-")


STAMP = {"digest": "", "records_sha256": "", "newest": "", "counts": {}, "names": {}}
TABLES = ("authorities", "forces", "years", "outcomes", "provisions")
COUNTS = {"disclosures": 1, "publications": 1} | {name: {"x": 1} for name in TABLES}


@pytest.mark.parametrize(
    "data",
    [*ODD[:-2], {"a": {}}, {"a": STAMP}, {"a": STAMP | {"counts": COUNTS, "more": 1}}]
    + [{"a": STAMP | {"counts": COUNTS} | {name: 1}} for name in ("digest", "newest", "names")]
    + [{"a": STAMP | {"counts": COUNTS, "names": {"x": 1}}}]
    + [
        {"a": STAMP | {"counts": COUNTS | {name: value}}}
        for name in COUNTS
        for value in (-1, "", [])
    ]
    + [{"a": STAMP | {"counts": COUNTS | {"years": {"x": value}}}} for value in (1.5, {}, None)]
    + [{"a": STAMP | {"counts": COUNTS | {"more": 1}}}],
)
def test_stamps_that_are_none(copy: Path, data: Any) -> None:
    forge(copy, file(copy, "sources"), lambda p: p.regions.update(stamps=orjson.dumps(data)))
    refused(copy, "sources-")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 5000])
def test_stamps_that_are_no_json(copy: Path, data: bytes) -> None:
    forge(copy, file(copy, "sources"), lambda parts: parts.regions.update(stamps=data))
    refused(copy, "sources-")
    forge(copy, file(copy, "sources"), lambda parts: parts.regions.clear())
    refused(copy, "sources-")


def test_counts_that_add_up(copy: Path) -> None:
    stamps = {"a": STAMP | {"counts": COUNTS}}
    forge(copy, file(copy, "sources"), lambda p: p.regions.update(stamps=orjson.dumps(stamps)))
    with engine.open_index(copy) as opened:
        assert opened.counts().years == {"x": 1}
        assert opened.vocabulary().provisions == {"x": ""}
