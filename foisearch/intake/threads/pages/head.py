"""What stands above the letters of a request's page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake.lines import Document
from foisearch.intake.threads.letters import is_greeting
from foisearch.intake.threads.pages.marks import (
    BORDER,
    FROM,
    MADE,
    NOTICE,
    SITE,
    TEAM,
    TITLED,
    dated_sender,
    day_in,
)
from foisearch.intake.threads.states import state_in

_OPENING = 8
"""Lines from the first letter's sender to its greeting, at most."""
_PROSE = 14
"""Words of a line that is no title, name or notice."""


class Head(NamedTuple):
    """What stands above the letters: title, who asks whom, how it stands, when the first letter was
    sent; ``end`` is where it ends."""

    title: str
    requester: str
    body: str
    state: str
    end: int
    sent: PartialDate


def read_head(document: Document) -> Head:
    """The lines above the first letter, read."""
    lines = document.lines
    texts = [line.text.strip() for line in lines]
    title = requester = body = state = above = ""
    sent = UNKNOWN_DATE
    if match := TITLED.match(document.title):
        title, body = match["title"], match["body"]
    end = next((i for i in range(len(texts)) if _opens(texts, i)), 0)
    for text in filter(None, texts[:end]):
        if match := TITLED.match(text):
            title, body = title or match["title"], body or match["body"]
        elif match := MADE.match(text):
            requester, body = match["who"].strip(), match["body"].strip(" .")
        elif found := state_in(text):
            state = state or found
        elif BORDER.match(text) or NOTICE.search(text):
            continue
        elif (when := dated_sender(text)[1]).value or (when := day_in(text)).value:
            sent = when
            above = dated_sender(text)[0] if text != dated_sender(text)[0] else above
        elif not title and not SITE.match(text):
            title = text
        else:
            above = text
    if not requester and names_person(above):
        requester = above
    if end < len(texts) and FROM.match(texts[end]):
        requester = requester or dated_sender(texts[end])[0]
    opening = [text for text in texts[end : end + _OPENING] if is_greeting(text)]
    greeted = greeted_in(opening[0]) if opening else ""
    if (
        not body
        and TEAM.search(greeted)
        and not re.match(r"(?:foi|freedom|information)\b|\[", greeted, re.I)  # nor a form unfilled
    ):
        body = greeted
    return Head(title or document.title, requester, body, state, end, sent)


def _opens(texts: Sequence[str], position: int) -> bool:
    """Whether the first letter begins here: its sender's line, or its greeting."""
    text = texts[position]
    return bool(FROM.match(text)) or is_greeting(text) or (position > 0 and _is_prose(text))


def _is_prose(text: str) -> bool:
    """Whether a line above any greeting is of a letter already, and no line of the page's own."""
    if len(text.split()) < _PROSE or MADE.match(text) or TITLED.match(text):
        return False
    return not state_in(text) and not NOTICE.search(text)


def names_person(text: str) -> bool:
    """Whether the line right above the first greeting is the name of whoever asks."""
    words = text.split()
    return 1 <= len(words) <= 5 and all(word[:1].isupper() for word in words)


def greeted_in(text: str) -> str:
    """Whom a greeting addresses."""
    return re.sub(r"^\W*(?:dear|annwyl|hello|hi)\s+", "", text, flags=re.I).strip(" ,.:;")
