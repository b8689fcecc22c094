"""Answers that stand below the questions, which the response repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foisearch.intake.paragraphs import Paragraph
from foisearch.intake.parts.alignment import Alignment, given, noted
from foisearch.intake.parts.ladder import climb, steps
from foisearch.intake.parts.numbered import by_number, by_other_numbers
from foisearch.intake.parts.openings import Labels, openings
from foisearch.intake.parts.questions import Question
from foisearch.intake.parts.repeating import Repeat, is_label, repeats
from foisearch.intake.parts.walker import CLOSING, is_page_number, said

_ANSWER_MARK = re.compile(
    r"^\W{0,2}(?:A|Ans|Answers?|Response|Reply)\.?\s?(?:\d{1,2})?\s?[:.)–-]\s+(?=\S)", re.I
)


def by_repetition(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align where the response repeats the questions."""
    found = _completed(repeats(questions, response), questions, response)
    if len(found) < max(2, len(questions) * 2 // 5):
        return None
    answers: list[list[Paragraph]] = [[] for _ in questions]
    together: list[list[int]] = []
    runs = _runs(found, response)
    ends = [*(first for first, _, _ in runs[1:]), len(response)]
    for (_, last, asked), end in zip(runs, ends, strict=True):
        rest = found[last].rest
        block = [*([said(rest, response[last])] if rest else []), *response[last + 1 : end]]
        block = answer_in(block, questions[asked[-1]])
        if len(asked) == 1:
            _fill(questions, asked[0], block, found, answers)
        elif not _apart(questions, asked, block, answers):
            together.append(asked)
            for index in asked:
                answers[index].extend(block)
    preamble = response[: runs[0][0]]
    aligned = given(questions, answers, preamble)
    if together:
        told = "; ".join(f"parts {', '.join(questions[i].number for i in run)}" for run in together)
        aligned = noted(aligned, f"taken as answered together: {told}")
    return aligned


def _completed(
    found: dict[int, Repeat], questions: Sequence[Question], response: Sequence[Paragraph]
) -> dict[int, Repeat]:
    """The repeated questions; those that were not known again are found by the numbers of all."""
    if not found or len(found) == len(questions) or questions[0].counted:
        return found
    numbered = openings(Labels(questions), response)
    parts = {at: o.parts for at, o in numbered.items()}
    given = {part for each in parts.values() for part in each}
    if len(given) < len(questions) or any(
        parts.get(at) != (r.question,) for at, r in found.items()
    ):
        return found
    seen = {r.question for r in found.values()}
    for at, opening in numbered.items():
        if len(opening.parts) == 1 and opening.parts[0] not in seen:
            found[at] = Repeat(opening.parts[0], opening.text)
    return dict(sorted(found.items()))


def _runs(
    found: Mapping[int, Repeat], response: Sequence[Paragraph]
) -> list[tuple[int, int, list[int]]]:
    """First and last position of repeated questions with nothing between, and the questions."""
    runs: list[tuple[int, int, list[int]]] = []
    for position, repeat in found.items():
        if runs:
            first, last, asked = runs[-1]
            between = response[last + 1 : position]
            if not found[last].rest and all(_says_nothing(p) for p in between):
                runs[-1] = (first, position, [*asked, repeat.question])
                continue
        runs.append((position, position, [repeat.question]))
    return runs


def _says_nothing(paragraph: Paragraph) -> bool:
    return paragraph.raw.lower().strip(" .:") in ("and", "&", "") or is_page_number(paragraph.raw)


def answer_in(block: Sequence[Paragraph], question: Question) -> list[Paragraph]:
    """What follows a repeated question, up to the letter's end; the answer's own label goes."""
    kept: list[Paragraph] = []
    for paragraph in block:
        if kept and CLOSING.match(paragraph.raw):
            break
        if is_page_number(paragraph.raw) or (not kept and is_label(paragraph.raw)):
            continue
        if not kept:
            paragraph = _unlabelled(paragraph, question)
        kept.append(paragraph)
    return kept


def _unlabelled(paragraph: Paragraph, question: Question) -> Paragraph:
    """The first paragraph of an answer without "A:", "Answer 3." or the question's number."""
    if match := _ANSWER_MARK.match(paragraph.raw):
        return said(paragraph.raw[match.end() :], paragraph)
    if paragraph.marker and paragraph.marker.label == question.number and paragraph.text:
        return said(paragraph.text, paragraph)
    return paragraph


def _fill(
    questions: Sequence[Question],
    index: int,
    block: Sequence[Paragraph],
    found: Mapping[int, Repeat],
    answers: list[list[Paragraph]],
) -> None:
    """Give a block to its question; questions that were not repeated may be numbered in it."""
    seen = {repeat.question for repeat in found.values()}
    missed = []
    for following in range(index + 1, len(questions)):
        if following in seen:
            break
        missed.append(following)
    labels = Labels([questions[i] for i in missed])
    marked = [s for s in steps(block, labels.kinds()) if s.value > 1] if missed else []
    rungs = climb(labels.numbers, marked)
    if len(rungs) < len(missed):
        rungs = {}
    starts = [0, *rungs]
    ends = [*rungs, len(block)]
    for part, start, end in zip([index, *missed], starts, ends, strict=False):
        piece = list(block[start:end])
        if start and piece:
            piece[0] = said(piece[0].text, piece[0])
        answers[part].extend(piece)


def _apart(
    questions: Sequence[Question],
    asked: Sequence[int],
    block: Sequence[Paragraph],
    answers: list[list[Paragraph]],
) -> bool:
    """Give a block to questions that were restated together, where it answers them one by one."""
    chosen = [questions[i] for i in asked]
    found = by_number(chosen, block) or by_other_numbers(chosen, block)
    if found is None or found.loose or not all(a.answer for a in found.answered):
        return False
    for index, answered in zip(asked, found.answered, strict=True):
        answers[index].append(Paragraph(answered.answer, answered.answer, 0, 0))
    return True
