"""Personal data inside sentences: only where somebody says that they are theirs."""

from __future__ import annotations

import re

from foisearch.privacy import marks
from foisearch.privacy.contact import (
    E_MAIL,
    POSTCODE,
    STREET,
    TELEPHONE,
    is_number_alone,
    is_private,
    is_public,
    is_shared,
)
from foisearch.privacy.names import run_of_name
from foisearch.privacy.page import Page
from foisearch.privacy.voices import Voice

_CALLED = re.compile(r"\b[Mm]y (?:full |legal )?name(?: is|['’]s|:) ")
_I_AM = re.compile(r"\bI(?:['’]m| am|,) (?:called )?")
_THIS_IS = re.compile(r"\b[Tt]his is ")
_THEN = re.compile(
    r"[,.;]|\s+(?:and|from|of|at|with|writing|a|an|the|who|i|[–-])\b|\s[–-]\s|\s*$|\s*\(", re.I
)
_FROM = re.compile(r"\s+(?:from|of|at|here)\b|,")
_OWN = re.compile(r"\b(?:my|me|I|us)\b[^.?!]{0,80}$", re.I)
_REPLY = re.compile(
    r"\b(?:reply|respond|response|e-?mailed|send|sent|write)\b[^.?!]{0,80}\bto:? *$", re.I
)
_LIVES = re.compile(
    r"\b(?:(?:i|we) (?:currently )?(?:live|reside|am resident|am based)|my (?:\w+ ){0,2}address|"
    r"our address|(?:write|reply|post(?:ed)?|send|sent)\b[^.?!]{0,40}\bto (?:me|us)|"
    r"i am (?:\w+ ){1,4}of|contact me|to me at)\b[^.?!]{0,30}$",
    re.I,
)
_NEAR = 120
"""Characters before an address among which it may be said whose it is."""


def read_running_text(page: Page) -> None:
    """Take out names that follow “my name is” and the like, and addresses said to be one's own."""
    for at, voice in enumerate(page.voices):
        line = page.lines[at]
        if not line:
            continue
        if "@" in line:
            page.cut_all(at, E_MAIL, marks.E_MAIL, lambda m: _own_mail(m, voice))  # noqa: B023
        if voice is Voice.AUTHORITY:
            continue
        if "name" in line:
            _named(page, at, _CALLED, 1)
        if "I" in line:
            _named(page, at, _I_AM, 2)
        _introduced(page, at)
        if any(character.isdigit() for character in line):
            page.cut_all(at, TELEPHONE, marks.TELEPHONE, lambda m: _own_number(m, voice))  # noqa: B023
            _address(page, at)


def _named(page: Page, at: int, cue: re.Pattern[str], least: int) -> None:
    """Take out the name behind a cue, if it has as many words as the cue asks for."""
    for match in reversed(list(cue.finditer(page.lines[at]))):
        line = page.lines[at]
        end = run_of_name(line, match.end())
        name = line[match.end() : end]
        if len(name.split()) < least or not _THEN.match(line, end):
            continue
        if least > 1 and match[0].endswith(", ") and not line.startswith(",", end):
            continue  # "I, Jo Example, ask …" has a comma on both sides
        page.cut(at, match.end(), end, marks.NAME)


def _introduced(page: Page, at: int) -> None:
    """Take out the name in “This is Jo Example from …”."""
    for match in reversed(list(_THIS_IS.finditer(page.lines[at]))):
        line = page.lines[at]
        end = run_of_name(line, match.end())
        if len(line[match.end() : end].split()) > 1 and _FROM.match(line, end):
            page.cut(at, match.end(), end, marks.NAME)


def _said(match: re.Match[str], cue: re.Pattern[str]) -> bool:
    return bool(cue.search(match.string[max(0, match.start() - _NEAR) : match.start()]))


def _own_mail(match: re.Match[str], voice: Voice) -> bool:
    """Whether an e-mail address is the requester's."""
    if is_private(match):
        return True
    if voice is Voice.AUTHORITY or is_public(match) or is_shared(match):
        return False
    words = len(match.string.split())
    return words <= 3 or _said(match, _OWN) or (voice is Voice.REQUESTER and _said(match, _REPLY))


def _own_number(match: re.Match[str], voice: Voice) -> bool:
    """Whether a telephone number is the requester's."""
    if voice is Voice.REQUESTER and is_number_alone(match.string):
        return True
    return voice is not Voice.UNKNOWN and _said(match, _OWN)


def _address(page: Page, at: int) -> None:
    """Take out a postal address that somebody says to live at, up to its postcode."""
    for match in reversed(list(STREET.finditer(page.lines[at]))):
        if not _said(match, _LIVES):
            continue
        line = page.lines[at]
        code = POSTCODE.search(line, match.end(), match.end() + 80)
        page.cut(at, match.start(), code.end() if code else match.end(), marks.ADDRESS)
