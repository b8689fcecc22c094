"""A request without its answer: one letter or mail to a body, as requesters keep and publish them.

Seen in: sent mail saved as text, pages of portals on the day of the request.  It greets a body,
asks under an Act by its name, and closes; whatever shows an answer makes it no such letter.
"""

from __future__ import annotations

import re
from dataclasses import replace

from foisearch.containers.contents import Side
from foisearch.intake.draft import Layout, Reading
from foisearch.intake.lines import Document
from foisearch.intake.threads import cues
from foisearch.intake.threads.letters import is_close, is_greeting
from foisearch.intake.threads.pages import read_page
from foisearch.intake.threads.pages.marks import OPENING, SIR, TEAM

_ACT = re.compile(
    r"\bfreedom of information\b|\benvironmental information regulations\b|\bFOI(?:A|SA)?\b", re.I
)
_ANSWERED = re.compile(
    r"\byour (?:\w+ ){0,3}(?:request|enquiry) (?:of|dated|was|has|is|for)\b|"
    r"\bthank you for your (?:\w+ ){0,3}(?:request|enquiry|e-?mail|letter)\b|"
    r"\bI note you seek\b|\bwe (?:can confirm|do not hold|hold)\b|\bour ref(?:erence)?\b\s*[.:]|"
    r"\byou(?: have)? (?:requested|asked for)\b|\bcompleted (?:its|our) search\b",
    re.I,
)
_OF_A_BODY = re.compile(r"^\W*(?:our|my) ref(?:erence)?\b\s*[.:]", re.I)
"""A line that only the head of a body's letter has."""
_MOST = 300
"""Lines with words of the longest letter that is read as one."""


def score(document: Document) -> float:
    """Sure where a body is greeted, an Act is named in the asking, and nothing answers."""
    said = [text for line in document.lines if (text := line.text.strip())]
    greeted = [n for n, text in enumerate(said) if is_greeting(text)]
    if len(greeted) != 1 or greeted[0] >= OPENING or len(said) > _MOST:
        return 0.0
    first = said[greeted[0]]
    letter = " ".join(said[greeted[0] + 1 :])
    if any(map(_OF_A_BODY.match, said[: greeted[0]])):
        return 0.0
    if not (TEAM.search(first) or SIR.search(first)) or _ANSWERED.search(letter):
        return 0.0
    if not (_ACT.search(letter) and cues.ASKS.search(letter)):
        return 0.0
    return 0.8 if any(map(is_close, said[greeted[0] :])) else 0.65


def read(document: Document) -> Reading:
    """The letter as a thread of one; doubted where it breaks off before it closes."""
    thread = read_page(document)
    closed = any(is_close(line.text.strip()) for line in document.lines)
    turns = [replace(turn, side=Side.REQUESTER, sure=turn.sure and closed) for turn in thread.turns]
    return Reading((), thread=replace(thread, turns=tuple(turns), reader="request-letter"))


LAYOUT = Layout("request-letter", 2, score, read, holds_letters=True)
