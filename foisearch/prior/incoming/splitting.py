"""What a new request asks, question by question.

:mod:`foisearch.intake.parts.questions` knows lists and prose.  A request that is to be
checked has no answers to go by, so nothing that it asks may be lost: lists that run on in one
line, questions above and below a list, and the period that a sentence beside a list names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from foisearch.intake.lines import numbered
from foisearch.intake.paragraphs import Marker, MarkerKind, Paragraph, paragraphs
from foisearch.intake.parts.questions import is_question, only_qualifies, read_questions
from foisearch.prior.values import Question
from foisearch.text import collapse_space

LONGEST = 4_000
"""Characters of a question that are compared; what is longer is a document, not a question."""
_LONGEST_CONTEXT = 40
"""Words of a sentence beside a list that may belong to each of its questions."""
_FEWEST_WORDS = 3
_NONE = Marker(MarkerKind.BULLET, "•")

_NUMBERS = tuple(str(number) for number in range(1, 51))
_NEAR = 40
"""Characters before a mark that are looked at."""
_MARKS = (
    (re.compile(r"(?<![\w(])\(?(?P<label>\d{1,2})[.)]\)?\s+(?=\S)"), _NUMBERS),
    (re.compile(r"(?<![\w(])\(?(?P<label>[a-z])\)\s+(?=\S)"), tuple("abcdefghij")),
)
_BEGINS = re.compile(r"(?:^|[:;?.])\s*$")
"""What stands before the first item of a list in one line; "(a) and (b)" in a sentence are none."""
_NEXT = re.compile(r"[:;,?.]\s*(?:(?:and|or)\s*)?$")
_GOES_ON = re.compile(r"(?:[:;,?.]|\b(?:and|or))\s*$")
_CITED = re.compile(r"\b(?:sections?|regulations?|articles?|parts?|paragraphs?|nos?|s)\.\s*$", re.I)
_JOINED = re.compile(r"[\s,;]*\b(?:and|or)\s*$|[\s,;]+$", re.I)
_PIECE = re.compile(
    r"^(?:and |or |also )*(?:the|an?|any|all|how|what|which|who|where|when|why|whether|if|each|"
    r"your|number|cost|total|copies|details|dates?|names?|numbers?|costs)\b",
    re.I,
)
_ASKS_TOO = re.compile(r"^and (?:what|how|which|who|when|where|why|whether)\b", re.I)
_PERIOD = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:last|past|previous|each|per|every|calendar|financial|current) (?:\w+ "
    r")?"
    r"(?:years?|months?|quarters?|weeks?)\b",
    re.I,
)
_SETS_OUT = re.compile(
    r"^(?:all|any|each|every|the|this|these|my|our)\b[^?]{0,80}?\b(?:is|are|relates?|concerns?|"
    r"covers?|"
    r"refers?|should|must|runs?)\b[^?]*$",
    re.I,
)
"""“All of this is about 2019”: a statement, though it opens as questions in lists do."""
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"“(])")


def split(text: str) -> tuple[Question, ...]:
    """The questions of a request without furniture, each with the number it has or gets.

    Numbers are those of the letter where it numbers; no two questions share one.
    """
    found = _romans(paragraphs(numbered(_enumerated(text)), 0))
    marked = [position for position, p in enumerate(found) if p.marker]
    is_list = len(marked) >= 2 or (marked and (found[marked[0]].marker or _NONE).value == 1)
    questions = _listed(found, marked[0], marked[-1]) if is_list else _prose(found)
    return _numbered_apart(
        Question(q.number, collapse_space(q.text)[:LONGEST], collapse_space(q.lead)[:LONGEST])
        for q in questions
        if q.text.strip()
    )


def _enumerated(text: str) -> str:
    """The text with each item of a list that runs on in one line on a line of its own."""
    return "\n".join(_broken_up(line) for line in text.split("\n"))


def _broken_up(line: str) -> str:
    for pattern, labels in _MARKS:
        cuts: list[int] = []
        for match in pattern.finditer(line):
            before = line[max(match.start() - _NEAR, 0) : match.start()]
            wanted = labels[len(cuts)] if len(cuts) < len(labels) else ""
            fits = (_GOES_ON if cuts[0] else _NEXT) if cuts else _BEGINS
            if match["label"] == wanted and fits.search(before) and not _CITED.search(before):
                cuts.append(match.start())
        if len(cuts) >= 2:
            edges = zip([0, *cuts], [*cuts, len(line)], strict=True)
            pieces = [line[start:end] for start, end in edges]
            trimmed = [_JOINED.sub("", piece) for piece in pieces[:-1]]
            return "\n".join(piece for piece in [*trimmed, pieces[-1]] if piece.strip())
    return line


def _romans(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Items marked "i)", which may be a letter, as roman where "ii)" follows; v and x likewise."""
    result = list(found)
    marked = [position for position, p in enumerate(result) if p.marker]
    neighbours = list(pairwise(marked))
    for here, there in [*neighbours, *((b, a) for a, b in neighbours)]:
        first, second = result[here].marker, result[there].marker
        if first and second and second.kind is MarkerKind.ROMAN and first.label in ("i", "v", "x"):
            result[here] = replace(result[here], marker=Marker(MarkerKind.ROMAN, first.label))
    return result


def _prose(found: Sequence[Paragraph]) -> Iterator[Question]:
    """Questions of a request without a list, those joined by semicolons apart."""
    number = 0
    for question in read_questions(found):
        for piece in _semicolons(question.text):
            number += 1
            yield Question(str(number), piece, question.lead)


def _semicolons(text: str) -> list[str]:
    """The limbs of "the number of …; the cost of …; and the date of …", else the text.

    Two are told apart only where the second asks by itself: "…; and how many …".
    """
    pieces = [piece.strip() for piece in text.split(";")]
    limbs = all(_PIECE.match(piece) and len(piece.split()) >= 2 for piece in pieces[1:])
    few = len(pieces) < 3 and not _ASKS_TOO.match(pieces[-1])
    if len(pieces) < 2 or few or not limbs or not is_question(pieces[0]):
        return [text]
    return [re.sub(r"^(?:and|or|also) ", "", piece) for piece in pieces]


def _listed(found: Sequence[Paragraph], first: int, last: int) -> list[Question]:
    """The questions of a list, then those in the prose around it."""
    listed = read_questions(found[: last + 1])
    above = [s for p in found[:first] for s in _SENTENCE.split(p.text)]
    if above and above[-1].rstrip().endswith((":", ";", ",")):
        above.pop()
    below = [s for p in found[last + 1 :] for s in _SENTENCE.split(p.text)]
    context: list[str] = []
    asking: list[Question] = []
    for sentence in (*above, *below):
        if is_question(sentence) and not _SETS_OUT.match(sentence) and not only_qualifies(sentence):
            if len(sentence.split()) >= _FEWEST_WORDS:
                asking.append(Question("", sentence))
        elif len(sentence.split()) <= _LONGEST_CONTEXT and _bears_on_all(sentence):
            context.append(sentence)
    leads = {q.lead for q in listed}
    shared = " ".join(c for c in context if not any(c in lead for lead in leads))
    return [Question(q.number, q.text, f"{q.lead} {shared}".strip()) for q in listed] + asking


def _bears_on_all(sentence: str) -> bool:
    """Whether a sentence beside a list says for when or how all of it is asked."""
    return only_qualifies(sentence) or bool(_PERIOD.search(sentence))


def _numbered_apart(questions: Iterator[Question]) -> tuple[Question, ...]:
    """The questions under numbers of their own: a number that comes again says so."""
    result: list[Question] = []
    taken: Counter[str] = Counter()
    for position, question in enumerate(questions, 1):
        number = question.number or str(position)
        taken[number] += 1
        if taken[number] > 1:
            number = f"{number} ({taken[number]})"
        result.append(replace(question, number=number))
    return tuple(result)
