"""Long texts, cut to what the model reads at once.

The model was trained on texts of at most 256 pieces, two of which are ``[CLS]`` and ``[SEP]``.  A
longer text is cut into windows, where it can be behind a sentence; the vector of the whole is the
mean over all pieces of all windows, so that a long window counts for more than a short one and a
text that fits one window has the very vector that the model gives it.  What a text says beyond
:data:`MOST_WINDOWS` windows, some 3,000 words, is not read: a window takes some 0.1 s, so
that bounds what one document can cost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

PIECES = 254
"""Pieces in a window, those at its two ends not counted."""
MOST_WINDOWS = 16
SENTENCE_ENDS = (".", "?", "!", ";")
PADDED = 512
"""Pieces in one run of the model, padding counted: with more, no text is done sooner, and a process
that reads long ones needs 250 MB more."""


def cut(pieces: Sequence[int], ends: Collection[int]) -> list[Sequence[int]]:
    """The windows of a text, in order; at least one.

    Args:
        pieces: the numbers of its pieces.
        ends: the numbers of those that end a sentence.
    """
    found: list[Sequence[int]] = []
    at = 0
    while len(pieces) - at > PIECES and len(found) < MOST_WINDOWS - 1:
        behind = at + PIECES
        for place in range(behind, at + PIECES // 2, -1):
            if pieces[place - 1] in ends:
                behind = place
                break
        found.append(pieces[at:behind])
        at = behind
    found.append(pieces[at : at + PIECES])
    return found


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of windows, put together by length so that little is padded.

    Args:
        lengths: of each window, its two ends counted.

    Yields:
        Places in ``lengths``; number of them times the longest is at most :data:`PADDED`, unless
        it is one alone.
    """
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > PADDED:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
