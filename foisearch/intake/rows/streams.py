"""Files as streams of bytes that are UTF-8 or an older single-byte encoding, without marks."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from foisearch.errors import SourceError

_HEAD = 65_536
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
_MARK = b"\xef\xbb\xbf"
_BLOCK = 1 << 18


def opened(name: str, stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The beginning of a stream, and the whole of it: UTF-16 made UTF-8, byte order marks gone.

    Raises:
        SourceError: it is not text.
    """
    head = stream.read(_HEAD)
    if head.startswith(_BINARY):
        raise SourceError(f"{name} is not text", "save it as CSV or JSON first")
    wide = _wide(head)
    whole: BinaryIO = io.BufferedReader(_Joined(head.removeprefix(_MARK), stream), _BLOCK)
    if wide:
        whole = io.BufferedReader(_Recoded(whole, wide), _BLOCK)
    elif head.count(b"\0") > len(head) // 20:
        raise SourceError(f"{name} is binary, not text", "save it as CSV or JSON first")
    return head, whole


def _wide(head: bytes) -> str:
    """UTF-16 by its mark or by its shape; empty for anything else."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) > 0.8 * len(head[start::2]):
            return name
    return ""


class _Joined(io.RawIOBase):
    """What has been read of a stream already, and then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(block)] = block
        return len(block)


class _Recoded(io.RawIOBase):
    """A stream in another encoding as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            block = self._stream.read(_BLOCK)
            text = self._decoder.decode(block, final=not block).removeprefix("\ufeff")
            self._ready = text.encode("utf-8", "replace")
            if not block:
                break
        piece = self._ready[: len(buffer)]
        self._ready = self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
