"""Personal data in texts: found, and kept out.

A requester's name, address and telephone number are nobody's business but the authority's.  They
are marked where they stood, so that a reader sees that something was there, and counted.

Two rules, for two kinds of place.  Where letters keep such data (address blocks, greetings,
closings, form fields, headers of mails) whatever may be a requester's goes.  In the substance,
what was asked and what was answered, nothing goes on a guess: a name that is asked about stays.
Whoever answers for a body stays everywhere.  What is done and what it misses: ``docs/privacy.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from foisearch.privacy import marks
from foisearch.privacy.contact import E_MAIL, PROFILE, is_public, is_shared
from foisearch.privacy.forms import read_forms
from foisearch.privacy.letterhead import read_heads
from foisearch.privacy.names import first_names, is_full_name, known, names_a_body
from foisearch.privacy.page import Page
from foisearch.privacy.running_text import read_running_text
from foisearch.privacy.signature import read_signatures
from foisearch.privacy.voices import Voice

Place = Literal["request", "response", "body"]

VERSION = 1

_FIRST = {
    "request": Voice.REQUESTER,
    "response": Voice.AUTHORITY,
    "body": Voice.UNKNOWN,
}
_SHORT = 40
"""Characters of the longest line that may be a first name alone."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Lines without personal data: as many as were given, each in its place.

    ``found`` says what was taken out: kinds (``name``, ``address``, ``e-mail``, ``telephone``,
    ``signature``) with their counts.  ``names`` are names that were found, to be looked for in the
    other texts of the same record; they are never kept.
    """

    lines: tuple[str, ...]
    found: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()


def keep_out(lines: Sequence[str], place: Place, names: Sequence[str] = ()) -> Masked:
    """The lines with the personal data of the requester masked.

    Args:
        lines: a request, a response or an unsplit text, line by line.
        place: which of them it is; names of the officials who answer stay.
        names: names of the requester that are known from elsewhere (the header of a mail).
    """
    page = Page(lines, _FIRST[place])
    read_signatures(page)  # before the greetings, which may be to an official who signed
    read_heads(page)
    read_forms(page)
    read_running_text(page)
    found = [name for name in page.names if _is_worth_looking_for(name) and not page.stays(name)]
    _everywhere(page, [*names, *found])
    return Masked(tuple(page.lines), tuple(sorted(page.found.items())), tuple(found))


def without_names(text: str, names: Sequence[str]) -> str:
    """A short text (a topic, a file's name) with these names masked."""
    pattern = known(names, text)
    return pattern.sub(marks.MARKS[marks.NAME], text) if pattern else text


def is_personal_link(link: str) -> bool:
    """Whether an address that stood behind words is somebody's own mailbox or page."""
    if PROFILE.match(link):
        return True
    address = E_MAIL.search(link) if link.lower().startswith("mailto:") else None
    return address is not None and not (is_public(address) or is_shared(address))


def _is_worth_looking_for(name: str) -> bool:
    return is_full_name(name) and not names_a_body(name)


def _everywhere(page: Page, names: Sequence[str]) -> None:
    """Take these names out wherever they stand."""
    pattern = known(names, "\n".join(page.lines)) if names else None
    if pattern is None:
        return
    short = first_names(names)
    for at in range(len(page.lines)):
        page.cut_all(at, pattern, marks.NAME)
        if len(text := page.text(at)) <= _SHORT and text.strip(" ,.-–").lower() in short:
            page.cut_line(at, marks.NAME)
