"""Letters and pages of a layout that nobody described: read by structure and cue words.

A reply is known by what it shows: a reference where references stand, words that introduce a
request, words that answer one, the name of an Act.  One of them alone is not enough.
"""

from __future__ import annotations

import re

from foisearch.disclosure import SplitConfidence
from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.cues.answering import only_answered
from foisearch.intake.layouts.kit.entries import is_log
from foisearch.intake.layouts.kit.family import dated_heading
from foisearch.intake.layouts.kit.labelled import labels_of
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.layouts.kit.pairs import by_pairs
from foisearch.intake.layouts.kit.references import LABELLED, addresses, find_reference
from foisearch.intake.lines import Document

_ACT = re.compile(
    r"\b(?:freedom of information|environmental information|FOI(?:SA|A|R)?\b|EIRs?\b|(?:subject "
    r")?access to "
    r"information|information request|request for information)",
    re.I,
)
_HEADED = re.compile(
    r"(?:freedom of information|FOI|EIR|environmental information) request\s*[-–:]\s*\w.{3,200}$|"
    r"(?:FOI|EIR|freedom of information) (?:release|response|disclosure)$",
    re.I,
)
_GUIDANCE = re.compile(
    r"\b(?:how to (?:make|request|ask)|making a (?:freedom of information |FOI )?request|when "
    r"(?:you|we) "
    r"(?:make|receive|ask)|(?:your|an? \w+) request (?:must|should)|requests? must (?:be|"
    r"include))\b",
    re.I,
)
_IN_ADDRESS = re.compile(r"\bfoi(?:[-_/ ]|\d|\b)|freedom-of-information|disclosure-log", re.I)
_MOST = 60_000
_MOST_LINES = 500
_ANSWERED = 3
"""So many lines in words that only authorities use make a reply of a text without labels."""
SURE = 0.6
"""The most that the general reader ever claims: a described layout is surer of its own."""


def score(document: Document) -> float:
    """By how many of the signs of a reply are there, from 0 to :data:`SURE`."""
    lines = document.lines
    where = "\n".join((*addresses(document), document.name))
    act = bool(_ACT.search(document.text[:_MOST]) or _IN_ADDRESS.search(where))
    reference = find_reference(lines, document)
    labelled = reference.weight >= LABELLED
    labels = {label.says for _, label in labels_of(lines)}
    both = len(labels) == 2
    split = drawing.draw(lines).confidence
    if _GUIDANCE.search(document.text[:_MOST]) and not labelled and not both:
        return 0.0
    if is_log(lines):
        return 0.3
    if labelled and act:
        return SURE if split is not SplitConfidence.NONE else 0.3
    if split is SplitConfidence.HIGH and (act or labelled or both):
        return 0.5
    if both and split is SplitConfidence.LOW:
        return 0.34  # a log of one record, headed by its reference, knows both labels better
    if split is SplitConfidence.LOW and act and (labels or reference.ref or by_pairs(lines)):
        return 0.4
    if any(_HEADED.match(line.text.strip()) for line in lines[:20]):
        return 0.3
    if split is SplitConfidence.LOW and act:
        answered = sum(only_answered(line.text) for line in lines[:_MOST_LINES])
        return 0.25 if answered >= _ANSWERED else 0.0
    return 0.2 if labelled and split is not SplitConfidence.NONE and labels else 0.0


def read(document: Document) -> Reading:
    """The one disclosure of the document."""
    draft = read_letter(document.lines, document)
    return Reading((draft,), dated_heading(document.lines))


LAYOUT = Layout("letter", 3, score, read)
