"""Pages that nothing labels: numbered questions, each with its answer right below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foisearch.intake.layouts.kit.borders import Borders
from foisearch.intake.layouts.kit.cues.asking import is_asking, is_opening
from foisearch.intake.layouts.kit.cues.introducing import announces, thanks_for_request
from foisearch.intake.layouts.kit.cues.labels import Says
from foisearch.intake.layouts.kit.voices import label_at
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import Paragraph, marker_of, paragraphs
from foisearch.intake.parts.interleaved import interleaved

_ADVICE = re.compile(
    r"\b(?:do|can|may|should|must|will|am|could) I\b|\bwhat (?:is|are) (?:the )?"
    r"(?:freedom|foi|an?\b)",
    re.I,
)
"""Questions of a page that explains, not of somebody who asked."""

_LEAST = 2
"""Fewer questions may as well be asked by whoever answers."""


def by_pairs(lines: Sequence[Line]) -> Borders | None:
    """Questions and answers in turns as the response, what opens them as the request.

    ``None`` where there are fewer than two questions, or they ask for advice.  Always doubted:
    nothing says that somebody asked.
    """
    if not any(is_asking(line.text) for line in lines):
        return None
    found = paragraphs(lines, 0)
    if _answered_together(lines):
        return None
    begins = _numbered(found) or (_plain(found) if _answers_follow(lines) else None)
    if begins is None:
        return None
    at = next(i for i, line in enumerate(lines) if line.number >= begins.first_line)
    opens = next((i for i in range(at) if is_opening(lines[i].text)), at)
    borders = Borders(trim(lines[opens:at]), trim(lines[at:]), trim(lines[:opens]))
    return borders.doubt("questions and answers stand in turns, without labels")


def _answered_together(lines: Sequence[Line]) -> bool:
    """Whether one label begins all answers, below several questions."""
    labels = [(i, label_at(lines, i)) for i in range(len(lines))]
    answers = [i for i, m in labels if m is not None and m.says is Says.RESPONSE and not m.rest]
    if len(answers) != 1:
        return False
    asked = (line.text.strip() for line in lines[: answers[0]])
    return sum(text.endswith("?") or marker_of(text)[0] is not None for text in asked) >= _LEAST


def _answers_follow(lines: Sequence[Line]) -> bool:
    """Whether an authority says that answers follow."""
    return any(announces(line.text) or thanks_for_request(line.text) for line in lines)


def _numbered(found: Sequence[Paragraph]) -> Paragraph | None:
    """The first of several numbered questions that have each an answer of its own."""
    pairs = interleaved(found)
    if pairs is None or any(_ADVICE.search(pair.question.text) for pair in pairs[1]):
        return None
    answers = [pair.answer for pair in pairs[1]]
    begins = found[len(pairs[0])]
    if not all(answers) or len(set(answers)) < len(answers) or begins.marker is None:
        return None
    return begins


def _plain(found: Sequence[Paragraph]) -> Paragraph | None:
    """The first of several questions without numbers, with something else after each of them."""
    asked = [i for i, each in enumerate(found) if each.text.endswith("?")]
    if len(asked) < _LEAST or any(_ADVICE.search(found[i].text) for i in asked):
        return None
    apart = all(b - a > 1 for a, b in pairwise([*asked, len(found)]))
    return found[asked[0]] if apart else None
