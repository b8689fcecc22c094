"""Names of provisions where they stand beside a number: "Section 31 – Law Enforcement"."""

from __future__ import annotations

import re
from functools import cache

from foisearch.law.patterns import Pattern
from foisearch.law.provisions import all_provisions, names, root

_JOIN = (
    r"[ \t\xa0]{0,3}(?:\n[ \t]{0,3})?(?:[-–—:.,(]{1,2}[ \t\xa0]{0,3}(?:\n[ \t]{0,3})?)?(?:the\s)?"
)
_WORD = Pattern(r"[^0-9A-Za-z]{0,12}[A-Za-z]{3}")
_TOO_COMMON = frozenset(["costs", "research", "the economy", "defence", "general entitlement"])


@cache
def _pattern() -> re.Pattern[str]:
    """A join and the name of any section of FOIA or FOISA or any regulation's exception."""
    wanted = {
        name
        for name, keys in names().items()
        if any(key.split(":")[0] in ("foia", "foisa", "eir", "eisr") for key in keys)
    }
    listed = "|".join(
        re.escape(n).replace(r"\ ", r"\s+") for n in sorted(wanted, key=len, reverse=True)
    )
    return re.compile(rf"{_JOIN}(?P<name>{listed})(?!\w)\)?", re.IGNORECASE)


def name_at(text: str, position: int) -> int:
    """Where the name of a provision that begins at ``position`` ends; 0 when none does."""
    if _WORD.match(text, position) is None:
        return 0
    found = _pattern().match(text, position)
    return found.end() if found else 0


@cache
def _roots(regime: str) -> dict[str, frozenset[str]]:
    """The sections that bear each name in one regime."""
    found: dict[str, set[str]] = {}
    for each in all_provisions():
        if each.regime == regime:
            for name in (each.name.lower(), *(alias.lower() for alias in each.aliases)):
                found.setdefault(name, set()).add(root(each.section))
    return {name: frozenset(sections) for name, sections in found.items()}


def disagreement(text: str, end: int, regime: str, provision: str) -> str:
    """What does not fit when a number stands beside the name of another provision.

    Returns an empty string where there is no name or it fits.  Nothing is ever
    corrected: the number is kept as cited.
    """
    if regime not in ("foia", "foisa") or _WORD.match(text, end) is None:
        return ""
    found = _pattern().match(text, end)
    if found is None or not re.search(r"[-–—:(]|^\s+[A-Z]", found.group()):
        return ""
    name = re.sub(r"\s+", " ", found["name"].lower())
    sections = _roots(regime).get(name)
    if sections is None or name in _TOO_COMMON or root(provision) in sections:
        return ""
    return f"the number is followed by the name of section {', '.join(sorted(sections))}: {name}"
