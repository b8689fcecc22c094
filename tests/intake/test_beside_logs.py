"""What stands above a log's first entry, and what is doubted where a page was put in order."""

from __future__ import annotations

from dataclasses import replace

from intake_helpers import bodies

from foisearch.containers.source import decode
from foisearch.disclosure import Kind, SplitConfidence
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions

ENTRIES = """
FOI reference: 5501/24
Subject: Grit bins
Request
How many grit bins does the council fill each winter?
Response
The council fills 212 grit bins each winter.

FOI reference: 5502/24
Subject: Allotments
Request
How many people wait for an allotment?
Response
There are 84 people on the waiting list.
"""
PROSE = (
    "In the spring the council moved its archive, so answers given in March took longer "
    "than usual. Nobody was charged for a copy.\n"
)


def read(text: str, *by_place: tuple[int, int]) -> DocumentRead:
    source = replace(decode("log.txt", text.encode()), by_place=by_place)
    return read_document(source, ImportOptions(), bodies())


def test_prose_above_the_first_entry_is_a_publication() -> None:
    found = read(f"Replies of March 2024\n\n{PROSE}{ENTRIES}")
    first, second, beside = found.disclosures
    assert [first.ref, second.ref] == ["5501/24", "5502/24"]
    assert beside.kind is Kind.PUBLICATION
    assert "moved its archive" in beside.body
    assert "Replies of March 2024" in beside.body


def test_a_heading_above_the_first_entry_is_said() -> None:
    found = read(f"Replies of March 2024\n{ENTRIES}")
    assert len(found.disclosures) == 2
    assert any("Replies of March 2024" in warning for warning in found.warnings)


def test_topics_above_the_first_entry_are_neither() -> None:
    found = read(f"- Grit bins\n- Allotments\n{ENTRIES}")
    assert len(found.disclosures) == 2
    assert not found.warnings


def test_a_record_on_lines_in_order_of_place_is_doubted() -> None:
    plain = read(ENTRIES).disclosures
    assert [d.split_confidence for d in plain] == [SplitConfidence.HIGH] * 2
    first, second = read(ENTRIES, (9, 30)).disclosures
    assert first.split_confidence is SplitConfidence.HIGH
    assert second.split_confidence is SplitConfidence.LOW
    assert "split" in second.doubts
    assert "split" not in first.doubts
    assert any("places on the page" in warning for warning in second.warnings)
