"""Values that an index holds, looked up with the standard library alone: for completion."""

from __future__ import annotations

from _bisect import bisect_left, bisect_right

from foisearch.cold import manifest, segments
from foisearch.cold.segments import Segment, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 60
"""So many values of a kind are looked up: more cannot be chosen from."""
_MOST_TRIES = 20_000


def opened(folder: str) -> list[Segment]:
    """The segments of the index in a folder.

    Raises:
        Exception: there is none that this can read.
    """
    return segments.opened(manifest.read(folder))


def values(held: list[Segment], field: str, start: str, most: int = MOST) -> list[str]:
    """The values of a key field that begin with ``start``, in order."""
    head = f"\x1f{field}\x1f"
    found: dict[str, None] = {}
    for segment in held:
        terms = segment.strings("term")
        low, high = terms.beginning(f"{head}{start}".encode())
        for place in range(low, min(high, low + most)):
            found[terms[place].decode()[len(head) :]] = None
    return sorted(found)[:most]


def ids(held: list[Segment], start: str, most: int = MOST) -> list[str]:
    """The ids that begin with ``start``, in order."""
    found: list[str] = []
    for segment in held:
        names = _Ordered(segment)
        first = bisect_left(names, start.encode())
        for place in range(first, min(first + most, len(names))):
            name = names[place].decode()
            if not name.startswith(start):
                break
            if names.document(place) not in segment.dead:
                found.append(name)
    return sorted(found)[:most]


def refs(held: list[Segment], start: str, most: int = MOST) -> list[str]:
    """References that begin with ``start``; of many, any."""
    found: set[str] = set()
    for segment in held:
        for ref in _refs(segment, start.encode()):
            found.add(ref)
            if len(found) >= most:
                return sorted(found)
    return sorted(found)


class _Ordered:
    """The ids of a segment in their order."""

    def __init__(self, segment: Segment) -> None:
        self._names = segment.strings("id")
        self._order = whole(segment.container, "id.order").cast("I")

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, place: int) -> bytes:
        return self._names[self._order[place]]

    def document(self, place: int) -> int:
        """The document that has the id at a place."""
        return self._order[place]


def _refs(segment: Segment, start: bytes) -> Iterator[str]:
    """References of live documents that begin with ``start``.

    They stand one behind the other in one text: it is gone through at once, and where something was
    found it is seen whether a reference begins there.  What stands inside of too many others is
    given up, for somebody waits.
    """
    if "ref.text" not in segment.container.regions or not start:
        return
    text = bytes(whole(segment.container, "ref.text"))
    offsets = whole(segment.container, "ref.offset").cast("I")
    at, tries = text.find(start), 0
    while at >= 0 and tries < _MOST_TRIES:
        doc = bisect_right(offsets, at) - 1
        if offsets[doc] == at and doc not in segment.dead:
            yield text[at : offsets[doc + 1]].decode()
        at, tries = text.find(start, at + 1), tries + 1
