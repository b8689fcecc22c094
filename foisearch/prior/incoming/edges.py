"""The edges of a letter, line by line: addresses, date, subject and greeting; the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision
from foisearch.intake import dates
from foisearch.intake.lines import Line
from foisearch.intake.paragraphs import marker_of
from foisearch.intake.parts.questions import is_question
from foisearch.prior.incoming import phrases
from foisearch.prior.incoming.clauses import WORD
from foisearch.text import collapse_space

_FOOT = 40
"""Lines below thanks that are looked at for whether they are a signature."""
_HEAD = 25
"""Lines, from the top, among which a letter's head (addresses, date, subject) may stand."""


@dataclass(slots=True)
class Sorting:
    """What has been taken out so far."""

    left_out: list[str] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)
    hidden_words: int = 0
    subject: str = ""
    dated: PartialDate = UNKNOWN_DATE

    def leave(self, text: str) -> None:
        """Take out what may be shown."""
        if WORD.search(text):
            self.left_out.append(collapse_space(text))

    def hide(self, what: str, texts: Sequence[str]) -> None:
        """Take out what may not be shown."""
        found = [text for text in texts if WORD.search(text)]
        if found:
            lines = f" of {len(found)} lines" if len(found) > 1 else ""
            self.personal.append(f"{what}{lines}")
            self.hidden_words += sum(len(WORD.findall(text)) for text in found)


def without_head(lines: list[Line], sorting: Sorting) -> list[Line]:
    """The lines without date, subject, addresses and greeting; what goes leaves a blank line."""
    greeting = next(
        (i for i, line in enumerate(lines[:_HEAD]) if phrases.SALUTATION.match(line.text.strip())),
        None,
    )
    address = _address(lines[: greeting or 0])
    hidden: list[str] = []
    result: list[Line] = []
    for position, line in enumerate(lines):
        text = line.text.strip()
        if position in address and not _names_subject(text, sorting, set_it=False):
            hidden.append(text)
        elif position < _HEAD and _heading(text, sorting):
            sorting.leave(text)
        else:
            result.append(_greeted(line, text, sorting))
            continue
        result.append(Line(line.number, ""))
    sorting.hide("an address", hidden)
    return result


def _greeted(line: Line, text: str, sorting: Sorting) -> Line:
    """The line without its greeting."""
    if not phrases.SALUTATION.match(text):
        return line
    match = phrases.SALUTATION_ENDS.match(text)
    rest = text[match.end() :] if match else ""
    alone = len(text.split()) <= 10 and not re.search(r"[.;?]\s+\w|\?$", text)
    if alone and not is_question(rest):
        sorting.leave(text)
        return Line(line.number, "")
    if match:
        sorting.leave(match[0])
        return Line(line.number, rest)
    return line


def _address(head: Sequence[Line]) -> frozenset[int]:
    """Positions of the lines of addresses and names above the greeting."""
    texts = [line.text.strip() for line in head]
    short = all(len(text.split()) <= 9 and not text.endswith("?") for text in texts)
    if not short or not any(phrases.ADDRESS_SIGN.search(text) for text in texts):
        return frozenset()
    return frozenset(
        position
        for position, text in enumerate(texts)
        if text and not marker_of(text)[0] and not _date(text).value
    )


def _heading(text: str, sorting: Sorting) -> bool:
    """Whether a line of the head is the date or the subject, which are noted."""
    found = _date(text)
    if found.value:
        sorting.dated = sorting.dated if sorting.dated.value else found
        return True
    return _names_subject(text, sorting, set_it=True)


def _names_subject(text: str, sorting: Sorting, *, set_it: bool) -> bool:
    match = phrases.SUBJECT.match(text)
    if not match or text.endswith("?") or len(text.split()) > 25:
        return False
    if set_it:
        sorting.subject = sorting.subject or match["subject"].strip()
    return True


def _date(text: str) -> PartialDate:
    """The date, to the day, that is all of a line."""
    match = phrases.DATE_LINE.match(text)
    if not match:
        return UNKNOWN_DATE
    found = dates.parse(re.sub(r"^\w+day,?\s+", "", match["date"], flags=re.I).strip(), "text")
    return found if found.precision is Precision.DAY else UNKNOWN_DATE


def without_signature(lines: list[Line], sorting: Sorting) -> list[Line]:
    """The lines without signatures and contact details.

    What asks below a signature is kept, a postscript for example.
    """
    result: list[Line] = []
    hidden: list[str] | None = None
    for position, line in enumerate(lines):
        text = line.text.strip()
        if hidden is None and phrases.CONTACT.match(text) and not marker_of(text)[0]:
            sorting.hide("a line of contact details", [text])
        elif hidden is None:
            rest = _signed(text, lines, position)
            if rest is None:
                result.append(line)
                continue
            hidden = []
            if rest:
                hidden.append(text)
            else:
                sorting.leave(text)
        elif _asks_after_all(text):
            sorting.hide("a signature", hidden)
            hidden = None
            result.append(line)
            continue
        else:
            hidden.append(text)
        result.append(Line(line.number, ""))
    sorting.hide("a signature", hidden or ())
    return result


def _signed(text: str, lines: Sequence[Line], position: int) -> str | None:
    """What stands after the closing words on a line that ends a letter; ``None`` for others."""
    if len(text.split()) > 12 or text.endswith("?"):
        return None
    if match := phrases.SIGN_OFF.match(text):
        return match["rest"].strip(" ,.!–-")
    match = phrases.WEAK_SIGN_OFF.match(text)
    if not match:
        return None
    below = lines[position + 1 : position + 1 + _FOOT]
    after = [line.text.strip() for line in below if not line.blank]
    if not after and not match["rest"].strip(" ,.!"):
        return None
    ends = len(after) <= 8 and all(len(t.split()) <= 8 and not _asks_after_all(t) for t in after)
    return match["rest"].strip(" ,.!") if ends else None


def _asks_after_all(text: str) -> bool:
    """Whether a line below a signature is no part of it: a question, an item, a postscript."""
    if phrases.POSTSCRIPT.match(text):
        return True
    marker, rest = marker_of(text)
    if phrases.CHROME.match(rest) or len(rest.split()) < 4:
        return False
    return rest.endswith("?") or (marker is not None and is_question(rest))
