"""Request, response and the rest of a document, once they are told apart; and what is doubted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foisearch.disclosure import SplitConfidence
from foisearch.intake.labels import restart
from foisearch.intake.layouts.kit.cues.answering import only_answered, refuses, speaks
from foisearch.intake.layouts.kit.cues.asking import is_asking, is_opening
from foisearch.intake.layouts.kit.cues.ending import begins_tail
from foisearch.intake.layouts.kit.cues.introducing import announces, apologises
from foisearch.intake.layouts.kit.cues.labels import Says, label_of
from foisearch.intake.layouts.kit.voices import speaks_inside
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import is_prose, marker_of
from foisearch.text import collapse_space, fold

_ANNOUNCED = 0.5
"""How surely the authority speaks where it announces its answer."""


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


_ANNEXED = re.compile(
    r"\b(?:set out|reproduced|listed|copied|shown|given|detailed|quoted|contained|included|see)\b"
    r".{0,30}\b(?:annex|appendix|schedule|end of this (?:letter|e-?mail))\b",
    re.I | re.S,
)
_ANNEX = re.compile(r"(?:annex|appendix|schedule)(?: [a-z0-9])?(?:\s?[:–-].{0,80})?", re.I)


def _with_annex(found: Borders) -> Borders:
    """The borders with the request out of the annex that it is said to stand in; then doubted."""
    lines = found.response
    if not _ANNEXED.search("\n".join(line.text for line in found.request)):
        return found
    annexes = [i for i, line in enumerate(lines) if _ANNEX.fullmatch(line.text.strip())]
    if not annexes or not trim(lines[: annexes[0]]):
        return found.doubt("the request stands in an annex that was not found")
    end = annexes[1] if len(annexes) > 1 else len(lines)
    append(found.request, trim(lines[annexes[0] : end]))
    found.response = trim([*lines[: annexes[0]], *lines[end:]])
    return found.doubt(f"line {lines[annexes[0]].number}: the request was taken from the annex")


def _without_announcement(found: Borders) -> Borders:
    """The borders with what announces the answer, right above its label, out of the request."""
    while found.request and (last := found.request[-1].text.strip()):
        told = announces(last) and speaks(last) >= _ANNOUNCED
        if is_asking(last) or not (told or apologises(last)):
            break
        append(found.rest, [found.request[-1]])
        found.request = trim(found.request[:-1])
    return found


def checked(found: Borders) -> Borders:
    """The borders, doubted where the request is empty or one side seems to hold the other."""
    found = _without_announcement(_with_annex(found))
    if not found.request:
        found.doubt("the request is empty in the source")
    return _suspected(found)


def _suspected(found: Borders) -> Borders:
    """The borders, doubted where one side looks as if it held some of the other."""
    for line in found.request[1:]:
        label = label_of(line.text)
        if label and label.says is Says.RESPONSE and not label.rest:
            return found.doubt(f"line {line.number}: an answer seems to begin in the request")
    if turn := speaks_inside(found.request):
        number = found.request[turn].number
        return found.doubt(f"line {number}: an answer seems to begin in the request")
    inside = next((line for line in found.request if only_answered(line.text)), None)
    if inside is not None:
        return found.doubt(f"line {inside.number}: the request seems to hold some of the answer")
    if again := restart(found.request):
        number = found.request[again].number
        return found.doubt(f"line {number}: the numbering starts again inside the request")
    if number := _answered_inside(found.request):
        return found.doubt(f"line {number}: an answer seems to stand among the questions")
    if _asked_above(found):
        return found.doubt("the request may begin further up")
    if found.request and found.request[0].text.strip()[:1].islower():
        first = found.request[0]
        if marker_of(first.text.strip())[0] is None:
            return found.doubt(f"line {first.number}: the request begins inside a sentence")
    if number := _asked_below(found):
        return found.doubt(f"line {number}: a question stands among the answers")
    return found


_WHOEVER_ASKS = re.compile(
    r"\b(?:I|my|me|please|you|your|would|if|this (?:request|question|should|includes?)|e\.?g|i\.?e|"
    r"for example|including|note|format|breakdown|broken)\b",
    re.I,
)


def _answered_inside(request: Sequence[Line]) -> int:
    """The first line below a question that rather answers it; 0 where few questions have one.

    A sentence without any word to or of whoever asks is hardly theirs.  What stands below the last
    question does not count.
    """
    said = [line for line in request if not line.blank]
    asked = [i for i, line in enumerate(said) if line.text.rstrip().endswith("?")][:-1]
    answers = [said[i + 1] for i in asked if _answers(said[i + 1].text.strip())]
    return answers[0].number if answers and len(answers) * 2 >= len(asked) else 0


def _answers(text: str) -> bool:
    """Whether a sentence is rather the authority's than of whoever asks."""
    if marker_of(text)[0] or not is_prose(text) or text.endswith("?") or is_asking(text):
        return False
    return not _WHOEVER_ASKS.search(text)


def _asked_above(found: Borders) -> bool:
    """Whether what stands above the request holds words of whoever asked, or an open quotation."""
    first = min((line.number for line in found.request), default=0)
    above = [line.text for line in found.rest if line.number < first]
    text = "\n".join(above)
    return text.count("“") > text.count("”") or any(is_opening(line) for line in above)


def _asked_below(found: Borders) -> int:
    """The line of a numbered question of the response that the request lacks; 0 for none."""
    asked = fold(collapse_space(" ".join(line.text for line in found.request)))
    for line in found.response:
        text = line.text.strip()
        marker, item = marker_of(text)
        if marker is None or not text.endswith("?") or len(item.split()) < 4:
            continue
        if fold(collapse_space(item)) not in asked:
            return line.number
    return 0


def without_tail(found: Borders) -> Borders:
    """The borders with what is said of reviews and complaints moved out of the response.

    Only what stands at the end, and gives no reasons for withholding anything, is moved.
    """
    lines = found.response
    start = next((i for i in range(1, len(lines)) if begins_tail(lines[i].text)), None)
    if start is None or not trim(lines[:start]):
        return found
    tail = lines[start:]
    if any(refuses(line.text) or marker_of(line.text.strip())[0] for line in tail):
        return found
    found.response = trim(lines[:start])
    append(found.rest, tail)
    return found


def append(target: list[Line], block: Sequence[Line]) -> None:
    """Add a block to others, a blank line between them."""
    if target and block:
        target.append(Line(target[-1].number, ""))
    target.extend(block)
