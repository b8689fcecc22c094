"""Records as they are kept: deflated JSON, unpacked within bounds (standard library only)."""

from __future__ import annotations

import re
from zlib import decompressobj

MOST_BYTES = 1 << 28
"""A record never unpacks to so much."""
_MOST_MARKS = 1 << 23
"""A record's JSON without its texts is never longer: every mark in it may cost 60 bytes."""
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


def unpacked(data: bytes) -> bytes:
    """The JSON of a record.

    Raises:
        ValueError: it is longer than any record, or has more in it.
        zlib.error: it was not packed here.
    """
    unpack = decompressobj(wbits=-15)
    found = unpack.decompress(data, MOST_BYTES)
    if not unpack.eof or unpack.unused_data:
        raise ValueError("a record is cut short, or too long")
    if not fits(found):
        raise ValueError("a record has too much in it")
    return found


def fits(data: bytes) -> bool:
    """Whether a record's JSON is within the bounds that :func:`unpacked` sets."""
    if len(data) >= MOST_BYTES:
        return False
    return len(data) <= _MOST_MARKS or len(_TEXT.sub(b"", data)) <= _MOST_MARKS
