"""Small numbers of people in statistics: from one to four, who may be recognised.

Public bodies write “fewer than five” in their place.  Numbers are looked for where statistics
stand: in cells and rows of tables, behind a label, and in sentences that count people.  Numbers of
questions, sections, grades and days are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foisearch.privacy.findings import Sign, Whose

_SINGULAR = (
    r"officer|person|individual|employee|worker|patient|victim|complainant|child|pupil|student|"
    r"suspect|detainee|prisoner|offender|defendant|woman|man|female|male|girl|boy|teacher|nurse|"
    r"doctor|resident|tenant|claimant|death|suicide|dismissal|arrest|fatality|constable|sergeant|"
    r"inspector|superintendent|volunteer|member of staff|adult|apprentice|driver|carer|councillor"
)
_PLURAL = (
    r"officers|staff|people|persons|individuals|employees|workers|patients|victims|complainants|"
    r"children|pupils|students|suspects|detainees|prisoners|offenders|defendants|women|men|females|"
    r"males|girls|boys|teachers|nurses|doctors|residents|tenants|claimants|deaths|suicides|"
    r"dismissals|arrests|fatalities|injuries|constables|sergeants|inspectors|superintendents|"
    r"volunteers|members of staff|adults|apprentices|drivers|carers|councillors"
)
_TRAITS = (
    r"asian|black|white|disabled|transgender|lesbian|gay|bisexual|muslim|christian|jewish|hindu|"
    r"sikh|buddhist"
)
PEOPLE = re.compile(rf"\b(?:{_SINGULAR}|{_PLURAL}|{_TRAITS})\b", re.I)
_MORE = r"(?:(?!(?:of|or|and|to|in|million|thousand|hundred|billion|per)\b)[a-z-]{2,20} ){0,2}"
_IN_WORDS = re.compile(
    r"(?<![\w.,/£$€:-])(?<!\d )(?:"
    rf"(?P<one>1|one)(?: \(1\))? {_MORE}(?:{_SINGULAR})\b|"
    rf"(?P<few>[2-4]|two|three|four)(?: \([2-4]\))? {_MORE}(?:{_PLURAL})\b)",
    re.I,
)
_COUNTED_OTHERWISE = re.compile(
    r"\b(?:section|answers?|requests?|responses?|regulation|question|part|grade|band|level|tier|phase|chapter|page|table|category|"
    r"type|item|point|paragraph|class|annex|appendix|scale|stage|step|group|shift|year|key|no|no\.|"
    r"number|q|s|any|these|those|every|each|last|first|next|per|the|our|your|plan|least|most|up to|"
    r"over|maximum of|minimum of|than|choose|another|or) $",
    re.I,
)
_CELL = re.compile(r"(?:(?<=[|\t])|^)[ ]*(?P<number>[1-4])[ ]*(?=[|\t]|$)")
_YEAR = r"(?:19|20)\d\d(?: ?[-/–] ?\d{2,4})?"
_ROW = re.compile(
    rf"^(?P<label>{_YEAR}|[^\d|\t.?!:]{{2,60}}?)(?P<numbers>(?:[ ,]+\d[\d,]*){{1,14}})$"
)
_LABELLED = re.compile(
    rf"^(?:[•*-] )?(?P<label>{_YEAR}|[^\d:?]{{2,60}})[:=–-] *(?P<number>[1-4])[.;,]?$"
)
_SMALL = re.compile(r"(?<![\d,.])[1-4](?![\d,.])")
_SAYING = 12
"""Lines above a row among which it is said that people are counted."""
_LONGEST = 400


def small_numbers(text: str, about: str = "") -> Iterator[Sign]:
    """Small numbers of people in an answer; ``about`` is what was asked, which may say of whom."""
    lines = text.split("\n")
    named = _Named(lines, about)
    start = 0
    for number, line in enumerate(lines):
        if len(line) < _LONGEST and _SMALL.search(line):
            beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
            found = list(_in_rows(line, beside))
            if found and named.near(number):
                for at, end in found:
                    yield Sign("small-number", Whose.PEOPLE, start + at, start + end)
        start += len(line) + 1
    yield from _in_sentences(text)


class _Named:
    """Whether people are named near a line, or in what was asked; looked up once for a line."""

    def __init__(self, lines: Sequence[str], about: str) -> None:
        self._lines = lines
        self._about = about
        self._known: dict[int, bool] = {}

    def near(self, number: int) -> bool:
        """Whether the line or one of those above it names people, or else the question does."""
        above = range(number, max(-1, number - _SAYING), -1)
        return any(self._names(at) for at in (*above, -1))

    def _names(self, at: int) -> bool:
        if at not in self._known:
            text = self._lines[at] if at >= 0 else self._about
            self._known[at] = bool(PEOPLE.search(text))
        return self._known[at]


def _in_rows(line: str, beside: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Small numbers in the cells of a row, or behind its label; ``beside`` are its neighbours."""
    if "|" in line or "\t" in line:
        yield from (match.span("number") for match in _CELL.finditer(line))
    elif match := _LABELLED.match(line):
        yield match.span("number")
    elif (row := _ROW.match(line)) and not _COUNTED_OTHERWISE.search(row["label"] + " "):
        # One number behind words may be that of a heading: a row has others, or neighbours.
        if len(row["numbers"].split()) == 1 and not any(_ROW.match(each) for each in beside):
            return
        yield from (m.span() for m in _SMALL.finditer(line, row.start("numbers")))


def _in_sentences(text: str) -> Iterator[Sign]:
    for match in _IN_WORDS.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        begins = not before.strip(" ") or before.endswith("\n")
        group = "one" if match["one"] else "few"
        if match[group].isdigit() and begins:
            continue  # the number of a question or a heading
        if not _COUNTED_OTHERWISE.search(before):
            yield Sign("small-number", Whose.PEOPLE, *match.span(group))
