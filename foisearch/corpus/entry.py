"""What the manifest says of one source document."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What the manifest says of one source document.

    ``file`` identifies the source: its path relative to the corpus where it lies inside, else
    absolute.  ``sha256`` is of the document, ``records_sha256`` of the records read from it.
    ``published`` and ``authority`` are what the person said of it, and stay in force until told
    otherwise, as do ``columns`` (``Question=request``, one a line), ``ocr`` and ``keep_personal``.
    ``readers`` names the versions of all that read it, so that a better reader makes the document
    count as changed.  ``size`` is that of the document in bytes; ``uncertain`` counts the records
    that the reader doubts, ``withheld`` the personal data kept out of them.
    """

    file: str
    sha256: str
    reader: str
    readers: str = ""
    published: str = ""
    authority: str = ""
    records: str = ""
    records_sha256: str = ""
    disclosures: int = 0
    publications: int = 0
    size: int = 0
    uncertain: int = 0
    withheld: int = 0
    columns: str = ""
    ocr: bool = False
    keep_personal: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that the last import could not read, or not wholly: then ``partly`` is set.

    ``error`` says why.  Records of an earlier reading stay in the corpus.
    """

    file: str
    error: str
    partly: bool = False


def entry_of(data: dict[str, Any]) -> SourceEntry:
    """A manifest's entry, checked: nothing outside the corpus may be named as a record file."""
    entry = SourceEntry(**data)
    for field in fields(entry):
        if type(getattr(entry, field.name)).__name__ != field.type:
            raise TypeError(f"{field.name} is not {field.type}")
    if not entry.records.startswith("records/") or ".." in entry.records:
        raise ValueError(f"{entry.records} lies outside the corpus")
    return entry
