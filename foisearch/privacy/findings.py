"""What looks like personal data in a record, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Whose(StrEnum):
    """Whose data they are, as far as their place and shape tell."""

    PERSONAL = "personal"
    """A requester's, or another person's."""
    OFFICIAL = "official"
    """Of somebody named as answering for a body."""
    BODY = "body"
    """A shared mailbox, a telephone or an address of a body."""
    PEOPLE = "people"
    """A small number of people, of whom one may be recognised."""


_SAID = re.compile(r"\w")
KINDS = (
    *("name", "e-mail", "telephone", "address", "national-insurance", "nhs-number", "vehicle"),
    *("bank", "date-of-birth", "ip-address", "small-number"),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What looks like personal data: ``text[start:end]`` of the text that was read."""

    kind: str
    whose: Whose
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A sign in a record: the field, the line of that field from 1, and the words about it.

    ``text`` is what was found; ``before`` and ``after`` are what stands beside it on the line.
    """

    id: str
    ref: str
    file: str
    field: str
    line: int
    kind: str
    whose: Whose
    text: str
    before: str
    after: str

    def masked(self) -> Finding:
        """The same without the data: every letter and digit but the first is a dot."""
        text = self.text[:1] + _SAID.sub("•", self.text[1:])
        return replace(self, text=text, before="", after="")
