"""Indexes that somebody made up: files changed at will, every checksum right."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from engine_records import applied, disclosure, mention, on, put

from foisearch import engine, search
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure, Kind
from foisearch.engine import IndexKind
from foisearch.engine.building import builder
from foisearch.engine.files.container import Container
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.errors import IndexUnusable
from foisearch.search import Filters, SearchRequest, Sort

CURE = "run: foisearch index --rebuild"


def records(count: int, start: int = 0) -> list[Disclosure]:
    """Records with something in every column of a segment."""
    return [
        disclosure(
            f"01.FOI.21.{number:06}",
            topic="Taser use",
            request="How many times were tasers drawn, and body-worn cameras lost?",
            response=f"They were drawn {number} times. " + f"word{number} " * 3,
            body="A newsletter on drones, café dogs and horses" if number % 2 else "",
            kind=Kind.PUBLICATION if number % 7 == 6 else Kind.DISCLOSURE,
            citations=applied("foia:40(2)"),
            published=on(f"20{10 + number % 12}-05"),
            forces=(mention("metropolitan", "Met Police"),) if number % 2 else (),
        )
        for number in range(start, start + count)
    ]


def made(folder: Path, *, several: bool = True) -> tuple[Corpus, Path]:
    """A corpus and its index; with several segments, one of which has deleted documents."""
    before = builder.TIDY_BELOW, builder._MOST_DEAD
    builder.TIDY_BELOW, builder._MOST_DEAD = 0, 1
    try:
        corpus = put(folder / "corpus", {"a": records(16), "b": records(3, 30)})
        engine.build(corpus, folder / "index")
        if several:
            put(folder / "corpus", {"b": records(4, 40)})
            engine.build(corpus, folder / "index")
    finally:
        builder.TIDY_BELOW, builder._MOST_DEAD = before
    return corpus, folder / "index"


def file(index: Path, kind: str) -> Path:
    """The largest file of a kind."""
    return max(index.glob(f"{kind}-*.foi"), key=lambda each: each.stat().st_size)


def refused(index: Path, words: str | None = None, *, seen: bool = False) -> None:
    """Refused by whoever wants to read or write it, in one line that says what to run.

    ``seen`` says whether it is seen already from outside that it cannot be used.
    """
    corpus = Corpus(index.parent / "corpus")
    with pytest.raises(IndexUnusable, match=words) as caught:
        engine.open_index(index)
    assert CURE in caught.value.cure
    assert len(str(caught.value).splitlines()) == 1
    if seen:
        assert engine.state(index, corpus).kind is IndexKind.UNUSABLE
    with pytest.raises(IndexUnusable):
        engine.build(corpus, index)


def survived(index: Path) -> bool:
    """Whether it answers; the only other thing it may do is say that it is damaged."""
    try:
        answers(index)
    except IndexUnusable as error:
        assert error.cure == CURE  # noqa: PT017
        assert len(str(error).splitlines()) == 1  # noqa: PT017
        return False
    return True


@contextmanager
def bounded(most: int = 1 << 22) -> Iterator[None]:
    """See that no more memory is taken meanwhile."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def seal(index: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the manifest says."""
    path = index / "manifest.json"
    data = json.loads(path.read_bytes())["manifest"]
    change(data)
    put_manifest(index, json.dumps(data).encode())


def put_manifest(index: Path, inner: bytes) -> None:
    """A manifest with the right checksum."""
    sealed = b'{"crc32":"%08x","manifest":' % crc32(inner) + inner + b"}\n"
    (index / "manifest.json").write_bytes(sealed)


class Parts:
    """The regions and facts of a file, to be changed."""

    def __init__(self, path: Path) -> None:
        container = Container(str(path))
        self.facts: dict[str, Any] = dict(container.facts)
        self.regions = {name: bytes(container.region(name)) for name in container.regions}
        container.close()

    def write(self, path: Path) -> tuple[int, int]:
        """Its size and checksum."""
        path.unlink(missing_ok=True)
        writer = ContainerWriter(str(path))
        for name, data in self.regions.items():
            writer.region(name, [data])
        for name, value in self.facts.items():
            writer.fact(name, value)
        return writer.finish()


def forge(index: Path, path: Path, change: Callable[[Parts], object]) -> None:
    """Change a file, and what the manifest says of it."""
    parts = Parts(path)
    change(parts)
    stated(index, path, *parts.write(path))


def stated(index: Path, path: Path, size: int, checksum: int) -> None:
    """Have the manifest say this of a file."""

    def state(data: dict[str, Any]) -> None:
        dead = [each["dead"] for each in data["segments"] if each["dead"]]
        for entry in (*data["segments"], *dead, data["sources"], data["names"]):
            if entry["name"] == path.name:
                entry |= {"size": size, "checksum": checksum}

    seal(index, state)


QUERIES = (
    "tasers drawn",
    "dron* -dogs",
    "c?fe",
    '"body-worn cameras"',
    '"tasers lost"~9',
    "topic:taser response:drawn",
    "drnoes~2",
    "published:2015..2019",
    "exemption:40 kind:publication",
    "ref:01foi* OR 000033",
)


def answers(index: Path) -> list[str]:
    """What an index says to questions of every kind."""
    found: list[str] = []
    with engine.open_index(index) as opened:
        for query in QUERIES:
            found.append(repr(search.search(opened, SearchRequest(query, limit=3, offset=1))))
        for sort in Sort:
            filters = Filters(forces=("metropolitan",), exemptions=("40",))
            found.append(repr(search.search(opened, SearchRequest("", filters, 5, sort=sort))))
        found += [repr(opened.get("iopc/01.FOI.21.000007")), repr(opened.get("000041"))]
        found += [repr(opened.all()), repr(opened.counts()), repr(opened.vocabulary())]
    return found


def array(name: str, kind: str, change: Callable[[Any], Any]) -> Callable[[Parts], None]:
    """A change of a region as an array."""

    def apply(parts: Parts) -> None:
        found = np.frombuffer(parts.regions[name], kind).copy()
        changed = change(found)
        parts.regions[name] = (found if changed is None else changed).astype(kind).tobytes()

    return apply
