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
_BLOCK = 256  # bytes of bits that are looked into together
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
        self._segment = segment
        begin, end = (segment.number("term.token", number + more, 8) for more in (0, 1))
        self._starts = _Starts(segment, begin, end)
        self._list = List(segment, number)
        self._row = b""
        if segment.number("term.form", number, 1) == _DENSE:
            start, size = segment.number("term.start", number, 8), segment.documents
            self._row = bytes(segment.container.part("dense", start * size, size))

    def tokens(self, doc: int) -> tuple[int, int]:
        """The first token in a document, and the one after the last; the same if there is none."""
        if self._row:
            held = self._row[doc] > 0
            place = doc - self._row.count(0, 0, doc)
        else:
            place = self._list.find(doc)
            held = place >= 0
            if held:
                place -= self._list.impacts.count(0, 0, place)
        return (self._starts[place], self._starts[place + 1]) if held else (0, 0)

    def positions(self, doc: int) -> list[int]:
        """The positions of the term in a document, ascending; none where it does not stand."""
        begin, end = self.tokens(doc)
        found = list(self.low(begin, end))
        segment = self._segment
        byte, size = begin >> 3, (end + 7 >> 3) - (begin >> 3)
        bits = range(8, segment.container.fact("bits"))
        for bit in bits if found else ():
            plane = segment.container.part(f"place.plane{bit}", byte, size)
            for n, token in enumerate(range(begin - 8 * byte, end - 8 * byte)):
                found[n] |= (plane[token >> 3] >> (token & 7) & 1) << bit
        beyond = (1 << bits.stop) - 1
        return [
            _beyond(segment, begin + n) if position == beyond else position
            for n, position in enumerate(found)
        ]

    def low(self, begin: int, end: int) -> bytes:
        """The lowest eight bits of the positions of tokens."""
        return bytes(self._segment.container.part("place.low", begin, end - begin))


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
