"""How responses name parts of a request: "parts 2 to 10", "Q's. 2, 3 & 6", "all 30 questions"."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,2}(?:\s?\(?[a-z]\)?(?![a-z]))?"
_LIST = rf"{_NUMBER}(?:\s*(?:,|&|\+|/|-|–|—|and|to|or|,\s*and)\s*(?:Q\s?)?{_NUMBER})*"
_NAMED = re.compile(
    rf"\b(?:parts?|questions?|points?|items?|limbs?|numbers?|Q(?:uestion)?s?(?:[’']s?)?)\.?\s*"
    rf"(?:numbers?|nos?\.?)?\s*(?P<list>{_LIST})(?P<after>.{{0,24}})",
    re.I | re.S,
)
_OF_LAW = re.compile(
    r"^\s*(?:\(\w\)\s*)?(?:of|to) (?:the )?(?:schedule|act|code|data|police|regulat|order|freedom)",
    re.I,
)
_LEADING = re.compile(
    r"^\W{0,3}(?:(?:in )?(?:answers?|respon[sc]es?|repl(?:y|ies)|relation|regards?)\s+(?:to\s+)?)?"
    rf"(?:your\s+)?(?:parts?|questions?|points?|items?|answers?|Q(?:uestion)?s?(?:[’']s?)?)\.?\s*"
    rf"(?P<list>{_LIST})\s*(?=$|[.:;,–—-]|\s[A-Z(])",
    re.I,
)
_HEADING = re.compile(
    rf"^[A-Z][^.?!]{{2,60}}\((?:parts?|questions?|points?|Q)\.?\s*(?P<list>{_LIST})\)\s*:?$", re.I
)
_TOKEN = re.compile(
    r"(?P<number>\d{1,2})\s?\(?(?P<letter>[a-z](?![a-z]))?|(?P<to>\bto\b|-|–|—)", re.I
)
_ALL = re.compile(
    r"\b(?:all|each) (?:of )?(?:the |your )?(?P<n>\d{1,2} |\w+ )?(?:questions|parts|points)\b", re.I
)


def parts_named(text: str) -> set[str]:
    """Labels of the parts that a paragraph names (``3``, ``6(b)``), ranges filled in.

    "Part 2 of the Act" names no part of a request.
    """
    labels: set[str] = set()
    for match in _NAMED.finditer(text):
        if not _OF_LAW.match(match["after"]):
            labels |= expand(match["list"])
    return labels


def leading_parts(text: str) -> set[str]:
    """Labels of the parts for which a paragraph is the heading or the opening."""
    if match := _LEADING.match(text):
        return expand(match["list"])
    if match := _HEADING.match(text):
        return expand(match["list"])
    return set()


def all_parts(text: str, count: int) -> bool:
    """Whether a paragraph speaks of all the parts of a request that has ``count`` of them."""
    match = _ALL.search(text)
    if not match:
        return False
    number = (match["n"] or "").strip()
    return not number.isdigit() or int(number) == count


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
