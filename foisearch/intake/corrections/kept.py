"""What people corrected in records: a file of its own beside the corpus's manifest.

One JSON object a line in ``corrections.jsonl``.  The file only grows: who thinks again corrects
again, and of one record the latest line counts.  It is kept apart from what readers make of the
sources, so that no later reading loses it; ``applying`` applies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from foisearch.appending import account_name, append, read_lines
from foisearch.disclosure import Disclosure, Kind, Outcome
from foisearch.intake import dates
from foisearch.text import collapse_space, printable, strip_controls

FORMAT_VERSION = 1
FILE = "corrections.jsonl"
FIELDS = (
    *("ref", "topic", "authority", "published", "received", "responded"),
    *("outcome", "kind", "split", "request"),
)
"""What can be corrected.  ``split`` is the line at which the response begins, ``request`` the
lines that are the request (``5-12 20-31``, the others are the response); one of the two.  Of a
correspondence they are the numbers of its messages: the one that answers first, those that ask."""

_LINE = re.compile(r"[0-9]{1,9}")
_STRETCH = re.compile(r"[0-9]{1,9}(?:-[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of one record.

    The record is the one that its reader calls ``id`` in ``file`` (as :class:`Provenance` names
    it) and that begins at ``first_line``; ``now`` is its id since.  ``fields`` are the names of
    :data:`FIELDS` with what they should be, ``said`` with what the reader said, both as text,
    empty for nothing.  ``accepted`` takes away what was doubted, as long as the record says what
    ``content`` digests.  ``anchors`` digests the lines that ``split`` and ``request`` name, so
    that they are found where lines have moved.  ``made`` is a day, as ISO 8601 has it; ``reader``
    and ``sha256`` (of the source) are those of the reading that was corrected.
    """

    file: str
    id: str
    now: str
    first_line: int
    made: str
    who: str
    reader: str
    sha256: str
    fields: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    accepted: bool = False
    content: str = ""
    anchors: tuple[tuple[int, str], ...] = ()

    def get(self, name: str) -> str | None:
        """What the field should be; ``None`` where it was not corrected."""
        return dict(self.fields).get(name)

    @property
    def empty(self) -> bool:
        """Whether it says nothing: an earlier one was taken back."""
        return not self.fields and not self.accepted

    def is_about(self, id_: str) -> bool:
        """Whether a record of its file that is called so, by whatever body, is the one."""
        return _ref(id_) in {_ref(self.id), _ref(self.now)}

    def to_json(self) -> dict[str, Any]:
        """The correction as plain values, in the order in which people look for them."""
        return {
            "format_version": FORMAT_VERSION,
            "id": self.id,
            "now": self.now,
            "set": dict(self.fields),
            "accepted": self.accepted,
            "made": self.made,
            "who": self.who,
            "said": dict(self.said),
            "file": self.file,
            "first_line": self.first_line,
            "reader": self.reader,
            "sha256": self.sha256,
            "content": self.content,
            "anchors": {str(number): digest for number, digest in self.anchors},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Correction:
        """The correction that :meth:`to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: it is none.
        """
        if data["format_version"] != FORMAT_VERSION:
            raise ValueError("not a correction of this format")
        names = ("file", "id", "now", "made", "who", "reader", "sha256", "content")
        texts = {name: _text(data[name]) for name in names}
        date.fromisoformat(texts["made"])
        fields = _pairs(data["set"])
        if not all(_takes(name, value) for name, value in fields):
            raise ValueError("no such field, or not a value of it")
        return cls(
            **texts,
            first_line=int(data["first_line"]),
            fields=fields,
            said=_pairs(data["said"]),
            accepted=data["accepted"] is True,
            anchors=tuple((int(n), _text(digest)) for n, digest in data["anchors"].items()),
        )


def _pairs(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(value)) for name, value in data.items())


def _takes(name: str, value: str) -> bool:
    """Whether the field can have this value; somebody may have written it by hand."""
    match name:
        case "outcome" | "kind":
            return value in tuple(Outcome if name == "outcome" else Kind)
        case "split":
            return bool(_LINE.fullmatch(value))
        case "request":
            return bool(value) and all(map(_STRETCH.fullmatch, value.split(" ")))
        case "published" | "received" | "responded":
            return not value or bool(dates.parse(value, "review").value)
        case "ref":
            return bool(value.strip())
    return name in FIELDS


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return strip_controls(value)


def _ref(id_: str) -> str:
    """The id without its body, which a better reader may find to be another."""
    return id_.partition("/")[2] or id_


class Corrections:
    """The corrections of a corpus, the latest of each record.

    ``problems`` names the lines that are no corrections; they are passed over and stay in the file.
    """

    def __init__(
        self, path: Path, found: Iterable[Correction] = (), problems: tuple[str, ...] = ()
    ) -> None:
        self.path = path
        self.problems = problems
        self._found: dict[tuple[str, str, int], Correction] = {}
        for correction in found:
            self._keep(correction)

    @staticmethod
    def read(folder: Path) -> Corrections:
        """The corrections of the corpus in ``folder``; none where there are none.

        Raises:
            CorpusError: they cannot be read.
        """
        path = folder / FILE
        found: list[Correction] = []
        problems: list[str] = []
        for number, line in enumerate(read_lines(path), 1):
            if not line.strip():
                continue
            try:
                found.append(Correction.from_json(orjson.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError):
                name = printable(str(path))
                problems.append(f"{name}, line {number} is no correction: passed over")
        return Corrections(path, found, tuple(problems))

    def __iter__(self) -> Iterator[Correction]:
        """Those that say something, in the order in which their records were first corrected."""
        return (c for c in self._found.values() if not c.empty)

    def of_file(self, file: str) -> tuple[Correction, ...]:
        """Those of a source, and of the files inside it."""
        return tuple(c for c in self if c.file == file or c.file.startswith(f"{file}!"))

    def of_record(self, disclosure: Disclosure) -> Correction | None:
        """The correction of a record as it stands in the corpus, or as a reader just made it."""
        place = disclosure.provenance
        about = [c for c in self if c.file == place.file and c.is_about(disclosure.id)]
        return min(about, key=lambda c: abs(c.first_line - place.first_line), default=None)

    def digest(self, file: str) -> str:
        """Changes exactly when what was corrected in a source does; empty where nothing was."""
        found = [orjson.dumps(c.to_json(), option=orjson.OPT_SORT_KEYS) for c in self.of_file(file)]
        return blake2b(b"\n".join(sorted(found)), digest_size=4).hexdigest() if found else ""

    def add(self, correction: Correction) -> Correction:
        """Write a correction down, in the place of an earlier one; returns it as written.

        Without ``who`` and ``made`` they are the account and today.

        Raises:
            CorpusError: it cannot be written; then nothing was.
        """
        who = collapse_space(strip_controls(correction.who)) or account_name()
        made = correction.made or date.today().isoformat()
        correction = replace(correction, who=who, made=made)
        append(self.path, orjson.dumps(correction.to_json()))
        self._keep(correction)
        return correction

    def _keep(self, correction: Correction) -> None:
        self._found[(correction.file, correction.id, correction.first_line)] = correction
