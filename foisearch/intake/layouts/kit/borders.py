"""Where the request begins and ends, and where what every letter says at its end begins.

Labels are followed first, then the sentence that introduces the request and the one in which the
authority begins to speak.  Whatever rests on less is of low confidence, and says on what it rests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foisearch.disclosure import SplitConfidence
from foisearch.intake import labels
from foisearch.intake.layouts.kit import cues
from foisearch.intake.layouts.kit.cues import Label, Says
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import SENTENCE_END, marker_of

_WINDOW = 4
"""A sentence that introduces something runs over no more lines than these."""


@dataclass(slots=True)
class Borders:
    """The lines of a document by what they are; ``rest`` is neither request nor response."""

    request: list[Line] = field(default_factory=list)
    response: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    confidence: SplitConfidence = SplitConfidence.HIGH
    problem: str = ""

    def doubt(self, problem: str) -> Borders:
        """The same, of low confidence, for one more reason."""
        if self.confidence is SplitConfidence.HIGH:
            self.confidence = SplitConfidence.LOW
        self.problem = f"{self.problem}; {problem}" if self.problem else problem
        return self


def whole(lines: Sequence[Line], why: str) -> Borders:
    """Nothing told apart."""
    return Borders(
        rest=trim(lines),
        confidence=SplitConfidence.NONE,
        problem=f"{why}: kept whole, not split",
    )


def draw(lines: Sequence[Line]) -> Borders:
    """The borders of a document by the general vocabulary of letters and pages."""
    found = by_labels(lines) or by_sentences(lines) or _by_turn(lines)
    if found is None:
        return whole(lines, "nothing tells the request from the response")
    return without_tail(found)


# --- labels ------------------------------------------------------------------------------------


def labels_of(lines: Sequence[Line]) -> list[tuple[int, Label]]:
    """The labels that count, with their positions.

    A label counts where the text before it has come to an end.  Once the response has begun, a
    label of the request counts only in a document that goes on to answer each on its own.
    """
    found = [(i, label) for i, line in enumerate(lines) if (label := _label(lines, i))]
    first = next((label for _, label in found if label.says is Says.REQUEST), None)
    answer = next((label for _, label in found if label.says is Says.RESPONSE), None)
    kept: list[tuple[int, Label]] = []
    answered = False
    for position, label in found:
        if label.says is Says.RESPONSE:
            if answered and answer and not _same(label, answer):
                continue
            answered = True
        elif answered and not (
            first and answer and _same(label, first) and _in_turns(found, first)
        ):
            continue
        kept.append((position, label))
    return kept


def _same(label: Label, other: Label) -> bool:
    return label.word.split()[-1:] == other.word.split()[-1:] and bool(label.number) == bool(
        other.number
    )


def _in_turns(found: Sequence[tuple[int, Label]], first: Label) -> bool:
    """Whether labels of requests and answers take turns: at least two of each."""
    says = [label.says for _, label in found if label.says is Says.RESPONSE or _same(label, first)]
    turns = sum(
        a is Says.REQUEST and b is Says.RESPONSE for a, b in zip(says, says[1:], strict=False)
    )
    return turns > 1


def _label(lines: Sequence[Line], position: int) -> Label | None:
    label = cues.label_of(lines[position].text)
    if label is None:
        return None
    if (
        label.rest
        and not SENTENCE_END.search(_before(lines, position))
        and _before(lines, position)
    ):
        return None
    return label


def _before(lines: Sequence[Line], position: int) -> str:
    """The line right above, empty where there is none or it is blank."""
    return lines[position - 1].text.strip() if position else ""


def by_labels(lines: Sequence[Line]) -> Borders | None:
    """Request and response under labels of their own; ``None`` without one of each."""
    marks = labels_of(lines)
    kinds = [label.says for _, label in marks]
    if Says.RESPONSE not in kinds or Says.REQUEST not in kinds:
        return None
    if kinds[0] is Says.RESPONSE or _opened_above(lines[: marks[0][0]]):
        return None
    found = Borders()
    _lead(found, lines[: marks[0][0]])
    for (position, label), (end, _) in zip(marks, [*marks[1:], (len(lines), None)], strict=True):
        target = found.request if label.says is Says.REQUEST else found.response
        _append(target, _labelled(lines, position, label, end))
    found.request, found.response = trim(found.request), trim(found.response)
    if not found.response:
        return whole(lines, "nothing stands below the label of the response")
    return checked(found)


def _opened_above(above: Sequence[Line]) -> bool:
    """Whether a sentence introduces the request above its label, and more than a line follows it."""
    opening = _opening(above)
    return opening is not None and len(trim(above[opening[1] :])) > 1


def _labelled(lines: Sequence[Line], position: int, label: Label, end: int) -> list[Line]:
    """The lines below a label, the first of them with its number in front of it."""
    block = [Line(lines[position].number, label.rest)] if label.rest else []
    block = trim([*block, *lines[position + 1 : end]])
    if label.number and block and marker_of(block[0].text.strip())[0] is None:
        first = block[0]
        block[0] = Line(first.number, f"{label.number}. {first.text.strip()}")
    return block


def _append(target: list[Line], block: Sequence[Line]) -> None:
    """Add a block to others, a blank line between them."""
    if target and block:
        target.append(Line(target[-1].number, ""))
    target.extend(block)


def _lead(found: Borders, above: Sequence[Line]) -> None:
    """What stands above the first label: the authority's preamble answers, the rest introduces."""
    start = next((i for i, _ in enumerate(above) if _starts(above, i) >= 1.0), len(above))
    found.rest.extend(above[:start])
    preamble = trim(above[start:])
    # The requester's own opening words may stand right above the first label.
    own = len(preamble)
    while own and (not preamble[own - 1].text.strip() or cues.is_opening(preamble[own - 1].text)):
        own -= 1
    found.response.extend(trim(preamble[:own]))
    found.request.extend(trim(preamble[own:]))


# --- sentences ---------------------------------------------------------------------------------


def by_sentences(lines: Sequence[Line]) -> Borders | None:
    """The request after a sentence or label that introduces it; ``None`` without one."""
    opening = _opening(lines)
    if opening is None:
        return None
    position, start, inline = opening
    rest = trim(lines[:position])
    formula = lines[position:start]
    body = [inline, *lines[start:]] if inline else list(lines[start:])
    found = _at_answer(body)
    if found is None:
        return None
    found.rest = [*rest, *_cut(formula, inline), *found.rest]
    return found


def _cut(formula: Sequence[Line], inline: Line | None) -> list[Line]:
    """The introducing lines without what already belongs to the request."""
    kept = list(formula)
    if kept and inline and kept[-1].text.rstrip().endswith(inline.text):
        last = kept[-1]
        kept[-1] = Line(last.number, last.text.rstrip()[: -len(inline.text)].rstrip())
    return kept


def _opening(lines: Sequence[Line]) -> tuple[int, int, Line | None] | None:
    """Where the request is introduced, where it begins, and the rest of that line."""
    asked = False
    for position, line in enumerate(lines[:200]):
        if not line.text.strip():
            continue
        if asked and _starts(lines, position) >= 1.0:
            return None  # what was asked stands above already
        label = _label(lines, position)
        if label and label.says is Says.REQUEST:
            inline = Line(line.number, label.rest) if label.rest else None
            return position, position + 1, inline
        if starts := _sentence(lines, position):
            return starts
        asked = asked or cues.is_asking(line.text)
    return None


def _sentence(lines: Sequence[Line], position: int) -> tuple[int, int, Line | None] | None:
    """The introducing sentence that begins on this line and may run over line ends."""
    window = [lines[position].text.strip()]
    for line in lines[position + 1 : position + _WINDOW]:
        if not line.text.strip():
            break
        window.append(line.text.strip())
    for count in range(1, len(window) + 1):
        text = " ".join(window[:count])
        span = cues.opening_of_request(text)
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
        (i for i in range(len(body)) if (m := _label(body, i)) and m.says is Says.RESPONSE), None
    )
    strong, weak = _speaking(body[: label if label is not None else len(body)])
    found = Borders()
    if label is not None and (strong is None or _is_preface(body[strong:label])):
        mark = cues.label_of(body[label].text)
        found.request = trim(body[:label])
        rest = [Line(body[label].number, mark.rest)] if mark and mark.rest else []
        found.response = trim([*rest, *body[label + 1 :]])
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


def _is_preface(lines: Sequence[Line]) -> bool:
    """Whether the lines between a first sentence of the authority and a label are but a few."""
    return not lines


def checked(found: Borders) -> Borders:
    """The borders, doubted where the request is empty or one side seems to hold the other."""
    if not found.request:
        found.doubt("the request is empty in the source")
    return _suspected(found)


def _suspected(found: Borders) -> Borders:
    """The borders, doubted where one side looks as if it held some of the other."""
    for line in found.request[1:]:
        label = cues.label_of(line.text)
        if label and label.says is Says.RESPONSE and not label.rest:
            return found.doubt(f"line {line.number}: an answer seems to begin in the request")
    if turn := _speaks_inside(found.request):
        number = found.request[turn].number
        return found.doubt(f"line {number}: an answer seems to begin in the request")
    return found


def _starts(lines: Sequence[Line], position: int) -> float:
    """How surely the authority begins to speak on this line."""
    text = lines[position].text.strip()
    if not text or marker_of(text)[0] is not None:
        return 0.0
    parts = [text]
    for line in lines[position + 1 : position + _WINDOW]:
        if not line.text.strip() or marker_of(line.text.strip())[0]:
            break
        parts.append(line.text.strip())
    # The line itself, or the sentence that it begins in hard-wrapped text.
    sure = max(cues.speaks(text), cues.speaks(" ".join(parts)) if len(text) > 40 else 0.0)
    before = _before(lines, position)
    ended = not before or bool(SENTENCE_END.search(before)) or marker_of(before)[0] is not None
    if not ended and (text[:1].islower() or sure < 1.0 or _wrapped(before)):
        return 0.0
    return sure


def _wrapped(before: str) -> bool:
    """Whether a line is long enough to go on below."""
    return 55 < len(before) < 115 and not SENTENCE_END.search(before)


def _speaking(body: Sequence[Line]) -> tuple[int | None, int | None]:
    """The first line that surely answers, and the first that may."""
    strong = weak = None
    asked = False
    for position, line in enumerate(body):
        text = line.text.strip()
        if not text:
            continue
        if asked:
            sure = _starts(body, position)
            if sure >= 1.0:
                strong = position
                break
            if (
                weak is None
                and sure > 0.2
                and not any(cues.is_asking(ln.text) for ln in body[position : position + 3])
            ):
                weak = position
        asked = True
    if strong is None and body and _starts(body, 0) >= 1.0:
        strong = 0
    return strong, weak


def _speaks_inside(request: Sequence[Line]) -> int:
    """Where the authority seems to speak inside what was taken as the request; 0 for nowhere."""
    return next((i for i in range(1, len(request)) if _starts(request, i) >= 1.0), 0)


_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}


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


# --- neither -----------------------------------------------------------------------------------


def _by_turn(lines: Sequence[Line]) -> Borders | None:
    """A request that nothing introduces, before a label or a sentence of the authority."""
    marks = [(i, m) for i in range(len(lines)) if (m := _label(lines, i))]
    answer = next((i for i, m in marks if m.says is Says.RESPONSE), None)
    strong, weak = _speaking(lines[: answer if answer is not None else len(lines)])
    turn = answer if answer is not None else strong if strong is not None else weak
    if turn is None:
        return None
    rest, above, why = _asked(lines[:turn])
    if not above:
        return None
    label = cues.label_of(lines[turn].text) if turn == answer else None
    inline = [Line(lines[turn].number, label.rest)] if label and label.rest else []
    below = trim([*inline, *lines[turn + 1 if label else turn :]])
    if not below:
        return None
    return Borders(request=above, response=below, rest=rest).doubt(why)


def _asked(above: Sequence[Line]) -> tuple[list[Line], list[Line], str]:
    """What stands above the answer: the rest, the request, and on what that rests.

    The request begins with the paragraph that first asks; where none does, the paragraph in which
    the authority says what it was asked stands for it.
    """
    asking = next((i for i, ln in enumerate(above) if cues.is_asking(ln.text)), None)
    if asking is not None:
        start = _paragraph(above, asking)
        why = "nothing introduces the request: the text above the answer was taken"
        return trim(above[:start]), trim(above[start:]), why
    told = [i for i, ln in enumerate(above) if cues.sums_up(ln.text)]
    if not told:
        return [], [], ""
    start = _paragraph(above, told[0])
    why = "the request is not quoted: the authority's summary of it was taken"
    return trim(above[:start]), trim(above[start:]), why


def _paragraph(lines: Sequence[Line], position: int) -> int:
    """Where the paragraph begins that the line stands in."""
    while position and _before(lines, position) and not _ends_head(_before(lines, position)):
        position -= 1
    return position


def _ends_head(text: str) -> bool:
    """Whether a line belongs to the head of a letter: a greeting, a label, a short line."""
    return text.lower().startswith("dear") or ":" in text[:25] or len(text) < 40


# --- the end of every letter -------------------------------------------------------------------


def without_tail(found: Borders) -> Borders:
    """The borders with what is said of reviews and complaints moved out of the response.

    Only what stands at the end, and gives no reasons for withholding anything, is moved.
    """
    lines = found.response
    start = next((i for i in range(1, len(lines)) if cues.begins_tail(lines[i].text)), None)
    if start is None or not trim(lines[:start]):
        return found
    tail = lines[start:]
    if any(cues.refuses(line.text) or marker_of(line.text.strip())[0] for line in tail):
        return found
    found.response = trim(lines[:start])
    _append(found.rest, tail)
    return found


def label_alone(line: Line) -> bool:
    """Whether a line is a label and nothing more."""
    label = cues.label_of(line.text)
    return label is not None and not label.rest
