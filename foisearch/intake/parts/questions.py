"""A request into its questions: numbered, lettered, bulleted, nested, or in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foisearch.intake.paragraphs import Marker, MarkerKind, Paragraph


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``number`` as printed or counted (``counted`` says which)."""

    number: str
    text: str
    lead: str = ""
    counted: bool = False


_OPENING = re.compile(
    r"^(?:and |also,? |(?:first|second|third|last)(?:ly)?,? |finally,? |in particular,? |"
    r"(?:in addition|additionally|further(?:more)?|separately|specifically),? )?(?:please|kindly|"
    r"can|could|would|will|may|"
    r"i(?: would|'d|’d| should)?(?: also)? (?:like|be interested in|request|wish|want|am "
    r"requesting|am seeking)|"
    r"how|what|when|where|which|who|whom|whose|why|do|does|did|is|are|was|were|has|have|had|"
    r"should|if (?:yes|so|no|not)|whether|provide|confirm|state|supply|list|cop(?:y|ies)|"
    r"a copy|a list|details?|names?|numbers?|totals?|average|annual|any|all|start|end|your|"
    r"the (?:total|number|cost|amount|name|average|date|job|length|percentage|proportion|policy|"
    r"reason)s?|current|breakdown|for each|of th(?:e|o)se)\b",
    re.I,
)
_ASKS = re.compile(
    r"\?|\b(?:please|provide|confirm|supply|send|state|list|how (?:many|much|often|long)|what|"
    r"which|would like|request(?:ing)?|could you|can you)\b",
    re.I,
)
_DEPENDENT = re.compile(
    r"^(?:broken down|for example|i\.e\.|e\.g\.|this |these |those |"
    r"(?:is|was|were) (?:this|that|these|it|they)\b|"
    r"please (?:break|include|note|exclude|limit|treat|confine|do not|use|"
    r"state (?:the|which) years?|"
    r"(?:provide|send|supply|give|answer|let me have) (?:this|these|it|them|me|us|a breakdown|"
    r"your (?:answers?|response|reply)|"
    r"the (?:same|answers?|data|information|figures?|response|reply)))|"
    r"i(?: would| should|'d|’d) (?:like|prefer|be grateful|appreciate)[^.?]*\b(?:format|"
    r"spreadsheet|split|e-?mail|electronic|excel|reply|response|acknowledg|broken|breakdown|separate))",
    re.I,
)
_BREAKDOWN = re.compile(
    r"^(?:broken down|please (?:break|include|exclude|limit|confine|state the years?)|"
    r"(?:please )?(?:for|by) each)\b",
    re.I,
)
_IF_SO = re.compile(r"^(?:and|or|if (?:so|yes|no|not|you (?:do|have|are|did)))\b", re.I)
_DOCUMENT = (
    r"(?:[\w'’-]+ ){0,4}?(?:policy|policies|strategy|procedures?|guidance|protocols?|plan|report|"
    r"register|contract|agreement|minutes|assessment|manual|handbook|structure chart)"
)
_TWO_DOCUMENTS = re.compile(
    rf"\b(?:your|the)(?: \w+['’]s)? (?P<first>{_DOCUMENT})(?: for \w+)? and (?:also )?"
    rf"(?:(?:a )?cop(?:y|ies) of )?(?:your|the) (?P<second>{_DOCUMENT})\b",
    re.I,
)
_LONGEST_LEAD = 20
_LONGEST_HEADING = 8
_SENTENCE = re.compile(r"(?<=[?.])\s+(?=[A-Z\"“(])")


def is_question(text: str) -> bool:
    """Whether a paragraph asks for something, by its end or its opening words."""
    return text.rstrip(' ."”').endswith("?") or bool(_OPENING.match(text))


def only_qualifies(sentence: str) -> bool:
    """Whether a sentence asks for nothing itself but says how to answer what was asked."""
    return bool(_DEPENDENT.match(sentence))


def read_questions(found: Sequence[Paragraph]) -> list[Question]:
    """The questions of a request, in order; a single one where it has no parts."""
    marked = [p for p in found if p.marker]
    if len(marked) >= 2 or (marked and marked[0].marker and marked[0].marker.value == 1):
        return _from_list(found)
    return _from_prose(found)


@dataclass(slots=True)
class _Item:
    """An item of a list while it is being read."""

    marker: Marker
    text: str
    raw: str
    lead: str
    children: list[_Item] = field(default_factory=list)


def _from_list(found: Sequence[Paragraph]) -> list[Question]:
    roots = _tree(found)
    questions: list[Question] = []
    for position, root in enumerate(roots, 1):
        counted = root.marker.kind is MarkerKind.BULLET
        label = str(position) if counted else root.marker.label
        questions.extend(_leaves(root, label, counted, alone=len(roots) == 1))
    for paragraph in _after_list(found):
        questions.append(Question(str(len(questions) + 1), paragraph.text, counted=True))
    return questions


def _tree(found: Sequence[Paragraph]) -> list[_Item]:
    """List paragraphs as a forest; the order in which kinds of marker appear gives the depth."""
    roots: list[_Item] = []
    path: list[_Item] = []
    lead = ""
    last_marked = max(i for i, p in enumerate(found) if p.marker)
    for position, paragraph in enumerate(found[: last_marked + 1]):
        marker = paragraph.marker
        if marker is None:
            if path and not _is_lead(paragraph.text, found[position + 1]):
                path[-1].text += f" {paragraph.text}"
                path[-1].raw += f" {paragraph.raw}"
            else:
                lead, path = paragraph.text, []
            continue
        del path[_depth(path, marker) :]
        item = _Item(marker, paragraph.text, paragraph.raw, lead if not path else "")
        (path[-1].children if path else roots).append(item)
        path.append(item)
    return roots


def _depth(path: Sequence[_Item], marker: Marker) -> int:
    """How deep an item of this marker stands below the items of a path.

    Beside the first of its kind, but for numbers that begin again at 1 below an item that
    announces a list, and those that go on with such a list.
    """
    alike = [i for i, item in enumerate(path) if item.marker.kind is marker.kind]
    if not alike:
        return len(path)
    for depth in reversed(alike):
        if marker.value and path[depth].marker.value == marker.value - 1:
            return depth
    if marker.value == 1 and path[-1].text.rstrip().endswith((":", ";")):
        return len(path)
    return alike[0]


def _is_lead(text: str, following: Paragraph) -> bool:
    """Whether a paragraph introduces the items below it: by its colon, or as their heading."""
    if text.endswith(":"):
        return True
    marker = following.marker
    begins = marker is not None and (marker.value == 1 or marker.label in ("a", "i"))
    return begins and len(text.split()) <= _LONGEST_HEADING and not text.endswith((".", "?", ","))


def _leaves(item: _Item, label: str, counted: bool, *, alone: bool = False) -> list[Question]:
    """The item's questions: itself, or those of its sub-list where each asks on its own.

    ``alone``: it is the only one, and a list below it has the numbers that answers carry.
    """
    heads = (
        item.lead.rstrip().endswith((":", ";", ",")) or len(item.lead.split()) <= _LONGEST_HEADING
    )
    lead = item.lead if heads else ""
    if not item.children:
        return [Question(label, item.text, lead, counted)]
    bullets = item.children[0].marker.kind is MarkerKind.BULLET
    if (bullets and _ASKS.search(item.text)) or len(item.children) == 1:
        listed = " ".join(_whole(child) for child in item.children)
        return [Question(label, f"{item.text} {listed}", lead, counted)]
    own_lead = f"{lead} {item.text}".strip()
    questions: list[Question] = []
    for position, child in enumerate(item.children, 1):
        number = f"{label}.{position}" if bullets else f"{label}({child.marker.label})"
        if child.marker.kind is item.marker.kind:
            number = child.marker.label if alone else f"{label}.{child.marker.label}"
        child.lead = ""
        for question in _leaves(child, number, bullets):
            joined = f"{own_lead} {question.lead}".strip()
            questions.append(Question(question.number, question.text, joined, question.counted))
    return questions


def _whole(item: _Item) -> str:
    """An item and those below it, as printed."""
    return " ".join([item.raw, *(_whole(child) for child in item.children)])


def _after_list(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Questions in prose that follow the list."""
    last_marked = max(i for i, p in enumerate(found) if p.marker)
    return [
        p
        for p in found[last_marked + 1 :]
        if p.text.endswith("?") and not _DEPENDENT.match(p.text) and len(p.text.split()) > 3
    ]


def _from_prose(found: Sequence[Paragraph]) -> list[Question]:
    """Questions of a request without a list: a paragraph each, or a sentence each."""
    texts = [p.text for p in found]
    lead, asking = _led(_asking(texts))
    if len(asking) < 2:
        whole = " ".join(texts)
        sentences = _question_sentences(whole)
        if len(sentences) > 1:
            return sentences
        documents = _documents(whole)
        if documents:
            return [Question(str(n), name, whole, True) for n, name in enumerate(documents, 1)]
        return [Question("1", whole, counted=True)] if texts else []
    return [Question(str(n), text, lead, counted=True) for n, text in enumerate(asking, 1)]


def _asking(texts: Sequence[str]) -> list[str]:
    """The paragraphs that ask; one that only says how to answer goes with the one before."""
    asking: list[str] = []
    before = ""
    for text in texts:
        if is_question(text) and not _DEPENDENT.match(text):
            asking.append(text)
        elif asking and before == asking[-1] and _BREAKDOWN.match(text):
            asking[-1] = text = f"{asking[-1]} {text}"
        before = text
    return asking


def _led(asking: list[str]) -> tuple[str, list[str]]:
    """The sentence that only introduces questions ("Please tell me:"), and the questions."""
    if len(asking) > 2 and asking[0].endswith(":") and len(asking[0].split()) <= _LONGEST_LEAD:
        return asking[0], asking[1:]
    return "", asking


def _question_sentences(text: str) -> list[Question]:
    """Sentences that ask, each with what follows it.

    What stands before the first question goes with it, and a sentence that only qualifies the one
    before ("Please break this down by year") stays there.  One that hangs on it but asks on its
    own ("If so, how many?") has it as its lead.
    """
    asking: list[Question] = []
    before: list[str] = []
    for sentence in _SENTENCE.split(text):
        own = is_question(sentence) and not _DEPENDENT.match(sentence)
        if own and len(sentence.split()) >= 3:
            lead = asking[-1].text if asking and _IF_SO.match(sentence) else ""
            words = " ".join([*before, sentence])
            asking.append(Question(str(len(asking) + 1), words, lead, counted=True))
            before = []
        elif asking:
            asking[-1] = replace(asking[-1], text=f"{asking[-1].text} {sentence}")
        else:
            before.append(sentence)
    return asking


def _documents(text: str) -> list[str]:
    """Two documents asked for in one sentence ("your … policy and your … policy"), else nothing."""
    match = _TWO_DOCUMENTS.search(text)
    return [match["first"], match["second"]] if match else []
