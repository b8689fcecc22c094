"""A request's page on WhatDoTheyKnow, or another site of Alaveteli, as plain text.

So it comes out of a saved page or out of a crawler, which may have dropped who wrote and when.
Borders between letters are then the sender's line, "Link to this", and a greeting after a close.
Seen in: the title, "X made this Freedom of Information request to Y", a sentence of status, then
the letters; older pages write "From: X" and a date above each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.lines import Document, trim
from foisearch.intake.threads.letters import is_close, is_greeting
from foisearch.intake.threads.pages.head import read_head
from foisearch.intake.threads.pages.letters import LetterReader, PageLetter
from foisearch.intake.threads.pages.marks import (
    ANNOTATED,
    BORDER,
    FOLDED,
    HEAD,
    MADE,
    OPENING,
    PATH,
    REPLY,
    SIR,
    TEAM,
    TITLED,
)
from foisearch.intake.threads.references import canonical, slug_of
from foisearch.intake.threads.states import state_in
from foisearch.intake.threads.turns import Thread, Turn

_NAMES_ACT = re.compile(r"\bunder the (?:terms of the )?(?:freedom of information|FOI)\b", re.I)


def certainty(document: Document) -> float:
    """How surely a document is such a page, from 0.0 to 1.0."""
    said = [text for line in document.lines if (text := line.text.strip())]
    top = said[:HEAD]
    if not any(is_greeting(text) for text in said):
        return 0.0
    marks = 0.5 * bool(PATH.search(document.url))
    marks += 0.9 * any(map(MADE.match, top))
    marks += 0.5 * bool(TITLED.match(document.title) or any(map(TITLED.match, top)))
    marks += 0.5 * (stated := any(map(state_in, top[:6])))
    marks += 0.4 * (stated and _greets_a_body(said))
    borders = (BORDER, FOLDED, ANNOTATED)
    marks += 0.5 * any(pattern.match(text) for text in said for pattern in borders)
    marks += 0.4 * any(" email]" in text and "[FOI #" in text for text in said)
    if answered := _letters_answer(said):
        return 0.99 if marks >= 0.3 else answered
    return min(marks, 1.0) if marks >= 0.5 else 0.0


def _greets_a_body(said: Sequence[str]) -> bool:
    """Whether the first greeting is near the top, and to a body."""
    greeted = next(text for text in said if is_greeting(text))
    return greeted in said[:OPENING] and bool(TEAM.search(greeted))


def _letters_answer(said: Sequence[str]) -> float:
    """How surely a letter greets a body near the top and closes, and another follows it."""
    greeted = [n for n, text in enumerate(said) if is_greeting(text)]
    closed = next((n for n in range(greeted[0], len(said)) if is_close(said[n])), len(said))
    replied = any(REPLY.match(text) for text in said[closed : closed + 4])
    if greeted[0] >= OPENING or not (replied or greeted[-1] > closed):
        return 0.0
    first = said[greeted[0]]
    asked = " ".join(said[greeted[0] : closed])
    return 0.92 if TEAM.search(first) or SIR.search(first) or _NAMES_ACT.search(asked) else 0.4


def read_page(document: Document) -> Thread:
    """The page's letters as turns, each line at its place."""
    head = read_head(document)
    reader = LetterReader(head)
    for position in range(head.end, len(document.lines)):
        if not reader.take(document.lines, position):
            break
    return Thread(
        name=document.name,
        turns=tuple(
            _turn(letter) for letter in reader.letters if letter.begun or letter.attachments
        ),
        title=head.title,
        ref=slug_of(document.url),
        authority=head.body,
        url=canonical(document.url) if document.url else "",
        state=head.state,
        requester=head.requester,
        reader="request-page",
    )


def _turn(letter: PageLetter) -> Turn:
    return Turn(
        lines=tuple(trim(letter.lines)),
        side=letter.side,
        sure=letter.sure,
        sent=letter.sent,
        sender=letter.sender,
        state=letter.state,
        attachments=tuple(dict.fromkeys(letter.attachments)),
    )
