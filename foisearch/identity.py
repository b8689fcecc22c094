"""One id for each record of a corpus, whatever its sources say of one another.

The first source to hold an id keeps it.  A later record with the same id is left out when it says
the same, and gets ``id@source`` when it differs: both are kept, and the disagreement is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from foisearch.text import slugify


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records of one authority and reference that say different things; both are kept."""

    id: str
    first: str
    second: str
    second_id: str


@dataclass(frozen=True, slots=True)
class Said:
    """What decides over the id of a record: the id that it has in its source, and what it says.

    ``content`` is a digest of its texts, wherever they were read.
    """

    id: str
    content: bytes


class Resolver:
    """Gives each record an id that no other record of the corpus has."""

    def __init__(self) -> None:
        self._said: dict[str, bytes | set[bytes]] = {}
        self._owner: dict[str, int] = {}
        self._files: list[str] = []
        self.conflicts: list[Conflict] = []

    def renamed(self, file: str, records: Iterable[Said]) -> dict[int, str | None]:
        """The records of the source ``file`` that do not keep their ids.

        Returns:
            By their place in the source: the new id, or ``None`` for a record that says the same
            as an earlier one and is left out.
        """
        self._files.append(file)
        found: dict[int, str | None] = {}
        for place, record in enumerate(records):
            if self._is_new(record):
                continue
            if self._repeats(record):
                found[place] = None
                continue
            new_id = self._free_id(record.id, file)
            self._owner[new_id] = len(self._files) - 1
            first = self._files[self._owner[record.id]]
            self.conflicts.append(Conflict(record.id, first, file, new_id))
            found[place] = new_id
        return found

    def _is_new(self, record: Said) -> bool:
        """Whether nobody holds the id yet; the record then does."""
        if record.id in self._owner:
            return False
        self._owner[record.id] = len(self._files) - 1
        # Nearly every id is said once: a set for each would take most of the memory.
        self._said.setdefault(record.id, record.content)
        return True

    def _repeats(self, record: Said) -> bool:
        """Whether a record with this id said the same before; from now on one did."""
        said = self._said.get(record.id, set())
        if isinstance(said, bytes):
            said = {said}
        repeats = record.content in said
        self._said[record.id] = said | {record.content}
        return repeats

    def _free_id(self, taken: str, file: str) -> str:
        base = candidate = f"{taken}@{slugify(Path(file).stem) or 'source'}"
        count = 1
        while candidate in self._owner:
            count += 1
            candidate = f"{base}~{count}"
        return candidate


def said(record: dict[str, Any]) -> Said:
    """What decides over the id of a record, from its JSON object.

    Raises:
        KeyError, TypeError: the object is not a record of ours.
    """
    parts = [(part["question"], part["answer"]) for part in record["parts"]]
    texts = (record["topic"], record["request"], record["response"], record["body"], parts)
    return Said(record["id"], blake2b(repr(texts).encode(), digest_size=16).digest())
