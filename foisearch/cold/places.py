"""Where in documents a term stands: its positions, as :mod:`foisearch.engine.postings.positions`
packs them.

The tokens of a term stand in the order of its documents, and a bit for each says whether it is the
first of its document; so the tokens of the *n*-th document begin at the *n*-th bit that is set.
"""

from __future__ import annotations

from _bisect import bisect_left, bisect_right
from itertools import accumulate, compress

from foisearch.cold.lists import List
from foisearch.cold.segments import whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.segments import Segment

_DENSE = 2
_FEW = 1 << 16
"""The positions of so many tokens are laid open at once."""
_BLOCK = 128  # bytes of bits that are looked into together
_ROW_BLOCK = 1 << 12
_ANY = b"\0" + b"\1" * 255
_TRUTH = bytes.maketrans(b"01", b"\0\1")
_FIELDS = ("topic", "request", "response", "body")
"""As :data:`foisearch.engine.schema.entry.TEXTS`, but for the last: names of bodies."""
_FIELD_GAP, _GAP = 1, 101


class Places:
    """Where one term stands in the documents of a segment.

    Args:
        segment: which.
        number: the term's in its dictionary.
    """

    def __init__(self, segment: Segment, number: int) -> None:
        begin, end = (segment.number("term.token", number + more, 8) for more in (0, 1))
        self._segment = segment
        self._starts = _Starts(segment, begin, end)
        self._all = _Packed(segment, begin, end) if end - begin <= _FEW else None
        self._row: _Row | None = None
        self._list = List(segment, number)
        if segment.number("term.form", number, 1) == _DENSE:
            start, size = segment.number("term.start", number, 8), segment.documents
            self._row = _Row(bytes(segment.container.part("dense", start * size, size)))

    def positions(self, doc: int) -> list[int]:
        """The positions of the term in a document, ascending; none where it does not stand."""
        begin, end = self._tokens(doc)
        packed = self._packed(begin, end)
        return [packed.position(token) for token in range(begin, end)]

    def low(self, doc: int) -> bytes:
        """The lowest eight bits of the positions in a document; all are set of one that may be too
        high for the planes.
        """
        begin, end = self._tokens(doc)
        return self._packed(begin, end).low(begin, end)

    def _tokens(self, doc: int) -> tuple[int, int]:
        """The first token in a document, and the one after the last; the same if there is none."""
        if self._row is not None:
            place = self._row.rank(doc)
        else:
            place = self._list.find(doc)
            if place >= 0:
                place -= self._list.impacts.count(0, 0, place)
        return (self._starts[place], self._starts[place + 1]) if place >= 0 else (0, 0)

    def _packed(self, begin: int, end: int) -> _Packed:
        return self._all or _Packed(self._segment, begin, end)


class _Packed:
    """The positions of some tokens."""

    def __init__(self, segment: Segment, begin: int, end: int) -> None:
        part = segment.container.part
        self._segment = segment
        self._begin = begin
        self._low = part("place.low", begin, end - begin)
        self._first = begin & ~7  # where the planes begin
        first, size = begin >> 3, (end + 7 >> 3) - (begin >> 3)
        bits = range(8, segment.container.fact("bits"))
        self._planes = [(bit, part(f"place.plane{bit}", first, size)) for bit in bits]
        self._beyond = (1 << bits.stop) - 1

    def low(self, begin: int, end: int) -> bytes:
        """The lowest eight bits of each of the tokens."""
        return bytes(self._low[begin - self._begin : end - self._begin]) if begin < end else b""

    def position(self, token: int) -> int:
        """That of one token."""
        found, place = self._low[token - self._begin], token - self._first
        for bit, plane in self._planes:
            found |= (plane[place >> 3] >> (place & 7) & 1) << bit
        return found if found < self._beyond else _beyond(self._segment, token)


class _Row:
    """A dense row: which of the term's documents one is."""

    def __init__(self, row: bytes) -> None:
        self._held = row.translate(_ANY)
        held, places = self._held, range(0, len(row), _ROW_BLOCK)
        blocks = (held[at : at + _ROW_BLOCK] for at in places)
        counts = (int.from_bytes(block, "little").bit_count() for block in blocks)
        self._before = list(accumulate(counts, initial=0))

    def rank(self, doc: int) -> int:
        """How many documents before it have the term; -1 where it has not."""
        if not self._held[doc]:
            return -1
        block = doc // _ROW_BLOCK
        return self._before[block] + self._held.count(1, block * _ROW_BLOCK, doc)


class _Starts:
    """The tokens with which documents begin, by the number of the document among the term's; and
    the one after the last.
    """

    def __init__(self, segment: Segment, begin: int, end: int) -> None:
        low = begin >> 3
        raw = segment.container.part("place.first", low, (end + 7 >> 3) - low)
        bits = bytearray(bytes(raw) + b"\0")
        bits[0] &= 0xFF << (begin & 7) & 0xFF
        last = end - 8 * low
        bits[last >> 3] = bits[last >> 3] & (1 << (last & 7)) - 1 | 1 << (last & 7)
        del bits[(last >> 3) + 1 :]
        self._bits = bytes(bits)
        self._first = 8 * low
        blocks = range(0, len(bits), _BLOCK)
        counts = [int.from_bytes(bits[at : at + _BLOCK], "little").bit_count() for at in blocks]
        self._before = list(accumulate(counts, initial=0))
        self._known: dict[int, Sequence[int]] = {}

    def __getitem__(self, place: int) -> int:
        block = bisect_right(self._before, place) - 1
        starts = self._known.get(block)
        if starts is None:
            starts = self._known[block] = self._of(block)
        return starts[place - self._before[block]]

    def _of(self, block: int) -> list[int]:
        """The tokens whose bits are set in a block."""
        at = block * _BLOCK
        written = bin(int.from_bytes(self._bits[at : at + _BLOCK], "little"))[:1:-1]  # lowest first
        first = self._first + 8 * at
        return list(compress(range(first, first + 8 * _BLOCK), written.encode().translate(_TRUTH)))


def _beyond(segment: Segment, token: int) -> int:
    """The position of a token whose own is too high for the planes."""
    tokens = whole(segment.container, "place.exception").cast("Q")
    place = bisect_left(tokens, token)
    if place == len(tokens) or tokens[place] != token:
        return (1 << segment.container.fact("bits")) - 1
    return int.from_bytes(segment.container.part("place.beyond", 4 * place, 4), "little")


def names_begin(segment: Segment, doc: int) -> int:
    """The position at which the names of bodies begin in a document: the last of its fields."""
    end = 0
    for name in _FIELDS:
        words, texts = (_count(segment, f"{kind}.{name}", doc) for kind in ("length", "texts"))
        texts = max(texts, words > 0)
        end += words + _GAP * (texts - 1) + _FIELD_GAP if texts else 0
    return end


def _count(segment: Segment, name: str, doc: int) -> int:
    """A number that a column has for each document, 0 where there is no such column."""
    if name not in segment.container.regions:
        return 0
    width = segment.container.regions[name][1] // segment.documents
    return segment.number(name, doc, width)
