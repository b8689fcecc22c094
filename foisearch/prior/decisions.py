"""What officers decided about pairs of requests: a file that only grows.

One JSON object a line in ``decisions.jsonl`` of the corpus, written with one append under a lock
and synced, so that two officers never tear each other's lines.  Nothing is ever changed in it: who
thinks again decides again, the latest decision counts, and all of them can be shown.

For *same* and *different* the order of the two does not matter.  *Superseded* is directed: the
answer to the **first** no longer holds, because of the **second**.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from foisearch.appending import account_name, append, read_lines
from foisearch.errors import UsageError
from foisearch.prior.values import Decision, Verdict
from foisearch.text import collapse_space, printable, strip_controls, truncate

FORMAT_VERSION = 1
LONGEST_NOTE = 4_000
"""Characters of a note."""


class Decisions:
    """The decisions of one file, as it was when it was read and with what was added since.

    ``problems`` names the lines that are no decisions; they are passed over and stay in the file.
    """

    def __init__(self, path: Path, found: list[Decision], problems: tuple[str, ...] = ()) -> None:
        self.path = path
        self.problems = problems
        self._pairs: dict[frozenset[str], list[Decision]] = {}
        self._superseded: dict[str, list[Decision]] = {}
        for decision in found:
            self._keep(decision)

    @staticmethod
    def read(path: Path) -> Decisions:
        """The decisions in ``path``; none where there is no such file.

        Raises:
            CorpusError: it cannot be read.
        """
        lines = read_lines(path)
        found: list[Decision] = []
        problems: list[str] = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found.append(_decision(orjson.loads(line)))
            except (ValueError, KeyError, TypeError):
                torn = " (it was cut off while it was written)" if number == len(lines) else ""
                problems.append(f"{_name(path)}, line {number} is no decision{torn}: passed over")
        return Decisions(path, found, tuple(problems))

    def __iter__(self) -> Iterator[Decision]:
        """All decisions, the latest last."""
        return iter(sorted((d for pair in self._pairs.values() for d in pair), key=_when))

    def __len__(self) -> int:
        return sum(map(len, self._pairs.values()))

    def of(self, first_id: str, second_id: str) -> tuple[Decision, ...]:
        """What was decided about exactly these two, whichever stands first.

        The latest, which counts, comes last.  The ids are those of disclosures, or ``id#part``.
        """
        return tuple(sorted(self._pairs.get(frozenset((first_id, second_id)), ()), key=_when))

    def about(self, first_id: str, second_id: str) -> tuple[Decision, ...]:
        """What was decided about two disclosures or about any of their parts, the latest last."""
        wanted = {first_id, second_id}
        return tuple(
            d
            for d in self
            if {d.first, d.second} <= wanted or {_whole(d.first), _whole(d.second)} == wanted
        )

    def superseding(self, id_: str) -> tuple[Decision, ...]:
        """Those by which the answer of a request, or of a part of it, no longer holds."""
        return tuple(sorted(self._superseded.get(id_, ()), key=_when))

    def latest(self, first_id: str, second_id: str) -> Decision | None:
        """The decision about these two that counts; ``None`` where there is none."""
        return next(reversed(self.of(first_id, second_id)), None)

    def add(self, decision: Decision) -> Decision:
        """Write a decision down; returns it as it was written.

        Without ``who`` it is the account's name.  Control characters are taken out of the note.

        Raises:
            UsageError: the two are one, or an id is missing.
            CorpusError: it cannot be written; then nothing was.
        """
        decision = _cleaned(decision)
        append(self.path, orjson.dumps(_object(decision)))
        self._keep(decision)
        return decision

    def _keep(self, decision: Decision) -> None:
        self._pairs.setdefault(frozenset((decision.first, decision.second)), []).append(decision)
        if decision.verdict is Verdict.SUPERSEDED:
            self._superseded.setdefault(_whole(decision.first), []).append(decision)


def _cleaned(decision: Decision) -> Decision:
    first, second = _plain(decision.first), _plain(decision.second)
    if not first or not second or first == second:
        raise UsageError("a decision is about two requests", "name both")
    at = decision.at if decision.at.tzinfo else decision.at.replace(tzinfo=UTC)
    return replace(
        decision,
        first=first,
        second=second,
        at=at.astimezone(UTC).replace(microsecond=0),
        who=_plain(decision.who) or account_name(),
        note=truncate(_plain(decision.note), LONGEST_NOTE),
    )


def _plain(text: str) -> str:
    """Text on one line that no terminal obeys and that UTF-8 can hold."""
    return collapse_space(strip_controls(text)).encode("utf-8", "replace").decode("utf-8")


def _object(decision: Decision) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "first": decision.first,
        "second": decision.second,
        "verdict": str(decision.verdict),
        "at": decision.at.isoformat(),
        "who": decision.who,
        "note": decision.note,
    }


def _decision(value: Any) -> Decision:
    """A line's object as a decision; KeyError, TypeError or ValueError where it is none."""
    texts = [value[key] for key in ("first", "second", "who")] + [value.get("note", "")]
    if not all(isinstance(text, str) for text in texts) or value["format_version"] != 1:
        raise TypeError("not a decision of this format")
    first, second, who, note = (collapse_space(strip_controls(text)) for text in texts)
    if not first or not second or first == second:
        raise ValueError("not about two")
    at = datetime.fromisoformat(value["at"])
    verdict = Verdict(value["verdict"])
    return Decision(first, second, verdict, at if at.tzinfo else at.replace(tzinfo=UTC), who, note)


def _when(decision: Decision) -> datetime:
    return decision.at


def _whole(name: str) -> str:
    """The id of the disclosure that ``id#part`` is a part of."""
    return name.rpartition("#")[0] or name


def _name(path: Path) -> str:
    return printable(str(path))
