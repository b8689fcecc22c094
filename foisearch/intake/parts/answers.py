"""Questions and their answers, brought together across the ways in which they are written."""

from __future__ import annotations

from collections.abc import Sequence

from foisearch.intake.paragraphs import Paragraph, render
from foisearch.intake.parts.alignment import Alignment, doubted
from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.parts.numbered import by_number, by_other_numbers
from foisearch.intake.parts.order import by_count, by_subject
from foisearch.intake.parts.questions import Question
from foisearch.intake.parts.repetition import by_repetition


def align(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment:
    """Give each question its answer, by the first of these that fits.

    A single question has the whole response; questions repeated in the response are followed by
    their answers; answers carry the questions' numbers, or name them ("parts 2 to 10"); there are
    as many numbers, or paragraphs, as questions; paragraphs share their subjects with questions.
    Otherwise the answers stay in the response, and ``problem`` says so.
    """
    if not questions or not response:
        return Alignment(tuple(Answered(q, "") for q in questions))
    if len(questions) == 1:
        return Alignment((Answered(questions[0], render(response)),))
    found = by_repetition(questions, response) or by_number(questions, response)
    if found:
        return doubted(found)
    return (
        by_other_numbers(questions, response)
        or by_count(questions, response)
        or by_subject(questions, response)
        or Alignment(
            tuple(Answered(q, "") for q in questions),
            preamble=render(response),
            problem="the answers could not be told apart; they stand together in the response",
        )
    )
