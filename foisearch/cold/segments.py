"""The segments of an index: their sorted strings and columns, looked up one value at a time."""

from __future__ import annotations

from _bisect import bisect_left
from zlib import decompressobj

TYPE_CHECKING = False
if TYPE_CHECKING:
    from foisearch.cold.manifest import Manifest
    from foisearch.engine.files.container import Container


class Strings:
    """A column of strings, read one by one."""

    def __init__(self, container: Container, name: str, width: int = 4) -> None:
        self._part = container.part
        self._offset = f"{name}.offset"
        self._text = f"{name}.text"
        self._width = width
        self._size = container.regions[self._offset][1] // width - 1

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: int) -> bytes:
        width = self._width
        pair = self._part(self._offset, place * width, 2 * width)
        low = int.from_bytes(pair[:width], "little")
        high = int.from_bytes(pair[width:], "little")
        return bytes(self._part(self._text, low, high - low))

    def find(self, text: bytes) -> int:
        """The place of a string in a sorted column, -1 where it is not there."""
        place = bisect_left(self, text)
        return place if place < self._size and self[place] == text else -1

    def beginning(self, head: bytes) -> tuple[int, int]:
        """The places between which the strings stand that begin with ``head``."""
        low = bisect_left(self, head)
        return low, bisect_left(self, head + b"\xff", low)


class Segment:
    """An open segment, without the documents that were deleted since it was written."""

    def __init__(self, container: Container, beside: Container | None) -> None:
        self.container = container
        self.documents = container.fact("documents")
        self.width = -(-self.documents // 8)
        self.dead: frozenset[int] = frozenset()
        self._beside = beside
        if beside is not None:
            self.dead = frozenset(whole(beside, "dead").cast("I"))
            if self.dead and max(self.dead) >= self.documents:
                raise container.damaged()

    def strings(self, name: str) -> Strings:
        """A column of strings."""
        return Strings(self.container, name, 8 if name == "record" else 4)

    def number(self, name: str, place: int, width: int = 4) -> int:
        """One value of a column of whole numbers."""
        return int.from_bytes(self.container.part(name, place * width, width), "little")

    def deleted_df(self, term: int) -> int:
        """In how many deleted documents a term stands."""
        if self._beside is None:
            return 0
        terms = whole(self._beside, "dead.term").cast("I")
        place = bisect_left(terms, term)
        if place == len(terms) or terms[place] != term:
            return 0
        return int.from_bytes(self._beside.part("dead.count", 4 * place, 4), "little")

    def mark(self, term: int) -> bytes:
        """A bit for each document, the highest of a byte first, that says whether it has the term.

        Frequent terms have such marks; empty for others.
        """
        place = self._frequent(term)
        if place < 0:
            return b""
        unpack = decompressobj(wbits=-15)
        found = unpack.decompress(self.strings("mark")[place], self.width + 1)
        if len(found) != self.width:
            raise self.container.damaged()
        return found

    def leading(self, term: int) -> tuple[memoryview, bytes]:
        """Documents with the highest impacts of a frequent term, and those impacts, descending."""
        place = self._frequent(term)
        low, high = 0, 0
        if place >= 0 and "top.offset" in self.container.regions:
            pair = self.container.part("top.offset", 4 * place, 8).cast("I")
            low, high = pair[0], pair[1]
        docs = self.container.part("top.document", 4 * low, 4 * (high - low)).cast("I")
        return docs, bytes(self.container.part("top.impact", low, high - low))

    def _frequent(self, term: int) -> int:
        """The place of a term among the frequent ones, -1 if it is none."""
        if "mark.term" not in self.container.regions:
            return -1
        terms = whole(self.container, "mark.term").cast("I")
        place = bisect_left(terms, term)
        return place if place < len(terms) and terms[place] == term else -1


def whole(container: Container, name: str) -> memoryview:
    """All of a region, checked."""
    return container.part(name, 0, container.regions[name][1])


def opened(manifest: Manifest) -> list[Segment]:
    """The segments that a manifest lists."""
    found = []
    for entry in manifest.segments:
        beside = manifest.open(entry["dead"], "dead") if entry["dead"] else None
        segment = Segment(manifest.open(entry, "seg"), beside)
        if segment.documents != entry["documents"]:
            raise segment.container.damaged()
        if beside is not None and len(segment.dead) != entry["dead"]["documents"]:
            raise segment.container.damaged()
        found.append(segment)
    return found
