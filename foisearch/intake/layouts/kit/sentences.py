"""The request after a sentence that introduces it, the response where the authority speaks."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.intake.labels import restart
from foisearch.intake.layouts.kit.borders import Borders, checked
from foisearch.intake.layouts.kit.cues.answering import decides
from foisearch.intake.layouts.kit.cues.asking import is_asking
from foisearch.intake.layouts.kit.cues.introducing import opening_of_request
from foisearch.intake.layouts.kit.cues.labels import Says, label_of
from foisearch.intake.layouts.kit.voices import (
    WINDOW,
    first_speech,
    label_at,
    speaks_at,
)
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import marker_of

_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}


def by_sentences(lines: Sequence[Line]) -> Borders | None:
    """The request after a sentence or label that introduces it; ``None`` without one."""
    opening = opening_of(lines)
    if opening is None:
        return None
    position, start, inline = opening
    rest = trim(lines[:position])
    label = label_of(lines[position].text)
    bare = label and not label.rest and not label.told
    formula = [] if bare else lines[position:start]
    body = [inline, *lines[start:]] if inline else list(lines[start:])
    found = _at_answer(body)
    if found is None:
        return None
    rest, decided = _decided(rest)
    found.rest = [*rest, *_cut(formula, inline), *found.rest]
    found.response = [*decided, *found.response]
    return found


def by_paragraph(lines: Sequence[Line]) -> Borders | None:
    """The paragraph or list after a sentence that introduces the request; then always doubted.

    For letters whose answer begins in words that tell nothing of who speaks.
    """
    opening = opening_of(lines)
    if opening is None:
        return None
    _, start, inline = opening
    body = trim([*([inline] if inline else []), *lines[start:]])
    again = restart(body)
    end = again or _end_of_asking(body)
    below = trim(body[end:])
    if not below or (not again and any(_asks(below, i) for i in range(len(below)))):
        return None
    found = Borders(trim(body[:end]), below, trim(_cut(lines[:start], inline)))
    return checked(found.doubt("the first paragraph below what introduces it was taken as request"))


def _asks(lines: Sequence[Line], position: int) -> bool:
    """Whether a line goes on asking, or is a label of another request."""
    label = label_at(lines, position)
    return is_asking(lines[position].text) or (label is not None and label.says is Says.REQUEST)


def _end_of_asking(body: Sequence[Line]) -> int:
    """Where the first paragraph ends, and what goes on asking below it."""
    end = 0
    while end < len(body):
        while end < len(body) and not body[end].blank:
            end += 1
        below = next((line.text.strip() for line in body[end:] if not line.blank), "")
        goes_on = is_asking(below) or marker_of(below)[0] is not None
        if not below or not (goes_on or body[end - 1].text.rstrip().endswith(":")):
            break
        end = next(i for i in range(end, len(body)) if not body[i].blank)
    return end


def _decided(above: list[Line]) -> tuple[list[Line], list[Line]]:
    """What stands above the request, and the decision where a letter gives it before it quotes."""
    for position, line in enumerate(above):
        if decides(line.text) and speaks_at(above, position) >= 1.0:
            return trim(above[:position]), [*trim(above[position:]), Line(line.number, "")]
    return above, []


def _cut(formula: Sequence[Line], inline: Line | None) -> list[Line]:
    """The introducing lines without what already belongs to the request."""
    kept = list(formula)
    if kept and inline and kept[-1].text.rstrip().endswith(inline.text):
        last = kept[-1]
        kept[-1] = Line(last.number, last.text.rstrip()[: -len(inline.text)].rstrip())
    return kept


def opening_of(lines: Sequence[Line]) -> tuple[int, int, Line | None] | None:
    """Where the request is introduced, where it begins, and the rest of that line."""
    asked = False
    for position, line in enumerate(lines[:200]):
        if not line.text.strip():
            continue
        if asked and speaks_at(lines, position) >= 1.0:
            return None  # what was asked stands above already
        label = label_at(lines, position)
        if label and label.says is Says.REQUEST:
            if label.number and not label.rest:
                return position, position, None  # "Question 1" counts what is asked
            inline = Line(line.number, label.rest) if label.rest else None
            return position, position + 1, inline
        if starts := _sentence(lines, position):
            return starts
        asked = asked or is_asking(line.text)
    return None


def _sentence(lines: Sequence[Line], position: int) -> tuple[int, int, Line | None] | None:
    """The introducing sentence that begins on this line and may run over line ends."""
    window = [lines[position].text.strip()]
    for line in lines[position + 1 : position + WINDOW]:
        if not line.text.strip():
            break
        window.append(line.text.strip())
    for count in range(1, len(window) + 1):
        text = " ".join(window[:count])
        span = opening_of_request(text)
        if (
            span is None
            or span[0] >= len(window[0])
            or span[1] <= len(text) - len(window[count - 1])
        ):
            continue
        rest = text[span[1] :].strip()
        goes_on = count < len(window) and window[count][0].islower()
        if not rest and goes_on and not text.endswith((":", ".")):
            continue
        last = lines[position + count - 1]
        return position, position + count, Line(last.number, rest) if rest else None
    return None


def _at_answer(body: Sequence[Line]) -> Borders | None:
    """Request and response of what stands below the introduction."""
    label = next(
        (i for i in range(len(body)) if (m := label_at(body, i)) and m.says is Says.RESPONSE), None
    )
    strong, weak = first_speech(body[: label if label is not None else len(body)])
    found = Borders()
    if label is not None and (strong is None):
        mark = label_of(body[label].text)
        found.request = trim(body[:label])
        rest = [Line(body[label].number, mark.rest)] if mark and mark.rest else []
        found.response = trim([*rest, *body[label + 1 :]])
        found.rest = [body[label]] if mark and mark.told else []
        return checked(found)
    turn = strong if strong is not None else weak
    if quoted := _quoted(body):
        turn, strong = quoted, quoted
    if turn is None or not trim(body[turn:]):
        return None
    found.request, found.response = trim(body[:turn]), trim(body[turn:])
    if strong is None:
        found.doubt("no label or sentence of decision: split where the authority begins to speak")
    elif weak is not None and weak < strong and not quoted:
        found.doubt(f"line {body[weak].number}: the answer may begin here")
    return checked(found)


def _quoted(body: Sequence[Line]) -> int | None:
    """Where a request that stands in quotation marks ends; ``None`` where it does not."""
    first = next((i for i, line in enumerate(body) if line.text.strip()), None)
    if first is None:
        return None
    opening = body[first].text.strip().lstrip("*_ ")[:1]
    closing = _QUOTES.get(opening)
    if closing is None:
        return None
    for position in range(first, len(body)):
        text = body[position].text.strip().rstrip("*_ .")
        if text.endswith(closing) and (position > first or len(text) > 20):
            following = [line.text.strip() for line in body[position + 1 : position + 4]]
            goes_on = any(t.lstrip("*_ ").startswith(opening) for t in following if t)
            if not goes_on:
                return position + 1
    return None
