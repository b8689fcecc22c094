"""Records as every engine gets them: JSON Lines, one record a line.

Uses orjson where the interpreter has it, and the standard library where it has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict

loads: Callable[[bytes], Any]
dumps: Callable[[Any], bytes]
try:
    import orjson

    loads, dumps = orjson.loads, orjson.dumps
except ImportError:
    import json

    loads = json.loads

    def dumps(value: Any) -> bytes:
        """The value as compact JSON, in bytes as orjson gives them."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class Record(TypedDict):
    """One disclosure of the benchmark."""

    ref: str
    title: str
    topic: str
    force: str
    exemptions: list[str]
    date: str
    request: str
    response: str


def read(path: Path, limit: int | None = None) -> Iterator[Record]:
    """The records of a file, one after the other."""
    with path.open("rb") as lines:
        for line in islice(lines, limit):
            yield loads(line)


def write(path: Path, records: Iterable[Any]) -> int:
    """Write a file whole or not at all; how many records it holds."""
    part = path.with_name(path.name + ".part")
    count = 0
    with part.open("wb") as out:
        for record in records:
            out.write(dumps(record) + b"\n")
            count += 1
    part.replace(path)
    return count
