"""One id for each record of a corpus, whatever its sources say of one another.

The first source to hold an id keeps it.  A later record with the same id is left out when it says
the same, and gets ``id@source`` when it differs: both are kept, and the disagreement is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from foisearch.disclosure import Disclosure
from foisearch.text import slugify


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records of one authority and reference that say different things; both are kept."""

    id: str
    first: str
    second: str
    second_id: str


class Resolver:
    """Gives each record an id that no other record of the corpus has."""

    def __init__(self) -> None:
        self._said: dict[str, set[bytes]] = {}
        self._owner: dict[str, str] = {}
        self.conflicts: list[Conflict] = []

    def resolve(self, file: str, disclosures: Sequence[Disclosure]) -> Iterator[Disclosure]:
        """The records to keep of the source ``file``, renamed where their id is taken."""
        for disclosure in disclosures:
            content = _content(disclosure)
            said = self._said.setdefault(disclosure.id, set())
            if content in said:
                continue
            said.add(content)
            if disclosure.id not in self._owner:
                self._owner[disclosure.id] = file
                yield disclosure
                continue
            new_id = self._free_id(disclosure.id, file)
            self._owner[new_id] = file
            first = self._owner[disclosure.id]
            self.conflicts.append(Conflict(disclosure.id, first, file, new_id))
            yield replace(disclosure, id=new_id)

    def _free_id(self, taken: str, file: str) -> str:
        base = candidate = f"{taken}@{slugify(Path(file).stem) or 'source'}"
        count = 1
        while candidate in self._owner:
            count += 1
            candidate = f"{base}~{count}"
        return candidate


def _content(disclosure: Disclosure) -> bytes:
    """A digest of what a record says, wherever it was read."""
    parts = [(p.question, p.answer) for p in disclosure.parts]
    said = (disclosure.topic, disclosure.request, disclosure.response, disclosure.body, parts)
    return hashlib.sha256(repr(said).encode()).digest()
