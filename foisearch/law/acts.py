"""Names of Acts, Regulations, codes and documents as they stand in a text.

A citation belongs to the Act that is named beside it, so every name is found
first, in one pass, whether it is an information-access law or another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from foisearch.law.patterns import IGNORECASE, Pattern, compiled, places
from foisearch.law.regimes import name_pattern, read_table
from foisearch.text import collapse_space

_KIND = r"""
    \b(?:(?P<act>Acts?)\b(?:,?\s*\(?(?P<year>(?:18|19|20)\d\d)\b\)?)?
    |(?P<dated>Regulations?|Regs|Order|Rules|Law|Directive|Bill|Measure|Scheme)\b
        ,?\s*\(?(?P<when>(?:18|19|20)\d\d)\b\)?
    |(?P<bare>Regulations|Convention|Directive|Rules)\b
    |(?P<code>Codes?\s+of\s+(?:Conduct|Practice|Ethics)|(?:Purchase|Admissions)\s+Code)\b)
"""
_WORD_BEFORE = Pattern(r"(?:^|(?<=\s)|(?<=[(“\"'‘]))([\w'’&.-]+|\([\w'’& -]{1,40}\)),?\s+$")
_LINK = frozenset(
    ["and", "of", "the", "for", "to", "in", "on", "etc", "etc.", "with", "against", "&"]
)
_STOP = Pattern(
    r"under|by|sections?|this|that|these|those|our|your|their|s|sec|regulation|of|the|in|if|when|since"
    r"|because|whilst|while|as|see|per|however|where|although|both|following|act|a|(?:ss?|rr?)\.?\d\w*",
    IGNORECASE,
)
_DEFINED = Pattern(
    r"\s*\(\s*(?:hereafter\s+|henceforth\s+)?[“\"'‘]?(?:the\s+)?Act[”\"'’]?\s*\)", IGNORECASE
)
_THE_ACT = Pattern(
    r"(?<![\w])(?:(?P<same>(?:that|the\s+same|the\s+said|the\s+latter)\s+(?:Act|Regulations))"
    r"|(?:the|this|said)\s+(?:(?P<year>(?:19|20)\d\d)\s+)?(?P<what>Act|Regulations|legislation)"
    r"|(?P<foi>FOI|F\.O\.I\.?|Freedom\s+of\s+Information))(?!\w)",
    IGNORECASE,
)
_DOCUMENT = r"""
    \s+(?:of|in|within|on|from|under)\s+
    (?:(?:the|this|that|our|your|my|their|its|an?|any|his|her)\s+(?:[\w'’&/()-]+(?:\.\w+)*\s+){0,5}?
    (?:letter|e-?mail|report|form|document|polic(?:y|ies)|procedures?|codes?|guidance|guidelines?|
    manual|handbook|contract|agreement|schedule|plan|strategy|framework|appendix|annex|attachment|
    attached|spreadsheet|guide|standards?|terms|constitution|minutes|tender|specification|
    questionnaire|application|website|page|notice|response|table|booklet|leaflet|toolkit|review|
    template|register|charter|protocol|lease|licence|deed|standing\s+orders|study|survey|file|road|
    motorway|river|track|route|railway|pipeline|book|article|site|wall)\b
    |(?:schedule|appendix|annex|part|chapter|volume)\s+[\dA-Z])
"""
_SECTION_45 = Pattern(r"\b(?:section|s\.?)\s?45\s$", IGNORECASE)
_HEAD_AFTER = Pattern(r",\s+$|\bEIS?Rs?\)?\s+$|\bEI\(S\)Rs?\)?\s+$")
_LOWER_ACTS = Pattern(
    r"(?<!\w)(?:data\s+protection|police\s+and\s+criminal\s+evidence|mental\s+health|police|"
    r"human\s+rights|road\s+traffic|equality|housing|highways|local\s+government|children|"
    r"public\s+order|terrorism|misuse\s+of\s+drugs|theft|licensing|education)\s+act\b"
    r"(?:\s+\d{4})?"
)


@dataclass(frozen=True, slots=True)
class ActName:
    """The name of a law in a text.

    ``regime`` is the key of an information-access law, ``*`` for words that point to
    whichever of them the body answers under ("the Act", "FOI"), and empty for any
    other law, whose ``name`` is then given.
    """

    start: int
    end: int
    regime: str
    name: str


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    """The table of abbreviated Acts as a pattern, and the names they stand for."""
    full = {row["short"]: row["name"] for row in read_table("acts.csv")}
    shorts = "|".join(sorted(full, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:UK[\s-]*)?({shorts})(?!\w)(?:,?\s*(?:19|20)\d\d)?"), full


def find_acts(text: str) -> tuple[ActName, ...]:
    """Every name of a law in ``text``, in order, none overlapping another."""
    found = [_regime_name(m) for m in name_pattern().finditer(text)]
    found += _other_acts(text)
    found += _pointers(text)
    settled: list[ActName] = []
    for each in sorted(found, key=lambda a: (a.start, -a.end)):
        if not settled or each.start >= settled[-1].end:
            settled.append(each)
    return tuple(_resolve(text, settled))


def _regime_name(found: re.Match[str]) -> ActName:
    regime = (found.lastgroup or "").replace("_", "-")
    return ActName(found.start(), found.end(), regime, collapse_space(found.group()))


def _other_acts(text: str) -> Iterator[ActName]:
    """Acts that give no access to information, by abbreviation or by capitalised name."""
    pattern, full = _abbreviations()
    for found in pattern.finditer(text):
        yield ActName(found.start(), found.end(), "", full[found[1]])
    for found in places(_KIND, text):
        start = _name_start(text, found.start(), dated=bool(found["year"] or found["when"]))
        if text.endswith("Regulation of ", 0, start):
            start -= len("Regulation of ")  # "of" after a unit word does not begin a name but here
        if found["bare"] and _HEAD_AFTER.search(text, max(0, found.start() - 12), found.start()):
            continue  # "the EIRs, regulations 5(1) and 12": the word begins a citation
        if found["code"] and _SECTION_45.search(text, max(0, start - 16), start):
            continue  # the code that section 45 of FOIA is about
        if start < found.start() or found["code"]:
            name = collapse_space(text[start : found.end()])
            yield ActName(start, found.end(), "", name)
    for found in _LOWER_ACTS.finditer(text):
        yield ActName(found.start(), found.end(), "", collapse_space(found.group()))


def _name_start(text: str, kind: int, *, dated: bool) -> int:
    """Where the capitalised name that ends in the word at ``kind`` begins.

    Walks back over at most twelve words; linking words count only between
    capitalised ones.  A dated name may be written in lower case altogether.
    """
    start = cursor = kind
    lower = 0
    for _ in range(12):
        found = _WORD_BEFORE.search(text, max(0, cursor - 48), cursor)
        if found is None:
            break
        word = found[1]
        capital = word.lstrip("(“\"'‘")[:1].isupper()
        if capital and not _STOP.fullmatch(word):
            start = found.start(1)
        elif word.lower() in _LINK and start < kind:
            pass
        elif dated and start == kind and lower < 6 and not _STOP.fullmatch(word) and word.isalpha():
            lower += 1
            if lower > 1:
                break
        else:
            break
        cursor = found.start(1)
    return start


def _pointers(text: str) -> Iterator[ActName]:
    """Words that point to a law without naming it: "the Act", "the 2018 Act", "FOI"."""
    for found in _THE_ACT.finditer(text):
        if found["same"]:
            yield ActName(found.start(), found.end(), "=", "")
        elif found["year"]:
            yield ActName(found.start(), found.end(), "", collapse_space(found.group()))
        else:
            regulations = (found["what"] or "").lower() == "regulations"
            yield ActName(found.start(), found.end(), "*r" if regulations else "*", "")


def _resolve(text: str, acts: list[ActName]) -> Iterator[ActName]:
    """Settle "the Act" where the text defines it, "that Act" and "the 2018 Act"."""
    last: ActName | None = None
    by_year: dict[str, ActName] = {}
    defined = ("", "")
    for act in acts:
        if act.regime == "=":
            act = replace(act, regime=last.regime if last else "*", name=last.name if last else "")
        elif act.regime == "*" and defined[1] and text[act.end - 3 : act.end].lower() == "act":
            act = replace(act, regime="", name=defined[1])
        elif act.regime == "" and act.name.lower().startswith(("the ", "this ")):
            known = by_year.get(act.name.split()[1])
            act = replace(act, regime=known.regime, name=known.name) if known else act
        if act.regime not in ("*", "*r"):
            last = act
            by_year.setdefault(act.name[-4:], act)
            if _DEFINED.match(text, act.end):
                defined = (act.regime, "" if act.regime else act.name)
        yield act


def document_after(text: str, end: int) -> str:
    """The document that a section is of ("of this letter", "of the policy"); else empty."""
    found = compiled(_DOCUMENT).match(text, end, min(len(text), end + 120))
    return collapse_space(found.group()) if found else ""
