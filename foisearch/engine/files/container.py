"""A file of named regions, every byte of it under a checksum; read with the standard library alone.

::

    magic  region … region  checksums  directory  footer

Regions begin at multiples of :data:`ALIGN`, so that arrays can be laid over them.  The *checksums*
are one CRC-32 for each :data:`CHUNK` bytes of what stands before them; a reader checks a chunk when
it first touches it, so that opening a large file costs nothing and no damaged byte is ever used.
The *directory* says in lines of text where each region lies and holds the facts of the file; the
*footer* has a fixed size, and says where the other two are and how long the file must be.  Its own
checksum, the last four bytes, thereby stands for the whole file; the manifest repeats it.

Everything that a reader uses is checked against the size of the file: a file that somebody made
up can be wrong, but it cannot run code, and nothing is allocated for sizes that it claims.

Files are mapped.  We never change one once it is written, and unlink it rather than overwrite it,
so what is mapped stays as it is for as long as a reader wants it.  If somebody else cuts a file
that is open, :meth:`Container.see_whole`, with which every search begins, finds it out; if that
happens in the very milliseconds of a search, the system ends the process (``SIGBUS``).
"""

from __future__ import annotations

import errno
import mmap
import os
import stat
import struct
from zlib import crc32

from foisearch.errors import IndexUnusable

MAGIC = b"FOISEG02"
CHUNK = 1 << 15
ALIGN = 64
CURE = "run: foisearch index --rebuild"
"""What to do about an index that cannot be used."""
FOOTER = struct.Struct("<8sQQQIIQI")
"""Magic, where checksums and directory begin, length and checksum of the latter, checksum of the
former, size of the file, and checksum of all this."""
_EMPTY = memoryview(b"")
_DIGITS = 18
"""No number in a directory has more."""


def open_file(path: str) -> tuple[int, int]:
    """A descriptor of a file of the index, and its size.

    Nothing is opened that is elsewhere, or that would make us wait: no link, no pipe.

    Raises:
        IndexUnusable: it is no file.
        OSError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise IndexUnusable(f"the index is damaged: {path} is a link", CURE) from None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise IndexUnusable(f"the index is damaged: {path} is no file", CURE)
    return descriptor, found.st_size


class Container:
    """An open file of regions; made of a path, closed by :meth:`close`.

    Args:
        path: the file.
        size: how long it has to be, where the manifest says so.
        checksum: the CRC-32 that its last four bytes have to be, likewise.

    Raises:
        IndexUnusable: the file is damaged, cut short, of another version or not ours.
        FileNotFoundError: there is no such file.
    """

    def __init__(self, path: str, size: int = -1, checksum: int = -1) -> None:
        self.path = path
        descriptor, self.size = open_file(path)
        try:
            if self.size < len(MAGIC) + FOOTER.size or size not in (-1, self.size):
                raise self.damaged("was cut or replaced")
            self._map = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
        finally:
            os.close(descriptor)
        self.data = memoryview(self._map)
        self.facts: dict[str, str] = {}
        self.regions: dict[str, tuple[int, int]] = {}
        self._read_ends(checksum)

    def damaged(self, what: str = "was changed") -> IndexUnusable:
        """The error to raise for a file that cannot be used."""
        return IndexUnusable(f"the index is damaged: {self.path} {what}", CURE)

    def _read_ends(self, checksum: int) -> None:
        footer = bytes(self.data[-FOOTER.size :])
        magic, sums, directory, length, dir_crc, sums_crc, size, own = FOOTER.unpack(footer)
        if magic != MAGIC or self.data[: len(MAGIC)] != MAGIC:
            raise self.damaged("is of another version, or no index")
        if crc32(footer[:-4]) != own or size != self.size or checksum not in (-1, own):
            raise self.damaged()
        count = -(-sums // CHUNK)
        exact = sums + 4 * count == directory and directory + length == self.size - FOOTER.size
        if sums < len(MAGIC) or not exact:
            raise self.damaged()
        text, table = self.data[directory : directory + length], self.data[sums:directory]
        if crc32(text) != dir_crc or crc32(table) != sums_crc:
            raise self.damaged()
        self._sums = table.cast("I")
        self._end = sums
        self.seen = bytearray(count)
        self.checksum = own
        try:
            self._read_directory(str(text, "utf-8"))
        except ValueError:
            raise self.damaged() from None

    def _read_directory(self, text: str) -> None:
        for line in text.split("\n") if text else ():
            kind, name, *values = line.split("\t")
            if kind == "fact" and name not in self.facts:
                (self.facts[name],) = values
            elif kind == "region" and name not in self.regions:
                start, length = map(_number, values)
                if start + length > self._end:
                    raise ValueError(name)
                self.regions[name] = (start, length)
            else:
                raise ValueError(name)

    # ``seen`` has a 1 for every chunk that was checked: whoever reads many small things may look.

    def check(self, start: int, length: int) -> None:
        """See that ``length`` bytes from ``start`` are as they were written.

        Raises:
            IndexUnusable: they are not, or lie outside the file.
        """
        if length <= 0:
            return
        first, last = start // CHUNK, (start + length - 1) // CHUNK
        seen = self.seen
        if start < 0 or start + length > self._end:
            raise self.damaged("points outside itself")
        at = seen.find(0, first, last + 1)
        while at >= 0:
            low = at * CHUNK
            if crc32(self.data[low : min(low + CHUNK, self._end)]) != self._sums[at]:
                raise self.damaged()
            seen[at] = 1
            at = seen.find(0, at + 1, last + 1)

    def see_whole(self) -> None:
        """See that nobody cut the file since it was opened; costs next to nothing.

        Raises:
            IndexUnusable: somebody did.
        """
        if self._map.size() != self.size:
            raise self.damaged("was cut or replaced")

    def check_all(self) -> None:
        """See that the whole file is as it was written.

        Raises:
            IndexUnusable: it is not.
        """
        self.check(0, self._end)

    def region(self, name: str) -> memoryview:
        """The bytes of a region, not yet checked; empty where there is none."""
        start, length = self.regions.get(name, (0, 0))
        return self.data[start : start + length] if length else _EMPTY

    def part(self, name: str, start: int, length: int) -> memoryview:
        """``length`` checked bytes of a region from its ``start``.

        Raises:
            IndexUnusable: they are damaged, or outside the region.
        """
        origin, size = self.regions.get(name, (0, 0))
        if not (0 <= start <= start + length <= size):
            raise self.damaged("points outside itself")
        self.check(origin + start, length)
        return self.data[origin + start : origin + start + length]

    def fact(self, name: str) -> int:
        """A whole number, not negative, that the directory states.

        Raises:
            IndexUnusable: it does not.
        """
        try:
            return _number(self.facts.get(name, ""))
        except ValueError:
            raise self.damaged(f"does not say its {name}") from None

    def close(self) -> None:
        """Let go of the file, as far as nobody holds a piece of it."""
        self._sums = _EMPTY.cast("I")
        try:
            self.data.release()
            self._map.close()
        except BufferError:
            pass  # arrays over the file are still in use; it goes with the last of them


def _number(text: str) -> int:
    """A whole number, not negative, as the directory has it."""
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise ValueError(text[:_DIGITS])
    return int(text)
