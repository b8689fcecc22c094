"""The letters of a request's page: where each begins, who wrote it, what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foisearch.containers.contents import Side
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake.lines import Line
from foisearch.intake.threads.kinds import ANNOTATION
from foisearch.intake.threads.letters import is_close, is_greeting
from foisearch.intake.threads.pages.head import Head, greeted_in, names_person
from foisearch.intake.threads.pages.marks import (
    ANNOTATED,
    ASKER,
    BORDER,
    COUNT,
    DATE,
    FILE,
    FOLDED,
    FOOTER,
    FROM,
    ICON,
    ICONED,
    PERSON,
    REPLY,
    SIZE,
    TEAM,
    dated_sender,
    day_in,
)
from foisearch.text import fold


@dataclass(slots=True)
class PageLetter:
    """A letter that is being read."""

    side: Side
    sender: str = ""
    sure: bool = True
    sent: PartialDate = UNKNOWN_DATE
    state: str = ""
    lines: list[Line] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def begun(self) -> bool:
        """Whether it says anything yet."""
        return any(not line.blank for line in self.lines)


class LetterReader:
    """Goes through the lines below the head and hands each to the letter that it belongs to."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._requester = head.requester
        self._desks: set[str] = set()
        self.letters = [PageLetter(Side.REQUESTER, head.requester, sent=head.sent)]
        self._ended = False

    def take(self, lines: Sequence[Line], position: int) -> bool:
        """One line, in order; false where the page's foot begins."""
        line = lines[position]
        text = line.text.strip()
        letter = self.letters[-1]
        if not text:
            letter.lines.append(Line(line.number, ""))
            return True
        if FOOTER.match(text) and letter.begun:
            return False
        if BORDER.match(text):
            letter.closed = self._ended = True
        elif FOLDED.match(text):
            letter.closed = True
        elif not self._begins(lines, position, text) and not self._hangs(lines, position, text):
            self._say(line, text)
        return True

    def _say(self, line: Line, text: str) -> None:
        if self._ended:
            self._open(PageLetter(Side.UNKNOWN, sure=False))
        letter = self.letters[-1]
        if not letter.begun and (found := day_in(text)).value:
            letter.sent = found
            return
        if letter.closed and letter.begun:
            self._signed(letter, text)
        letter.lines.append(line)
        letter.closed = letter.closed or is_close(text)

    def _signed(self, letter: PageLetter, text: str) -> None:
        """Learn from the line below a close who wrote the letter."""
        last = next((line.text for line in reversed(letter.lines) if not line.blank), "")
        if not is_close(last):
            return
        if not self._requester and len(self.letters) == 1 and names_person(text):
            self._requester = text
        if letter.side is Side.UNKNOWN and fold(text) == fold(self._requester):
            letter.side, letter.sure = Side.REQUESTER, True

    def _begins(self, lines: Sequence[Line], position: int, text: str) -> bool:
        """Whether a line begins a letter; a greeting is kept as its first line."""
        if match := ANNOTATED.match(text):
            self._open(PageLetter(Side.UNKNOWN, match["who"], state=ANNOTATION))
            self.letters[-1].sent = day_in(match["when"] or "")
            return True
        sender, when = dated_sender(text)
        if self._is_sender(sender, lines, position):
            if self._side_of(sender) is Side.AUTHORITY:
                self._desks.add(fold(sender.partition(",")[0]))
            side = self._side_of(sender)
            if side is Side.UNKNOWN and self._requester:
                side = Side.AUTHORITY
            self._open(PageLetter(side, sender, sent=when))
            return True
        last = self.letters[-1]
        if last.closed and last.side is Side.REQUESTER and REPLY.match(text):
            self._open(PageLetter(Side.AUTHORITY))
            self.letters[-1].lines.append(lines[position])
            return True
        if is_greeting(text) and self._greets_anew(lines, position, text):
            side, sure = self._side_by_greeting(text)
            self._open(PageLetter(side, sure=sure))
            self.letters[-1].lines.append(lines[position])
            return True
        return False

    def _open(self, letter: PageLetter) -> None:
        """Begin a letter; one of which nothing was said yet gives way."""
        last = self.letters[-1]
        if not last.begun and not last.attachments:
            self.letters.pop()
        self.letters.append(letter)
        self._ended = False

    def _is_sender(self, text: str, lines: Sequence[Line], position: int) -> bool:
        """Whether a line names who wrote what follows, and is no signature of what stands above."""
        if not text:
            return False
        explicit = bool(FROM.match(lines[position].text.strip()))
        side = self._side_of(text)
        if not explicit and side is Side.UNKNOWN:
            return False
        letter = self.letters[-1]
        if explicit:
            # A mail's header inside a letter goes on with its other fields.
            after = _next(lines, position)
            return not re.match(r"(?:to|sent|date|subject|cc):", after, re.I)
        if self._ended or not letter.begun:
            return True
        if is_close(_previous(lines, position)):
            return False
        if letter.side not in (side, Side.UNKNOWN) and letter.closed:
            return True
        after = _next(lines, position)
        return letter.closed and (
            is_greeting(after) or bool(COUNT.match(after) or DATE.match(after))
        )

    def _side_of(self, sender: str) -> Side:
        """Whose name a line is: the requester's, the body's, or that of somebody at the body."""
        name, requester, body = fold(sender), fold(self._requester), fold(self._head.body)
        if requester and name == requester:
            return Side.REQUESTER
        if body and (name == body or (name.endswith(f", {body}") and len(name.split()) <= 20)):
            return Side.AUTHORITY
        return Side.UNKNOWN

    def _greets_anew(self, lines: Sequence[Line], position: int, text: str) -> bool:
        """Whether a greeting begins another letter."""
        letter = self.letters[-1]
        if not letter.begun:
            return False
        if letter.closed:
            return True
        side, sure = self._side_by_greeting(text)
        alone = position > 0 and lines[position - 1].blank
        return sure and alone and side is not letter.side

    def _side_by_greeting(self, text: str) -> tuple[Side, bool]:
        """Who writes to whomever a greeting addresses, and whether that is sure."""
        greeted, body = fold(greeted_in(text)), fold(self._head.body)
        names = {name for name in fold(self._requester).split() if len(name) > 2}
        if names & set(greeted.split()) or ASKER.fullmatch(greeted):
            return Side.AUTHORITY, True
        if (body and (body in greeted or greeted in body)) or TEAM.search(greeted):
            return Side.REQUESTER, True
        if greeted in self._desks:
            return Side.REQUESTER, True
        if PERSON.search(greeted) and self.letters[-1].side is Side.REQUESTER:
            return Side.AUTHORITY, True
        return Side.UNKNOWN, False

    def _hangs(self, lines: Sequence[Line], position: int, text: str) -> bool:
        """Whether a line is of the list of what hangs on a letter; names are noted."""
        letter = self.letters[-1]
        if COUNT.match(text) or ICON.match(text):
            return True
        if match := FILE.match(text):
            letter.attachments.append(match["name"])
            return True
        if SIZE.match(text) and letter.attachments:
            return True
        after = _next(lines, position)
        before = _previous(lines, position)
        if SIZE.match(after) and (ICON.match(before) or COUNT.match(before) or "." in text):
            letter.attachments.append(ICONED.sub("", text.lstrip("•*- ")))
            return True
        return False


def _next(lines: Sequence[Line], position: int) -> str:
    return next((ln.text.strip() for ln in lines[position + 1 : position + 12] if not ln.blank), "")


def _previous(lines: Sequence[Line], position: int) -> str:
    before = lines[max(position - 12, 0) : position]
    return next((ln.text.strip() for ln in reversed(before) if not ln.blank), "")
