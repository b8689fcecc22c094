"""Where the fixtures lie, and short ways to read a text as the intake room does."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foisearch import record
from foisearch.authorities import Authorities
from foisearch.containers.kinds import kind_of
from foisearch.containers.source import Source, decode
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure
from foisearch.intake.lines import Document, Line, numbered
from foisearch.intake.paragraphs import Paragraph, paragraphs
from foisearch.intake.prepare import prepare
from foisearch.intake.read import DocumentRead, read_document
from foisearch.intake.report import ImportOptions, Trouble
from foisearch.intake.rows import open_rows
from foisearch.intake.wrapping import wrap_width

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "sources"
TABLE = ROOT / "corpus" / "authorities.csv"
SHARED = Path(os.environ.get("FOISEARCH_SHARED", ROOT.parent / "shared"))
SEEDS = SHARED / "seeds"


@cache
def bodies() -> Authorities:
    """The shipped bodies and the fictional ones of the sample corpus."""
    return Authorities.standard(TABLE)


def source(text: str, name: str = "note.txt") -> Source:
    """A source as it comes out of decoding."""
    return decode(name, text.encode("utf-8"))


def read_text(text: str, name: str = "note.txt", **options: Any) -> DocumentRead:
    """A text read as a document."""
    return read_document(source(text, name), ImportOptions(**options), bodies())


def read_file(path: Path) -> DocumentRead:
    """A file read as a document."""
    return read_document(decode(path.name, path.read_bytes()), ImportOptions(), bodies())


@dataclass(frozen=True)
class RowsRead:
    """What came of rows: their records, what was said of them, and what was lost."""

    disclosures: tuple[Disclosure, ...]
    warnings: tuple[str, ...]
    errors: tuple[str, ...]


def rows_read(events: Iterable[Disclosure | Trouble]) -> RowsRead:
    """Records, warnings and losses apart."""
    found = list(events)
    return RowsRead(
        tuple(event for event in found if isinstance(event, Disclosure)),
        tuple(e.text for e in found if isinstance(e, Trouble) and not e.loss),
        tuple(e.text for e in found if isinstance(e, Trouble) and e.loss),
    )


def read_ready(text: str | bytes, name: str, first_line: int = 1, **options: Any) -> RowsRead:
    """A text read as rows, by the kind that its name says."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    kind = kind_of(name, data)
    said = ImportOptions(**options)
    return rows_read(open_rows(kind, name, io.BytesIO(data), "0" * 64, said, bodies(), first_line))


def document(text: str, name: str = "note.txt") -> Document:
    """A text prepared for the layouts."""
    return prepare(source(text, name))


def lines(text: str) -> list[Line]:
    """A text as lines."""
    return numbered(text)


def paras(text: str, width: int | None = None) -> list[Paragraph]:
    """A text as paragraphs; wrapped at the width that it seems to have."""
    found = numbered(text)
    return paragraphs(found, wrap_width(found) if width is None else width)


def new_corpus(folder: Path) -> Corpus:
    """An empty corpus that knows the fictional bodies."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(TABLE, folder / "authorities.csv")
    return Corpus(folder)


def strings(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every string inside plain values, with the place where it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from strings(inner, f"{place}[{position}]")


def said(disclosure: Disclosure) -> list[tuple[str, str]]:
    """Every string that a record says of the disclosure (not of its file, nor its warnings)."""
    data = record.to_json(disclosure)
    return list(strings({k: v for k, v in data.items() if k not in ("provenance", "warnings")}))


def snapshot(folder: Path) -> dict[str, bytes]:
    """The content of every file of a corpus but its lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
