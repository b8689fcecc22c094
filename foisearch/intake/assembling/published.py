"""When a document was published, by what says so; never by the date of a file or a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import PurePath

from foisearch.containers.source import Source
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake import dates

_MOST_REFS = 20


def published(
    source: Source, heading: str, given: PartialDate, refs: Sequence[str] = ()
) -> tuple[PartialDate, str]:
    """The date of publication, and a disagreement about it (empty where there is none).

    By what the person gave; else by the file's name, what the container states, the document's
    heading, and the month of the folder that its address names.  The finest of those that agree
    counts; where they do not, the first, and that is said.  The figures of ``refs`` are no dates.
    """
    if given.value:
        return given, ""
    stem = PurePath(source.name.rpartition("!")[2]).stem
    for ref in refs[:_MOST_REFS]:
        stem = _written(ref).sub(" ", stem)
    found = [
        ("the file's name", dates.in_file_name(stem)),
        ("its container", source.dated),
        ("its heading", dates.in_heading(heading)),
        ("its address", dates.in_address(source.url)),
    ]
    known = [(where, when) for where, when in found if when.value]
    if not known:
        return UNKNOWN_DATE, ""
    for (where, first), (other, second) in combinations(known, 2):
        if not agree(first, second):
            return known[0][1], (
                f"published {first} by {where} but {second} by {other}: "
                f"{known[0][0]} was followed; give --published to settle it"
            )
    return max((when for _, when in known), key=lambda d: len(str(d))), ""


def _written(ref: str) -> re.Pattern[str]:
    """A reference as file names write it: with any sign where it has one."""
    pieces = (re.escape(piece) for piece in re.findall(r"[A-Za-z]+|\d+", ref))
    return re.compile(r"[-_./ ]{0,3}".join(pieces) or r"(?!)", re.I)


def agree(first: PartialDate, second: PartialDate) -> bool:
    """Whether two dates say the same, as far as the coarser one goes."""
    length = min(len(str(first)), len(str(second)))
    return str(first)[:length] == str(second)[:length]
