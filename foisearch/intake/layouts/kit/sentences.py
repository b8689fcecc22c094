"""The request after a sentence that introduces it, the response where the authority speaks."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.intake.layouts.kit.borders import Borders, checked
from foisearch.intake.layouts.kit.cues.answering import decides
from foisearch.intake.layouts.kit.cues.asking import is_asking
from foisearch.intake.layouts.kit.cues.introducing import opening_of_request, sums_up
from foisearch.intake.layouts.kit.cues.labels import Says, label_of
from foisearch.intake.layouts.kit.voices import (
    WINDOW,
    first_speech,
    label_at,
    line_above,
    speaks_at,
)
from foisearch.intake.lines import Line, trim

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


def by_turn(lines: Sequence[Line]) -> Borders | None:
    """A request that nothing introduces, before a label or a sentence of the authority."""
    marks = [(i, m) for i in range(len(lines)) if (m := label_at(lines, i))]
    answer = next((i for i, m in marks if m.says is Says.RESPONSE), None)
    strong, weak = first_speech(lines[: answer if answer is not None else len(lines)])
    turn = answer if answer is not None else strong if strong is not None else weak
    if turn is None:
        return None
    if answer is None:
        turn = _after_asking(lines, turn)
    rest, above, why = _asked(lines[:turn])
    if not above:
        return None
    label = label_of(lines[turn].text) if turn == answer else None
    inline = [Line(lines[turn].number, label.rest)] if label and label.rest else []
    below = trim([*inline, *lines[turn + 1 if label else turn :]])
    rest = [*rest, *([lines[turn]] if label and label.told else [])]
    if not below:
        return None
    return Borders(request=above, response=below, rest=rest).doubt(why)


def _after_asking(lines: Sequence[Line], turn: int) -> int:
    """Where the authority speaks after something was asked; ``turn`` where it never does.

    Whoever asks may first tell what others have said, in the words of an authority.
    """
    asking = next((i for i, ln in enumerate(lines) if is_asking(ln.text)), len(lines))
    if asking < turn or any(sums_up(ln.text) for ln in lines[:turn]):
        return turn
    later = range(asking + 1, len(lines))
    return next((i for i in later if speaks_at(lines, i) >= 1.0), turn)


def _asked(above: Sequence[Line]) -> tuple[list[Line], list[Line], str]:
    """What stands above the answer: the rest, the request, and on what that rests.

    The request begins with the paragraph that first asks; where none does, the paragraph in which
    the authority says what it was asked stands for it.
    """
    asking = next((i for i, ln in enumerate(above) if is_asking(ln.text)), None)
    if asking is not None:
        start = _paragraph(above, asking)
        why = "nothing introduces the request: the text above the answer was taken"
        return trim(above[:start]), trim(above[start:]), why
    told = [i for i, ln in enumerate(above) if sums_up(ln.text)]
    if not told:
        return [], [], ""
    start = _paragraph(above, told[0])
    why = "the request is not quoted: the authority's summary of it was taken"
    return trim(above[:start]), trim(above[start:]), why


def _paragraph(lines: Sequence[Line], position: int) -> int:
    """Where the paragraph begins that the line stands in."""
    while position and line_above(lines, position) and not _ends_head(line_above(lines, position)):
        position -= 1
    return position


def _ends_head(text: str) -> bool:
    """Whether a line belongs to the head of a letter: a greeting, a label, a short line."""
    return text.lower().startswith("dear") or ":" in text[:25] or len(text) < 40
