"""Letters of the Metropolitan Police Service as portals show them, without the page around them.

Seen in: crawled threads, up to 2022.  "Freedom of Information Request Reference No:" and thirteen
digits; the request, starred or in quotation marks, after "access to the following information:"; an
acknowledgement, which holds no answer, and the answer in letters of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.containers.contents import Side
from foisearch.intake.draft import Layout, Reading
from foisearch.intake.lines import Document, Line, join, trim
from foisearch.intake.threads import cues
from foisearch.intake.threads.kinds import sentences
from foisearch.intake.threads.letters import is_greeting
from foisearch.intake.threads.pages import certainty
from foisearch.intake.threads.turns import Thread, Turn

_REFERENCE = re.compile(
    r"^\W*(?:freedom of information )?request reference no\.?:?\s*(?P<ref>20\d{11})\b", re.I
)
_SEEKS = re.compile(r"access to the following\s+information\s*:", re.I)


def score(document: Document) -> float:
    """Sure of several letters, or of one that only acknowledges, with no page around.

    One that answers is a page like those that the force publishes.
    """
    starts = _starts(document.lines)
    if not starts or certainty(document):
        return 0.0
    if len(starts) == 1 and not _acknowledges(document.lines):
        return 0.0
    text = " ".join(line.text for line in document.lines[:200])
    return 0.95 if _SEEKS.search(text) else 0.0


def read(document: Document) -> Reading:
    """Each letter from its greeting or its reference on; what stands above the first opens it."""
    lines = document.lines
    starts = _starts(lines)
    turns = []
    ref = ""
    for number, start in enumerate(starts):
        begin = start if number else 0
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        letter = trim(lines[begin:end])
        turns.append(Turn(tuple(letter), Side.AUTHORITY))
        ref = ref or next(m["ref"] for ln in letter if (m := _REFERENCE.match(ln.text)))
    thread = Thread(
        document.name, tuple(turns), ref=ref, url=document.url, reader="met-letter-thread"
    )
    return Reading((), thread=thread)


def _acknowledges(lines: Sequence[Line]) -> bool:
    """Whether a letter says that the request came, and decides nothing."""
    said = sentences(join(lines))
    decided = any(cues.DECIDES.search(sentence) for sentence in said)
    return not decided and any(cues.ACKNOWLEDGES.search(sentence) for sentence in said)


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where each letter begins: at its reference, or at the greeting right above."""
    starts = []
    for position, line in enumerate(lines):
        if not _REFERENCE.match(line.text):
            continue
        above = [i for i in range(max(position - 3, 0), position) if not lines[i].blank]
        greeted = above and is_greeting(lines[above[-1]].text)
        starts.append(above[-1] if greeted else position)
    return starts


LAYOUT = Layout("met-letter-thread", 3, score, read, holds_letters=True)
