"""JSON to values, streamed: lines of objects, an array of any length, an object that holds one.

A file is cut into its values by looking at quotes and brackets alone, so that no more than one
value is in memory; each is then parsed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from foisearch.errors import RecordError

MOST_VALUE = 64_000_000
"""Bytes of one value, at most."""
_BLOCK = 1 << 20
_HOLDERS = frozenset(
    (
        *("requests", "results", "objects", "items", "records", "data", "disclosures", "rows"),
        *("entries", "value", "values", "hits", "log", "disclosure_log", "cases", "result"),
        *("foi_requests", "info_requests", "foirequests", "foi", "responses", "features"),
    )
)
"""Keys under which an export holds its array of records."""
_OF_A_RECORD = frozenset(
    (
        *("format_version", "ref", "reference", "request", "response", "public_body"),
        *("messages", "communications", "info_request_events", "described_state"),
    )
)
"""Keys that only a record has: what holds them is no holder of others."""

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s\[\]{},:"]++', re.S)
_TO_BRACKET = re.compile(
    rb'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"\[\]{}]*+)*+([\[\]{}])', re.S
)
_SPACE = re.compile(rb"\s*+")


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the line, from 1, at which it begins; ``value`` may be an error instead."""

    line: int
    value: Any


def json_lines(stream: BinaryIO, first_line: int = 1) -> Iterator[Found]:
    """The values of JSON Lines; a line that is none, or too long, is an error of its own.

    Args:
        stream: UTF-8 or Windows-1252, without a byte order mark; it may begin at any line.
        first_line: the number of the first one.
    """
    number = first_line - 1
    while line := stream.readline(MOST_VALUE):
        number += 1
        if len(line) >= MOST_VALUE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_BLOCK)
            yield Found(number, too_long())
        elif line.strip():
            yield Found(number, parsed(line))


def json_values(stream: BinaryIO) -> Iterator[Found]:
    """The records of a JSON file: its objects one by one, wherever its array stands."""
    return _Cutter(stream).values()


def too_long() -> RecordError:
    """Why a value is not read that is larger than :data:`MOST_VALUE`."""
    return RecordError(
        f"longer than {MOST_VALUE / 1e6:.0f} MB", "save it as JSON Lines, one record a line"
    )


def parsed(data: bytes) -> Any:
    """The value of ``data``; a :class:`RecordError` where it is not JSON."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        failed = RecordError(f"not JSON ({error})", "write one object on each line")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return orjson.loads(data.decode("cp1252", "replace"))
        except orjson.JSONDecodeError:
            return failed
    return failed


class _Ended(Exception):
    """The file ends where a value should go on."""


class _TooLong(Exception):
    """A value is longer than may be kept."""


class _Cutter:
    """Cuts a stream of JSON into values.

    ``_kept`` is where the value begins that is being looked at: what stands before it is let go.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._data = b""
        self._at = 0
        self._kept = 0
        self._line = 1
        self._ended = False

    def values(self) -> Iterator[Found]:
        """Every value, in the order of the file."""
        try:
            while (token := self._token()) is not None:
                self._let_go(len(token))
                if token == b"[":
                    yield from self._elements()
                elif token == b"{":
                    yield from self._object()
                elif token not in b",]}:":
                    yield self._found()
        except _Ended:
            yield Found(self._line, RecordError("the file ends in the middle of a record", _AGAIN))
        except _TooLong:
            yield Found(self._line, too_long())

    def _elements(self) -> Iterator[Found]:
        """The values of the array that has just begun, up to its end."""
        while (token := self._must()) != b"]":
            if token == b",":
                continue
            self._let_go(len(token))
            self._skip(token)
            yield self._found()

    def _object(self) -> Iterator[Found]:
        """The object that has just begun, or the values of the array that it holds."""
        inside = 1
        holding = True
        while inside:
            token = self._must()
            if token == b"}":
                inside -= 1
                continue
            if not token.startswith(b'"'):
                if token in b"[{":
                    self._skip(token)
                continue
            key = token[1:-1].decode("utf-8", "replace")
            if self._peek() != b":":
                continue
            self._must()
            holding &= key not in _OF_A_RECORD
            begins = self._must()
            if holding and key in _HOLDERS and inside <= 2:
                if begins == b"[" and self._peek() in (b"{", b"["):
                    yield from self._elements()
                    self._leave(inside)
                    return
                if begins == b"{":
                    inside += 1
                    continue
            self._skip(begins)
        yield self._found()

    def _leave(self, inside: int) -> None:
        """Go to the end of the object that is open, ``inside`` levels deep."""
        while inside:
            self._let_go(0)
            token = self._must()
            inside += (token in b"{[") - (token in b"}]")

    def _skip(self, token: bytes) -> None:
        """Go to the end of the value that begins with ``token``."""
        depth = int(token in b"{[")
        while depth:
            match = _TO_BRACKET.match(self._data, self._at)
            if match is None:
                if self._ended:
                    raise _Ended
                self._more()
                continue
            self._at = match.end()
            depth += 1 if match[1] in b"{[" else -1

    def _found(self) -> Found:
        """The value that has been gone through."""
        data = self._data[self._kept : self._at]
        line = self._line
        self._let_go(0)
        return Found(line, parsed(data))

    def _let_go(self, back: int) -> None:
        """Keep from ``back`` bytes before the place on, and nothing before."""
        keep = self._at - back
        self._line += self._data.count(b"\n", self._kept, keep)
        self._kept = keep
        if keep > _BLOCK:
            self._data = self._data[keep:]
            self._at -= keep
            self._kept = 0

    def _must(self) -> bytes:
        token = self._token()
        if token is None:
            raise _Ended
        return token

    def _peek(self) -> bytes:
        token = self._must()
        self._at -= len(token)
        return token

    def _token(self) -> bytes | None:
        """The next token, ``None`` at the end of the file."""
        while True:
            space = _SPACE.match(self._data, self._at)
            start = space.end() if space else self._at
            match = _TOKEN.match(self._data, start)
            if match and (match.end() < len(self._data) or self._ended or self._is_whole(match)):
                self._at = match.end()
                return match[0]
            if self._ended:
                self._at = len(self._data)
                if start < len(self._data):
                    raise _Ended  # a string that is not closed
                return None
            self._more()

    @staticmethod
    def _is_whole(match: re.Match[bytes]) -> bool:
        """Whether a token that reaches the end of what was read could not go on."""
        return match[0][:1] in b'"[]{},:'

    def _more(self) -> None:
        if len(self._data) - self._kept > MOST_VALUE:
            raise _TooLong
        # Twice as much each time, so that a long string is not looked through again and again.
        block = self._stream.read(max(_BLOCK, len(self._data) - self._kept))
        self._ended = not block
        self._data += block


_AGAIN = "export it again"
