"""The reference of a document: labelled, in its heading, or only in its address or name.

Every place where one may stand gives a candidate with a weight; the same reference in two places
counts for more.  The weights order the places, no more: a label is believed before a heading, a
heading before a sentence, all of them before an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from foisearch.intake import dates
from foisearch.intake.lines import Document, Line
from foisearch.text import collapse_space, ref_key

VALUE = (
    r"(?P<ref>(?:[A-Z]{2,8}(?:/[A-Z]{2,5})?(?:\s?[:#]\s?|\s|\s?[-–]\s))?"
    r"(?=[A-Za-z0-9./_-]{0,30}\d)[A-Za-z0-9][A-Za-z0-9./_-]{1,40}(?:(?<=\d[-/])\s\d{2,6}|(?<=\s\d\d)\s\d{3,6}(?=\s*$)|(?<=\d)\s[-–/]\s?\d\d(?=\s*$))?)"
)
_LABEL = (
    r"(?:(?-i:[A-Z][A-Za-z&]{0,8}[A-Z])\s)?"
    r"(?:(?:(?:my|our|foia?|foisa|eir|rfi|freedom of information|environmental information"
    r"(?: regulations)?|information|request|enquiry|case|log|disclosure|file|internal|unique|"
    r"council|"
    r"trust|customer|complaint|act|20\d\d|review|document|for|\(scotland\)|\(foi\))[ ,/]{0,2}){0,6}"
    r"(?:ref(?:erence)?|request|number|case|enquiry|id)\b\.?(?:\s?(?:no|n o|number|num|id|"
    r"code)\b)?\.?)"
)
_LABELLED = re.compile(
    rf"^\W{{0,3}}(?P<label>{_LABEL})\s*[:;–#-]?\s*(?:/\s)?{VALUE}(?P<rest>\s*$|\s*[|,;]\s.*|\s{{2,}}.*|"
    r"\s+\(.{1,80}\)$|\s*(?:&|and)\s.*|\s*/\s*[A-Za-z]{1,6}$|\s+(?:date|dated)\b.*|\s+[-–]\s.*)",
    re.I,
)
_NAMES_A_BODY = re.compile(r"(?!FOI|EIR|RFI|REF|ID|IR)[A-Z][A-Za-z&]{0,8}[A-Z]\s")
"""A label that begins with the short name of a body ("TfM ref:") tells more than a reference."""
_GLUED = re.compile(r"^(?:Our|My) Ref(?=[A-Z]{2,5}[/-]\d)")
"""A label that lost the space between itself and the reference."""
_LABEL_ALONE = re.compile(rf"^\W{{0,3}}{_LABEL}\s*[:–-]?$", re.I)
_ALONE = re.compile(rf"^{VALUE}$")
_ACT = (
    r"(?:re:?\s*|subject:?\s*)?(?:(?:freedom of information|environmental information|foia?|"
    r"foisa|eirs?|rfi|"
    r"request|information)\b(?: act)?(?: regulations)?(?: 200\d)?(?: \([^()]{1,20}\))?(?: "
    r"request| requests|"
    r" enquiry| response| disclosure| release| log| for information)*)"
)
_HEADING = re.compile(
    rf"^\W{{0,3}}{_ACT}[\s:–-]{{1,4}}\(?(?:(?:request )?(?:our )?ref(?:erence)?\.?(?: (?:no|"
    rf"number))?\.?[\s:–-]{{0,3}}|"
    rf"(?:no|number)\.?[\s:–-]{{0,3}})?{VALUE}\)?(?:(?:\s*[:|–]|\s-)\s*(?P<title>\S.{{2,200}}))?$",
    re.I,
)
_BRACKETS = re.compile(
    rf"^(?P<title>\S.{{2,200}}?)\s*[(\[](?:(?:our )?ref(?:erence)?:?\s*|foi:?\s*)?{VALUE}[)\]]$",
    re.I,
)
_TITLE_LAST = re.compile(
    r"^(?P<ref>(?:FOIA?|EIR|RFI|F)(?:[ /:-]?|\s/\s)\d[\w./-]{1,20}(?:\s/\s(?:19|20)\d\d)?)"
    r"(?:\s*[:|–-]\s*|\s/\s(?:[A-Z][a-z]{2,8} 20\d\d\s/\s)?"
    r"|(?:(?<=\d[/-]\d\d)|(?<=\d[/-]\d\d\d)|(?<=\d{5}))\s+)(?P<title>[A-Z]\S*.{2,150}(?<![.?!]))$"
)
"""A reference before its title; without a sign between them only where it has digits enough."""
_TITLE_FIRST = re.compile(
    r"^(?P<title>[A-Z].{2,150}?)\s*[:|–-]\s*(?P<ref>(?:FOIA?|EIR|RFI)[ /-]?\d[\w./-]{1,20}"
    r"|\d{2,6}[A-Z]?[/_]\d\d(?:\d\d)?)$"
)
_TITLES = (
    ("heading", _HEADING),
    ("brackets", _BRACKETS),
    ("last", _TITLE_LAST),
    ("first", _TITLE_FIRST),
)
_SAID = re.compile(
    rf"\b(?:our |my |foi |the |request )?ref(?:erence)?(?: (?:number|no))?\.?(?: "
    rf"is)?[\s:]{{1,3}}{VALUE}",
    re.I,
)
_SHAPES = re.compile(
    r"(?<![\w./-])(?:\d\d[./](?:FOI|EIR|IR)[./]\d\d[./]\d{4,6}(?:/\w)?|IC-\d{4,6}-[A-Z0-9]{4}|"
    r"(?:FOIA?|EIR|RFI|FOISA)[ /-]?(?:20\d\d[/-])?\d{2,8}(?:[/-]\d{2,5})?|F-20\d\d-\d{5}|"
    r"HQ/PA/\d{6}/\d\d|RFI20\d{8})(?![\w/])"
)
_IN_ADDRESS = re.compile(
    r"(?P<ref>ic-\d{4,6}-[a-z0-9]{4}|(?:foi|eir|rfi)[-_ "
    r"]?(?:20\d\d[-_])?\d{2,12}(?:[-_]\d{2,5})?)(?![\d])"
    r"|/request/(?P<wdtk>\d{3,9})(?:/|$)|[/_ -](?P<slash>\d{2,6}[a-z]?[_-]\d\d)/?$",
    re.I,
)
_IN_NAME = re.compile(
    r"(?<![\dA-Za-z])(?P<ref>ic-\d{4,6}-[a-z0-9]{4}"
    r"|(?:foi|eir|rfi)[-_ ]{0,3}(?:20\d\d[-_ ])?\d{2,12}(?:[-_.]\d{1,6}){0,3}(?![A-Za-z\d])"
    r"|\d{3,7}[-_]\d\d(?:\d\d)?(?!\d))",
    re.I,
)
_FROM = re.compile(r"^(?:url|source|address|saved from|link)?[:\s]*(?P<url>https?://\S+)$", re.I)
_FIRST = re.compile(r"(?:FOIA?|EIR|RFI) \d\d/\d{2,6}|[A-Z]{2,6}[-/]?\d{4,8}(?:/\d{2,4})?")
"""A reference that is the first line of a page."""
LABELLED = 0.8
"""The least weight of a reference that a label or a heading says to be one."""
_OF_A_PORTAL = re.compile(r"request-\d{3,9}-", re.I)
"""The address, perhaps broken, that a request portal gives to one request."""
_NEAR_TOP = 45
_SHORT = 90
"""A line of the head of a letter, where date and reference stand side by side."""
_MOST_HEADING = 250


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reference where it may stand: its weight, its line, the lines it fills, a title beside it.

    ``at`` is -1 outside the text.
    """

    ref: str
    weight: float
    at: int = -1
    positions: tuple[int, ...] = ()
    title: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference of a document and what is uncertain about it (empty where nothing is).

    ``at`` is the position of its first line, -1 where it does not stand in the text.
    """

    ref: str
    at: int = -1
    positions: tuple[int, ...] = ()
    title: str = ""
    problem: str = ""
    weight: float = 0.0


NO_REFERENCE = Reference("", problem="no reference was found in the text")


def find_reference(lines: Sequence[Line], document: Document | None = None) -> Reference:
    """The reference that these lines, or the address or name of their document, give."""
    found = list(_in_lines(lines))
    if document is not None and not any(c.weight >= LABELLED for c in found):
        found.extend(_outside(document))
    return _best(found)


def labelled(text: str) -> tuple[str, str, str] | None:
    """A line that is a labelled reference: the label, the reference, the rest of the line."""
    match = _LABELLED.match(_GLUED.sub(r"\g<0> ", text.strip()[:_MOST_HEADING]))
    if match is None or not (ref := _clean(match["ref"])):
        return None
    bare = re.fullmatch(r"\W{0,3}request", match["label"].strip(" :.#-–"), re.I)
    if bare and not re.search(r"[/-]|^[A-Z]{2}", ref):
        return None
    return collapse_space(match["label"]), ref, match["rest"].strip()


def headings(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """Every line that is headed by a reference: its position, in what way, and the reference.

    The way is the label's words, or the kind of heading; entries of a log share it.
    """
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text or len(text) > _MOST_HEADING or text.lower().startswith("your ref"):
            continue
        if found := labelled(text):
            yield position, f"label {found[0].lower().strip(' :.#-–')}", found[1]
        elif _LABEL_ALONE.match(text):
            label = text.lower().strip(" :.#-–")
            value = next(
                (ln.text.strip() for ln in lines[position + 1 : position + 3] if ln.text.strip()),
                "",
            )
            if (match := _ALONE.match(value)) and (ref := _clean(match["ref"])):
                yield position, f"label {label}", ref
        else:
            for name, pattern in _TITLES:
                match = pattern.match(text)
                if match and (ref := _clean(match["ref"])) and len(re.findall(r"\d", ref)) > 2:
                    yield position, name, ref
                    break


def _in_lines(lines: Sequence[Line]) -> Iterator[Candidate]:
    for position, line in enumerate(lines[:_NEAR_TOP]):
        text = line.text.strip()
        if not text or len(text) > 2000:
            continue
        early = 1.0 - position * 0.002
        if text.lower().startswith(("your ref", "you ref")) or _OF_A_PORTAL.match(text):
            continue
        if found := labelled(text):
            rest = found[2].lstrip(" |,;–-")
            title = rest if found[2].startswith(("-", "–")) else ""
            alone = (not rest or bool(title)) and not _NAMES_A_BODY.match(text)
            yield Candidate(found[1], 1.0 * early, position, (position,) if alone else (), title)
        elif _LABEL_ALONE.match(text):
            after = next(
                (i for i in range(position + 1, len(lines)) if lines[i].text.strip()), None
            )
            if after is not None and after - position <= 3:
                value = _ALONE.match(lines[after].text.strip().lstrip("-•* "))
                if value and (ref := _clean(value["ref"])):
                    yield Candidate(ref, 0.9 * early, position, (position, after))
        else:
            yield from _in_heading(text, position, early)


def _in_heading(text: str, position: int, early: float) -> Iterator[Candidate]:
    """References in headings, alone on a line, or named in a sentence."""
    if position < 3 and _FIRST.fullmatch(text):
        yield Candidate(text, 0.7 * early, position, (position,))
        return
    for pattern, weight in (
        (_HEADING, 0.9),
        (_BRACKETS, 0.85),
        (_TITLE_LAST, 0.8),
        (_TITLE_FIRST, 0.8),
    ):
        match = pattern.match(text[:_MOST_HEADING])
        if (
            match
            and (ref := _clean(match["ref"]))
            and (weight > 0.85 or len(re.findall(r"\d", ref)) > 2)
        ):
            named = re.match(rf"(?:FOIA?|EIR|RFI) {re.escape(ref)}(?![\w/-])", text)
            ref = named[0] if named else ref
            yield Candidate(
                ref, weight * early, position, (position,), (match["title"] or "").strip()
            )
            return
    if _SHAPES.fullmatch(text):
        yield Candidate(text, 0.7 * early, position, (position,))
        return
    for match in _SAID.finditer(text[:600]):
        if ref := _clean(match["ref"]):
            ours = len(text) < _SHORT and match[0].lower().startswith(("our ref", "my ref"))
            yield Candidate(ref, (0.75 if ours else 0.5) * early, position)
    for match in _SHAPES.finditer(text[:600]):
        yield Candidate(match[0], 0.45 * early, position)


def _outside(document: Document) -> Iterator[Candidate]:
    """References in the address of the page, in its title, in the file's name."""
    for address in addresses(document):
        found = list(_IN_ADDRESS.finditer(address.rstrip("/")))
        for match in found[-1:]:
            value = match["ref"] or match["wdtk"] or match["slash"]
            yield Candidate(_cased(value), 0.4, inferred=True)
    stem = PurePath(document.name.rpartition("!")[2]).stem
    if named := _IN_NAME.search(stem):
        yield Candidate(_cased(named["ref"].strip("-_ ")), 0.35, inferred=True)


def _cased(ref: str) -> str:
    """A reference out of an address: the Commissioner's are written in capitals everywhere else."""
    return ref.upper() if ref.lower().startswith("ic-") else ref


def addresses(document: Document) -> Iterator[str]:
    """The address that the document has, or that is written above its text."""
    if document.url:
        yield document.url
    for line in [line for line in document.lines[:6] if line.text.strip()][:2]:
        if match := _FROM.match(line.text.strip()):
            yield match["url"]


def _clean(ref: str) -> str:
    """A reference as it is quoted; empty where it is none (a date, a year, a word)."""
    ref = collapse_space(ref.strip(" .,;:/-_"))
    ref = re.sub(r"(?<=\d) ?([-–/]) ?(?=\d)|(?<=[A-Z]) ?(/) (?=\d)", r"\1\2", ref)
    digits = len(re.findall(r"\d", ref))
    if digits < 2 or re.fullmatch(r"(?:19|20)\d\d", ref) or dates.parse(ref, "text").value:
        return ""
    words = ref.split(" ")
    if len(words) == 2 and words[0].upper().strip(":") in ("DATE", "DATED") and digits < 3:
        return ""  # the day of a date that goes on
    if len(words) > 1 and words[0].upper().strip(":#") in _NOT_PREFIXES:
        return _clean(" ".join(words[1:]))
    return ref


_NOT_PREFIXES = frozenset(
    (
        "NO",
        "REF",
        "NUMBER",
        "REFERENCE",
        "RESPONSE",
        "-",
        "–",
        "DATE",
        "DATED",
        "RECEIVED",
        "ON",
        "OF",
        "IN",
        "THE",
        "ACT",
        "ID",
        "IS",
        "FROM",
        "REQUEST",
    )
)


def _best(found: Sequence[Candidate]) -> Reference:
    """The weightiest reference; the same one found again adds to its weight."""
    if not found:
        return NO_REFERENCE
    groups: dict[str, list[Candidate]] = {}
    for candidate in found:
        key = ref_key(candidate.ref)
        same = next((k for k in groups if k.endswith(key) or key.endswith(k)), key)
        groups.setdefault(same, []).append(candidate)
    weights = {
        key: max(c.weight for c in group) + 0.05 * min(len(group) - 1, 4)
        for key, group in groups.items()
    }
    first, *others = sorted(groups, key=lambda key: -weights[key])
    group = groups[first]
    best = max(group, key=lambda c: c.weight)
    problem = ""
    if best.inferred:
        problem = f"the reference {best.ref} was taken from the address or the file's name"
    elif best.weight < 0.6:
        problem = f"the reference {best.ref} stands only in a sentence"
    elif others and weights[others[0]] > 0.8 and weights[others[0]] > weights[first] - 0.2:
        problem = f"two references: {best.ref}, and {groups[others[0]][0].ref}"
    title = next((c.title for c in group if c.title), "")
    positions = tuple(sorted({p for c in group for p in c.positions}))
    at = min((c.at for c in group if c.at >= 0), default=-1)
    return Reference(best.ref, at, positions, title, problem, weights[first])
