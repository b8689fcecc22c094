"""What a record owes to its pages: an order that was inferred, words read by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure, Kind, SplitConfidence

_BY_PLACE = "the order of its lines was told by their places on the page: compare with the page"
_BY_OCR = "read by OCR, wholly or in part: compare names, figures and dates with the page"


def as_placed(record: Disclosure, source: Source, *, split_said: bool = False) -> Disclosure:
    """The record, with what its pages make less certain.

    Its split is doubted where it stands on lines that were put in order by place.

    Args:
        record: as it was read.
        source: what it was read from.
        split_said: a person has said where its response begins.
    """
    if not split_said and _stands_on(record, source.by_place):
        record = _doubted(record)
    if _stands_on(record, source.by_ocr):
        record = replace(record, warnings=(*record.warnings, _BY_OCR))
    return record


def _stands_on(record: Disclosure, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of the record lies between the first and last lines of a stretch."""
    place = record.provenance
    return any(a <= place.last_line and place.first_line <= b for a, b in stretches)


def _doubted(record: Disclosure) -> Disclosure:
    """The record with its split doubted, if it was split."""
    if record.kind is not Kind.DISCLOSURE or not (record.request and record.response):
        return record
    sure = record.split_confidence is SplitConfidence.HIGH
    return replace(
        record,
        split_confidence=SplitConfidence.LOW if sure else record.split_confidence,
        doubts=tuple(dict.fromkeys(("split", *record.doubts))),
        warnings=(*record.warnings, _BY_PLACE),
    )
