"""Every question with its answer, and what is to be said of how they were brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foisearch.intake.paragraphs import Paragraph, render
from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.parts.likeness import Likeness
from foisearch.intake.parts.questions import Question

MOST_TO_COMPARE = 300
"""More questions than this are not looked for word by word; nobody asks so many."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every question with its answer.

    ``loose`` are numbered answers that do not fit the questions; ``preamble`` is what the response
    says of the whole request; ``problem`` says why answers are missing, or on what the alignment
    rests where it is not certain; empty when there is nothing to say.
    """

    answered: tuple[Answered, ...]
    loose: tuple[Answered, ...] = ()
    preamble: str = ""
    problem: str = ""


def given(
    questions: Sequence[Question],
    answers: Sequence[Sequence[Paragraph]],
    preamble: Sequence[Paragraph],
    loose: Mapping[str, Sequence[Paragraph]] | None = None,
) -> Alignment:
    """Each question with the paragraphs collected for it; questions left without any are named."""
    paired = list(zip(questions, answers, strict=True))
    missing = [question.number for question, answer in paired if not answer]
    problem = f"no answer was found for part {', '.join(missing)}" if missing else ""
    answered = tuple(Answered(question, render(answer)) for question, answer in paired)
    apart = tuple(Answered(Question(n, ""), render(a)) for n, a in (loose or {}).items())
    aligned = Alignment(answered, apart, render(preamble), problem)
    if apart:
        last = questions[-1].number
        told = f"the answers are numbered to {apart[-1].question.number}, the questions to {last}"
        return noted(aligned, told)
    return aligned


def noted(aligned: Alignment, problem: str) -> Alignment:
    """The alignment with one more thing that is to be said of it."""
    return replace(aligned, problem="; ".join(filter(None, [aligned.problem, problem])))


def doubted(aligned: Alignment) -> Alignment:
    """The alignment, doubted where answers speak rather of other questions than their own."""
    if len(aligned.answered) > MOST_TO_COMPARE:
        return aligned
    likeness = Likeness.of([a.question.text for a in aligned.answered])
    own = other = 0
    for index, answered in enumerate(aligned.answered):
        nearest = likeness.nearest(answered.answer[:2000]) if answered.answer else None
        own += nearest == index
        other += nearest is not None and nearest != index
    if other > max(own, 1):
        return noted(aligned, "some answers seem to speak of other questions than their own")
    return aligned
