"""What a question wants to be told: a number, a cost, a copy, a reason …

A question is read from its head: the words that ask.  "How many officers were dismissed, and why?"
wants a number and a reason; "the cost of the report on why officers leave" wants a cost, and the
*why* in it is part of the subject.  So a clause has the kind of the first asking words in it, and
only words that join a second thing asked ("and if so", "and the", "and how many") open another.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path


class Kind(StrEnum):
    """What is wanted."""

    NUMBER = "number"
    COST = "cost"
    SHARE = "proportion"
    DURATION = "duration"
    DATE = "date"
    REASON = "reason"
    COPY = "copy"
    LIST = "list"
    WHO = "name"
    WHETHER = "whether"
    PROCESS = "process"
    POLICY = "policy"
    DEFINITION = "definition"
    RESULT = "result"
    PLACE = "place"
    PURPOSE = "purpose"
    DETAILS = "details"
    """Information of a kind that the words do not tell."""


def _table() -> list[tuple[Kind, re.Pattern[str]]]:
    """The words of each kind, from ``asking.tsv``: kinds in the order in which they are tried."""
    rows: dict[Kind, list[str]] = {}
    text = Path(__file__).with_name("asking.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        kind, pattern = line.split("\t")
        rows.setdefault(Kind(kind), []).append(pattern)
    return [(kind, re.compile("|".join(patterns), re.I)) for kind, patterns in rows.items()]


_ANY = _table()
_AUXILIARY = (
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should) (?!i\b|you "
    r"(?:please|tell|provide|send|confirm|give|supply|let|explain|state|say|list)\b)"
)
_OPENING = re.compile(
    r"^(?:(?:please|kindly|(?:could|can|would|will) you|(?:may|can) i|i(?: would|'d|’d) "
    r"(?:like|be grateful if you (?:could|would))|i (?:want|wish|am after|need)|i(?:'m|’m) after|"
    r"to|tell me|give me|send me|know|find out|have|provide|supply|disclose|state|confirm|advise|"
    r"say|explain what|me|with|also|and|so|then|in total|that|about|the|a|an|i|us|any|"
    r"under the (?:freedom of information act|act|foia?)(?: 2000)?)[ ,:;]+)+",
    re.I,
)
_ADVERBIAL = re.compile(
    r"^(?:(?:in|during|since|from|between|over|throughout|at|of|for|by|back in|per|within|when|"
    r"if|as|after|before|on|under|to what) [^?]{2,90}?[,:] )(?=\S)",
    re.I,
)
_JOINS = re.compile(
    r"(?:[,;:]? and (?:if (?:so|yes),? )?|[,;] (?:if (?:so|yes|not),? )|; |\? )(?=(?:the|what|how|"
    r"when|why|which|who|where|whether|please|a copy|its|their|is|are|does|do|on what) [^?]{4})",
    re.I,
)
_FAR, _NOWHERE = 99, 100
_COST = dict(_ANY)[Kind.COST]
_WHETHER = re.compile(rf"{_AUXILIARY}|whether\b", re.I)
_HEAD = 240
"""So many characters of a clause are read: what asks stands at its beginning."""
_FIRST = 140
"""Characters in which asking words are looked for: they mostly stand in the first few."""
_PAUSE = re.compile(r"[:,;–—] ?|\. ")
_ASKING = re.compile(
    r"(?:in |on |at |from |to |for |with |of )?(?:how|what|which|why|when|where|who|whose|whom)\b",
    re.I,
)
_COUNTING = re.compile(r"\bhow (?:many|often)\b|\bnumbers? of\b", re.I)
_CERTAIN = frozenset(Kind) - {Kind.DETAILS}
_ALIKE = (
    {Kind.LIST, Kind.WHO, Kind.DETAILS, Kind.PLACE},
    {Kind.PROCESS, Kind.POLICY, Kind.DETAILS, Kind.COPY},
    {Kind.RESULT, Kind.DETAILS},
    {Kind.NUMBER, Kind.SHARE},
    {Kind.COPY, Kind.LIST},
)


def clauses(text: str) -> list[str]:
    """The text cut where a second thing is asked."""
    return [piece for piece in _JOINS.split(text) if piece.strip()]


@lru_cache(maxsize=10_000)
def kinds(text: str) -> tuple[Kind, ...]:
    """What a question wants, the first thing asked first; empty where nothing seems to be asked."""
    found = dict.fromkeys(kind for clause in clauses(text) if (kind := _head(clause)))
    specific = [kind for kind in found if kind is not Kind.DETAILS]
    return tuple(specific or found)


@lru_cache(maxsize=10_000)
def is_sure(text: str) -> bool:
    """Whether a question begins with the words that say what it wants.

    A word such as "cost" further on may be of the subject; in a long text it mostly is.
    """
    plain = _bare(text[:_HEAD])
    if _WHETHER.match(plain):
        return True
    matches = (pattern.search(plain, 0, _FIRST) for kind, pattern in _ANY if kind in _CERTAIN)
    return any(match and _bucket(match.start(), plain) == 0 for match in matches)


def agree(new: tuple[Kind, ...], earlier: tuple[Kind, ...]) -> bool | None:
    """Whether two questions want things of one kind; ``None`` where either does not tell.

    Kinds that one answer serves agree: a list and names, a policy and how it is done.
    """
    if not new or not earlier:
        return None
    if set(new) & set(earlier):
        return True
    return any(a in kinds_ and b in kinds_ for kinds_ in _ALIKE for a in new for b in earlier)


def _head(clause: str) -> Kind | None:
    """The kind of the words that ask in a clause, courtesies and adverbials left out."""
    plain = _bare(clause[:_HEAD])
    if _WHETHER.match(plain):
        return Kind.WHETHER
    asking = next((piece for piece in map(_bare, _PAUSE.split(plain)) if _ASKING.match(piece)), "")
    kind = _first(asking or plain)
    if kind in (Kind.DETAILS, None) and asking:
        kind = _first(plain)
    if kind is Kind.NUMBER and _COST.search(plain) and not _COUNTING.search(plain):
        return Kind.COST
    return kind


def _bare(clause: str) -> str:
    plain = _OPENING.sub("", clause.strip())
    plain = _ADVERBIAL.sub("", plain)
    return _OPENING.sub("", plain) or plain or clause


def _first(text: str) -> Kind | None:
    """The kind whose words stand first; those of no certain kind count only alone."""
    best: tuple[int, Kind | None] = (_NOWHERE, None)
    for kind, pattern in _ANY:
        match = pattern.search(text, 0, _FIRST)
        if match is None:
            continue
        far = _FAR if kind is Kind.DETAILS else _bucket(match.start(), text)
        if far == 0:
            return kind  # earlier kinds stand further off, later ones give way
        best = min(best, (far, kind), key=lambda found: found[0])
    return best[1]


def _bucket(start: int, text: str) -> int:
    """How far from the head a match stands, in steps of some words, so that order decides ties."""
    words = len(text[:start].split())
    return 0 if words <= 3 else 1 + (words - 3) // 4
