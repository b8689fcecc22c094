"""How responses name parts of a request: "parts 2 to 10", "Q's. 2, 3 & 6", "all 30 questions"."""

from __future__ import annotations

import re

from foisearch.intake.paragraphs import ROMANS

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = r"(?:Q\s?)?\d{1,2}(?:\s?\(?[a-z]\)?(?![a-z]))?"
_LETTER = r"(?:\((?:[ivx]{1,4}|[a-z])\)|(?:[ivx]{1,4}|[a-z])(?:\)|(?![\w'’])))"
_CLOSED = r"(?:\(?(?:[ivx]{1,4}|[a-z])\))"
_AND = r"\s{0,3}(?:,\s{0,3}and\b|,|&|\+|/|-|–|—|and\b|to\b|or\b)\s{0,3}"
_PART = (
    r"(?:parts?|questions?|points?|items?|limbs?|requests?|answers?|responses?|repl(?:y|ies)|"
    r"Q(?:uestion)?s?(?:[’']s?)?)"
)
_LIST = rf"{_NUMBER}(?:{_AND}{_NUMBER})*"
_LETTERS = (
    rf"{_LETTER}(?:{_AND}{_CLOSED}|\s{{0,3}}(?:and\b|&|to\b|-|–)\s{{0,3}}{_LETTER}(?!\s[a-z]))*"
)
_NAMED = re.compile(
    r"\b(?:parts?|questions?|points?|items?|limbs?|numbers?|Q(?:uestion)?s?(?:[’']s?)?)\.?\s{0,3}"
    rf"(?:numbers?|nos?\.?)?\s{{0,3}}(?:\(?(?P<list>{_LIST})|(?P<letters>(?=\(){_LETTERS}))"
    r"(?P<after>.{0,24})",
    re.I | re.S,
)
_OF_LAW = re.compile(
    r"^\s*(?:\(\w\)\s*)?(?:of|to) (?:the )?(?:schedule|act|code|data|police|regulat|order|freedom)",
    re.I,
)
_INTO = (
    r"(?:(?:(?:in|with|as|by way of|turning|moving on)\s+)?"
    r"(?:answers?|respon[sc]es?|repl(?:y|ies)|relation|respect|regards?|reference|regarding|"
    r"concerning|turning|moving on|for|on|to|under|as)\s+(?:(?:to|of|for)\s+)?)?"
)
_LEADING = re.compile(
    rf"^\W{{0,3}}{_INTO}(?:your\s+)?{_PART}\.?\s{{0,3}}(?:(?:numbers?|nos?\.?)\s{{0,3}})?"
    rf"(?:\(?(?P<list>{_LIST})|(?P<letters>{_LETTERS})|(?P<word>{'|'.join(_WORDS)})(?!\w))\)?\s{{0,3}}"
    r"(?P<end>$|[.:;,–—|-](?!\d)|(?=\s?(?-i:[A-Z(“\"])))",
    re.I,
)
_BARE = re.compile(
    rf"^\(?(?:(?P<list>\d{{1,2}}(?:{_AND}\d{{1,2}})+)|(?P<letters>{_LETTER}(?:{_AND}{_LETTER})+))"
    r"\)?\s?(?P<end>[.):](?=\s|$))",
    re.I,
)
_HEADING = re.compile(
    rf"^[A-Z][^.?!]{{2,60}}\((?:parts?|questions?|points?|Q)\.?\s*(?P<list>{_LIST})\)\s*:?$", re.I
)
_TOKEN = re.compile(
    r"(?P<number>\d{1,2})\s?\(?(?P<letter>[a-z](?![a-z]))?|(?P<to>\bto\b|-|–|—)",
    re.I,
)
_LETTER_TOKEN = re.compile(
    r"(?P<to>\bto\b|-|–|—)|(?P<and>\b(?:and|or)\b)|(?P<letter>[a-z]{1,4})", re.I
)
_ALL = re.compile(
    r"\b(?:all|each|every|any|both) (?:one )?(?:of )?(?:the |your |these )?(?P<n>\d{1,2} |\w+ )?"
    r"(?:questions?|parts?|points?)\b",
    re.I,
)
_REST = re.compile(
    r"\b(?:remaining|other|rest of (?:the|your)|remainder of (?:the|your)) "
    r"(?:questions|parts|points|request|information)\b|\b(?:the )?remainder of your request\b",
    re.I,
)
_REFERS = re.compile(
    r"\b(?:see|as (?:per|in|for|at|to)|refer(?:s|red)? (?:you )?to|same as|above|under|given|"
    r"provided|answered|stated|mentioned|covered|addressed|repl(?:y|ies) (?:to|at)|"
    r"those (?:of|in|for)|(?:answer|response|repl(?:y|ies))s? (?:given )?(?:to|at|for|in))"
    r"(?: (?:to|in|at|for|by|our|my|the|your|under|above|answers?|responses?|repl(?:y|ies)))*\s*$",
    re.I,
)
_SUBJECT = re.compile(
    r"^\W{0,3}(?:(?:as (?:to|for|regards)|for|on|regarding|concerning|with (?:regard|respect) to|"
    r"in (?:respect|relation|regard|response|answer) (?:of|to)|"
    r"the (?:information|data|details|figures|remainder)(?: \w+){0,2} (?:in|at|for|under|by|of)|"
    r"(?:we|i)(?: (?:are|am|also|have|must|will|cannot|therefore|do|not)){0,3} "
    r"(?:refus\w+|withh\w+|declin\w+|hold|answer|apply|confirm|provide|obliged|required|able|"
    r"unable)(?: to \w+)?) )?"
    rf"(?:your )?{_PART}\.?\s{{0,3}}(?:numbers?|nos?\.?)?\s{{0,3}}\(?(?:\d|[a-z](?!\w))",
    re.I,
)


def parts_named(text: str) -> set[str]:
    """Labels of the parts that a paragraph names (``3``, ``6(b)``), ranges filled in.

    "Part 2 of the Act" names no part of a request.
    """
    labels: set[str] = set()
    for match in _NAMED.finditer(text):
        if not _OF_LAW.match(match["after"]):
            labels |= _labels(match)
    return labels


def parts_told_of(text: str) -> set[str]:
    """Labels of the parts of which a sentence speaks; those to which it only refers left out.

    "Question 3 is exempt" speaks of part 3, "as in the answer to question 3" does not.
    """
    labels: set[str] = set()
    for match in _NAMED.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if not _OF_LAW.match(match["after"]) and not _REFERS.search(before):
            labels |= _labels(match)
    return labels


def opens_with_part(text: str) -> bool:
    """Whether a sentence begins with parts, as what it is about: "We refuse parts 2 and 3"."""
    return bool(_SUBJECT.match(text))


def leading_parts(text: str) -> set[str]:
    """Labels of the parts for which a paragraph is the heading or the opening."""
    found = _LEADING.match(text) or _BARE.match(text) or _HEADING.match(text)
    return _labels(found) if found else set()


def is_worded(text: str) -> bool:
    """Whether a heading of parts says so in words ("Questions 1 & 2", not "1 & 2.")."""
    return bool(_LEADING.match(text) or _HEADING.match(text))


def after_heading(text: str) -> str | None:
    """What follows a mere label of parts ("Questions 1 & 2: Nine"); none where it is no label.

    An opening that is part of a sentence ("In answer to question 3, nine") is kept whole.
    """
    found = _LEADING.match(text)
    if found and re.match(rf"\W{{0,3}}{_PART}", text, re.I) and found["end"] != ",":
        return text[found.end() :].strip()
    if found and found.end() == len(text):
        return ""
    if found := _BARE.match(text):
        return text[found.end() :].strip()
    return None


def all_parts(text: str, count: int) -> bool:
    """Whether a paragraph speaks of all the parts of a request that has ``count`` of them."""
    match = _ALL.search(text)
    if not match:
        return False
    number = (match["n"] or "").strip()
    return not number.isdigit() or int(number) == count


def the_rest(text: str) -> bool:
    """Whether a paragraph speaks of the parts that are not answered one by one."""
    return bool(_REST.search(text))


def expand(listed: str) -> set[str]:
    """``2, 4 to 6 & 9(b)`` as labels; a range that runs backwards counts as its two ends."""
    labels: set[str] = set()
    previous, ranged = 0, False
    for token in _TOKEN.finditer(listed):
        if token["to"]:
            ranged = True
            continue
        value = int(token["number"])
        if token["letter"]:
            labels.add(f"{value}({token['letter'].lower()})")
        elif ranged and 0 < previous < value:
            labels |= {str(number) for number in range(previous, value + 1)}
        else:
            labels.add(str(value))
        previous, ranged = value, False
    return labels


def expand_letters(listed: str) -> set[str]:
    """``(a), c to e and (ii)`` as labels."""
    labels: list[str] = []
    ranged = False
    for token in _LETTER_TOKEN.finditer(listed.lower()):
        if token["to"]:
            ranged = True
        elif token["letter"]:
            labels += _between(labels[-1], token["letter"]) if ranged and labels else []
            labels.append(token["letter"])
            ranged = False
    return set(labels)


def _between(first: str, last: str) -> list[str]:
    """The letters or numerals between two."""
    if first in ROMANS and last in ROMANS and (len(first) > 1 or len(last) > 1):
        return list(ROMANS[ROMANS.index(first) + 1 : ROMANS.index(last)])
    if len(first) == len(last) == 1:
        return [chr(n) for n in range(ord(first) + 1, ord(last))]
    return []


def _labels(match: re.Match[str]) -> set[str]:
    groups = match.groupdict()
    if groups.get("word"):
        return {str(_WORDS.index(groups["word"].lower()) + 1)}
    if groups.get("letters"):
        return expand_letters(groups["letters"])
    return expand(groups["list"] or "")
