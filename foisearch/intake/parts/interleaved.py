"""Questions that stand inside a response, each before its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from foisearch.intake.paragraphs import Marker, MarkerKind, Paragraph, render
from foisearch.intake.parts.questions import Question, is_question

_QUESTION_LABEL = re.compile(
    r"^(?:FOI )?(?:Q|Question|Request|Query)\.?\s?(?P<n>\d{1,2})?\s?(?:[:.)–-]\s+(?=\S)|[:.]?$)"
)
_ANSWER_LABEL = re.compile(
    r"^(?:A|Ans|Answer|Response|Reply|Our (?:answer|response|reply))\.?\s?(?:\d{1,2})?\s?"
    r"(?:[:.)–-]\s+(?=\S)|[:.]?$)"
)
_STATUTE = re.compile(r"\ba public authority (?:has|is|must|may|need)\b", re.I)
"""The subsections of the Act, quoted."""
_CLARIFIES = re.compile(r"\bclarif|\bplease (?:tell|let) us\b", re.I)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the paragraphs that answer it (as text; empty where none were found)."""

    question: Question
    answer: str


def interleaved(found: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Answered]] | None:
    """Questions that stand inside a response, each before its answer.

    Returns the paragraphs before the first question, and the questions with their answers; or
    ``None`` where the response only has lists of its own.
    """
    if pairs := _labelled(found):
        return pairs
    first = next((i for i, p in enumerate(found) if p.marker and _begins_question(p)), None)
    if first is None or (first and _CLARIFIES.search(found[first - 1].text)):
        return None
    kind = found[first].marker.kind  # type: ignore[union-attr]
    entries = _entries(found[first:], kind)
    if any(_STATUTE.search(entry.text) for entry in entries):
        return None
    answered = sum(bool(e.answers) for e in entries)
    asking = sum(is_question(e.text) for e in entries)
    if len(entries) < 2 or asking * 2 < len(entries) or answered * 5 < len(entries) * 2:
        return None
    return list(found[:first]), _share_answers(entries)


@dataclass(slots=True)
class _Entry:
    """A question found inside a response, while its answer is being collected."""

    number: str
    text: str
    counted: bool
    answers: list[Paragraph] = field(default_factory=list)


def _begins_question(paragraph: Paragraph) -> bool:
    marker = paragraph.marker
    if marker is None:
        return False
    return is_question(paragraph.text) or (marker.kind is MarkerKind.NUMBER and marker.value == 1)


def _entries(found: Sequence[Paragraph], kind: MarkerKind) -> list[_Entry]:
    entries: list[_Entry] = []
    for paragraph in found:
        marker = paragraph.marker
        if marker and marker.kind is kind and _is_next(paragraph, entries):
            counted = kind is not MarkerKind.NUMBER
            number = str(len(entries) + 1) if counted else marker.label
            entries.append(_Entry(number, paragraph.text, counted))
        elif marker and not entries[-1].answers and not _takes_up(entries[-1], marker):
            # Bullets below a question that has no answer yet belong to the question.
            entries[-1].text += f" {paragraph.raw}" if len(entries[-1].text) < 2000 else ""
        elif paragraph.raw.lower().strip(" .:") not in ("and", "&"):
            entries[-1].answers.append(paragraph)
    for entry in entries:
        _split_inline(entry)
    return entries


def _takes_up(entry: _Entry, marker: Marker) -> bool:
    """Whether a limb that the question named itself, "(a)", begins the answer."""
    return marker.kind is not MarkerKind.BULLET and f"({marker.label})" in entry.text


def _labelled(found: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Answered]] | None:
    """Pairs that say what they are ("Q: … A: …"); none where there are fewer than two.

    Each question must be followed by its answer.
    """
    before: list[Paragraph] = []
    entries: list[_Entry] = []
    asking = False
    for paragraph in found:
        if match := _QUESTION_LABEL.match(paragraph.raw):
            number = match["n"] or str(len(entries) + 1)
            entries.append(_Entry(number, paragraph.raw[match.end() :], not match["n"]))
            asking = True
        elif entries and (match := _ANSWER_LABEL.match(paragraph.raw)):
            asking = False
            if rest := paragraph.raw[match.end() :]:
                entries[-1].answers.append(replace(paragraph, raw=rest, text=rest, marker=None))
        elif asking:
            entries[-1].text = f"{entries[-1].text} {paragraph.raw}".strip()
        elif entries:
            entries[-1].answers.append(paragraph)
        else:
            before.append(paragraph)
    if len(entries) < 2 or not all(e.answers and e.text for e in entries):
        return None
    return before, _share_answers(entries)


def _is_next(paragraph: Paragraph, entries: Sequence[_Entry]) -> bool:
    """Whether a marked paragraph begins the next question of the list."""
    marker = paragraph.marker
    if marker is None or not entries:
        return marker is not None
    if marker.kind is MarkerKind.NUMBER:
        last = entries[-1].number
        return not last.isdigit() or marker.value == int(last) + 1
    # "Name", "Job title": what a question asks for, not questions.
    bare = len(paragraph.text.split()) <= 4 and not paragraph.text.endswith("?")
    return is_question(paragraph.text) and not (bare and not entries[-1].answers)


def _split_inline(entry: _Entry) -> None:
    """Take an answer that follows its question on the same line ("Who …? Acme Ltd.") off it."""
    head, mark, tail = entry.text.rpartition("? ")
    if mark and tail and not entry.answers and not is_question(tail):
        entry.text = f"{head}?"
        entry.answers.append(Paragraph(tail, tail, 0, 0))


def _share_answers(entries: Sequence[_Entry]) -> list[Answered]:
    """Questions that follow one another without an answer share the next one."""
    result: list[Answered] = []
    answer = ""
    for entry in reversed(entries):
        answer = render(entry.answers) or answer
        result.append(Answered(Question(entry.number, entry.text, "", entry.counted), answer))
    return result[::-1]


def shared(inside: Sequence[Answered]) -> str:
    """Says which questions were given one answer together; empty where none were."""
    runs: list[list[str]] = []
    for before, after in pairwise(inside):
        if after.answer and before.answer == after.answer:
            if runs and runs[-1][-1] == before.question.number:
                runs[-1].append(after.question.number)
            else:
                runs.append([before.question.number, after.question.number])
    told = "; ".join(f"parts {', '.join(run)}" for run in runs)
    return f"taken as answered together: {told}" if told else ""
