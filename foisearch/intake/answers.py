"""Questions and their answers, brought together across the ways in which they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from foisearch.intake.numbers import all_parts, leading_parts, parts_named
from foisearch.intake.paragraphs import MarkerKind, Paragraph, is_prose, render
from foisearch.intake.questions import Question, is_question
from foisearch.text import fold


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the paragraphs that answer it (as text; empty where none were found)."""

    question: Question
    answer: str


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


_CLOSING = re.compile(
    r"^(?:i (?:hope|trust)\b|if you (?:are|feel|remain) (?:dis|un)satisf|thank you for\b"
    r"|should you (?:be|have|wish|remain)|(?:your )?(?:complaint|right)s? (?:rights|of|to)\b"
    r"|you have the right\b|yours (?:sincerely|faithfully)|legal annex|notice:)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"(])")
_TOGETHER = re.compile(
    r"^\(?(?P<first>\d{1,2}|[a-z])[.)]\)?\s*(?P<to>,|and|&|to|-|–)\s*\(?(?P<last>\d{1,2}|[a-z])[.)]"
)
_CLARIFIES = re.compile(r"\bclarif|\bplease (?:tell|let) us\b", re.I)
_ROOT = re.compile(r"[(.]")
_SECTION = re.compile(
    r"^(?:disclosure|decision|reasons? for decision|caveats?|conclusion|harm|background|notes?|"
    r"public interest(?: test)?|evidence of harm|legal annex|complaint rights)\s*:?$",
    re.I,
)
_WORD = re.compile(r"\w+")


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


def interleaved(found: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Answered]] | None:
    """Questions that stand inside a response, each before its answer.

    Returns the paragraphs before the first question, and the questions with their answers; or
    ``None`` where the response only has lists of its own.
    """
    first = next((i for i, p in enumerate(found) if p.marker and _begins_question(p)), None)
    if first is None or (first and _CLARIFIES.search(found[first - 1].text)):
        return None
    kind = found[first].marker.kind  # type: ignore[union-attr]
    entries = _entries(found[first:], kind)
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
        elif marker and not entries[-1].answers:
            # Bullets below a question that has no answer yet belong to the question.
            entries[-1].text += f" {paragraph.text}" if len(entries[-1].text) < 2000 else ""
        elif paragraph.raw.lower().strip(" .:") not in ("and", "&"):
            entries[-1].answers.append(paragraph)
    for entry in entries:
        _split_inline(entry)
    return entries


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


def _by_repetition(
    questions: Sequence[Question], response: Sequence[Paragraph]
) -> Alignment | None:
    """Align where the response repeats the questions."""
    words = [_words(q.text) for q in questions]
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
    missing = [q.number for q, a in zip(questions, answers, strict=True) if not a]
    problem = f"no answer was found for part {', '.join(missing)}" if missing else ""
    answered = tuple(Answered(q, render(a)) for q, a in zip(questions, answers, strict=True))
    return Alignment(answered, preamble=render(preamble), problem=problem)


def _repeated(words: Sequence[frozenset[str]], paragraph: Paragraph, seen: set[int]) -> int | None:
    """Which question a paragraph repeats, if any: nearly the same words and nothing more."""
    own = _words(paragraph.text)
    if len(own) < 2:
        return None
    for index, asked in enumerate(words):
        if index not in seen and asked and len(asked & own) >= 0.8 * len(asked | own):
            return index
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _by_number(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align where answers carry the questions' numbers or name them."""
    labels = _answer_labels(response)
    if questions[0].counted and len(labels) != len(questions):
        # Questions without numbers: a list that opens the response numbers its answers, one
        # further down (the rules of an appended policy) is a list of its own.
        if len(labels) > 1 and min(labels.values()) <= 1:
            return _loose(questions, response, labels)
        labels = {}
    walker = _Walker(questions, frozenset(labels))
    for paragraph in response:
        walker.take(paragraph)
    if not any(walker.answers):
        return None
    missing = [q.number for q, a in zip(questions, walker.answers, strict=True) if not a]
    problem = f"no answer was found for part {', '.join(missing)}" if missing else ""
    answered = tuple(Answered(q, render(a)) for q, a in zip(questions, walker.answers, strict=True))
    return Alignment(answered, preamble=render(walker.preamble), problem=problem)


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
        block = [_unmarked(response[start]), *response[start + 1 : end]]
        loose.append(Answered(Question(label, ""), render(block)))
    return Alignment(
        tuple(Answered(q, "") for q in questions),
        tuple(loose),
        render(response[: starts[0]]),
        f"{len(questions)} questions but {len(loose)} numbered answers: kept apart, not matched",
    )


def _unmarked(paragraph: Paragraph) -> Paragraph:
    return _said(paragraph.text, paragraph)


def _said(text: str, paragraph: Paragraph) -> Paragraph:
    """Some of a paragraph's text, at its place."""
    return Paragraph(text, text, paragraph.first_line, paragraph.last_line)


class _Walker:
    """Goes through a response and hands each paragraph to the parts that it is about."""

    def __init__(self, questions: Sequence[Question], labels: frozenset[str]) -> None:
        self._numbers = [q.number for q in questions]
        self._short = [_words(q.text) if len(q.text.split()) <= 5 else None for q in questions]
        self._labels = labels
        self._current: list[int] = []
        self.answers: list[list[Paragraph]] = [[] for _ in questions]
        self.preamble: list[Paragraph] = []

    def take(self, paragraph: Paragraph) -> None:
        """Assign one paragraph, in order."""
        if _CLOSING.match(paragraph.raw) or _SECTION.match(paragraph.raw):
            self._current = []
        labelled = self._labelled(paragraph)
        if labelled:
            self._current = labelled
            self._give(labelled, _unmarked(paragraph))
            return
        if heading := self._indexes(leading_parts(paragraph.raw)):
            self._current = heading
            self._give(heading, paragraph)
            return
        if self._by_name(paragraph):
            # Said of these parts and of no other: what follows is not theirs.
            self._current = []
            return
        if limb := self._limb(paragraph):
            self._current = limb
        if self._current:
            self._give(self._current, paragraph)
        else:
            self.preamble.append(paragraph)

    def _by_name(self, paragraph: Paragraph) -> bool:
        """Give a paragraph to the parts that it names, sentence by sentence where they differ."""
        blocks: list[tuple[list[int], list[str]]] = []
        for sentence in _SENTENCE.split(paragraph.raw):
            named = self._indexes(parts_named(sentence))
            if not named and all_parts(sentence, len(self._numbers)):
                named = list(range(len(self._numbers)))
            if blocks and (not named or named == blocks[-1][0] or not blocks[-1][0]):
                blocks[-1][1].append(sentence)
                blocks[-1] = (blocks[-1][0] or named, blocks[-1][1])
            else:
                blocks.append((named, [sentence]))
        for named, sentences in blocks:
            self._give(named, _said(" ".join(sentences), paragraph))
        return any(named for named, _ in blocks)

    def _give(self, indexes: Sequence[int], paragraph: Paragraph) -> None:
        for index in indexes:
            self.answers[index].append(paragraph)

    def _labelled(self, paragraph: Paragraph) -> list[int]:
        marker = paragraph.marker
        if marker is None:
            return []
        if together := self._together(paragraph.raw):
            return together
        if marker.kind is MarkerKind.NUMBER:
            if marker.label not in self._labels:
                return []
            return self._indexes({marker.label})
        if marker.kind is MarkerKind.LETTER and marker.label in self._numbers:
            return [self._numbers.index(marker.label)]
        return []

    def _together(self, raw: str) -> list[int]:
        """Positions of the questions that an answer takes together: "a) and b) are published"."""
        match = _TOGETHER.match(raw)
        if not match or not {match["first"], match["last"]} <= set(self._numbers):
            return []
        first, last = self._numbers.index(match["first"]), self._numbers.index(match["last"])
        return list(range(first, last + 1)) if match["to"] in ("to", "-", "–") else [first, last]

    def _indexes(self, labels: set[str]) -> list[int]:
        """Positions of the questions with these labels; 2 covers 2(a) and 2.1 as well."""
        exact = [i for i, number in enumerate(self._numbers) if number in labels]
        if exact:
            return exact
        roots = {label for label in labels if label.isdigit()}
        return [i for i, number in enumerate(self._numbers) if _ROOT.split(number)[0] in roots]

    def _limb(self, paragraph: Paragraph) -> list[int]:
        """The unanswered question of a few words with whose words a paragraph begins."""
        if paragraph.marker is not None:
            return []
        opening = frozenset(_WORD.findall(fold(paragraph.text))[:12])
        for index, words in enumerate(self._short):
            if words and words <= opening and not self.answers[index]:
                return [index]
        return []


def _by_count(questions: Sequence[Question], response: Sequence[Paragraph]) -> Alignment | None:
    """Align paragraph by paragraph where there are as many as questions."""
    blocks: list[list[Paragraph]] = []
    for paragraph in response:
        announced = bool(blocks) and blocks[-1][-1].text.endswith(":")
        if blocks and (paragraph.marker or (announced and not is_prose(paragraph.text))):
            blocks[-1].append(paragraph)
        elif not _CLOSING.match(paragraph.raw):
            blocks.append([paragraph])
    if len(blocks) != len(questions):
        return None
    answered = tuple(Answered(q, render(b)) for q, b in zip(questions, blocks, strict=True))
    return Alignment(answered, problem="answers matched to questions by their order alone")
