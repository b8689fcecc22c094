"""UK dates: in options, file names, headings and letters.  Day first; nothing is invented."""

from __future__ import annotations

import re
from datetime import date

from foisearch.disclosure import UNKNOWN_DATE, PartialDate, Precision

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = rf"(?P<month>{'|'.join(f'{m}|{m[:3]}' for m in _MONTHS)}|sept)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_WRITTEN = re.compile(
    rf"(?:\b{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b{_MONTH}\b\.?,?"
    rf"(?:\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,)?\s+{_YEAR}\b",
    re.I,
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-_.](?P<month>\d\d)(?:[-_.](?P<day>\d\d))?)?(?!\d)"
)
_SLASHED = re.compile(rf"(?<!\d){_DAY}[/.](?P<month>\d{{1,2}})[/.](?P<year>(?:19|20)?\d\d)(?!\d)")
_RECEIVED = re.compile(
    r"(?:your (?:e-?mail|letter|request|correspondence|enquiry)"
    r"(?: was)?(?: dated| of| received(?: on| by \w+ on)?| sent on)?"
    r"|(?:request|e-?mail|which|that) (?:was )?received(?: by (?:us|the \w+(?: \w+)?))? on"
    r"|date received:?|received (?:on|in this office on)|you (?:wrote|e-?mailed)(?: to us)? on)"
    r"\s*(?:the )?",
    re.I,
)
_RESPONDED = re.compile(
    r"^\W*(?:date(?: of (?:response|reply))?|response date|replied on)\s*:\s*", re.I
)


def parse(text: str, source: str) -> PartialDate:
    """A date on its own: ``2024-07-03``, ``2024-07``, ``2024``, ``3 July 2024``, ``03/07/24``.

    Returns the unknown date where the text is nothing of the kind, or names no real day.
    """
    text = text.strip()
    for pattern in (_ISO, _SLASHED, _WRITTEN):
        if match := pattern.fullmatch(text):
            return _of(match, source)
    return UNKNOWN_DATE


def in_file_name(name: str) -> PartialDate:
    """The one date that a file's name holds; unknown where it holds none or several."""
    words = re.sub(r"[-_ ]+", " ", name)
    found = {str(d): d for m in _WRITTEN.finditer(words) if (d := _of(m, "file name")).value}
    if not found:
        found = {str(d): d for m in _ISO.finditer(name) if (d := _of(m, "file name")).value}
    return next(iter(found.values())) if len(found) == 1 else UNKNOWN_DATE


def in_heading(text: str) -> PartialDate:
    """The month, day or year in a heading such as "FOI Disclosures July 2024"."""
    found = [d for m in _WRITTEN.finditer(text) if (d := _of(m, "heading")).value]
    return found[0] if len(found) == 1 else UNKNOWN_DATE


def received(text: str) -> PartialDate:
    """When the request came, where the response says so ("your email of 26 October 2021")."""
    return _after(_RECEIVED, text)


def responded(text: str) -> PartialDate:
    """The date line of a letter ("Date: 03/07/2024")."""
    for line in text.split("\n"):
        if match := _RESPONDED.match(line):
            return parse(line[match.end() :], "text")
    return UNKNOWN_DATE


def _after(cue: re.Pattern[str], text: str) -> PartialDate:
    """The first full date that stands right after a cue."""
    for match in cue.finditer(text):
        rest = " ".join(text[match.end() : match.end() + 40].split())
        for pattern in (_WRITTEN, _SLASHED, _ISO):
            if (found := pattern.match(rest)) and (value := _of(found, "text")).value:
                return value
    return UNKNOWN_DATE


def _of(match: re.Match[str], source: str) -> PartialDate:
    groups = match.groupdict()
    year = int(groups["year"])
    if year < 100:
        year += 2000
    if not groups["month"]:
        return PartialDate(date(year, 1, 1), Precision.YEAR, source)
    month = _month_number(groups["month"])
    day = groups["day"] or groups.get("us_day")
    try:
        if not day:
            return PartialDate(date(year, month, 1), Precision.MONTH, source)
        return PartialDate(date(year, month, int(day)), Precision.DAY, source)
    except ValueError:
        return UNKNOWN_DATE


def _month_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(text.lower()[:3]))
