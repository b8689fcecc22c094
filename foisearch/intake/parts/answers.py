"""Questions and their answers, brought together across the ways in which they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foisearch.intake.paragraphs import MarkerKind, Paragraph, is_prose, render
from foisearch.intake.parts.interleaved import Answered
from foisearch.intake.parts.ladder import climb, steps
from foisearch.intake.parts.likeness import Likeness
from foisearch.intake.parts.openings import Labels, Opening, openings
from foisearch.intake.parts.questions import Question
from foisearch.intake.parts.repeating import MOST_TO_COMPARE, Repeat, is_label, repeats
from foisearch.intake.parts.walker import CLOSING, PartWalker, is_page_number, said

_ANSWER_MARK = re.compile(
    r"^\W{0,2}(?:A|Ans|Answers?|Response|Reply)\.?\s?(?:\d{1,2})?\s?[:.)–-]\s+(?=\S)", re.I
)
_FORMULA = re.compile(
    r"^(?:thank you|i (?:write|refer)|further to|your request|we (?:can |have )?(?:answer|respond|"
    r"reply|consider)\w*[^.]{0,60}(?:follow|below)|our (?:answers?|response)|response|answers?|"
    r"question\b[^.?]{0,40}(?:answer|response)|please (?:find|see) (?:our|the) (?:answers?|response))"
    r"[^\n]{0,160}$",
    re.I,
)
_FURTHEST = 4
"""Paragraphs before the first of as many numbers as questions: an answer begins near the top."""


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
    as many numbers, or paragraphs, as questions; paragraphs share their subjects with questions.
    Otherwise the answers stay in the response, and ``problem`` says so.
    """
    if not questions or not response:
        return Alignment(tuple(Answered(q, "") for q in questions))
    if len(questions) == 1:
        return Alignment((Answered(questions[0], render(response)),))
    found = _by_repetition(questions, response) or _by_number(questions, response)
    if found:
        return _doubted(found)
    return (
        _by_other_numbers(questions, response)
        or _by_count(questions, response)
        or _by_subject(questions, response)
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
        block = _answer(block, questions[asked[-1]])
        if len(asked) == 1:
            _fill(questions, asked[0], block, found, answers)
        elif not _apart(questions, asked, block, answers):
            together.append(asked)
            for index in asked:
                answers[index].extend(block)
    preamble = response[: runs[0][0]]
    aligned = _given(questions, answers, preamble)
    if together:
        told = "; ".join(f"parts {', '.join(questions[i].number for i in run)}" for run in together)
        aligned = _noted(aligned, f"taken as answered together: {told}")
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


def _answer(block: Sequence[Paragraph], question: Question) -> list[Paragraph]:
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
    found = _by_number(chosen, block) or _by_other_numbers(chosen, block)
    if found is None or found.loose or not all(a.answer for a in found.answered):
        return False
    for index, answered in zip(asked, found.answered, strict=True):
        answers[index].append(Paragraph(answered.answer, answered.answer, 0, 0))
    return True


def _given(
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
        return _noted(aligned, told)
    return aligned


def _noted(aligned: Alignment, problem: str) -> Alignment:
    """The alignment with one more thing that is to be said of it."""
    return replace(aligned, problem="; ".join(filter(None, [aligned.problem, problem])))


def _doubted(aligned: Alignment) -> Alignment:
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
        return _noted(aligned, "some answers seem to speak of other questions than their own")
    return aligned


def _by_number(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align where answers carry the questions' numbers or name them."""
    found = openings(Labels(questions), response)
    if questions[0].counted and found:
        # Questions without numbers: a list that opens the response numbers its answers, one
        # further down (the rules of an appended policy) is a list of its own.
        given = {part for opening in found.values() for part in opening.parts}
        loose = any(opening.loose for opening in found.values())
        if len(given) != len(questions) or loose:
            if len(found) > 1 and min(found) <= 1:
                return _loose(questions, response, found)
            found = {}
        elif min(found) > _FURTHEST:
            found = {}
    walker = PartWalker(questions, found)
    walker.walk(response)
    if not any(walker.answers):
        return None
    return _given(questions, walker.answers, walker.preamble, walker.loose)


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


def _by_other_numbers(
    questions: Sequence[Question], response: Sequence[Paragraph]
) -> Alignment | None:
    """Align in order where there are as many markers of another kind ("a)" for "1.") as parts."""
    for kind in (MarkerKind.NUMBER, MarkerKind.LETTER, MarkerKind.ROMAN):
        marked = steps(response, frozenset([kind]))
        wanted = [s.label for s in marked if s.value == len(questions)][:1]
        if not wanted or len(marked) < len(questions):
            continue
        named = {s.value: s.label for s in marked}
        rungs = climb([named.get(n, "") for n in range(1, len(questions) + 1)], marked)
        beyond = any(s.value == len(questions) + 1 for s in marked)
        if len(rungs) == len(questions) and not beyond and min(rungs) <= _FURTHEST:
            found = {at: Opening((index,), response[at].text) for at, index in rungs.items()}
            walker = PartWalker(questions, found)
            walker.walk(response)
            aligned = _given(questions, walker.answers, walker.preamble)
            return _noted(aligned, "answers are numbered otherwise: matched by their order")
    return None


def _by_count(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
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


def _by_subject(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
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
        _answer(response[start:end], question)
        for question, start, end in zip(questions, starts, ends, strict=True)
    ]
    aligned = _given(questions, answers, response[: starts[0]])
    return _noted(aligned, "answers matched to questions by their subjects alone")
