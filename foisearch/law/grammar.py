"""The grammar of citations: ``sections 40(2) & (5) and 30(1)`` read as three provisions.

Reads a *head* (``section``, ``s.``, ``Reg``, ``§`` …) and the list of numbers and
brackets behind it.  What it cannot read it leaves alone; whose provisions they
are and whether they are relied on is settled elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foisearch.law.brackets import read_joined, read_limbs
from foisearch.law.headings import name_at
from foisearch.law.limbs import Limbs, Reading
from foisearch.law.patterns import IGNORECASE, VERBOSE, Pattern, compiled
from foisearch.law.provisions import known_sections

_HEAD = r"""
    (?:(?<![A-Za-z0-9])(?:
        (?P<part>sub-?\s?(?:sections?|paragraphs?))
       |(?P<section>sections?(?:\(s\)|/s)?|sects?\b\.?|secs?\b\.?|§§?)
       |(?P<regulation>regulations?(?:\(s\)|/s)?|regs?\b\.?)
       |(?P<article>articles?|arts?\b\.?)
       |(?P<exemption>exemptions?|exceptions?))
    |(?<![\w'’£.&-])(?:
        (?P<s>ss?\.?)
       |(?P<r>rr?\.?)
       |(?P<law>FOIA?|FOISA|EI\(?S?\)?Rs?)))
    \s{0,8}(?:(?:no\.?|:)\s{0,3})?(?=\d)
"""
_UNDER = Pattern(
    r"(?:exempt(?:ed|ion)?|withheld|refused?|engaged?|redacted)\s{1,3}(?:from\s+disclosure\s+)?"
    r"(?:under|by\s+virtue\s+of|per|pursuant\s+to)\s{1,3}(?=\d\d[A-B]?\s?\(\d)"
    r"|(?:exemption\(s\)|exemptions?(?:\(s\))?\s(?:applied|used|cited|claimed|engaged|relied\s(?:up)?on))\s?:"
    r"\s{0,3}(?=\d\d[A-B]?\s?\(\d)"
    r"|(?:exemption|exception)s?\s{1,3}(?:(?:contained|set\s+out|found|listed|provided|cited)\s{1,3})?"
    r"(?:at|in|under|within)\s{1,3}(?=\d\d[AB]?[\s(,])",
    IGNORECASE,
)
_NUMBER = Pattern(r"(\d{1,3})([A-Z]{0,2})(?![\w%£$]|:\d|/\d{3}|/\d\d/)")
_MISREAD = Pattern(r"(?<=\d)O$")
"""The letter that a scanner reads for a nought, "4O(2)": no section's number ends in it."""
_LIMB = Pattern(r"\s?\(\s?(\d{1,2}[A-Za-z]{0,2}|[ivx]{1,4}|[a-z]{1,2}|[A-Z])\s?\)")
_NAME = Pattern(r"\s?\(\s*(?![0-9]|[A-Za-z]{1,2}\s*\))[^()\n]{3,90}\)")
_ANOTHER = Pattern(r"\s{0,3}(?:,(?:\s{0,3}and)?|&|and|;)\s{0,3}\d\d[A-B]?\s?\(")
_SEPARATOR = Pattern(
    r"\s{0,4}(?:(?P<range>(?:to|through)(?=[\s(\d])|[-–—](?=[\s(\d]|[b-h]\b))"
    r"|,?\s{0,3}(?:(?:and\s?/\s?or|and|or|plus)(?=[\s(\d])|[&+](?=[\s(\d]|[b-h]\b))"
    r"|(?P<tied>,?\s{0,3}(?:as\s+)?(?:by\s+(?:virtue|way)\s+of|(?:when\s+)?read\s+(?:together\s+)?with|"
    r"together\s+with|in\s+conjunction\s+with|via)\s)"
    r"|[,;/+])\s{0,4}",
    IGNORECASE,
)
_AFTER_NUMBER = Pattern(
    r"""\s*(?:$|[^\sA-Za-z0-9£$%]|(?:of|and|or|under|to|exemptions?|exceptions?|appl(?:y|ies|ied)|are|
    is|were|was|as|in|by|for|because|which|have|has|do|does|would|will|on|the|that|may|also|both|
    where|when|from|with|respectively|engaged?s?|sections?|foia|foisa|eir|should|could|might|can|
    cannot|not|so|being|set|cover|relate|since|it|we|this|qualified|absolute|provide|notices?)\b)""",
    IGNORECASE | VERBOSE,
)
_COUNTED = Pattern(
    r"\s+under\s+(?:the\s+)?(?:sections?|ss?\.|regulations?|regs?)(?!\w)", IGNORECASE
)
"""In "31 under section 170 and 12 under section 163" the 12 is a quantity."""
_POSTCODE = Pattern(r"[A-Za-z]\d{1,2}[A-Z]?\s\d[A-Z]{2}\b")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A head and what was read behind it.

    ``unit`` is the kind of head: ``section``, ``regulation``, ``article``,
    ``exemption``, ``law`` (the name of the law stands as head), ``under`` (none, after
    "exempt under") or ``part`` (a subsection without its section).
    """

    unit: str
    head: str
    start: int
    end: int
    readings: tuple[Reading, ...]


def find_clusters(text: str) -> Iterator[Cluster]:
    """Every cluster of citations in ``text``, in order, none overlapping another."""
    position = 0
    heads = compiled(_HEAD)
    while found := heads.search(text, position):
        cluster = _read(text, found)
        position = cluster.end if cluster else found.end()
        if cluster:
            yield cluster


def find_unheaded(text: str) -> Iterator[Cluster]:
    """Clusters without a head, which only "exempt under 40(2)" and its like vouch for."""
    for found in _UNDER.finditer(text):
        limbs = Limbs(found.end())
        end = _items(text, found.end(), limbs, plural=True)
        readings = limbs.readings()
        if any("(" in each.provision for each in readings):  # "exceptions at 12 schools" is none
            yield Cluster("under", "", found.end(), end, readings)


def _read(text: str, found: re.Match[str]) -> Cluster | None:
    """The cluster behind the head that was ``found``, unless it is not a citation."""
    unit = {"s": "section", "r": "regulation"}.get(found.lastgroup or "", found.lastgroup or "")
    head = found.group().strip()
    if found.lastgroup == "s" and _POSTCODE.match(text, found.start()):
        return None
    limbs = Limbs(found.start())
    end = _items(text, found.end(), limbs, plural=not head.lower().endswith(("n", "no.")))
    readings = limbs.readings()
    if not readings:
        return None
    return Cluster(unit, head, found.start(), end, readings)


def _items(text: str, position: int, limbs: Limbs, *, plural: bool) -> int:
    """Read numbers, brackets and separators from ``position``; where the list ends."""
    number = _number(text, position)
    if number is None:
        return position
    end = _section(text, number, limbs)
    while separator := _SEPARATOR.match(text, _skip_name(text, end, limbs)):
        joined = "range" if separator["range"] else "tied" if separator["tied"] else "list"
        after = separator.end()
        if (limb := read_joined(text, after, limbs, joined)) > after:
            end = limb
            continue
        number = _number(text, after)
        if number is None or not _continues(text, number, joined, plural=plural):
            break
        end = _section(text, number, limbs, joined)
    return end


def _number(text: str, position: int) -> re.Match[str] | None:
    """The number of a section that stands at ``position``; none where it is a decimal."""
    number = _NUMBER.match(text, position)
    if number is None or not text.startswith(".", number.end()):
        return number
    if not text[number.end() + 1 : number.end() + 2].isdigit():
        return number
    limbs = Limbs(position)
    end = _section(text, number, limbs)  # "12.4(b)" has a limb behind its point, "12.5 hours" none
    return number if end > number.end() else None


def _section(text: str, number: re.Match[str], limbs: Limbs, joined: str = "") -> int:
    """Read a section's number and what stands directly behind it; where that ends."""
    section = _MISREAD.sub("0", number.group())
    limbs.section(section, number.start(), number.end(), joined)
    return read_limbs(text, number.end(), limbs)


def _skip_name(text: str, position: int, limbs: Limbs) -> int:
    """Past a name in brackets, or after a dash, that stands between two items of a list."""
    if name := _NAME.match(text, position):
        return name.end()
    named = name_at(text, position)
    if named and _ANOTHER.match(text, named):
        return named
    return position


def _continues(text: str, number: re.Match[str], joined: str, *, plural: bool) -> bool:
    """Whether a number behind a separator is another section, not a quantity or a date."""
    limb = _LIMB.match(text, number.end())
    if joined == "tied":
        return limb is not None and f"{number.group()}({limb[1]})" in known_sections()
    if limb:
        return True
    if joined == "range" and not plural:
        return False
    if name_at(text, number.end()):
        return True
    if _COUNTED.match(text, number.end()):
        return False
    return _AFTER_NUMBER.match(text, number.end()) is not None
