"""Where in a response the answers to numbered questions begin."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from foisearch.intake.paragraphs import MarkerKind, Paragraph, marker_of
from foisearch.intake.parts.ladder import Step, climb, steps
from foisearch.intake.parts.numbers import after_heading, is_worded, leading_parts
from foisearch.intake.parts.questions import Question

_ROOT = re.compile(r"[(.]")
_OTHER_LIST = re.compile(
    r"\b(?:exemptions?|reasons?|factors?|considerations?|arguments?|favou?r|against|criteria|"
    r"conditions|options|steps|principles|caveats?|attach\w*|enclos\w*|clarif\w+|documents?|"
    r"definitions?|notes?)\b[^.:]{0,80}:$",
    re.I,
)
_LETTER_BEGINS = re.compile(
    r"(?:thank you for|i (?:write|refer|am writing)|further to|we (?:write|refer)|"
    r"your (?:request|letter|e-?mail) (?:of|dated|was|has)|this (?:letter|response) )",
    re.I,
)
"""The first of a letter's numbered paragraphs."""
_CELL = re.compile(r"^\(?Q?\.?\s?(?P<n>\d{1,2})[.)]?\s{0,3}\|\s{0,3}(?P<rest>.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph with which answers begin: whose, and what of it is answer.

    ``loose`` is its number where it answers no question that was asked; ``again`` tells that
    the part has been answered before.
    """

    parts: tuple[int, ...]
    text: str
    loose: str = ""
    again: bool = False


class Labels:
    """The labels of a request's questions: which question "2", "2(a)" or "b" means."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.numbers = [q.number for q in questions]
        self.unique = len(set(self.numbers)) == len(self.numbers)
        self._exact = {number: index for index, number in enumerate(self.numbers)}
        self._below: dict[str, list[int]] = {}
        for index, number in enumerate(self.numbers):
            self._below.setdefault(_ROOT.split(number)[0], []).append(index)

    def find(self, labels: set[str]) -> list[int]:
        """Positions of the questions with these labels; 2 covers 2(a) and 2.1 as well."""
        if not self.unique:
            return []
        exact = [self._exact[label] for label in labels if label in self._exact]
        if exact:
            return sorted(exact)
        return sorted(index for label in labels for index in self._below.get(label, ()))

    def known(self, label: str) -> str:
        """The label of the question that is meant: an only limb "1(a)" may be asked as "1"."""
        root = _ROOT.split(label)[0]
        return root if label not in self._exact and root in self._exact else label

    def roots(self) -> list[tuple[str, list[int]]]:
        """The questions in groups of those that stand under one number, in order."""
        groups: list[tuple[str, list[int]]] = []
        for index, number in enumerate(self.numbers):
            root = _ROOT.split(number)[0]
            if groups and groups[-1][0] == root and root != number:
                groups[-1][1].append(index)
            else:
                groups.append((root, [index]))
        return groups

    def kinds(self) -> frozenset[MarkerKind]:
        """The kinds of marker that can stand before answers to these questions."""
        if any(n[:1].isdigit() for n in self.numbers):
            return frozenset([MarkerKind.NUMBER])
        if "ii" in self.numbers:
            return frozenset([MarkerKind.ROMAN])
        return frozenset([MarkerKind.LETTER])


def openings(labels: Labels, response: Sequence[Paragraph]) -> dict[int, Opening]:
    """The paragraphs with which answers begin, by position."""
    found = _headings(labels, response)
    marked = [
        replace(step, label=labels.known(step.label))
        for step in steps(response, labels.kinds())
        if step.position not in found
    ]
    marked = without_other_lists(marked, response)
    named = [s for s in marked if s.named]
    if len({s.label for s in named}) >= 2 or (found and named):
        marked = named
    elif any(is_worded(response[position].raw) for position in found):
        given = {part for opening in found.values() for part in opening.parts}
        if len(given) * 2 >= len(labels.numbers):
            marked = []  # headings name the parts: numbers below them are lists
    rungs = _rungs(labels, marked)
    for position, parts in rungs.items():
        found[position] = Opening(tuple(parts), response[position].text)
    found |= _cells(labels, response) if not found else {}
    found |= _beyond(labels, marked, rungs, response)
    found |= _again(labels, marked, rungs, response)
    return _with_limbs(labels, response, dict(sorted(found.items())))


def other_run(labels: Labels, response: Sequence[Paragraph], found: Collection[int]) -> bool:
    """Whether the numbers of all questions also stand in one run that was not taken for answers.

    A run below a colon is a list of its own.
    """
    marked = without_other_lists(steps(response, labels.kinds()), response)
    size = len(labels.numbers)
    for start in range(len(marked) - size + 1):
        run = marked[start : start + size]
        if [s.label for s in run] != labels.numbers or all(s.position in found for s in run):
            continue
        first = run[0].position
        if not first or not response[first - 1].raw.endswith(":"):
            return True
    return False


def _headings(labels: Labels, response: Sequence[Paragraph]) -> dict[int, Opening]:
    """Paragraphs that say at their beginning which parts they answer."""
    found: dict[int, Opening] = {}
    for position, paragraph in enumerate(response):
        said = leading_parts(paragraph.raw)
        if paragraph.marker and len(said) < 2 and after_heading(paragraph.raw) is None:
            continue
        if paragraph.marker and len(said) == 1 and paragraph.text:
            continue  # "Q3. Nine": a marker, which may also count a list
        if parts := labels.find(said):
            rest = after_heading(paragraph.raw)
            found[position] = Opening(tuple(parts), paragraph.raw if rest is None else rest)
    return found


def _rungs(labels: Labels, marked: Sequence[Step]) -> dict[int, list[int]]:
    """Positions of marked paragraphs with the questions that they answer."""
    exact = {at: [i] for at, i in climb(labels.numbers, marked).items()}
    groups = labels.roots()
    rooted = {at: groups[i][1] for at, i in climb([r for r, _ in groups], marked).items()}
    counted: dict[int, list[int]] = {}
    if not labels.unique:
        whole = [str(n) for n in range(1, len(labels.numbers) + 1)]
        counted = {at: [i] for at, i in climb(whole, marked).items()}
    in_order = max(exact, rooted, counted, key=lambda r: sum(len(parts) for parts in r.values()))
    found = [s.label for s in marked]
    once = sorted(found) == sorted(set(found) & set(labels.numbers)) and labels.unique
    if once and len(in_order) < len(found):  # out of order, each exactly once
        return {s.position: labels.find({s.label}) for s in marked}
    return in_order


def _cells(labels: Labels, response: Sequence[Paragraph]) -> dict[int, Opening]:
    """Rows of a table whose first cell is the number of a question."""
    found: dict[int, Opening] = {}
    for position, paragraph in enumerate(response):
        match = _CELL.match(paragraph.raw)
        if match and (parts := labels.find({match["n"]})):
            found[position] = Opening(tuple(parts), match["rest"])
    return found


def without_other_lists(marked: Sequence[Step], response: Sequence[Paragraph]) -> list[Step]:
    """The steps without lists that say what they are (reasons, attachments, a letter's paragraphs).

    A list that the response introduces ("for these reasons:") runs on as long as its numbers do.
    """
    kept: list[Step] = []
    other = 0
    for step in marked:
        before = response[step.position - 1].raw if step.position else ""
        if step.value == 1 and not step.named:
            text = response[step.position].text
            other = 1 if _OTHER_LIST.search(before) or _LETTER_BEGINS.match(text) else 0
        elif other and step.value == other + 1 and not step.named:
            other = step.value
        else:
            other = 0
        if not other:
            kept.append(step)
    return kept


def _again(
    labels: Labels,
    marked: Sequence[Step],
    rungs: dict[int, list[int]],
    response: Sequence[Paragraph],
) -> dict[int, Opening]:
    """All the numbers once more after the last of them: the same answers in another language."""
    if not rungs or not labels.unique or len(rungs) < len(labels.numbers):
        return {}
    last = max(rungs)
    after = [s for s in marked if s.position > last]
    if not after or response[after[0].position - 1].raw.endswith(":"):
        return {}
    second = climb(labels.numbers, after)
    if len(second) < len(labels.numbers) or min(second) != after[0].position:
        return {}
    return {at: Opening((i,), response[at].text, again=True) for at, i in second.items()}


def _beyond(
    labels: Labels,
    marked: Sequence[Step],
    rungs: dict[int, list[int]],
    response: Sequence[Paragraph],
) -> dict[int, Opening]:
    """Answers numbered on beyond the last question: answers to what was not asked here."""
    if not rungs or not labels.unique or not labels.numbers[-1].isdigit():
        return {}
    last = max(rungs)
    if len(labels.numbers) - 1 not in rungs[last]:
        return {}
    style = next(s.style for s in marked if s.position == last)
    value = int(labels.numbers[-1])
    found: dict[int, Opening] = {}
    inside = 0
    for step in marked:
        if step.position <= last or step.style != style:
            continue
        if step.value == value + 1 != inside + 1:
            value += 1
            found[step.position] = Opening((), response[step.position].text, step.label)
        inside = step.value if step.value in (1, inside + 1) else 0
    return found


def _with_limbs(
    labels: Labels, response: Sequence[Paragraph], found: dict[int, Opening]
) -> dict[int, Opening]:
    """The openings, and those of lettered limbs below an opening for all of them."""
    groups = [(at, o) for at, o in found.items() if len(o.parts) > 1]
    ends = dict(zip(found, [*list(found)[1:], len(response)], strict=False))
    for at, opening in groups:
        roots = {_ROOT.split(labels.numbers[i])[0] for i in opening.parts}
        if len(roots) != 1:
            continue
        root = roots.pop()
        marker, rest = marker_of(opening.text)
        if marker and (parts := labels.find({f"{root}({marker.label})"})):
            found[at] = Opening(tuple(parts), rest)
        for position in range(at + 1, ends[at]):
            below = response[position].marker
            if below and (parts := labels.find({f"{root}({below.label})"})):
                found[position] = Opening(tuple(parts), response[position].text)
    return dict(sorted(found.items()))
