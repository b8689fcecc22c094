"""Who speaks on a line: whether a label stands there, or the authority begins to answer."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.intake.layouts.kit.cues.answering import speaks
from foisearch.intake.layouts.kit.cues.asking import is_asking
from foisearch.intake.layouts.kit.cues.labels import Label, label_of
from foisearch.intake.layouts.kit.heads import of_head
from foisearch.intake.lines import Line
from foisearch.intake.paragraphs import SENTENCE_END, marker_of

_HEAD = 12
"""Lines among which the head of a page stands."""
WINDOW = 4
"""A sentence that introduces something runs over no more lines than these."""


def label_at(lines: Sequence[Line], position: int) -> Label | None:
    """The label on this line, where the text before it has come to an end."""
    label = label_of(lines[position].text)
    if label is None:
        return None
    in_head = label.word == "responded" and position < _HEAD
    if in_head and all(of_head(line.text) for line in lines[:position]):
        return None  # a date in the head of a page, above what was asked
    if (
        label.rest
        and "\t" not in lines[position].text
        and not SENTENCE_END.search(line_above(lines, position))
        and line_above(lines, position)
    ):
        return None
    return label


def line_above(lines: Sequence[Line], position: int) -> str:
    """The line right above, empty where there is none or it is blank."""
    return lines[position - 1].text.strip() if position else ""


def speaks_at(lines: Sequence[Line], position: int) -> float:
    """How surely the authority begins to speak on this line."""
    text = lines[position].text.strip()
    marker, item = marker_of(text)
    if marker is not None:
        # An answer with the letter of its question counts only where it surely is one.
        return 1.0 if speaks(item) >= 1.0 and not item.endswith("?") else 0.0
    if not text:
        return 0.0
    parts = [text]
    for line in lines[position + 1 : position + WINDOW]:
        if not line.text.strip() or marker_of(line.text.strip())[0]:
            break
        parts.append(line.text.strip())
    # The line itself, or the sentence that it begins in hard-wrapped text.
    sure = max(speaks(text), speaks(" ".join(parts)) if len(text) > 40 else 0.0)
    before = line_above(lines, position)
    ended = not before or bool(SENTENCE_END.search(before)) or marker_of(before)[0] is not None
    if not ended and (text[:1].islower() or sure < 1.0 or _wrapped(before)):
        return 0.0
    return sure


def _wrapped(before: str) -> bool:
    """Whether a line is long enough to go on below."""
    return 55 < len(before) < 115 and not SENTENCE_END.search(before)


def first_speech(body: Sequence[Line]) -> tuple[int | None, int | None]:
    """The first line that surely answers, and the first that may."""
    strong = weak = None
    asked = False
    for position, line in enumerate(body):
        text = line.text.strip()
        if not text:
            continue
        if asked:
            sure = speaks_at(body, position)
            if sure >= 1.0:
                strong = position
                break
            if (
                weak is None
                and sure > 0.2
                and not any(is_asking(ln.text) for ln in body[position : position + 3])
            ):
                weak = position
        asked = True
    if strong is None and body and speaks_at(body, 0) >= 1.0:
        strong = 0
    return strong, weak


def speaks_inside(request: Sequence[Line]) -> int:
    """Where the authority seems to speak inside what was taken as the request; 0 for nowhere."""
    return next((i for i in range(1, len(request)) if speaks_at(request, i) >= 1.0), 0)
