"""Where a response repeats the questions, word for word, in other words, or as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foisearch.intake.paragraphs import SENTENCE_END, Paragraph, marker_of
from foisearch.intake.parts.alignment import MOST_TO_COMPARE
from foisearch.intake.parts.likeness import Likeness
from foisearch.intake.parts.questions import Question, is_question
from foisearch.intake.parts.walker import CLOSING

_ASKED_BY = re.compile(
    r"^\W{0,3}(?:you asked(?: us)?|question|request|query|foi request|q)"
    r"\s{0,3}(?:\d{1,2})?\s{0,3}[:.–-]\s{0,3}",
    re.I,
)
_CELL_NUMBER = re.compile(r"^\W{0,2}(?:Q(?:uestion)?\.?\s?)?\d{1,2}[.)]?\s{0,3}\|\s{0,3}", re.I)
_ENDS = re.compile(r"\?[\"'”’)]?(?=\s|$)|\s\|\s|:(?=\s)|\s[–—-]\s|[.](?=\s+[A-Z\d“\"])")
_MOST_ENDS = 6
_LONGEST = 1500
_OWN_VOICE = re.compile(
    r"^\W*(?:we|i|this|these|it|there|yes|no|our|please (?:find|see|note|refer)|as|section|none|"
    r"the (?:total|number|cost) (?:is|was)|you (?:may|can))\b",
    re.I,
)
_LABEL_ONLY = re.compile(
    r"^\W*(?:answers?|responses?|repl(?:y|ies)|decision|disclosure)\s*\d{0,2}\W*$", re.I
)
_LONGEST_HEADING = 14


@dataclass(frozen=True, slots=True)
class Repeat:
    """A paragraph that repeats a question; ``rest`` is what it says after it."""

    question: int
    rest: str = ""
    sure: bool = True


def repeats(questions: Sequence[Question], response: Sequence[Paragraph]) -> dict[int, Repeat]:
    """Paragraphs of the response that repeat questions, by their position.

    Those in other words count only where they go through most of the questions in order.
    """
    if len(questions) > MOST_TO_COMPARE:
        return {}
    likeness = Likeness.of([q.text for q in questions])
    found: dict[int, Repeat] = {}
    loosely: dict[int, Repeat] = {}
    for position, paragraph in enumerate(response):
        if repeat := _word_for_word(likeness, paragraph):
            found[position] = repeat
        elif repeat := _in_other_words(likeness, paragraph):
            loosely[position] = repeat
    seen = {repeat.question for repeat in found.values()}
    extra = {at: r for at, r in loosely.items() if r.question not in seen}
    both = dict(sorted({**found, **extra}.items()))
    if extra and _in_order(both) and _covers(both, questions):
        found = both
    found = _first_of_each(found)
    return _with_gaps(found, questions, response, likeness) if _covers(found, questions) else found


def _with_gaps(
    found: dict[int, Repeat],
    questions: Sequence[Question],
    response: Sequence[Paragraph],
    likeness: Likeness,
) -> dict[int, Repeat]:
    """The repeats, and as many headings between two of them as questions are wanting there."""
    if len(found) == len(questions) or not _in_order(found):
        return found
    filled = dict(found)
    places = [(-1, -1), *((at, r.question) for at, r in found.items())]
    following = [*places[1:], (len(response), len(questions))]
    for (low, before), (high, after) in zip(places, following, strict=True):
        wanting = range(before + 1, after)
        headings = [at for at in range(low + 1, high) if _is_heading(likeness, response, at)]
        if wanting and len(headings) == len(wanting):
            for at, question in zip(headings, wanting, strict=True):
                cells = _cells(response[at].text)
                filled[at] = Repeat(question, cells[0][1] if cells else "", sure=False)
    return dict(sorted(filled.items()))


def _is_heading(likeness: Likeness, response: Sequence[Paragraph], at: int) -> bool:
    """Whether a paragraph looks like a heading or a question with an answer below it."""
    paragraph = response[at]
    cells = _cells(paragraph.text)
    head = cells[0][0] if cells else paragraph.text
    if CLOSING.match(head) or is_label(head) or len(head.split()) < 2:
        return False
    asks = head.rstrip(' "”').endswith("?")
    titled = (
        head[:1].isupper()
        and (head[-1] == ":" or not SENTENCE_END.search(head))
        and _may_ask(likeness, head, bool(cells))
    )
    below = bool(cells) or (at + 1 < len(response) and response[at + 1].raw != "")
    return below and (asks or titled)


def _covers(found: dict[int, Repeat], questions: Sequence[Question]) -> bool:
    """Whether nearly all the questions are found: a few like sentences may be chance."""
    return len({r.question for r in found.values()}) >= max(2, round(len(questions) * 0.7))


def _in_order(found: dict[int, Repeat]) -> bool:
    order = [repeat.question for repeat in found.values()]
    return order == sorted(order) and len(order) == len(set(order))


def _first_of_each(found: dict[int, Repeat]) -> dict[int, Repeat]:
    """A question repeated twice is repeated once; the second time its words are an answer's."""
    kept: dict[int, Repeat] = {}
    seen: set[int] = set()
    for position, repeat in found.items():
        if repeat.question not in seen:
            kept[position] = repeat
            seen.add(repeat.question)
    return kept


def _word_for_word(likeness: Likeness, paragraph: Paragraph) -> Repeat | None:
    """A question that the paragraph repeats, with what follows it on the line."""
    best, found = 0.0, None
    for text in _readings(paragraph):
        for head, rest in _heads(text):
            alike, index = likeness.repeated(head)
            if alike > best:
                best, found = alike, Repeat(index, rest)
    return found


def _in_other_words(likeness: Likeness, paragraph: Paragraph) -> Repeat | None:
    """A question that the paragraph seems to mean: it asks, or is a heading or a table's cell."""
    for text in _readings(paragraph):
        for head, rest in _cells(text) or _heads(text):
            if not _may_ask(likeness, head, bool(rest)):
                continue
            if (index := likeness.meant(head)) is not None:
                return Repeat(index, rest, sure=False)
    return None


def _may_ask(likeness: Likeness, head: str, has_rest: bool) -> bool:
    """Whether a text can be a question or a heading rather than an answer."""
    if _OWN_VOICE.match(head):
        return False
    if head.rstrip(' "”').endswith("?"):
        return True
    if len(head.split()) > _LONGEST_HEADING or (SENTENCE_END.search(head) and head[-1] != ":"):
        return is_question(head) and not has_rest
    return not likeness.has_figures(head) or is_question(head)


def _readings(paragraph: Paragraph) -> Iterator[str]:
    """The paragraph without its marker, and without the words that announce a question."""
    yield paragraph.text
    for label in (_CELL_NUMBER, _ASKED_BY):
        if match := label.match(paragraph.raw):
            yield marker_of(paragraph.raw[match.end() :])[1]


def _heads(text: str) -> Iterator[tuple[str, str]]:
    """The whole text, and its beginnings up to a question mark, a cell's end, a colon, a stop."""
    yield text, ""
    for count, match in enumerate(_ENDS.finditer(text, 0, _LONGEST)):
        if count == _MOST_ENDS:
            break
        rest = text[match.end() :].strip().lstrip("| ")
        if rest:
            yield text[: match.end()].rstrip(" |"), rest


def _cells(text: str) -> list[tuple[str, str]]:
    """The first cell of a table's row, with the rest of the row; nothing where it is no row."""
    first, bar, rest = text.partition(" | ")
    return [(first, rest.strip("| "))] if bar else []


def is_label(text: str) -> bool:
    """Whether a paragraph only says that an answer follows: "Answer", "Response 2:"."""
    return bool(_LABEL_ONLY.match(text))
