"""Answers that carry the numbers of the questions, or other numbers in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foisearch.intake.paragraphs import MarkerKind, Paragraph, render
from foisearch.intake.parts.alignment import Alignment, given, noted
from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.parts.ladder import climb, steps
from foisearch.intake.parts.openings import (
    Labels,
    Opening,
    openings,
    other_run,
    without_other_lists,
)
from foisearch.intake.parts.questions import Question
from foisearch.intake.parts.walker import PartWalker, said

FURTHEST = 4
"""Paragraphs before the first of as many numbers as questions: an answer begins near the top."""


def by_number(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align where answers carry the questions' numbers or name them."""
    found = openings(Labels(questions), response)
    if questions[0].counted and found:
        # Questions without numbers: a list that opens the response numbers its answers, one
        # further down (the rules of an appended policy) is a list of its own.
        parts = {part for opening in found.values() for part in opening.parts}
        loose = any(opening.loose for opening in found.values())
        if len(parts) != len(questions) or loose:
            if len(found) > 1 and min(found) <= 1:
                return _loose(questions, response, found)
            found = {}
        elif min(found) > FURTHEST:
            found = {}
    walker = PartWalker(questions, found)
    walker.walk(response)
    if not any(walker.answers):
        return None
    aligned = given(questions, walker.answers, walker.preamble, walker.loose)
    if found and any(p.marker and p.marker.value == 1 for p in response[: min(found)]):
        return noted(aligned, "a numbered list stands before the answers")
    if found and other_run(Labels(questions), response, found):
        return noted(aligned, "two lists have the numbers of the questions")
    if any(opening.again for opening in found.values()):
        return noted(aligned, "the numbers of the answers stand twice: both are given")
    return aligned


def _loose(
    questions: Sequence[Question], response: Sequence[Paragraph], found: Mapping[int, Opening]
) -> Alignment:
    """Numbered answers to questions that were not numbered, and not as many."""
    starts = list(found)
    ends = [*starts[1:], len(response)]
    loose = []
    for start, end in zip(starts, ends, strict=True):
        opening = found[start]
        label = opening.loose or ", ".join(questions[i].number for i in opening.parts)
        block = [said(opening.text, response[start]), *response[start + 1 : end]]
        loose.append(Answered(Question(label, ""), render(block)))
    return Alignment(
        tuple(Answered(q, "") for q in questions),
        tuple(loose),
        render(response[: starts[0]]),
        f"{len(questions)} questions but {len(loose)} numbered answers: kept apart, not matched",
    )


def by_other_numbers(
    questions: Sequence[Question], response: Sequence[Paragraph]
) -> Alignment | None:
    """Align in order where there are as many markers of another kind ("a)" for "1.") as parts."""
    for kind in (MarkerKind.NUMBER, MarkerKind.LETTER, MarkerKind.ROMAN):
        marked = without_other_lists(steps(response, frozenset([kind])), response)
        wanted = [s.label for s in marked if s.value == len(questions)][:1]
        if not wanted or len(marked) < len(questions):
            continue
        named = {s.value: s.label for s in marked}
        rungs = climb([named.get(n, "") for n in range(1, len(questions) + 1)], marked)
        beyond = any(s.value == len(questions) + 1 for s in marked)
        if len(rungs) == len(questions) and not beyond and min(rungs) <= FURTHEST:
            found = {at: Opening((index,), response[at].text) for at, index in rungs.items()}
            walker = PartWalker(questions, found)
            walker.walk(response)
            aligned = given(questions, walker.answers, walker.preamble)
            return noted(aligned, "answers are numbered otherwise: matched by their order")
    return None
