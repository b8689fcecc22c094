"""The time that a question asks about, as far as it says.

Years are calendar years unless they are written as financial ones (2019/20), which run from April
to March.  What counts from the day of asking ("the last five years") is resolved against that day
where it is known, and otherwise compared by its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), 1
    )
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_TO = (
    r"(?:\s*(?:to|and|until|till|through|up to)(?: and including)?(?: the end of)?\s+|"
    r"\s*[-–—]\s*)"
)
_DAY = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_MONTH},? {_YEAR}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}"
)
_ONE = rf"(?:{_YEAR}\s?[/–-]\s?(?:20)?\d{{2}}(?!\d)|{_DAY}|{_YEAR})"
_SPAN = re.compile(rf"(?P<first>{_ONE}){_TO}(?P<last>{_ONE})", re.I)
_TWELVE = re.compile(
    r"(?:year|twelve months|12 months)(?: up)? to(?: the end of)? (?:31(?:st)? )?march "
    rf"(?P<y>{_YEAR})",
    re.I,
)
_OPEN = re.compile(
    r"(?P<how>since|from|after|before|until|up to|prior to|as (?:at|of)|at the end of|on) "
    rf"(?:the )?(?:beginning of |start of |end of )?(?P<at>{_ONE})"
    r"(?P<on>(?:,? on(?:wards?)?| forwards?| to (?:now|date|the present|today|present))\b)?",
    re.I,
)
_SINGLE = re.compile(rf"\b{_ONE}\b", re.I)
_FINANCIAL = re.compile(rf"^(?P<first>{_YEAR})\s?[/–-]\s?(?P<last>(?:20)?\d{{2}})$")
_DATE = re.compile(
    rf"^(?:(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<m>{_MONTH}),? (?P<y>{_YEAR})$",
    re.I,
)
_NUMERIC = re.compile(rf"^(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<y>{_YEAR})$")
_RELATIVE = re.compile(
    r"\b(?:last|past|previous|preceding|most recent|latest|prior)\s+(?:(?P<n>\d{1,2}|"
    rf"{'|'.join(_NUMBERS)})\s+)?(?:(?P<kind>full |complete |calendar |financial |fiscal |"
    r"reporting |available |april-to-march )*)(?P<unit>years?|months?|weeks?)\b",
    re.I,
)
_OF_MONEY = re.compile(r"\b(?:financial|fiscal|tax) years?\b", re.I)
_HINT = re.compile(
    r"\d{4}|\d[./]\d|\b(?:last|past|previous|preceding|most recent|latest|prior)\b", re.I
)
_DAYS_OF = {"month": 30.44, "week": 7.0}


@dataclass(frozen=True, slots=True)
class Period:
    """A time, both days included; an open end is ``None``.  ``words`` is how it is written.

    ``relative`` names a time that counts from a day that is not known: ``5 year``; ``counted``
    says that it was counted from the day of asking.
    """

    words: str
    first: date | None = None
    last: date | None = None
    relative: str = ""
    counted: bool = False

    def same(self, other: Period) -> bool:
        """Whether both mean the same time."""
        if self.relative or other.relative:
            return self.relative == other.relative
        return (self.first, self.last) == (other.first, other.last)

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common, or may have."""
        if self.relative or other.relative:
            return True
        begin = max(self.first or date.min, other.first or date.min)
        return begin <= min(self.last or date.max, other.last or date.max)


def period(text: str, asked: date | None = None) -> Period | None:
    """The whole time that ``text`` speaks of, ``None`` where it names none.

    Args:
        text: a question.
        asked: the day from which "the last five years" count.
    """
    if not _HINT.search(text):
        return None
    words: list[tuple[int, str]] = []
    spans: list[tuple[date | None, date | None]] = []
    rest = text
    for pattern, read in ((_TWELVE, _twelve), (_SPAN, _span), (_OPEN, _opened), (_SINGLE, _single)):
        for match in pattern.finditer(rest):
            found = read(match)
            if found is not None:
                spans.append(found)
                words.append((match.start(), match.group().strip()))
        rest = pattern.sub(lambda m: " " * len(m.group()), rest)
    if not spans:
        return _relative(rest, asked)
    firsts, lasts = [s[0] for s in spans], [s[1] for s in spans]
    first = None if None in firsts else min(f for f in firsts if f)
    last = None if None in lasts else max(x for x in lasts if x)
    return Period(", ".join(word for _, word in sorted(words)), first, last)


def _twelve(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["y"])
    return date(year - 1, 4, 1), date(year, 3, 31)


def _span(match: re.Match[str]) -> tuple[date | None, date | None] | None:
    first, last = _ends(match["first"]), _ends(match["last"])
    if _FINANCIAL.match(match.group()) and _OF_MONEY.search(match.string):
        return _ends(match.group())
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _opened(match: re.Match[str]) -> tuple[date | None, date | None] | None:
    ends = _ends(match["at"])
    if ends is None:
        return None
    how = match["how"].lower()
    if (
        how == "since"
        or how == "after"
        or (how == "from" and (match["on"] or ends[1].year - ends[0].year <= 1))
    ):
        return ends[0], None
    if how in ("before", "until", "up to", "prior to"):
        return None, ends[1]
    return ends


def _single(match: re.Match[str]) -> tuple[date | None, date | None] | None:
    return _ends(match.group())


def _ends(text: str) -> tuple[date, date] | None:
    """First and last day of a year, a financial year, a month or a day."""
    text = " ".join(text.split())
    if match := _FINANCIAL.match(text):
        first, last = int(match["first"]), int(match["last"])
        last += first // 100 * 100 if last < 100 else 0
        if last == first + 1:
            return date(first, 4, 1), date(last, 3, 31)
        return (date(first, 1, 1), date(last, 12, 31)) if last > first else None
    try:
        if match := _DATE.match(text):
            year, month = int(match["y"]), _MONTHS[match["m"].lower().rstrip(".")]
            if match["d"]:
                day = date(year, month, int(match["d"]))
                return day, day
            return date(year, month, 1), _month_end(year, month)
        if match := _NUMERIC.match(text):
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            return day, day
        return date(int(text), 1, 1), date(int(text), 12, 31)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _relative(text: str, asked: date | None) -> Period | None:
    match = _RELATIVE.search(text)
    if match is None:
        return None
    count = match["n"] or "1"
    number = int(count) if count.isdigit() else _NUMBERS[count.lower()]
    unit = match["unit"].lower().rstrip("s")
    financial = bool(match["kind"]) and re.search("financial|fiscal|april", match["kind"], re.I)
    words = match.group().strip()
    if asked is None:
        return Period(words, relative=f"{number} {'financial ' if financial else ''}{unit}")
    if unit != "year":
        return Period(
            words, asked - timedelta(days=round(number * _DAYS_OF[unit])), asked, counted=True
        )
    if financial:
        end = date(asked.year if (asked.month, asked.day) >= (4, 1) else asked.year - 1, 3, 31)
        return Period(words, date(end.year - number, 4, 1), end, counted=True)
    return Period(words, _years_before(asked, number), asked, counted=True)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
