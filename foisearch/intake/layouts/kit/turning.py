"""A request that nothing introduces: it ends where a label stands, or the authority speaks."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.intake.layouts.kit.borders import Borders, checked
from foisearch.intake.layouts.kit.cues.answering import speaks
from foisearch.intake.layouts.kit.cues.asking import is_asking, is_opening
from foisearch.intake.layouts.kit.cues.introducing import (
    opening_of_request,
    sums_up,
    thanks_for_request,
)
from foisearch.intake.layouts.kit.cues.labels import Says
from foisearch.intake.layouts.kit.heads import is_head
from foisearch.intake.layouts.kit.voices import first_speech, label_at, line_above, speaks_at
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import SENTENCE_END


def by_turn(lines: Sequence[Line]) -> Borders | None:
    """The text above a label of the response, or above a sentence of the authority.

    It is sure only where nothing but the head of a page stands above what is asked, and the answer
    begins with a label, or with thanks for the request.
    """
    turn, sure = _turn(lines)
    if turn is None:
        return None
    rest, asked, why = _asked(lines[:turn])
    label = label_at(lines, turn)
    if label is not None and label.says is Says.REQUEST:
        label = None
    inline = [Line(lines[turn].number, label.rest)] if label and label.rest else []
    below = trim([*inline, *lines[turn + 1 if label else turn :]])
    if not asked or not below:
        return None
    told = [lines[turn]] if label and label.told else []
    found = Borders(request=asked, response=below, rest=[*rest, *told])
    return checked(found) if sure and is_head(rest) else found.doubt(why)


def _turn(lines: Sequence[Line]) -> tuple[int | None, bool]:
    """Where the answer begins, and whether that is sure; ``None`` where nothing tells."""
    marks = ((i, label_at(lines, i)) for i in range(len(lines)))
    answer = next((i for i, m in marks if m is not None and m.says is Says.RESPONSE), None)
    strong, weak = first_speech(lines[: answer if answer is not None else len(lines)])
    if answer is not None:
        label = label_at(lines, answer)
        return answer, strong is None and label is not None and not label.rest
    if thanked := _thanked(lines[: strong if strong is not None else len(lines)]):
        return thanked, True
    turn = strong if strong is not None else weak
    return (_below_summary(lines) if turn is None else _after_asking(lines, turn)), False


def _thanked(lines: Sequence[Line]) -> int:
    """Where the authority gives thanks for a request that stands above; 0 where it does not."""
    asked = False
    for position, line in enumerate(lines):
        if asked and thanks_for_request(line.text):
            said = " ".join(ln.text for ln in lines[position : position + 3])
            return 0 if opening_of_request(said) else position
        asked = asked or is_asking(line.text)
    return 0


def _below_summary(lines: Sequence[Line]) -> int | None:
    """The paragraph below the one in which the authority gives thanks for what it was asked."""
    thanks = next((i for i, line in enumerate(lines) if thanks_for_request(line.text)), None)
    if thanks is None:
        return None
    blank = next((i for i in range(thanks, len(lines)) if lines[i].blank), len(lines))
    return next((i for i in range(blank, len(lines)) if not lines[i].blank), None)


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
    asking = next(
        (i for i, ln in enumerate(above) if is_asking(ln.text) or is_opening(ln.text)), None
    )
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
    """Where the paragraph begins that the line stands in; what the authority says is none of it."""
    while position:
        above = line_above(lines, position)
        begins = is_opening(lines[position].text) and SENTENCE_END.search(above)
        if not above or _ends_head(above) or begins or speaks(above) >= 1.0:
            break
        position -= 1
    return position


def _ends_head(text: str) -> bool:
    """Whether a line belongs to the head of a letter: a greeting, a label, a short line."""
    return text.lower().startswith("dear") or ":" in text[:25] or len(text) < 40
