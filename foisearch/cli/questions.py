"""The questions of a review: one for each thing that is doubted of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from foisearch.errors import FoisearchError
from foisearch.render import write_blocks
from foisearch.render.failures import tell
from foisearch.render.layout import Block, Span, line
from foisearch.render.review import reviewed_blocks, reviewing_blocks, shown_value

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.render.terminal import Terminal
    from foisearch.render.trust import Beside
    from foisearch.services.reviewing import Reviewing

HELP = (
    ("Enter", "it is right"),
    ("a text", "what it should be instead"),
    ("41", "of the split: the response begins at line 41 (or is message 41 of letters)"),
    ("5-12 20-31", "of the split: these lines (or messages) are the request"),
    ("field=text", "another field: topic=Speed cameras"),
    ("a", "accept the record as it is"),
    ("p", "it is no disclosure: a publication"),
    ("l", "show all its lines"),
    ("s", "skip it for now"),
    ("q", "stop here"),
)
_FIELDS = ("ref", "topic", "authority", "published", "received", "responded", "outcome", "kind")


class Then(Enum):
    """What a person wants next."""

    NEXT = "next"
    SAVE = "save"
    SKIP = "skip"
    QUIT = "quit"


@dataclass(slots=True)
class Questions:
    """A review by questions, answered on lines of the input.

    ``who`` says so, the account by default.  The counts are of records.
    """

    reviewing: Reviewing
    terminal: Terminal
    who: str = ""
    corrected: int = 0
    accepted: int = 0
    skipped: int = 0
    said: dict[str, str] = field(default_factory=dict)

    def ask(self, records: Sequence[list[Disclosure]]) -> int:
        """Put records to a person one by one; those that are the same together.

        Returns:
            The exit status.
        """
        self._show([line(Span(f"{len(records):,} to look at. ", "bold"), "? lists what to answer")])
        for number, same in enumerate(records, 1):
            each = self.reviewing.beside(same[0])
            self._show(reviewing_blocks(each, number, len(records)))
            if self._record(each, same, number, len(records)) is Then.QUIT:
                break
        left = len(records) - self.corrected - self.accepted
        counts = (f"{self.corrected:,} corrected", f"{self.accepted:,} accepted", f"{left:,} left")
        self._show([line(Span(", ".join(counts), "bold"))])
        return 0

    def _record(self, each: Beside, same: list[Disclosure], number: int, total: int) -> Then:
        """Ask what is doubted of one record, and write down what was said."""
        self.said = {}
        waiting = list(each.record.doubts) or ["record"]
        while waiting:
            then = self._doubt(each, waiting[0], number, total)
            if then is Then.SKIP:
                self.skipped += 1
            if then in (Then.QUIT, Then.SKIP):
                return then
            waiting = [] if then is Then.SAVE else waiting[1:]
            if not waiting and not self._saved(same):
                waiting = [*each.record.doubts] or ["record"]
        return Then.NEXT

    def _saved(self, same: list[Disclosure]) -> bool:
        try:
            reviewed = self.reviewing.correct_all(same, self.said, True, self.who)
        except FoisearchError as error:
            tell(error, self.terminal)
            self.said = {}
            return False
        self._show(reviewed_blocks(reviewed))
        self.corrected += bool(self.said)
        self.accepted += not self.said
        return True

    def _doubt(self, each: Beside, doubt: str, number: int, total: int) -> Then:
        """One question, until it is answered."""
        while True:
            answer = self._answer(self._question(each, doubt))
            match answer:
                case None | "q":
                    return Then.QUIT
                case "" | "y":
                    return Then.NEXT
                case "a":
                    return Then.SAVE
                case "s":
                    return Then.SKIP
                case "p":
                    self.said = {"kind": "publication"}
                    return Then.SAVE
                case "l":
                    self._show(reviewing_blocks(each, number, total, whole=True))
                case "?":
                    self._show(_help())
                case _ if self._set(each, doubt, answer):
                    return Then.NEXT

    def _set(self, each: Beside, doubt: str, answer: str) -> bool:
        """Take an answer as a value; whether the question is answered by it."""
        name, equals, value = answer.partition("=")
        name = name.strip().lower()
        if equals and name in (*_FIELDS, "split", "request"):
            self.said[name] = value.strip()
            self._show([line(Span("noted: ", "note"), f"{name} is {value.strip() or 'nothing'}")])
            return name == doubt or (name == "request" and doubt == "split")
        if doubt == "split":
            return self._set_split(each, answer)
        if doubt in _FIELDS:
            self.said[doubt] = answer
            return True
        self._show([line("Enter keeps it; ", Span("?", "bold"), " lists what else to answer")])
        return False

    def _set_split(self, each: Beside, answer: str) -> bool:
        """Take an answer as the line of a split, or as the lines of the request."""
        unit = "line" if each.lines else "message"
        numbers = {ln.number for ln in each.lines} or {*range(1, len(each.record.messages) + 1)}
        if not numbers:
            said = "it has no lines here: Enter keeps it, p makes it a publication, s skips it"
            self._show([line(said)])
            return False
        given = [int(number) for number in re.findall(r"\d{1,9}", answer)]
        if not re.fullmatch(r"[\d\s,;–-]+", answer) or not given:
            self._show([line(f"a {unit}, as 41; or the {unit}s of the request, as 5-12 20-31")])
            return False
        if wrong := [number for number in given if number not in numbers]:
            some = f"{min(numbers):,} to {max(numbers):,}"
            said = f"{unit} {wrong[0]:,} is not in this record: {some}"
            self._show([line(said)])
            return False
        self.said["split" if answer.isdigit() else "request"] = answer
        return True

    def _question(self, each: Beside, doubt: str) -> str:
        d = each.record
        if doubt == "split":
            if not each.lines and d.messages:
                return (
                    "split: which message answers first, as 3, or which ask, as 1-2? "
                    "Enter keeps them as they are marked"
                )
            if not each.lines:
                return "split: are these the request and the response? Enter keeps them"
            begins = next((ln.number for ln in each.lines if ln.use == "response"), 0)
            now = f"line {begins}, where it begins now" if begins else "it unsplit"
            return f"split: at which line does the response begin? Enter keeps {now}"
        if doubt in _FIELDS:
            return f"{doubt}: {shown_value(d, doubt)}. Right? Enter keeps it, or type it"
        if doubt == "parts":
            count = len(d.parts)
            return f"parts: {count} questions with their answers. Enter keeps them"
        return f"{doubt}: Enter keeps it as it is"

    def _answer(self, question: str) -> str | None:
        """What is typed below a question; ``None`` where the input has ended."""
        self._show([line(Span(question, "bold"))])
        self.terminal.write_ended("> ", "")
        self.terminal.flush()
        text = self.terminal.stdin.readline()
        if not self.terminal.in_is_tty:
            self.terminal.write(text.rstrip("\n"))
        return text.strip() if text else None

    def _show(self, blocks: Iterable[Block]) -> None:
        write_blocks(blocks, self.terminal)


def _help() -> list[Block]:
    return [line(Span(f"{key:<11} ", "bold"), what, hang=12) for key, what in HELP]
