"""The same text gives the same record, whatever it was saved as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import formats
import pytest
from intake_helpers import SAMPLES, bodies, document

from foisearch import containers, record
from foisearch.containers.source import Source, decode
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions
from foisearch.intake.wrapping import wrap_width

FILES = sorted(
    path
    for folder in ("letters", "logs", "publications")
    for path in (SAMPLES / folder).glob("*.txt")
    if not wrap_width(document(path.read_text("utf-8")).lines)
)
"""Those whose lines end where paragraphs do: to other formats a line end is one."""


def records(source: Source) -> list[dict[str, Any]]:
    """What is read of a document, without its place in its file."""
    read = read_document(source, ImportOptions(), bodies())
    found = [record.to_json(disclosure) for disclosure in read.disclosures]
    for data in found:
        for key in ("provenance", "warnings"):
            data.pop(key)
    return found


@pytest.mark.parametrize("kind", formats.WRITERS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_text_one_record(path: Path, kind: str) -> None:
    plain = decode(path.name, path.read_bytes())
    data = formats.WRITERS[kind](formats.blocks_of(plain.text))
    (piece,) = containers.read(f"{path.stem}.{kind}", data).pieces
    assert isinstance(piece, Source)
    source = Source(path.name, plain.sha256, piece.text, "", flowing=piece.flowing)
    assert records(source) == records(plain)
