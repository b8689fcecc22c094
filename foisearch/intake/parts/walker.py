"""A walk through a response that hands each paragraph to the parts it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foisearch.intake.parts.numbers import all_parts, leading_parts, parts_named
from foisearch.intake.paragraphs import MarkerKind, Paragraph
from foisearch.intake.parts.questions import Question
from foisearch.text import fold

CLOSING = re.compile(
    r"^(?:i (?:hope|trust)\b|if you (?:are|feel|remain) (?:dis|un)satisf|thank you for\b"
    r"|should you (?:be|have|wish|remain)|(?:your )?(?:complaint|right)s? (?:rights|of|to)\b"
    r"|you have the right\b|yours (?:sincerely|faithfully)|legal annex|notice:)"
    r"|^[^.?!]{0,80}(?<!\w)[\w.+-]{1,64}@[\w.-]{1,250}\w$",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"(])")
_TOGETHER = re.compile(
    r"^\(?(?P<first>\d{1,2}|[a-z])[.)]\)?\s*(?P<to>,|and|&|to|-|–)\s*\(?(?P<last>\d{1,2}|[a-z])[.)]"
)
_ROOT = re.compile(r"[(.]")
_SECTION = re.compile(
    r"^(?:disclosure|decision|reasons? for decision|caveats?|conclusion|harm|background|notes?|"
    r"public interest(?: test)?|evidence of harm|legal annex|complaint rights)\s*:?$",
    re.I,
)
_WORD = re.compile(r"\w+")


class PartWalker:
    """Goes through a response and hands each paragraph to the parts that it is about."""

    def __init__(self, questions: Sequence[Question], labels: frozenset[str]) -> None:
        self._numbers = [q.number for q in questions]
        self._short = [words_of(q.text) if len(q.text.split()) <= 5 else None for q in questions]
        self._labels = labels
        self._exact = {number: index for index, number in enumerate(self._numbers)}
        self._below: dict[str, list[int]] = {}
        for index, number in enumerate(self._numbers):
            self._below.setdefault(_ROOT.split(number)[0], []).append(index)
        self._current: list[int] = []
        self.answers: list[list[Paragraph]] = [[] for _ in questions]
        self.preamble: list[Paragraph] = []

    def take(self, paragraph: Paragraph) -> None:
        """Assign one paragraph, in order."""
        if CLOSING.match(paragraph.raw) or _SECTION.match(paragraph.raw):
            self._current = []
        labelled = self._labelled(paragraph)
        if labelled:
            self._current = labelled
            self._give(labelled, unmarked(paragraph))
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
            self._give(named, said(" ".join(sentences), paragraph))
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
        exact = [self._exact[label] for label in labels if label in self._exact]
        if exact:
            return sorted(exact)
        return sorted(index for label in labels for index in self._below.get(label, ()))

    def _limb(self, paragraph: Paragraph) -> list[int]:
        """The unanswered question of a few words with whose words a paragraph begins."""
        if paragraph.marker is not None:
            return []
        opening = frozenset(_WORD.findall(fold(paragraph.text))[:12])
        for index, words in enumerate(self._short):
            if words and words <= opening and not self.answers[index]:
                return [index]
        return []


def unmarked(paragraph: Paragraph) -> Paragraph:
    """The paragraph without its list marker."""
    return said(paragraph.text, paragraph)


def said(text: str, paragraph: Paragraph) -> Paragraph:
    """Some of a paragraph's text, at its place."""
    return Paragraph(text, text, paragraph.first_line, paragraph.last_line)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, case and accents folded."""
    return frozenset(_WORD.findall(fold(text)))
