"""A sheet's XML without its blank rows: programs save a million of them, each with its height.

A row that has no cells, or only empty ones (they have a colour), is left out; the others say their
numbers, so nothing moves.  Rows are only looked at with their tags, never parsed.
"""

from __future__ import annotations

import re
from types import TracebackType
from typing import IO

_BLOCK = 1 << 20
_LONGEST = 1 << 24
"""Bytes of a row that is looked at as a whole; a longer one holds something."""
_BLANK = re.compile(
    rb"<(?P<x>(?:\w{1,10}:)?)row\b(?=[^<>]*\br=\")[^<>]*+"
    rb"(?:(?<=/)>|(?<!/)>(?:\s*+<(?P=x)c\b[^<>]*+(?:(?<=/)>|(?<!/)></(?P=x)c>))*+\s*+</(?P=x)row>)"
)


class WithoutBlankRows:
    """A stream that gives what ``stream`` does, without blank rows."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._waiting = b""
        self._ready = b""

    def __enter__(self) -> WithoutBlankRows:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; none at the end."""
        while not self._ready and self._more():
            pass
        size = len(self._ready) if size < 0 else size
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece

    def _more(self) -> bool:
        """Look at the next block; whether there was one."""
        block = self._stream.read(_BLOCK)
        data = _BLANK.sub(b"", self._waiting + block)
        # The last row may go on: it waits, unless it is so long that it is not blank.
        begun = _last_row(data) if block else len(data)
        if len(data) - begun >= _LONGEST:
            begun = len(data)
        self._ready, self._waiting = data[:begun], data[begun:]
        return bool(block)


def _last_row(data: bytes) -> int:
    """Where the last row begins, or a tag that is cut off; the end where there is neither."""
    begun, prefixed = data.rfind(b"<row"), data.rfind(b":row")
    while prefixed > begun:
        tag = data.rfind(b"<", 0, prefixed)
        if data[tag + 1 : tag + 2] != b"/":
            begun = tag
            break
        prefixed = data.rfind(b":row", 0, max(tag, 0))
    cut = data.rfind(b"<")
    if begun < 0 and data.find(b">", cut) < 0:
        return max(cut, 0)
    return begun if begun >= 0 else len(data)
