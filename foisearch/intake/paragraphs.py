"""Lines to paragraphs: hard-wrapped lines joined, list markers recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from foisearch.intake.lines import Line


class MarkerKind(Enum):
    """The ways in which an item of a list is marked."""

    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    BULLET = "bullet"


ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")

_LETTERED = frozenset([MarkerKind.LETTER, MarkerKind.ROMAN])
_RANK = re.compile(r"^(?P<number>\d{1,2})(?:\((?P<letter>[a-z])\))?$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: ``label`` is the number or letter as printed, without brackets and stops."""

    kind: MarkerKind
    label: str

    @property
    def value(self) -> int:
        """The number, for plain numbers; 0 for the others and for ``1.2`` and ``1(a)``."""
        return int(self.label) if self.label.isdigit() else 0

    @property
    def rank(self) -> tuple[int, str]:
        """The place in a numbered list: ``1(b)`` follows ``1(a)``; ``(0, "")`` for none."""
        match = _RANK.match(self.label)
        return (int(match["number"]), match["letter"] or "") if match else (0, "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line.  ``raw`` keeps the marker, ``text`` goes without it."""

    raw: str
    text: str
    first_line: int
    last_line: int
    marker: Marker | None = None


_NUMBER = re.compile(
    r"^(?:\(?(?:Q(?:uestions?|uery)?|Request|Part|Item|Point|Answers?|A)\.?\s*"
    r"(?P<q>\d{1,2})(?P<qs>[a-z])?\s*(?:[.:)–-]+\)?|(?=\s[A-Z]))"
    r"|(?P<c>\d{1,2})(?:\((?P<cs>[a-z])\)[.:)]?|(?P<ct>[a-z])[.):])(?=\s)"
    r"|\((?P<p>\d{1,2})\)|(?P<b>\d{1,2})\s?\.?\)|(?P<d>\d{1,2}\.\d{1,2})\.?(?=\s+[A-Z])"
    r"|(?P<n>\d{1,2})[.:](?=\s|[A-Z]|$))\s*",
)
_LETTER = re.compile(r"^(?:\((?P<a>[a-z])\)|(?P<b>[a-z])\)|(?P<c>[a-z])\.(?=\s))\s*")
_ROMAN = re.compile(r"^\(?(?P<r>i{1,3}|iv|vi{0,3}|ix|x)[.)]\s*", re.I)
_BULLET = re.compile(r"^(?:[•●▪◦‣∙·]\s*|[-–*]\s+|o\s+(?=[A-Z]))")
_CITING = re.compile(
    r"(?:\b(?:sections?|ss?\.?|parts?|questions?|regulations?|paragraphs?)"
    r"|\d[\d()a-z, ]*(?:\band|\bor|\bto|&|,))$",
    re.I,
)
_FILE_NAME = re.compile(r"^\S.{0,100}\.(?:pdf|docx?|xlsx?|csv|pptx?)$", re.I)
_OPEN_END = re.compile(
    r"\b(?:a|an|the|of|and|or|to|in|on|at|by|for|from|with|any|all|that|which|this|these|our|your|"
    r"their|its|is|are|was|were|be|been|has|have|had|not|we|you|they|please|see|including)$",
    re.I,
)
_CAPITAL = re.compile(r"^\(?(?P<mark>[IVX]{1,4}|[A-Z])[.)]\s+(?=\S)")
_PART_LABEL = re.compile(
    r"^(?:Questions?|Parts?|Points?|Items?|Requests?|Answers?|Responses?|Q)\s?\d{1,2}"
    r"(?:\s?(?:,|&|and|to|-|–)\s?Q?\d{1,2})*\s?:?$"
)
_LEFT_OVER = frozenset(".,:;•-–|*_")

SENTENCE_END = re.compile(r"[.?!:;][\"'”’)]*$")


def marker_of(text: str) -> tuple[Marker | None, str]:
    """The list marker that begins ``text``, and the text after it."""
    if match := _NUMBER.match(text):
        groups = match.groupdict()
        label = next(groups[name] for name in "qcpbdn" if groups[name])
        if suffix := groups["qs"] or groups["cs"] or groups["ct"]:
            label = f"{label}({suffix})"
        return Marker(MarkerKind.NUMBER, label.lstrip("0") or "0"), text[match.end() :].lstrip(" .")
    if match := _BULLET.match(text):
        return Marker(MarkerKind.BULLET, "•"), text[match.end() :]
    if (match := _ROMAN.match(text)) and len(match["r"]) > 1:
        return Marker(MarkerKind.ROMAN, match["r"].lower()), text[match.end() :]
    if match := _LETTER.match(text):
        label = match["a"] or match["b"] or match["c"]
        return Marker(MarkerKind.LETTER, label), text[match.end() :]
    return None, text


def paragraphs(lines: Sequence[Line], width: int) -> list[Paragraph]:
    """The lines as paragraphs; ``width`` is the document's (see ``wrapping``)."""
    groups: list[list[Line]] = []
    open_group = False
    for line in lines:
        text = line.text.strip()
        if not text or text in _LEFT_OVER:
            open_group = False
            continue
        previous = groups[-1][-1].text.strip() if groups else ""
        bare_marker = open_group and marker_of(previous)[1] == ""
        wrapped = open_group and width and _continues(previous, text, width)
        figure = open_group and _is_last_figure(previous, text)
        if bare_marker or wrapped or figure or (previous and _page_break(previous, text)):
            groups[-1].append(line)
        else:
            groups.append([line])
        open_group = True
    return _romans(_capitals([_paragraph(group) for group in groups]))


def _capitals(found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs; "A.", "B." … and "I.", "II." … are markers where they count on.

    A capital with a stop on its own may as well be somebody's initial.
    """
    capitals = [(i, m) for i, p in enumerate(found) if (m := _CAPITAL.match(p.raw))]
    kinds: dict[int, MarkerKind] = {}
    for (place, match), (later, after) in pairwise(capitals):
        for kind, label, following in _counted_on(match["mark"], after["mark"]):
            if label in ("A", "I") or kinds.get(place) is kind:
                kinds.update({place: kind, later: kind} if following else {})
    for place, match in capitals:
        if place in kinds:
            marker = Marker(kinds[place], match["mark"].lower())
            text = found[place].raw[match.end() :]
            found[place] = replace(found[place], text=text, marker=marker)
    return found


def _counted_on(mark: str, after: str) -> list[tuple[MarkerKind, str, bool]]:
    """The kinds in which one capital marker follows another."""
    found = []
    if mark.lower() in ROMANS and after.lower() in ROMANS:
        next_one = ROMANS.index(after.lower()) == ROMANS.index(mark.lower()) + 1
        found.append((MarkerKind.ROMAN, mark, next_one))
    if len(mark) == len(after) == 1:
        found.append((MarkerKind.LETTER, mark, ord(after) == ord(mark) + 1))
    return [each for each in found if each[2]]


def _romans(found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs; ``i)``, ``v)`` and ``x)`` are numerals where they stand among numerals."""
    places = [i for i, p in enumerate(found) if p.marker and p.marker.kind in _LETTERED]
    for place, before, after in zip(places, [None, *places], [*places[1:], None], strict=False):
        marker = found[place].marker
        if marker is None or marker.kind is not MarkerKind.LETTER or marker.label not in ROMANS:
            continue
        value = ROMANS.index(marker.label)
        follows = before is not None and _is_roman(found[before], value - 1)
        leads = after is not None and _is_roman(found[after], value + 1)
        if (value and follows) or (leads and (not value or follows)):
            found[place] = replace(found[place], marker=Marker(MarkerKind.ROMAN, marker.label))
    return found


def _is_roman(paragraph: Paragraph, value: int) -> bool:
    """Whether a paragraph is marked with the numeral at this place of :data:`ROMANS`."""
    marker = paragraph.marker
    if marker is None or marker.kind is not MarkerKind.ROMAN or value >= len(ROMANS):
        return False
    return marker.label == ROMANS[value]


def _paragraph(group: list[Line]) -> Paragraph:
    raw = " ".join(" ".join(line.text.split()) for line in group)
    marker, text = marker_of(raw)
    return Paragraph(raw, text, group[0].number, group[-1].number, marker)


def _continues(previous: str, text: str, width: int) -> bool:
    """Whether ``text`` goes on with the paragraph that the line ``previous`` belongs to."""
    if marker_of(text)[0] is not None and not _inside_citation(previous, text):
        return False
    if _PART_LABEL.match(text) or _PART_LABEL.match(previous) or " | " in previous:
        return False
    if _FILE_NAME.match(text) and not SENTENCE_END.search(previous):
        return True
    if previous.endswith("?") and not text[0].islower():
        return False
    # Had the next word fitted on the line, the writer would not have broken it here.
    word = len(text.split(" ", 1)[0])
    had_room = len(previous) + 1 + word < width * 0.85
    if text[0].isdigit():
        ended = bool(SENTENCE_END.search(previous)) or _is_row(previous)
        return not (had_room and ended)
    if not (text[0].isupper() or text[0] in "\"'“‘("):
        return True
    if SENTENCE_END.search(previous):
        return not had_room
    return not (had_room and len(previous) < width * 0.6)


def _page_break(previous: str, text: str) -> bool:
    """Whether a sentence goes on below a blank line, as it does where a page ended."""
    if not text[0].islower() or marker_of(text)[0] or SENTENCE_END.search(previous):
        return False
    in_list = marker_of(previous)[0] is not None
    return bool(_OPEN_END.search(previous)) or (not in_list and len(previous.split()) > 3)


def _is_last_figure(previous: str, text: str) -> bool:
    """Whether a line like "33." ends the sentence of the line above, and is no item's number."""
    alone = bool(re.fullmatch(r"\(?\d{1,4}\)?[.:]", text))
    return alone and len(previous.split()) > 5 and not SENTENCE_END.search(previous)


def _inside_citation(previous: str, text: str) -> bool:
    """Whether a line that seems to begin with a marker goes on with a citation or a phrase.

    ``section`` at a line's end and ``40(2) of the Act`` on the next; ``reasons given in 3)``.
    """
    return bool(_CITING.search(previous)) and bool(re.match(r"\(?\d", text))


def is_prose(text: str) -> bool:
    """Whether a paragraph is a sentence, and not a cell, a heading or a figure."""
    return len(text.split()) >= 6 and text[0].isalpha() and bool(SENTENCE_END.search(text))


def render(found: Sequence[Paragraph]) -> str:
    """Paragraphs as text: a blank line between them, none between items or rows of figures."""
    pieces: list[str] = []
    for position, paragraph in enumerate(found):
        if position:
            pieces.append("\n" if _together(found[position - 1], paragraph) else "\n\n")
        pieces.append(paragraph.raw)
    return "".join(pieces)


def _together(first: Paragraph, second: Paragraph) -> bool:
    if first.marker and second.marker:
        return True
    adjacent = first.last_line + 1 == second.first_line
    return adjacent and _is_row(first.text) and _is_row(second.text)


def _is_row(text: str) -> bool:
    """Whether a paragraph is a row of figures, as tables leave them."""
    return len(text) < 80 and any(c.isdigit() for c in text) and not is_prose(text)
