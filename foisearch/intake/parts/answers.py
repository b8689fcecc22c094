"""Questions and their answers, brought together across the ways in which they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.paragraphs import MarkerKind, Paragraph, is_prose, render
from foisearch.intake.parts.walker import CLOSING, PartWalker, unmarked, words_of
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


def align(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment:
    """Give each question its answer, by the first of these that fits.

    A single question has the whole response; questions repeated in the response are followed by
    their answers; answers carry the questions' numbers, or name them ("parts 2 to 10"); there are
    as many paragraphs as questions.  Otherwise the answers stay in the response, and ``problem``
    says so.
    """
    if not questions or not response:
        return Alignment(tuple(Answered(q, "") for q in questions))
    if len(questions) == 1:
        return Alignment((Answered(questions[0], render(response)),))
    return (
        _by_repetition(questions, response)
        or _by_number(questions, response)
        or _by_count(questions, response)
        or Alignment(
            tuple(Answered(q, "") for q in questions),
            preamble=render(response),
            problem="the answers could not be told apart; they stand together in the response",
        )
    )


def _by_repetition(
    questions: Sequence[Question], response: Sequence[Paragraph]
) -> Alignment | None:
    """Align where the response repeats the questions."""
    if len(questions) > MOST_TO_COMPARE:
        return None
    words = [words_of(q.text) for q in questions]
    answers: list[list[Paragraph]] = [[] for _ in questions]
    preamble: list[Paragraph] = []
    current: list[int] = []
    collecting = False
    seen: set[int] = set()
    for paragraph in response:
        repeated = _repeated(words, paragraph, seen)
        if repeated is not None:
            current = [*current, repeated] if not collecting and current else [repeated]
            seen.add(repeated)
            collecting = False
            continue
        collecting = True
        if not current:
            preamble.append(paragraph)
        for index in current:
            answers[index].append(paragraph)
    if len(seen) < max(2, len(questions) * 2 // 5):
        return None
    return _given(questions, answers, preamble)


def _given(
    questions: Sequence[Question],
    answers: Sequence[Sequence[Paragraph]],
    preamble: Sequence[Paragraph],
) -> Alignment:
    """Each question with the paragraphs collected for it; questions left without any are named."""
    paired = list(zip(questions, answers, strict=True))
    missing = [question.number for question, answer in paired if not answer]
    problem = f"no answer was found for part {', '.join(missing)}" if missing else ""
    answered = tuple(Answered(question, render(answer)) for question, answer in paired)
    return Alignment(answered, preamble=render(preamble), problem=problem)


def _repeated(words: Sequence[frozenset[str]], paragraph: Paragraph, seen: set[int]) -> int | None:
    """Which question a paragraph repeats, if any: nearly the same words and nothing more."""
    own = words_of(paragraph.text)
    if len(own) < 2:
        return None
    for index, asked in enumerate(words):
        if index not in seen and asked and len(asked & own) >= 0.8 * len(asked | own):
            return index
    return None


def _by_number(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align where answers carry the questions' numbers or name them."""
    labels = _answer_labels(response)
    if questions[0].counted and len(labels) != len(questions):
        # Questions without numbers: a list that opens the response numbers its answers, one
        # further down (the rules of an appended policy) is a list of its own.
        if len(labels) > 1 and min(labels.values()) <= 1:
            return _loose(questions, response, labels)
        labels = {}
    walker = PartWalker(questions, frozenset(labels))
    for paragraph in response:
        walker.take(paragraph)
    if not any(walker.answers):
        return None
    return _given(questions, walker.answers, walker.preamble)


def _answer_labels(response: Sequence[Paragraph]) -> dict[str, int]:
    """Labels of numbered answers and where they stand: a run that counts up from its start."""
    labels: dict[str, int] = {}
    last = (0, "")
    for position, paragraph in enumerate(response):
        marker = paragraph.marker
        if marker and marker.kind is MarkerKind.NUMBER and marker.rank > last:
            labels[marker.label] = position
            last = marker.rank
    return labels


def _loose(
    questions: Sequence[Question], response: Sequence[Paragraph], labels: dict[str, int]
) -> Alignment:
    """Numbered answers to questions that were not numbered, and not as many."""
    starts = list(labels.values())
    ends = [*starts[1:], len(response)]
    loose = []
    for label, start, end in zip(labels, starts, ends, strict=True):
        block = [unmarked(response[start]), *response[start + 1 : end]]
        loose.append(Answered(Question(label, ""), render(block)))
    return Alignment(
        tuple(Answered(q, "") for q in questions),
        tuple(loose),
        render(response[: starts[0]]),
        f"{len(questions)} questions but {len(loose)} numbered answers: kept apart, not matched",
    )


def _by_count(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align paragraph by paragraph where there are as many as questions, each on its subject."""
    blocks: list[list[Paragraph]] = []
    for paragraph in response:
        announced = bool(blocks) and blocks[-1][-1].text.endswith(":")
        if blocks and (paragraph.marker or (announced and not is_prose(paragraph.text))):
            blocks[-1].append(paragraph)
        elif not CLOSING.match(paragraph.raw):
            blocks.append([paragraph])
    if len(blocks) != len(questions):
        return None
    if not all(_one_subject(q, b) for q, b in zip(questions, blocks, strict=True)):
        return None
    answered = tuple(Answered(q, render(b)) for q, b in zip(questions, blocks, strict=True))
    return Alignment(answered, problem="answers matched to questions by their order alone")


def _one_subject(question: Question, block: Sequence[Paragraph]) -> bool:
    """Whether a question and a block of paragraphs share a word of some length."""
    asked = {word[:6] for word in words_of(f"{question.lead} {question.text}") if len(word) >= 5}
    return any(word[:6] in asked for paragraph in block for word in words_of(paragraph.raw))
