"""Records of which the order of the words was inferred: their split is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foisearch.disclosure import Disclosure, Kind, SplitConfidence

_SAID = "the order of its lines was told by their places on the page: compare with the page"


def doubted_by_place(record: Disclosure, by_place: Sequence[tuple[int, int]]) -> Disclosure:
    """The record, its split doubted where it stands on lines that were put in order by place.

    Args:
        record: as it was read.
        by_place: first and last lines of such stretches, as :class:`Source` has them.
    """
    place = record.provenance
    on = any(a <= place.last_line and place.first_line <= b for a, b in by_place)
    if not on or record.kind is not Kind.DISCLOSURE or not (record.request and record.response):
        return record
    sure = record.split_confidence is SplitConfidence.HIGH
    return replace(
        record,
        split_confidence=SplitConfidence.LOW if sure else record.split_confidence,
        doubts=tuple(dict.fromkeys(("split", *record.doubts))),
        warnings=(*record.warnings, _SAID),
    )
