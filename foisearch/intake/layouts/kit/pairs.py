"""Pages that nothing labels: numbered questions, each with its answer right below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.cues.asking import is_asking, is_opening
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import paragraphs
from foisearch.intake.parts.interleaved import interleaved

_ADVICE = re.compile(
    r"\b(?:do|can|may|should|must|will|am|could) I\b|\bwhat (?:is|are) (?:the )?"
    r"(?:freedom|foi|an?\b)",
    re.I,
)
"""Questions of a page that explains, not of somebody who asked."""


def by_pairs(lines: Sequence[Line]) -> Borders | None:
    """Questions and answers in turns as the response, what opens them as the request.

    ``None`` where there are fewer than two questions, or they ask for advice.  Always doubted:
    nothing says that somebody asked.
    """
    if not any(is_asking(line.text) for line in lines):
        return None
    found = paragraphs(lines, 0)
    pairs = interleaved(found)
    if pairs is None or any(_ADVICE.search(pair.question.text) for pair in pairs[1]):
        return None
    answers = [pair.answer for pair in pairs[1]]
    begins = found[len(pairs[0])]
    if not all(answers) or len(set(answers)) < len(answers) or begins.marker is None:
        return None
    at = next(i for i, line in enumerate(lines) if line.number >= begins.first_line)
    opens = next((i for i in range(at) if is_opening(lines[i].text)), at)
    borders = Borders(trim(lines[opens:at]), trim(lines[at:]), trim(lines[:opens]))
    return borders.doubt("questions and answers stand in turns, without labels")
