"""Answers without numbers or questions beside them: as many, in order, or on the same subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.paragraphs import MarkerKind, Paragraph, is_prose, render
from foisearch.intake.parts.alignment import MOST_TO_COMPARE, Alignment, given, noted
from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.parts.likeness import Likeness
from foisearch.intake.parts.questions import Question
from foisearch.intake.parts.repetition import answer_in
from foisearch.intake.parts.walker import CLOSING, said

_FORMULA = re.compile(
    r"^(?:thank you|i (?:write|refer)|further to|your request|we (?:can |have )?(?:answer|respond|"
    r"reply|consider)\w*[^.]{0,60}(?:follow|below)|our (?:answers?|response)|response|answers?|"
    r"question\b[^.?]{0,40}(?:answer|response)"
    r"|please (?:find|see) (?:our|the) (?:answers?|response))"
    r"[^\n]{0,160}$",
    re.I,
)


def by_count(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align paragraph by paragraph where there are as many as questions, each on its subject."""
    bullets = [p for p in response if p.marker and p.marker.kind is MarkerKind.BULLET]
    listed = len(bullets) == len(questions)
    blocks: list[list[Paragraph]] = []
    for paragraph in response:
        announced = bool(blocks) and blocks[-1][-1].text.endswith(":")
        joins = not listed and paragraph.marker
        if blocks and (joins or (announced and not is_prose(paragraph.text))):
            blocks[-1].append(paragraph)
        elif listed and paragraph.marker is None:
            if blocks and not CLOSING.match(paragraph.raw):
                blocks[-1].append(paragraph)
        elif not CLOSING.match(paragraph.raw) and not _is_formula(paragraph, blocks):
            blocks.append([said(paragraph.text, paragraph) if listed else paragraph])
    if len(blocks) != len(questions):
        return None
    paired = list(zip(questions, blocks, strict=True))
    if not listed and not all(_one_subject(q, b) for q, b in paired):
        return None
    answered = tuple(Answered(q, render(b)) for q, b in paired)
    return Alignment(answered, problem="answers matched to questions by their order alone")


def _is_formula(paragraph: Paragraph, before: Sequence[object]) -> bool:
    """Whether a paragraph at the beginning only says that answers follow."""
    return not before and bool(_FORMULA.match(paragraph.raw))


def _one_subject(question: Question, block: Sequence[Paragraph]) -> bool:
    """Whether a question and a block of paragraphs share a word of some length."""
    likeness = Likeness.of([f"{question.lead} {question.text}"])
    return any(likeness.nearest(paragraph.raw) == 0 for paragraph in block)


def by_subject(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align where for each question in turn a paragraph speaks of it and of no other."""
    if len(questions) > MOST_TO_COMPARE:
        return None
    likeness = Likeness.of([q.text for q in questions])
    starts: list[int] = []
    for position, paragraph in enumerate(response):
        if likeness.nearest(paragraph.raw[:2000]) == len(starts):
            starts.append(position)
    if len(starts) < len(questions):
        return None
    ends = [*starts[1:], len(response)]
    answers = [
        answer_in(response[start:end], question)
        for question, start, end in zip(questions, starts, ends, strict=True)
    ]
    aligned = given(questions, answers, response[: starts[0]])
    return noted(aligned, "answers matched to questions by their subjects alone")
