"""Correspondence as turns: who says what, each word once, whether sent alone or quoted below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foisearch.containers.contents import Correspondence, Letter, Side
from foisearch.containers.mime import without_reply_marks
from foisearch.disclosure import UNKNOWN_DATE, MessageKind, PartialDate
from foisearch.intake.lines import Line, join, numbered, trim
from foisearch.intake.threads.quoting import Stretch, unfold
from foisearch.text import fold

_WORD = re.compile(r"\w+")
_ALIKE = 0.8
_REACH = 5
"""Words of a shingle: so many in the same order are no accident."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said at one time.

    ``sure`` tells whether ``kind`` is beyond doubt.  ``given`` turns were letters of their own,
    the others were quoted in one.  Where the answers stand ``between`` the lines that they answer,
    ``quoted`` has the numbers of the lines that are not this person's own.
    """

    lines: tuple[Line, ...]
    side: Side = Side.UNKNOWN
    kind: MessageKind = MessageKind.OTHER
    sure: bool = True
    sent: PartialDate = UNKNOWN_DATE
    subject: str = ""
    sender: str = ""
    recipients: str = ""
    state: str = ""
    attachments: tuple[str, ...] = ()
    given: bool = True
    between: bool = False
    quoted: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """What it says, line by line."""
        return join(self.lines)


@dataclass(frozen=True, slots=True)
class Thread:
    """The turns of one request, oldest first, and what the source says of the whole.

    See :class:`foisearch.containers.contents.Correspondence` for the fields; ``lines`` are the
    first and the last of the file that it was read from, ``(0, 0)`` for those of its turns.
    """

    name: str
    turns: tuple[Turn, ...]
    title: str = ""
    ref: str = ""
    authority: str = ""
    url: str = ""
    state: str = ""
    requester: str = ""
    reader: str = "correspondence"
    lines: tuple[int, int] = (0, 0)


def opened(thread: Correspondence) -> Thread:
    """The correspondence turn by turn, what it quotes unfolded."""
    turns: list[Turn] = []
    number = 1
    for letter in thread.letters:
        lines = [replace(line, number=number + n) for n, line in enumerate(numbered(letter.text))]
        number += len(lines) + 1
        turns = _with_letter(turns, letter, lines)
    return Thread(
        name=thread.name,
        turns=tuple(_in_order(turns)),
        title=_title(thread, turns),
        ref=thread.ref,
        authority=thread.authority,
        url=thread.url,
        state=thread.state,
        requester=thread.requester,
        lines=(thread.first_line, thread.last_line),
    )


def _title(thread: Correspondence, turns: Sequence[Turn]) -> str:
    """The title that the source gives; of mails the first subject, quoted or not."""
    first = next((turn.subject for turn in turns if turn.subject), "")
    return thread.title if thread.ref or not first else without_reply_marks(first)


def _with_letter(turns: list[Turn], letter: Letter, lines: Sequence[Line]) -> list[Turn]:
    """The turns and those of one more letter, those that it repeats left out."""
    own, *quoted = unfold(lines) or [Stretch(())]
    known = [turn for turn in turns if turn.lines]
    new = [stretch for stretch in quoted if not any(alike(stretch.lines, t.lines) for t in known)]
    if known and new and not _opens(known):
        # What repeats no letter of a thread that has its letters belongs to what is said.
        own, new = Stretch(tuple(trim(lines))), []
    earlier = [
        Turn(
            lines=stretch.lines,
            sent=stretch.sent,
            subject=stretch.subject,
            sender=stretch.sender,
            given=False,
            between=stretch.between,
            quoted=stretch.quoted,
        )
        for stretch in reversed(new)
    ]
    turn = Turn(
        lines=own.lines,
        side=letter.side,
        sent=letter.sent,
        subject=letter.subject,
        sender=letter.sender,
        recipients=letter.recipients,
        state=letter.state,
        attachments=letter.attachments,
        between=own.between,
        quoted=own.quoted,
    )
    says = turn.lines or turn.attachments or (turn.sent.value and turn.side is not Side.UNKNOWN)
    return [*turns, *earlier, *([turn] if says else [])]


def _opens(turns: Sequence[Turn]) -> bool:
    """Whether the first letter is the authority's, so that the request is still to be found."""
    return turns[0].side is Side.AUTHORITY


def _in_order(turns: Sequence[Turn]) -> list[Turn]:
    """The turns by their dates where all have one, else as they stood."""
    if all(turn.sent.value for turn in turns):
        return sorted(turns, key=lambda turn: str(turn.sent))
    return list(turns)


def alike(first: Sequence[Line], second: Sequence[Line]) -> bool:
    """Whether two texts are the same but for what quoting does to lines, one perhaps cut short."""
    one, other = shingles(first), shingles(second)
    smaller = min(len(one), len(other))
    return bool(smaller) and len(one & other) >= _ALIKE * smaller


def shingles(lines: Sequence[Line], reach: int = _REACH) -> frozenset[tuple[str, ...]]:
    """Runs of ``reach`` words, folded; all the words as one run where there are fewer."""
    words = words_in(lines)
    if not words:
        return frozenset()
    return frozenset(tuple(words[i : i + reach]) for i in range(max(len(words) - reach + 1, 1)))


def words_in(lines: Sequence[Line]) -> list[str]:
    """The words of the lines, folded, in order."""
    return _WORD.findall(fold(" ".join(line.text for line in lines)))
