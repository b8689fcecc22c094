"""The published heading of a disclosure: never the words that stand above every disclosure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foisearch.courtesies import GREETINGS
from foisearch.intake import dates
from foisearch.intake.layouts.kit.cues.labels import label_of
from foisearch.intake.layouts.kit.references import VALUE, Reference, labelled
from foisearch.intake.lines import Line
from foisearch.text import collapse_space, fold, ref_key

_SUBJECT = re.compile(
    r"^\W{0,3}(?:(?:subject|topic|title|heading|request)(?: (?:matter|title|subject|heading|"
    r"topic))?"
    r"(?: of (?:the |your )?request)?|foi (?:title|subject|topic)|re(?:garding)?|theme|"
    r"(?:short )?description)\s*(?:[:–]|\t)\s*(?P<topic>\S.{2,250})$",
    re.I,
)
_SUBJECT_ALONE = re.compile(
    r"^\W{0,3}(?:subject|topic|title|re(?:garding)?|(?:request|foi) (?:title|subject|summary)|"
    r"(?:short )?description|summary)\s*:?$",
    re.I,
)
_ATTACHED_TO = re.compile(
    r"^This is an HTML version of an attachment to the (?:Freedom of Information|official "
    r"information|"
    r"information) request ['‘](?P<topic>.{3,250})['’]\.?$",
    re.I,
)
_SENTENCE = re.compile(
    r"^(?:i|we|thank(?:s| you)|your (?:e-?mails?|requests?|letter|correspondence|enquir\w+|foi|"
    r"recent)|you|"
    r"further to|following|in (?:response|reply|relation|answer|your|accordance|connection)|"
    r"in addition|"
    r"with (?:regards?|reference)|please|under the|on \d|this (?:letter|is|e-?mail)|as you|"
    r"having|it|"
    r"on behalf|for ease)\b",
    re.I,
)
_DEAR = re.compile(rf"^(?:{GREETINGS})\b.{{0,80}}$", re.I)
_ACT_WORDS = (
    r"(?:freedom of information|environmental information|foia?|foisa|eirs?|fol|request for "
    r"information)"
    r"(?: \(scotland\)| \(fo[il]s?a?\)| \(eirs?\))*(?: act| regulations)?(?: \(scotland\))?(?: "
    r"200\d)?"
    r"(?: \([^()]{1,30}\))?(?:\s(?:requests?|responses?|release|disclosure|review|enquiry|reply|"
    r"notice|for information)){0,4}"
)
_LEAD = re.compile(
    rf"^(?:(?:re|fwd?|subject)\s*:\s*)?{_ACT_WORDS}(?:\s*[-–:]?\s*(?:our )?(?:ref(?:erence)?\.?|"
    rf"no\.?|number)"
    rf"(?:\s(?:no|number))?[\s:.]{{0,3}})?(?:[\s:–-]{{0,4}}\(?{VALUE}\)?)?\s*[:–|-]\s*(?=\S)"
    r"|^(?:re|fwd?|subject)\s*:\s*",
    re.I,
)
_TRAIL = re.compile(rf"\s*[:–|-]\s*{_ACT_WORDS}$|\s*[(\[](?:foi|eir)[)\]]$", re.I)
_GENERIC = frozenset(
    word
    for words in (
        "re subject your our my the a an of under for act regulations foi foia foisa eir eirs fol",
        "freedom information environmental request requests response responses disclosure",
        "disclosures log logs reference ref no number letter reply enquiry notice refusal decision",
        "final and in to page home scotland release released released publication published data",
        "protection private confidential not protectively marked official sensitive classification",
        "by email e-mail post internal review dated date website content contents outcome",
        "restricted request.pdf response.pdf pdf document documents team unit officer section",
        "acknowledgement title governance compliance rights access fee fees with regards from sent",
        "yes foi/eir original initial content january february march april may june july august",
        "september october november december",
    )
    for word in words.split()
)
_CHROME = re.compile(
    r"[.,;:!]$|\b(?:cookies?|web ?site|(?:this|our) site|escape|press esc|exit|javascript|menu|"
    r"browser|feedback|copyright|"
    r"sign up|search|share|print|telephone|tel|fax|e-?mail|skip to|posted|www|http)\b|@|[|>»]|"
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b0\d{3,4} ?\d{3}|\bunder the (?:freedom|"
    r"environmental)|^(?:published|date|category|department|team|"
    r"contact|your ref|our ref|dear|yours|mr|mrs|ms|miss|dr)\b|\b(?:street|road|avenue|lane|house|"
    r"headquarters|floor|building|po box)\b|\bdate\s*:?\s*\d|"
    r"^(?:information rights|professional standards)"
    r"(?: (?:and|&) (?:disclosure|legal services))?$",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:council|constabulary|police|trust|university|college|ministry|department|authority|"
    r"office|"
    r"services?|board|commission|agency|executive|hospitals?|section|directorate|division|group|"
    r"team|"
    r"unit|centre|hall|court|park|bridge|square|england|scotland|wales|ireland)$",
    re.I,
)
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,60})[)\]]$")
_MOST_WORDS = 25
_FIGURES = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d\d")
_LONGEST_DATE = 40
_TOP = 12
"""Lines among which the heading of a page stands."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading, the lines it takes up, and what is uncertain about it."""

    topic: str | None
    positions: tuple[int, ...] = ()
    problem: str = ""


def find_topic(head: Sequence[Line], reference: Reference, title: str = "") -> Topic:
    """The topic of a document whose request begins below ``head``.

    In order: a line labelled ``Subject`` or ``Re``; what stands beside the reference; the heading
    below a salutation; the title that the container gives; the only heading above the reference.
    """
    found = _topic(head, reference, title)
    return replace(found, topic=_without_reference(found.topic, reference))


def _without_reference(topic: str | None, reference: Reference) -> str | None:
    """A heading without the brackets at its end that hold the reference."""
    match = _IN_BRACKETS.search(topic or "")
    if topic is None or match is None or not reference.ref:
        return topic
    inside, ref = ref_key(match["inside"]), ref_key(reference.ref)
    named = inside.endswith(ref) or ref.endswith(inside)
    return topic[: match.start()] or topic if named else topic


def _topic(head: Sequence[Line], reference: Reference, title: str) -> Topic:
    """The topic as it stands in the first place that gives one."""
    for position, line in enumerate(head[:_TOP]):
        bare = _TRAIL.sub("", line.text.strip())
        if bare != line.text.strip() and len(bare.split()) > 2 and is_title(line.text):
            return _at(head, position)  # "Potholes in Tamble: FOI release"
    for position, line in enumerate(head):
        if _SUBJECT_ALONE.match(line.text.strip()) and (
            below := _first_title(head, range(position + 1, min(position + 4, len(head))))
        ):
            return Topic(without_formula(head[below].text), (position, below))
        if attached := _ATTACHED_TO.match(line.text.strip()[:400]):
            return Topic(attached["topic"])
        match = _SUBJECT.match(line.text.strip()[:300])
        if match and not labelled(line.text) and (topic := without_formula(match["topic"])):
            return Topic(topic, (position,))
    if topic := without_formula(reference.title):
        return Topic(topic)
    dear = next((i for i, line in enumerate(head) if _DEAR.match(line.text.strip())), None)
    below = _first_title(head, range(dear + 1, len(head))) if dear is not None else None
    if below is not None:
        return _at(head, below)
    if topic := without_formula(title):
        same = [i for i, line in enumerate(head) if fold(line.text.strip()) == fold(title.strip())]
        return Topic(topic, tuple(same[:1]))
    if dear is not None:
        return _alone(head[:dear], reference)
    return _above(head, reference)


def _first_title(head: Sequence[Line], positions: range) -> int | None:
    """The first line below a salutation where it is a heading, furthest after other headings."""
    for position in positions:
        text = head[position].text.strip()
        if not text or labelled(text) or (_is_generic(text) and len(text.split()) < 16):
            continue
        return position if _is_heading(head, position) else None
    return None


def _above(head: Sequence[Line], reference: Reference) -> Topic:
    """The heading of a page: right above its reference, or the only one above its request."""
    # A reference at the end of a page says nothing of what stands above it.
    end = reference.at if reference.at >= 0 else len(head)
    upper = head[:end] if end < len(head) else head
    titles = [i for i in range(len(upper)) if _is_heading(upper, i)]
    titles = [i for i in titles if without_formula(upper[i].text) and not _in_block(upper, i)]
    if not titles:
        return _below(head, reference)
    # "Freedom of Information request - Potholes" says itself that it is the heading.
    formal = [i for i in titles if without_formula(upper[i].text) != upper[i].text.strip()]
    if len(titles) == 1 or len(formal) == 1:
        return _at(upper, (formal or titles)[0])
    last = max(i for i, line in enumerate(upper) if line.text.strip())
    if reference.at >= 0 and titles[-1] == last:
        return _at(upper, last, "several headings: the one above the reference was taken")
    return _at(upper, titles[0], "several headings: the first was taken as topic")


def _below(head: Sequence[Line], reference: Reference) -> Topic:
    """The one heading between the reference at the top of a page and its request."""
    below = range(reference.at + 1, len(head)) if reference.at >= 0 else range(0)
    titles = [i for i in below if _is_heading(head, i) and without_formula(head[i].text)]
    titles = [i for i in titles if not dates.in_heading(head[i].text).value]
    titles = [i for i in titles if not _in_block(head, i)]
    if len(titles) != 1 or _ORGANISATION.search(head[titles[0]].text.strip()):
        return Topic(None)
    return _at(head, titles[0])


def _alone(head: Sequence[Line], reference: Reference) -> Topic:
    """The one heading above a salutation that is no letterhead, standing right at the reference."""
    at = min(reference.at, len(head))
    above = next((i for i in range(at - 1, -1, -1) if head[i].text.strip()), None)
    if above is None or not _is_heading(head, above):
        return Topic(None)
    if _ORGANISATION.search(head[above].text.strip()) or _in_block(head, above):
        return Topic(None)
    return _at(head, above)


def _is_heading(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is a heading, and no label or first line of a sentence."""
    text = lines[position].text.strip()
    following = lines[position + 1].text.strip() if position + 1 < len(lines) else ""
    if not is_title(text) or following[:1].islower():
        return False
    # "Request for information: Grit bins" is a heading in the words of a label.
    if (label := label_of(text)) and not (label.rest and without_formula(text) == label.rest):
        return False
    return not _SENTENCE.match(text)


def _in_block(lines: Sequence[Line], position: int) -> bool:
    """Whether a line stands in a block of at least three short ones, as an address does."""
    first = last = position
    while first and _is_short(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_short(lines[last + 1]):
        last += 1
    return last - first >= 2


def _is_short(line: Line) -> bool:
    text = line.text.strip()
    short = (
        0 < len(text.split()) <= 6
        and text not in "-–•"
        and not text.endswith((".", "?", ":"))
        and "|" not in text
    )
    return short and not dates.in_heading(text).value


def _at(head: Sequence[Line], position: int, problem: str = "") -> Topic:
    topic = without_formula(head[position].text)
    return Topic(topic or None, (position,) if topic else (), problem if topic else "")


def is_title(text: str) -> bool:
    """Whether a line can be a heading: short, no sentence, no address, no date."""
    text = text.strip().strip("*_# ")
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or not re.search(r"[A-Za-z]{3}", text):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘"):
        return False
    return not (_CHROME.search(text) or labelled(text) or _is_dated(text))


def _is_dated(text: str) -> bool:
    """Whether a line is a date, or a field of a form with one: "Issued: 3 May 2024"."""
    field, _, value = text.rpartition(": ")
    if dates.parse(text, "text").value:
        return True
    dated = _FIGURES.match(value) or dates.in_heading(value).value
    return bool(dated) and 0 < len(field.split()) < 4 and len(value) < _LONGEST_DATE


def without_formula(text: str) -> str:
    """A heading without "Freedom of Information request" around it; empty where that is all."""
    text = collapse_space(text.strip().strip("*_# "))
    while (match := _LEAD.match(text)) and match.end():
        text = text[match.end() :]
    bare = _TRAIL.sub("", text).strip(" -–:|")
    # What stands before "FOI release" is the heading, whatever its words.
    titled = bare != text and len(bare.split()) > 3
    return bare if titled or not _is_generic(bare) else ""


def _is_generic(text: str) -> bool:
    words = [word.strip(".,-–/()[]:&") for word in fold(text).split()]
    return all(word in _GENERIC for word in words if word and not re.search(r"\d", word))
