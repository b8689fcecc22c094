"""UK dates: in options, file names, headings and letters.  Day first; nothing is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain

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
    rf"(?:\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,)?\s+{_YEAR}(?:\b|(?=(?-i:[A-Z][a-z])))",
    re.I,
)
"""A date that lost the line end after it ("7 May 2024Under the Act") is one all the same."""
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-_.](?P<month>\d\d)(?:[-_.](?P<day>\d\d))?)?(?!\d)"
)
_SLASHED = re.compile(rf"(?<!\d){_DAY}[/.](?P<month>\d{{1,2}})[/.](?P<year>(?:19|20)?\d\d)(?!\d)")
_DASHED = re.compile(rf"(?<![\d-]){_DAY}-(?P<month>\d{{1,2}})-(?P<year>(?:19|20)?\d\d)(?![\d-])")
"""Only where a date is expected: elsewhere it may be a reference."""
_RECEIVED = re.compile(
    r"(?:\breceived(?: (?:by|in|at) [\w()’'& -]{1,80}? on|,? on|:)?"
    r"|\breceipt (?:of|on)[\w ]{0,40}\bon|\bdate (?:of request|requested|asked):?"
    r"|\brequest date\b:?|^requested(?: on)?:?(?=\s)|\binformation requested on"
    r"|\byou (?:wrote|e-?mailed|contacted us)(?: to us)? on)\s*(?:the )?",
    re.I | re.M,
)
_RECEIVED_NEEDS = ("receiv", "receipt", "date", "you ", "requested")
"""Pieces of words of which the words that say when a request came have one."""
_DATED = re.compile(
    r"(?<!\bour )(?<!\bmy )(?<!\bour previous )\b(?:request|e-?mail|letter|correspondence|"
    r"enquiry|application)s?"
    r"(?: for information| of information| under the [\w ]{1,60}?| \([\w ]{1,20}\))?,?"
    r" (?:which (?:was|is) )?(?:dated|of|on|made on|submitted on|sent on|sent to us on)\s+(?:the "
    r")?",
    re.I,
)
_FOR_REVIEW = re.compile(
    r",?\s+(?:in which you (?:seek|sought|ask(?:ed)?|request(?:ed)?)|(?:seeking|asking|requesting)"
    r"(?: for)?|for|to request|to ask for) (?:an? |the )?(?:internal )?(?:review|appeal)",
    re.I,
)
"""What follows the date of a letter that asked for a review: no request came that day."""
_YOU_WROTE = re.compile(
    r",? you (?:submitted|wrote|asked|requested|made|contacted|e-?mailed|sent)\b", re.I
)
_RESPONDED = re.compile(
    r"(?:^|\s{2,}|\t|\|\s*|(?<=\d)\s)\W{0,3}(?:date(?: (?:of (?:response|reply|letter|issue|"
    r"disclosure)|responded|"
    r"replied|sent|issued|answered|closed|completed))?|dated|(?:response|reply|completed|closed) "
    r"date|"
    r"(?:responded|replied|answered|issued|completed|closed)(?: on)?)\s*:\s*(?:/\s*)?",
    re.I,
)
_ANSWERED = re.compile(
    r"^\W*(?:date (?:of (?:response|reply)|(?:request )?(?:responded|replied|answered)(?: to)?|"
    r"(?:(?:response|reply) )?(?:sent|issued|completed|closed)|resolved)|"
    r"(?:response|reply|completion) date|"
    r"(?:request )?(?:responded|replied|answered)(?: to)?(?: on)?|"
    r"(?:our )?(?:response|reply)(?: (?:sent|issued))?(?: on)?)[\s:]\s*",
    re.I,
)
_DATE_LINE = re.compile(r"^\W*date\s*(?=\d)", re.I)
"""The date line of a letter without a colon: "Date 28 April 2009"."""
_PUBLISHED = re.compile(
    r"^\W*(?:(?:date )?(?:first )?published(?: date| on)?|publication date|date of publication|"
    r"date disclosed|disclosed on|disclosure date|release date|released(?: on)?|date released)"
    r"\s*:?\s*(?:on )?",
    re.I,
)
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b,?\s+", re.I
)
_BULLET = re.compile(r"^[ \t]*[-•*|]+[ \t]+", re.M)
_NAMED = re.compile(
    r"^(?P<label>[ \t]*(?:date\b[^\n:?]{0,30}|[^\n:?]{0,30}\bdate|published|received|responded|"
    r"(?:page )?last (?:updated|reviewed))[ \t]*:?)[ \t]*\n\s*(?=\w{0,9},? ?\d)",
    re.I | re.M,
)
"""A label that stands alone above its date."""
_BESIDE_REFERENCE = re.compile(
    r"^\W*(?:our|my) ref(?:erence)?\b.{0,60}?(?:\s[/|]\s|\s{2,}|\t)\s*"
    r"(?P<date>\d[\w ,/.-]{6,24})$",
    re.I,
)
"""The date of a letter on the line of its reference: "Our ref: FOI 9 / 3 July 2024"."""
_HEADING = 2000
"""A heading is looked at so far."""
_NUMBERED_MONTH = re.compile(r"/(?P<year>20\d\d)/(?P<month>0[1-9]|1[0-2])(?=/|$)")
_FIGURES = re.compile(r"(?:19|20)\d\d|\d[/.-]\d")
"""Figures without which there is no date in a text."""


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
    found = [d for m in _WRITTEN.finditer(text[:_HEADING]) if (d := _of(m, "heading")).value]
    return found[0] if len(found) == 1 else UNKNOWN_DATE


def received(text: str) -> PartialDate:
    """When the request came, where the text says so ("your email of 26 October 2021").

    When it was received is believed before the date that it bears.
    """
    if not _FIGURES.search(text):
        return UNKNOWN_DATE  # most answers name no date, and the cues are slow to look for
    text = _unfolded(text)
    lower = text.lower()
    if any(piece in lower for piece in _RECEIVED_NEEDS) and (d := _after(_RECEIVED, text)).value:
        return d
    if (d := _after(_DATED, text)).value:
        return d
    return _before(_YOU_WROTE, text) if " you " in lower else UNKNOWN_DATE


def responded(text: str) -> PartialDate:
    """The date line of a letter ("Date: 03/07/2024")."""
    if not _FIGURES.search(text):
        return UNKNOWN_DATE
    lines = _unfolded(text).split("\n")
    for cue in (_ANSWERED, _RESPONDED, _DATE_LINE):
        for line in lines:
            if (match := cue.search(line)) and (found := _begins(line[match.end() :])).value:
                return found
    return UNKNOWN_DATE


def of_letter(head: str) -> PartialDate:
    """The date of a letter: its date line, or a date that stands alone in its head."""
    labelled = responded(head)
    if labelled.value:
        return labelled
    lines = (_WEEKDAY.sub("", line.strip()) for line in _unfolded(head).split("\n"))
    alone = (parse(line, "text") for line in lines if 7 < len(line) < 40)
    beside = (m["date"] for line in head.split("\n") if (m := _BESIDE_REFERENCE.match(line)))
    days = chain(alone, (parse(text, "text") for text in beside))
    return next((d for d in days if d.precision is Precision.DAY), UNKNOWN_DATE)


def of_page(head: str) -> PartialDate:
    """When a page says that it was published ("Published: 3 July 2024")."""
    for line in _unfolded(head).split("\n"):
        if (match := _PUBLISHED.match(line)) and (found := _begins(line[match.end() :])).value:
            return replace(found, source="heading")
    return UNKNOWN_DATE


def in_address(url: str) -> PartialDate:
    """The month of a page's folder: ``/june-2024/``, ``/2025/june/``, ``/2025/06/``."""
    if match := _NUMBERED_MONTH.search(url):
        return _of(match, "heading")
    words = re.sub(r"[-_/]+", " ", url.rpartition("/")[0] if not url.endswith("/") else url)
    words = re.sub(rf"\b(20\d\d) {_MONTH}\b(?! 20\d\d)", r"\g<month> \1", words, flags=re.I)
    found = {str(d): d for m in _WRITTEN.finditer(words) if (d := _of(m, "heading")).value}
    return next(iter(found.values())) if len(found) == 1 else UNKNOWN_DATE


def _unfolded(text: str) -> str:
    """The text with labels and dates that stood below one another on one line, without bullets."""
    return _NAMED.sub(r"\g<label> ", _BULLET.sub("", text))


def _begins(text: str) -> PartialDate:
    """The date that a text begins with, a weekday before it or not."""
    text = _WEEKDAY.sub("", text.strip()[:60])
    for pattern in (_WRITTEN, _SLASHED, _ISO, _DASHED):
        if (match := pattern.match(text)) and (found := _of(match, "text")).value:
            return found
    return UNKNOWN_DATE


def _after(cue: re.Pattern[str], text: str) -> PartialDate:
    """The first full date that stands right after a cue."""
    for match in cue.finditer(text):
        rest = _WEEKDAY.sub("", " ".join(text[match.end() : match.end() + 100].split()))
        for pattern in (_WRITTEN, _SLASHED, _ISO, _DASHED):
            if not (found := pattern.match(rest)) or not (value := _of(found, "text")).value:
                continue
            if not _FOR_REVIEW.match(rest, found.end()):
                return value
    return UNKNOWN_DATE


def _before(cue: re.Pattern[str], text: str) -> PartialDate:
    """The first full date that stands right before a cue."""
    for pattern in (_WRITTEN, _SLASHED):
        for match in pattern.finditer(text):
            if cue.match(text, match.end()) and (value := _of(match, "text")).value:
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
