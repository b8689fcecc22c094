"""Hand-made records and corpora for the tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foisearch import engine
from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import (
    Citation,
    Disclosure,
    Kind,
    Mention,
    PartialDate,
    Precision,
    Provenance,
    Status,
)


def disclosure(ref: str, **values: Any) -> Disclosure:
    """A disclosure of the IOPC, empty but for its reference and ``values``."""
    given: dict[str, Any] = {
        "id": f"iopc/{ref}",
        "kind": Kind.DISCLOSURE,
        "authority": "iopc",
        "authority_name": "Independent Office for Police Conduct",
        "regime": "foia",
        "ref": ref,
        "topic": None,
        "request": "",
        "response": "",
        "provenance": Provenance("log.txt", "0" * 64, 1, 2, "text", 1),
    }
    return Disclosure(**(given | values))


def applied(*keys: str, status: Status = Status.APPLIED) -> tuple[Citation, ...]:
    """Citations of ``foia:40(2)`` and the like."""
    split = (key.partition(":") for key in keys)
    return tuple(Citation(regime, number, status, number, 0, 1) for regime, _, number in split)


def mention(slug: str, name: str) -> Mention:
    """A body named in the request."""
    return Mention(slug, name, name, "request", 0, len(name))


def on(text: str) -> PartialDate:
    """``2021``, ``2021-10`` or ``2021-10-26`` as a date."""
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(text)]
    return PartialDate(date.fromisoformat((text + "-01-01")[:10]), precision, "record")


def put(folder: Path, sources: Mapping[str, Sequence[Disclosure]]) -> Corpus:
    """A corpus in ``folder`` with these records in the place of what it had from each source."""
    corpus = Corpus(folder)
    with corpus.writing() as writer:
        for file, records in sources.items():
            entry = SourceEntry(file, "0" * 64, "text")
            writer.replace(entry, list(records))
    return corpus


def held(index: Path) -> list[str]:
    """The references of all records of an index, in order of their ids."""
    with engine.open_index(index) as opened:
        return [d.ref for d in opened.all()]
