"""Which tokens of a term belong to some of its documents.

The tokens of a term stand in the order of its documents, and a bit for each says whether it is the
first of its document.  So the tokens of the *n*-th document begin at the *n*-th bit that is set:
for a few documents of many, those bits are found by counting bits in whole words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings.lists import DENSE
from foisearch.engine.postings.term import NO_DOCUMENTS, Listed
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]

_SOUGHT, _CALLS = 150, 50_000
"""To seek one bit by counting costs as much as to unpack so many; and the calls for it."""
_BITS = 64


def spans(
    segment: Segment, lists: Sequence[Listed], docs: Ints, elements: Sequence[Ints]
) -> tuple[Ints, Ints]:
    """The first token of documents, and the one after their last: of one term after another.

    Args:
        segment: where the terms stand.
        lists: the terms' postings.
        docs: documents that hold all of them.
        elements: theirs, as :meth:`Listed.among` gives them, for each term.
    """
    short: list[int] = []
    found: dict[int, tuple[Ints, Ints]] = {}
    for n, listed in enumerate(lists):
        begin, end = listed.tokens
        if end - begin < _CALLS + len(docs) * _SOUGHT:
            short.append(n)
        else:
            found[n] = _sought(segment, listed, _ordinals(listed, docs, elements[n]))
    begins, ends = _unpacked(segment, lists, docs, elements, short)
    if not found:
        return begins, ends
    size = len(docs)
    for place, n in enumerate(short):
        part = slice(place * size, place * size + size)
        found[n] = begins[part], ends[part]
    pairs = [found[n] for n in range(len(lists))]
    return np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs])


def _first_bits(segment: Segment, listed: Listed) -> NDArray[np.uint8]:
    """The bits of a term's tokens, from a whole byte on, and one more, set, after the last."""
    begin, end = listed.tokens
    every = len(segment.places.low)
    if not listed.sound:
        segment.check_tokens(begin, min(end + 1, every))
        listed.sound = True
    bits = segment.places.first[begin >> 3 : (end >> 3) + 1]
    if end < every:
        return bits  # the next bit is the first of another term's
    bits = np.append(bits, np.zeros((end >> 3) - (begin >> 3) + 1 - len(bits), np.uint8))
    bits[-1] |= 1 << (end & 7)
    return bits


def _unpacked(
    segment: Segment,
    lists: Sequence[Listed],
    docs: Ints,
    elements: Sequence[Ints],
    which: Sequence[int],
) -> tuple[Ints, Ints]:
    """As :func:`spans`, of some of the terms, whose bits are all looked at together."""
    if not which:
        return NO_DOCUMENTS, NO_DOCUMENTS
    raw, wanted, shifts = [], [], []
    bits = passed = 0
    for n in which:
        begin, end = lists[n].tokens
        theirs = _first_bits(segment, lists[n])
        # In the first and last byte there are bits of other terms.
        passed += (int(theirs[0]) & ((1 << (begin & 7)) - 1)).bit_count()
        wanted.append(_ordinals(lists[n], docs, elements[n]) + passed)
        passed += lists[n].df + (int(theirs[-1]) >> (end & 7)).bit_count()
        raw.append(theirs)
        shifts.append((begin & ~7) - bits)
        bits += 8 * len(theirs)
    firsts = np.unpackbits(np.concatenate(raw), bitorder="little").view(np.bool_).nonzero()[0]
    index, shift = np.concatenate(wanted), np.array(shifts).repeat(len(docs))
    begins = firsts.take(index)
    begins += shift
    index += 1
    ends = firsts.take(index)
    ends += shift
    return begins, ends


def _sought(segment: Segment, listed: Listed, wanted: Ints) -> tuple[Ints, Ints]:
    """As :func:`spans`, of one term with many tokens, given which of its documents they are."""
    begin, _ = listed.tokens
    raw = _first_bits(segment, listed)
    words = np.zeros(len(raw) // 8 + 2, np.uint64)
    padded = words.view(np.uint8)
    padded[: len(raw)] = raw
    padded[0] &= 0xFF << (begin & 7) & 0xFF
    begins = _set_bits(words, wanted)
    ends = _next_bits(words, begins, wanted)
    begins += begin & ~7
    ends += begin & ~7
    return begins, ends


def positions(segment: Segment) -> Callable[[int, int], list[int]]:
    """What gives the positions of a few tokens in a row, without arrays."""
    places: Any = segment.places
    low = memoryview(places.low)
    planes = [(bit, memoryview(plane)) for bit, plane in enumerate(places.planes, 8)]
    top = (1 << (8 + len(planes))) - 1

    def at(begin: int, end: int) -> list[int]:
        found = []
        for token in range(begin, end):
            position = low[token]
            for bit, plane in planes:
                position |= (plane[token >> 3] >> (token & 7) & 1) << bit
            if position == top:
                position = int(places.at(np.array([token]))[0])
            found.append(position)
        return found

    return at


def run(segment: Segment, begin: int, end: int) -> NDArray[np.int32]:
    """The positions of many tokens in a row."""
    places = segment.places
    found = places.low[begin:end].astype(np.int32)
    for bit, plane in enumerate(places.planes, 8):
        bits = np.unpackbits(plane[begin >> 3 : (end + 7) >> 3], bitorder="little")
        more = bits[begin & 7 : (begin & 7) + end - begin].astype(np.int32)
        more <<= bit
        found |= more
    odd = places.exceptions
    low, high = odd.searchsorted(np.array((begin, end), np.uint64)).tolist()
    if low < high:
        found[odd[low:high].astype(np.int64) - begin] = places.beyond[low:high]
    return found


def _ordinals(listed: Listed, docs: Ints, elements: Ints) -> Ints:
    """Which of the term's documents, counted from 0, some documents are."""
    if len(docs) == listed.df:
        return np.arange(len(docs))
    if listed.form == DENSE:
        held = listed.row > 0
        if len(held) < 1 << 15:
            return held.nonzero()[0].searchsorted(docs)
        words = np.zeros(-(-len(held) // _BITS), np.uint64)
        words.view(np.uint8)[: -(-len(held) // 8)] = np.packbits(held, bitorder="little")
        place, shift = docs >> 6, (docs & 63).astype(np.uint64)
        counts = np.bitwise_count(words)
        before = counts.cumsum(dtype=np.int64).take(place) - counts.take(place)
        lower = words.take(place) & ((np.uint64(1) << shift) - np.uint64(1))
        ranks: Ints = before + np.bitwise_count(lower)
        return ranks
    if listed.df == len(listed.gaps):
        return elements
    leaps = (listed.impacts == 0).nonzero()[0]
    ordinals: Ints = elements - leaps.searchsorted(elements)
    return ordinals


def _set_bits(words: NDArray[np.uint64], wanted: Ints) -> Ints:
    """The places of those bits that have so many set bits before them and are set themselves."""
    counts = np.bitwise_count(words)
    sums = counts.cumsum(dtype=np.int64)
    place = sums.searchsorted(wanted, "right")
    left = wanted - sums.take(place) + counts.take(place)
    bytes_ = words.take(place).view(np.uint8).reshape(-1, 8)
    sums_ = np.bitwise_count(bytes_).cumsum(1, np.int64)
    byte = (sums_ <= left[:, None]).sum(1)
    every = np.arange(len(wanted)) * 8
    # Of that byte, which of its set bits is left to be passed by.
    at = every + byte
    found = bytes_.ravel().take(at)
    left -= sums_.ravel().take(at) - np.bitwise_count(found)
    bits: Ints = place * _BITS + byte * 8 + _SELECTED.take(found.astype(np.int64) * 8 + left)
    return bits


def _next_bits(words: NDArray[np.uint64], places: Ints, wanted: Ints) -> Ints:
    """The places of the set bits that follow those at ``places``, before which stand ``wanted``."""
    place, shift = (places + 1) >> 6, ((places + 1) & 63).astype(np.uint64)
    rest = words.take(place) >> shift
    # Shifted in two steps, as a shift by 64 does nothing.
    rest |= words.take(place + 1) << (np.uint64(63) - shift) << np.uint64(1)
    lowest = rest & (~rest + np.uint64(1))
    found = places + 1 + np.bitwise_count(lowest - np.uint64(1))
    far = (rest == 0).nonzero()[0]
    if len(far):
        found[far] = _set_bits(words, wanted.take(far) + 1)
    return found


def _selected() -> NDArray[np.int64]:
    """For every byte and number (below 8): where the bit is that has so many set bits before it."""
    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
    found = np.zeros((256, 8), np.int64)
    byte, bit = bits.nonzero()
    found[byte, bits.cumsum(1)[byte, bit] - 1] = bit
    return found.ravel()


_SELECTED = _selected()
