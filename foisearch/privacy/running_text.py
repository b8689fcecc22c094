"""Personal data inside sentences: only where somebody says that they are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foisearch.privacy import marks
from foisearch.privacy.contact import (
    E_MAIL,
    POSTCODE,
    PROFILE,
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

_CUES = re.compile(
    r"\b(?:(?P<called>[Mm]y (?:full |legal )?name(?: is|['’]s|:) )|(?P<comma>I, )|"
    r"(?P<am>I(?:['’]m| am) (?:called )?)|(?P<this>[Tt]his is ))"
)
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
_ALONE = 160
"""Characters of the longest line that may be an address and hardly anything else."""
_DIGIT = re.compile(r"\d")
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
        if "/user" in line:
            page.cut_all(at, PROFILE, marks.SIGNATURE)
        if voice is Voice.AUTHORITY:
            continue
        page.cut_spans(at, list(_told_names(line)), marks.NAME)
        if _DIGIT.search(line):
            page.cut_all(at, TELEPHONE, marks.TELEPHONE, lambda m: _own_number(m, voice))  # noqa: B023
            _address(page, at)


def _told_names(line: str) -> Iterator[tuple[int, int]]:
    """Names that somebody says are theirs."""
    last = 0
    for match in _CUES.finditer(line):
        begin = match.end()
        end = run_of_name(line, begin)
        words = len(line[begin:end].split())
        if begin < last or not words:
            continue
        if match["called"]:
            told = bool(_THEN.match(line, end))
        elif match["comma"]:  # "I, Jo Example, ask …" has a comma on both sides
            told = words > 1 and line.startswith(",", end)
        else:
            follows = _FROM if match["this"] else _THEN
            told = words > 1 and bool(follows.match(line, end))
        if told:
            last = end
            yield begin, end


def _said(match: re.Match[str], cue: re.Pattern[str]) -> bool:
    return bool(cue.search(match.string[max(0, match.start() - _NEAR) : match.start()]))


def _own_mail(match: re.Match[str], voice: Voice) -> bool:
    """Whether an e-mail address is the requester's."""
    if is_private(match):
        return True
    if voice is Voice.AUTHORITY or is_public(match) or is_shared(match):
        return False
    alone = len(match.string) <= _ALONE and len(match.string.split()) <= 3
    return alone or _said(match, _OWN) or (voice is Voice.REQUESTER and _said(match, _REPLY))


def _own_number(match: re.Match[str], voice: Voice) -> bool:
    """Whether a telephone number is the requester's."""
    short = len(match.string) <= _ALONE
    if voice is Voice.REQUESTER and short and is_number_alone(match.string):
        return True
    return voice is not Voice.UNKNOWN and _said(match, _OWN)


def _address(page: Page, at: int) -> None:
    """Take out a postal address that somebody says to live at, up to its postcode."""
    line = page.lines[at]
    found = []
    for match in STREET.finditer(line):
        if _said(match, _LIVES):
            code = POSTCODE.search(line, match.end(), match.end() + 80)
            found.append((match.start(), code.end() if code else match.end()))
    page.cut_spans(at, found, marks.ADDRESS)
