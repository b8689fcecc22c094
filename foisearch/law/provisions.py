"""The provisions that a body may rely on or point to, and the ways to write them.

The table ``provisions.csv`` holds one provision a line.  A *key* is the regime and
the provision as cited, ``foia:40(2)(a)``; its *ancestors* are the provisions that
contain it, so that a search for ``foia:40`` finds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.regimes import all_regimes, read_table, regime_named
from foisearch.text import collapse_space

_PIECE = Pattern(r"\([0-9A-Za-z]{1,4}\)|\d{1,3}[A-Z]{0,2}")
_FORM = Pattern(
    r"(?P<unit>sections?|sect?\.?|ss?\.?|§|regulations?|regs?\.?|rr?\.?|exemptions?)?\s*"
    r"(?P<number>\d{1,3}[A-Za-z]{0,2}(?:\s*\(\s*[0-9A-Za-z]{1,4}\s*\))*|(?:\([0-9A-Za-z]{1,2}\)){1,3})"
    r"(?:\s*(?:of\s+(?:the\s+)?)?(?P<act>[A-Za-z(].*))?",
    IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of an information-access law.

    ``kind`` is ``exemption``, ``exception``, ``refusal`` (a ground to refuse that is
    no exemption: cost, vexatious, repeated, not held) or ``procedural`` (a duty or a
    right, never relied on to refuse).  ``absolute`` is ``absolute``, ``qualified`` (a
    public interest test applies), ``mixed`` or ``none``.  ``test`` says what must be
    shown (``class``, ``prejudice`` …), ``ncnd`` which provision lets a body neither
    confirm nor deny, ``equivalents`` the matching keys of other regimes.
    """

    regime: str
    section: str
    name: str
    kind: str
    absolute: str
    test: str = ""
    ncnd: str = ""
    equivalents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``foia:40(2)``."""
        return f"{self.regime}:{self.section}"


@dataclass(frozen=True, slots=True)
class ProvisionForm:
    """A provision as a person typed it: ``regime`` is empty where none was named."""

    section: str
    regime: str = ""
    unit: str = ""


@cache
def _table() -> dict[str, Provision]:
    """Every row of the table by key."""
    table = {}
    for row in read_table("provisions.csv"):
        regime, section = row["key"].split(":", 1)
        table[row["key"]] = Provision(
            regime,
            section,
            row["name"],
            row["kind"],
            row["absolute"],
            row["test"],
            row["ncnd"],
            tuple(filter(None, row["equivalents"].split("|"))),
            tuple(filter(None, row["aliases"].split("|"))),
        )
    return table


def all_provisions() -> tuple[Provision, ...]:
    """Every known provision, regime by regime, in the order of the Act."""
    return tuple(_table().values())


def provision(regime: str, section: str) -> Provision | None:
    """The provision that the table holds under exactly this number, or ``None``."""
    return _table().get(f"{regime}:{section}")


@lru_cache(maxsize=4096)
def nearest(key: str) -> Provision | None:
    """The provision under ``key`` or, failing that, under its closest known ancestor."""
    for candidate in reversed(ancestors(key)):
        if found := _table().get(candidate):
            return found
    return None


def ancestors(key: str) -> tuple[str, ...]:
    """The keys that contain ``key``, outermost first, itself last.

    ``foia:40(2)(a)`` gives ``foia:40``, ``foia:40(2)``, ``foia:40(2)(a)``.  A key that
    is no provision (empty, without number) gives nothing.
    """
    regime, _, section = key.partition(":")
    pieces = _PIECE.findall(section)
    if not regime or not pieces or "".join(pieces) != section:
        return ()
    return tuple(f"{regime}:{''.join(pieces[: n + 1])}" for n in range(len(pieces)))


@lru_cache(maxsize=4096)
def root(section: str) -> str:
    """The number of the section itself: ``40`` for ``40(2)(a)``."""
    found = _PIECE.match(section)
    return found.group() if found else section


@cache
def known_sections() -> frozenset[str]:
    """Every provision number of any regime: settles whether ``(i)`` is a limb or a roman."""
    return frozenset(p.section for p in all_provisions())


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Keys by lower-case name and alias: ``cost limit`` gives ``foia:12``, ``foisa:12``."""
    found: dict[str, list[str]] = {}
    for each in all_provisions():
        for name in dict.fromkeys((each.name.lower(), *(a.lower() for a in each.aliases))):
            found.setdefault(name, []).append(each.key)
    return {name: tuple(keys) for name, keys in found.items()}


def _shape(number: str) -> str:
    """``40 ( 5b ) (A)`` as the table writes it: ``40(5B)(a)``."""
    compact = re.sub(r"\s+", "", number)
    head, bracket, rest = compact.partition("(")
    rest = re.sub(r"(?<=\d)[a-z]{1,2}", lambda m: m.group().upper(), rest)
    rest = re.sub(r"\(([A-Z]{1,2})\)", lambda m: m.group().lower(), bracket + rest)
    return head.upper() + rest


def parse_provision(text: str) -> ProvisionForm | None:
    """What a query means by ``s40(2)``, ``section 31``, ``foia:40``, ``reg 12(4)(a) EIR``.

    Names are not numbers: :func:`search_forms` reads those too.  Returns ``None`` for
    anything that is not the number of a provision.
    """
    typed = collapse_space(text)
    regime, colon, rest = typed.partition(":")
    if colon and regime.strip().lower() in all_regimes():
        typed, regime = rest.strip(), regime.strip().lower()
    else:
        first, _, rest = typed.partition(" ")
        regime = regime_named(first) if rest else ""
        typed = rest if regime else typed
    found = _FORM.fullmatch(typed)
    if found is None:
        return None
    act = (found["act"] or "").strip()
    named = regime or regime_named(act)
    if act and not named:
        return None
    section = _shape(found["number"]) if named != "us-foia" else found["number"].replace(" ", "")
    unit = "regulation" if (found["unit"] or "").lower().startswith("r") else ""
    return ProvisionForm(section, named, unit)


def search_forms(text: str) -> tuple[str, ...]:
    """The keys to look for when a person filters by ``text``; empty when it names nothing.

    A number without an Act stands for every United Kingdom regime that has such a
    section (``40`` is FOIA and FOISA); a number with ``reg`` for the Regulations.  A
    name ("cost limit", "law enforcement exemption") stands for each provision that
    bears it.
    """
    form = parse_provision(text)
    if form is None:
        name = re.sub(r"\s+(?:exemption|exception)s?$", "", collapse_space(text).lower())
        return names().get(name, ())
    if form.regime:
        return (f"{form.regime}:{form.section}",)
    if form.section.startswith("("):
        return (f"us-foia:{form.section}",)
    candidates = ("eir", "eisr") if form.unit == "regulation" else ("foia", "foisa")
    return tuple(
        f"{regime}:{form.section}"
        for regime in candidates
        if nearest(f"{regime}:{form.section}") is not None
    )
