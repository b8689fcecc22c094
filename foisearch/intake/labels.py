"""Where the request ends and the response begins, in texts labelled ``Request`` and ``Response``.

The labels of a two-column table land where text extraction leaves them: side by side, after
the text, on the answer's first line, in the middle of a sentence.  The text is more to be
trusted than they are, and every mend is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foisearch.disclosure import SplitConfidence
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import SENTENCE_END, MarkerKind, marker_of

_LABEL = re.compile(r"^\s*(?P<label>Request|Response)(?:ed information)?\s*:?\s*$", re.I)
_INLINE = re.compile(
    r"^\s*(?P<label>Request|Response)\s*:?\s+(?P<rest>(?:[A-Z“\"‘']|\(?(?:\d{1,2}|[a-z])[.)])\S*.*)$"
)
SUMMARY = re.compile(
    r"^(?:you (?:have |had )?(?:also )?(?:ask|request|wr[io]te|sought|seek|want|put|raise|sent|"
    r"enquire|made)|your (?:request|questions?|email|letter)|"
    r"(?:a |the )?requests? (?:for|about|was)|various questions)",
    re.I,
)
_ANSWERS = re.compile(
    r"^(?:we (?:can |do |would |have |are |hold|confirm|refer|estimate|enclose|attach|"
    r"received|understand|no longer|regret|cannot)|(?:the|this) information|please (?:find|see) |"
    r"i (?:can|have|am|attach|enclose) |information (?:about|on|relating)|"
    r"the [A-Z]\w+(?: \w+)? (?:holds?|does not|has|is|can|will)\b|"
    r"our (?:records|response|policy)|no information|following a)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Split:
    """Request and response as lines; ``body`` instead of both where they cannot be told apart."""

    request: tuple[Line, ...]
    response: tuple[Line, ...]
    body: tuple[Line, ...] = ()
    confidence: SplitConfidence = SplitConfidence.HIGH
    warning: str = ""


@dataclass(slots=True)
class _Section:
    label: str
    lines: list[Line]


def split(lines: Sequence[Line]) -> Split:
    """Tell the request from the response."""
    before, *sections = _sections(lines)
    texts = {s.label: trim(s.lines) for s in sections}
    order = [s.label for s in sections]
    lead = trim(before.lines)
    if order == ["request", "response"]:
        return _in_order(lead, texts["request"], texts["response"], lines)
    if order == ["response", "request"]:
        return _reversed(lead, texts["response"], texts["request"], lines)
    if order == ["response"] and lead:
        return _low(lead, texts["response"], "no Request label: the text above Response was taken")
    if order == ["request"] and texts["request"]:
        return _by_content([*lead, *texts["request"]], "no Response label", lines)
    return _whole(lines, "no Request and Response labels")


def _sections(lines: Sequence[Line]) -> list[_Section]:
    """The lines cut at the first label of each name; a label seen again is ordinary text."""
    sections = [_Section("", [])]
    seen: set[str] = set()
    for line in lines:
        label, rest = _label(line, sections[-1].lines, seen)
        if label:
            seen.add(label)
            sections.append(_Section(label, [Line(line.number, rest)] if rest else []))
        else:
            sections[-1].lines.append(line)
    return sections


def _label(line: Line, before: Sequence[Line], seen: set[str]) -> tuple[str, str]:
    """The label that a line is or begins with, and the rest of the line."""
    if match := _LABEL.match(line.text):
        label = match["label"].lower()
        return ("", "") if label in seen else (label, "")
    match = _INLINE.match(line.text)
    if not match or match["label"].lower() in seen:
        return "", ""
    # "Response Our team …" is a label only where the text before it has come to an end.
    previous = next((ln.text for ln in reversed(before) if not ln.blank), "")
    sentence_open = bool(previous) and not SENTENCE_END.search(previous) and not before[-1].blank
    return ("", "") if sentence_open else (match["label"].lower(), match["rest"])


def _in_order(
    lead: list[Line], request: list[Line], response: list[Line], lines: Sequence[Line]
) -> Split:
    if not request and lead and response:
        return _low(lead, response, "both labels stand below the request")
    if not request:
        return _by_content(response, "both labels stand above the text", lines)
    if not response:
        return _by_content([*lead, *request], "nothing stands below the Response label", lines)
    request, response, moved = _mend_sentence([*lead, *request], response)
    if moved:
        return _low(request, response, "the Response label stood inside a sentence")
    if lead:
        return _low(request, response, "text above the Request label was taken as request")
    return Split(tuple(request), tuple(response))


def _reversed(
    lead: list[Line], response: list[Line], request: list[Line], lines: Sequence[Line]
) -> Split:
    """The Response label first: the request stands above both, or below its own label."""
    if lead:
        rest = [*response, Line(response[-1].number, ""), *request] if response else request
        return _low(lead, rest, "the Request label stands inside the response")
    if request and response:
        return _low(request, response, "the Response label stands above the Request label")
    return _by_content([*response, *request], "the labels stand together", lines)


def _mend_sentence(
    request: list[Line], response: list[Line]
) -> tuple[list[Line], list[Line], bool]:
    """Move a sentence that the label cut in two wholly to the response."""
    last, first = request[-1].text, response[0].text.lstrip()
    if SENTENCE_END.search(last) or not first[:1].islower():
        return request, response, False
    cut = len(request) - 1
    while cut > 0 and not request[cut - 1].blank and not SENTENCE_END.search(request[cut - 1].text):
        cut -= 1
    if cut == 0:
        return request, response, False
    return trim(request[:cut]), [*request[cut:], *response], True


def _by_content(text: list[Line], why: str, lines: Sequence[Line]) -> Split:
    """Split an unlabelled text: at a list that starts again, or after a summary of the request."""
    again = restart(text)
    if again:
        return _low(text[:again], text[again:], f"{why}: split where the numbering starts again")
    end = _summary_end(text)
    if end and trim(text[end:]):
        return _low(text[:end], text[end:], f"{why}: the opening summary was taken as request")
    spoken = turn(text)
    if spoken:
        why = f"{why}: split where the authority begins to speak"
        return _low(text[:spoken], text[spoken:], why)
    return _whole(lines, why)


def restart(text: Sequence[Line]) -> int:
    """Where a numbered list begins at 1 for the second time; 0 where it does not.

    A list inside an item of another, which counts on below it, is no new beginning.
    """
    found = ((at, marker_of(line.text.strip())[0]) for at, line in enumerate(text))
    values = [(at, m.value) for at, m in found if m and m.kind is MarkerKind.NUMBER]
    highest = 0
    for index, (position, value) in enumerate(values):
        if value == 1 and highest > 1 and not _counts_on(values[index:], highest):
            return position
        highest = max(highest, value)
    return 0


def _counts_on(values: Sequence[tuple[int, int]], highest: int) -> bool:
    """Whether numbers go on from ``highest`` after a shorter list of their own."""
    return any(b == highest + 1 and a < highest for (_, a), (_, b) in pairwise(values))


def _summary_end(text: Sequence[Line]) -> int:
    """Where the opening paragraph that sums the request up ends; 0 where there is none."""
    if not text or not SUMMARY.match(text[0].text.strip()):
        return 0
    for position, line in enumerate(text):
        if line.blank:
            return position
        marker, _ = marker_of(line.text.strip())
        if position and (marker is not None):
            return position
    return 0


def turn(text: Sequence[Line]) -> int:
    """Position of the first line at which the authority speaks, after a sentence has ended.

    0 where there is none.
    """
    for position, line in enumerate(text):
        if not position or not _ANSWERS.match(line.text.strip()):
            continue
        before = next((ln.text for ln in reversed(text[:position]) if not ln.blank), "")
        if SENTENCE_END.search(before):
            return position
    return 0


def _low(request: Sequence[Line], response: Sequence[Line], why: str) -> Split:
    return Split(
        tuple(trim(request)), tuple(trim(response)), confidence=SplitConfidence.LOW, warning=why
    )


def _whole(lines: Sequence[Line], why: str) -> Split:
    return Split((), (), tuple(trim(lines)), SplitConfidence.NONE, f"{why}: kept whole, not split")
