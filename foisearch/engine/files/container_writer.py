"""Writing a file of regions: what :mod:`foisearch.engine.files.container` reads."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from zlib import crc32

from foisearch.engine.files.container import ALIGN, CHUNK, FOOTER, MAGIC


class ContainerWriter:
    """Writes a file of regions, one region after the other, and makes it last.

    Where writing fails, the file is gone.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._file = open(path, "xb")  # noqa: SIM115
        self._lines: list[str] = []
        self._sums: list[int] = []
        self._at = 0
        self._crc = 0
        self._put(MAGIC)

    def _put(self, data: bytes | memoryview) -> None:
        """Write, and keep the checksums of the chunks up to date."""
        view = memoryview(data).cast("B")
        try:
            self._file.write(view)
        except BaseException:
            self.abandon()
            raise
        at = 0
        while at < len(view):
            room = CHUNK - self._at % CHUNK
            piece = view[at : at + room]
            self._crc = crc32(piece, self._crc)
            self._at += len(piece)
            at += len(piece)
            if self._at % CHUNK == 0:
                self._sums.append(self._crc)
                self._crc = 0

    def region(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Write a region that consists of ``pieces`` one behind the other."""
        self._put(bytes(-self._at % ALIGN))
        start = self._at
        for piece in pieces:
            self._put(piece)
        self._lines.append(f"region\t{name}\t{start}\t{self._at - start}")

    def fact(self, name: str, value: object) -> None:
        """State something about the file; no line breaks or tabs."""
        self._lines.append(f"fact\t{name}\t{value}")

    def finish(self) -> tuple[int, int]:
        """Write the rest and make the file durable.

        Returns:
            Its size, and the checksum that stands for all of it.
        """
        if self._at % CHUNK:
            self._sums.append(self._crc)
        table = struct.pack(f"<{len(self._sums)}I", *self._sums)
        text = "\n".join(self._lines).encode()
        size = self._at + len(table) + len(text) + FOOTER.size
        directory = self._at + len(table)
        numbers = (MAGIC, self._at, directory, len(text), crc32(text), crc32(table), size)
        footer = FOOTER.pack(*numbers, 0)[:-4]
        own = crc32(footer)
        try:
            self._file.write(table + text + footer + struct.pack("<I", own))
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except BaseException:
            self.abandon()
            raise
        return size, own

    def abandon(self) -> None:
        """Forget the file."""
        for step in (self._file.close, lambda: os.unlink(self.path)):
            try:  # what is still to be written may not find room
                step()
            except OSError:
                continue
