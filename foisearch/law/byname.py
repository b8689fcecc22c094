"""Provisions recognised by name alone: "the cost limit", "the law enforcement exemption".

Less certain than a number, so a name is folded into a numbered citation of the
same section that stands nearby, and never makes a provision out of a bare topic:
"law enforcement" counts only beside the word "exemption".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from foisearch.disclosure import Citation
from foisearch.law.passage import Passage
from foisearch.law.patterns import places
from foisearch.law.provisions import all_provisions, root
from foisearch.law.regimes import read_table

_FOLD_WITHIN = 250


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a provision in a text, and how it may be read.

    ``rule`` is ``mention`` (a duty, never applied), ``cost`` or ``cue`` (applied where
    the sentence refuses) or ``exempt`` (the word "exemption" stands with it).
    """

    provision: str
    start: int
    end: int
    rule: str


Phrase = tuple[str, str, str, tuple[str, ...]]
"""Pattern, provision, rule, and the pieces of words of which the pattern needs one."""


@cache
def _phrases(regime: str) -> tuple[Phrase, ...]:
    """Every phrase that means something in ``regime``."""
    return tuple(
        (
            rf"(?<!\w)(?:{row['phrase']})(?!\w)",
            row[regime],
            row["rule"],
            tuple(row["needs"].split("|")),
        )
        for row in read_table("phrases.csv")
        if row.get(regime)
    )


@cache
def _exemptions(regime: str) -> tuple[str, dict[str, str]]:
    """A pattern for "<name> exemption" and "exemption for <name>", and the names' sections."""
    sections = {
        alias.lower(): each.section
        for each in reversed(all_provisions())
        if each.regime == regime and each.kind in ("exemption", "exception")
        for alias in (each.name, *each.aliases)
    }
    listed = "|".join(
        re.escape(a).replace(r"\ ", r"\s+") for a in sorted(sections, key=len, reverse=True)
    )
    before = rf"(?P<before>{listed})[”\"'’]?\s+(?:exemption|exception)s?"
    after = (
        r"(?:exemption|exception)s?\s+(?:for|relating\s+to|covering|concerning|of|regarding|on)\s+"
        rf"(?:the\s+)?[“\"'‘]?(?P<after>{listed})"
    )
    return rf"(?<!\w)(?:{before}|{after})(?!\w)", sections


def find_named(text: str, regime: str) -> Iterator[Named]:
    """Every name of a provision of ``regime`` in ``text``; nothing for a regime without names."""
    if regime not in ("foia", "foisa", "eir", "eisr"):
        return
    lower = text.lower()
    for pattern, provision, rule, needs in _phrases(regime):
        if not any(piece in lower for piece in needs):
            continue  # a quick test for most texts
        for found in places(pattern, text):
            yield Named(provision, found.start(), found.end(), rule)
    if "xempt" not in text and "xcept" not in text:
        return  # the pattern of all names is slow, and most texts need none of it
    pattern, sections = _exemptions(regime)
    for found in places(pattern, text):
        name = re.sub(r"\s+", " ", (found["before"] or found["after"]).lower())
        yield Named(sections[name], found.start(), found.end(), "exempt")


def folded(named: Named, cited: Sequence[Citation], passage: Passage) -> bool:
    """Whether a numbered citation of the same section stands beside the name.

    "Beside" is the same sentence or :data:`_FOLD_WITHIN` characters.
    """
    low, high = passage.sentence(named.start, named.end)
    low, high = min(low, named.start - _FOLD_WITHIN), max(high, named.end + _FOLD_WITHIN)
    return any(
        low <= each.start < high and root(each.provision) == root(named.provision) for each in cited
    )
