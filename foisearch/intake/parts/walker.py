"""A walk through a response that hands each paragraph to the parts it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foisearch.courtesies import CLOSINGS
from foisearch.intake.paragraphs import Paragraph
from foisearch.intake.parts.likeness import words_of
from foisearch.intake.parts.numbers import (
    all_parts,
    opens_with_part,
    parts_named,
    parts_told_of,
    the_rest,
)
from foisearch.intake.parts.openings import Labels, Opening
from foisearch.intake.parts.questions import Question
from foisearch.text import fold

CLOSING = re.compile(
    r"^(?:i (?:hope|trust)\b|if you (?:are|feel|remain) (?:dis|un)satisf|thank you for\b"
    r"|should you (?:be|have|wish|remain)|(?:your )?(?:complaint|right)s? (?:rights|of|to)\b"
    rf"|you have the right\b|{CLOSINGS}|legal annex|notice:"
    r"|\[(?:internal review|further response)\b)"
    r"|^[^.?!]{0,80}(?<!\w)[\w.+-]{1,64}@[\w.-]{1,250}\w$",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"(])")
_SECTION = re.compile(
    r"^(?:disclosure|decision|reasons? for decision|caveats?|conclusion|harm|background|notes?|"
    r"public interest(?: test)?|evidence of harm|legal annex|complaint rights)\s*:?$",
    re.I,
)
_PAGE = re.compile(r"^\W{0,3}(?:page\s+)?\d{1,3}(?:\s?(?:of|/)\s?\d{1,3})?\W{0,3}$", re.I)
_PAGE_SAID = re.compile(r"page|^\W*[-–—]\s?\d{1,3}\s?[-–—]\W*$", re.I)
_WORD = re.compile(r"\w+")


class PartWalker:
    """Goes through a response and hands each paragraph to the parts that it is about."""

    def __init__(self, questions: Sequence[Question], openings: Mapping[int, Opening]) -> None:
        self._labels = Labels(questions)
        self._openings = openings
        self._short = [words_of(q.text) if len(q.text.split()) <= 5 else None for q in questions]
        self._current: tuple[int, ...] = ()
        self._loose = ""
        self._rest: list[Paragraph] = []
        self.answers: list[list[Paragraph]] = [[] for _ in questions]
        self.loose: dict[str, list[Paragraph]] = {}
        self.preamble: list[Paragraph] = []

    def walk(self, response: Sequence[Paragraph]) -> None:
        """Assign every paragraph, in order."""
        for position, paragraph in enumerate(response):
            self._take(position, paragraph)
        for answer in self.answers:
            if not answer:
                answer.extend(self._rest)

    def _take(self, position: int, paragraph: Paragraph) -> None:
        if opening := self._openings.get(position):
            self._current, self._loose = opening.parts, opening.loose
            if opening.text:
                self._keep(said(opening.text, paragraph))
            return
        if CLOSING.match(paragraph.raw) or _SECTION.match(paragraph.raw):
            self._current, self._loose = (), ""
        if is_page_number(paragraph.raw):
            return
        if self._by_name(paragraph):
            # Said of these parts and of no other: what follows is not theirs.
            self._current, self._loose = (), ""
            return
        if limb := self._limb(paragraph):
            self._current = limb
        self._keep(paragraph)

    def _keep(self, paragraph: Paragraph) -> None:
        """Give a paragraph to the parts that are being answered; to the whole if none is."""
        if self._loose:
            self.loose.setdefault(self._loose, []).append(paragraph)
        elif self._current:
            self._give(self._current, paragraph)
        else:
            self.preamble.append(paragraph)
            if the_rest(paragraph.raw):
                self._rest.append(paragraph)

    def _by_name(self, paragraph: Paragraph) -> bool:
        """Give a paragraph to the parts that it names, sentence by sentence where they differ.

        Inside an answer only a paragraph that begins by naming other parts is not the answer's.
        """
        answering = bool(self._current or self._loose)
        if answering and not opens_with_part(paragraph.raw):
            return False
        named_in = parts_told_of if answering else parts_named
        blocks: list[tuple[list[int], list[str]]] = []
        for sentence in _SENTENCE.split(paragraph.raw):
            named = self._labels.find(named_in(sentence))
            if not named and all_parts(sentence, len(self.answers)) and not self._current:
                named = list(range(len(self.answers)))
            if blocks and (not named or named == blocks[-1][0] or not blocks[-1][0]):
                blocks[-1][1].append(sentence)
                blocks[-1] = (blocks[-1][0] or named, blocks[-1][1])
            else:
                blocks.append((named, [sentence]))
        for named, sentences in blocks:
            self._give(named, said(" ".join(sentences), paragraph))
        return any(named for named, _ in blocks)

    def _give(self, indexes: Sequence[int], paragraph: Paragraph) -> None:
        for index in indexes:
            self.answers[index].append(paragraph)

    def _limb(self, paragraph: Paragraph) -> tuple[int, ...]:
        """The unanswered question of a few words with whose words a paragraph begins."""
        if paragraph.marker is not None:
            return ()
        opening = frozenset(_WORD.findall(fold(paragraph.text))[:12])
        for index, words in enumerate(self._short):
            if words and words <= opening and not self.answers[index]:
                return (index,)
        return ()


def is_page_number(raw: str) -> bool:
    """Whether a paragraph is the number of a page, and says so: "Page 2 of 3", "- 2 -"."""
    return bool(_PAGE.match(raw)) and bool(_PAGE_SAID.search(raw))


def said(text: str, paragraph: Paragraph) -> Paragraph:
    """Some of a paragraph's text, at its place."""
    return Paragraph(text, text, paragraph.first_line, paragraph.last_line)
