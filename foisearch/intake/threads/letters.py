"""A letter without what belongs to every letter: greeting, close, signature, disclaimer.

Only what stands at the edges goes, and only where its form leaves no doubt; the whole letter stays
among the messages of the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.courtesies import CLOSINGS, GREETINGS, TO_NOBODY
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import marker_of

_GREETING = re.compile(
    r"^\W*(?:dear\b (?:(?:mr|mrs|ms|dr|prof)\.)?[^.?!:]{0,80}|"
    rf"(?!dear)(?:{GREETINGS})\b[^.?!:]{{0,60}}|{TO_NOBODY})[,.:;]?\s*$",
    re.I,
)
_CLOSE = re.compile(
    rf"^\W*(?:{CLOSINGS}|regards|many thanks|sincerely)\b[^.?!:]{{0,60}}$",
    re.I,
)
_DISCLAIMER = re.compile(
    r"\b(?:this (?:e-?mail|message|communication|transmission)\b.{0,120}\b(?:confidential|intended|"
    r"privileged|addressee|recipient|protectively marked)|(?:if you (?:are not|have "
    r"received) (?:the "
    r"intended|this (?:e-?mail|message))\b.{0,80}\b(?:recipient|error))|consider the environment|"
    r"disclaimer: this message and any reply|please use this email address for all replies|"
    r"scanned (?:for|by)\b.{0,60}\bvirus|think before you print|save paper)",
    re.I,
)
_WORD = re.compile(r"\w+")
_SIGNATURE_LINES = 14
_LONGEST_SIGNED = 12


def substance(lines: Sequence[Line], writer: str = "") -> list[Line]:
    """What a letter says, its edges taken off; all of it where nothing would be left.

    ``writer`` is the name of whoever wrote it, where it is known: a last line that says no more
    goes.
    """
    kept = _without_disclaimer(trim(lines))
    kept = _without_close(kept)
    names = set(_WORD.findall(writer.lower()))
    if kept and names and set(_WORD.findall(kept[-1].text.lower())) <= names:
        kept = trim(kept[:-1])
    kept = _without_greeting(kept)
    return kept if any(not line.blank for line in kept) else trim(lines)


def _without_greeting(lines: Sequence[Line]) -> list[Line]:
    """The lines after "Dear …" where that is the first thing said."""
    kept = trim(lines)
    return trim(kept[1:]) if kept and _GREETING.match(kept[0].text.strip()) else kept


def _without_close(lines: Sequence[Line]) -> list[Line]:
    """The lines up to "Yours sincerely" where only a signature follows."""
    for position in range(len(lines) - 1, -1, -1):
        if not _CLOSE.match(lines[position].text.strip()):
            continue
        below = [line.text.strip() for line in lines[position + 1 :] if not line.blank]
        if len(below) <= _SIGNATURE_LINES and not any(map(_speaks, below)):
            return trim(lines[:position])
    return list(lines)


def _speaks(text: str) -> bool:
    """Whether a line below the close is no part of a signature: a question, an item, a sentence."""
    words = len(text.split())
    marker, _ = marker_of(text)
    return (
        (text.endswith("?") and words > 3)
        or (marker is not None and words > 4)
        or (words > _LONGEST_SIGNED)
    )


def _without_disclaimer(lines: Sequence[Line]) -> list[Line]:
    """The lines above the first paragraph of a disclaimer that ends the letter."""
    start = 0
    for position, line in enumerate(lines):
        if line.blank:
            start = position + 1
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        said = f"{line.text} {following}"
        if _DISCLAIMER.search(said[:1000]) and position * 2 >= len(lines):
            return trim(lines[:start])
    return list(lines)


def is_greeting(text: str) -> bool:
    """Whether a line is all greeting: "Dear …,"."""
    return bool(_GREETING.match(text))


def is_close(text: str) -> bool:
    """Whether a line closes a letter: "Yours faithfully,"."""
    return bool(_CLOSE.match(text))
