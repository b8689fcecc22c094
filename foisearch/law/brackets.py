"""Limbs behind a section's number, in brackets and where a writer leaves brackets out.

``31(1)(a)`` is the rule; letters also write ``31(1)(a-c)``, ``31(1)a&b``, ``31 1(a)``,
``12.4(b)``, ``10(4)e)`` and, of section 40, ``40(2) & 3A(a)``.  A limb without its own pair of
brackets is read only where it makes a provision that the table has.
"""

from __future__ import annotations

import re

from foisearch.law.limbs import Limbs
from foisearch.law.patterns import IGNORECASE, VERBOSE, Pattern

_BLANK = r"[^\S\n]"
_TOKEN = r"\d{1,2}[A-Za-z]{0,2}|[ivx]{1,4}|[a-z]{1,2}|[A-Z]"
_BRACKET = Pattern(rf"{_BLANK}*(\n{_BLANK}*)?\(\s*({_TOKEN})\s*\)")
_WRAP = Pattern(r"\s*(?:\(|[,.;)&–-]|(?:of|and|or|to|in|is|as|from|by)\b|$)")
_JOIN = r"\s?(?:[-–,&/]|to\b|and\b|or\b)\s?"
_GROUP = Pattern(rf"{_BLANK}*\(\s?((?:{_TOKEN})(?:{_JOIN}(?:[ivx]{{1,4}}|[a-z])\b){{1,8}})\s?\)")
_IN_GROUP = Pattern(rf"(?P<range>\s?(?:[-–]|to\b)\s?)?\b({_TOKEN})\b")
_SUBSECTION = Pattern(r"\s{0,3},?\s{0,3}sub-?\s?sections?\s{1,3}(?=\(?\d)", IGNORECASE)
_AFTER_SUBSECTION = Pattern(r"(\d{1,2}[A-Z]?)(?![\w.])")
_LETTER = r"[a-h]|i{1,3}|iv"
_BARE_LETTER = Pattern(
    rf"(?<=\))(?:{_BLANK}(?=[a-h]\s?(?:[,&/–-]|and\b)\s?[b-h]\b))?({_LETTER})(?![\w'’])\)?"
)
"""``31(1)a``, ``10(4)e)``, and after a blank where a list of letters begins: ``31(1) a, b``."""
_ONE_MORE_LETTER = Pattern(r"([b-h]|i{2,3}|iv)(?![\w'’]|\.\w)\)?")
_BARE_DIGIT = Pattern(
    rf"""{_BLANK}(\d[A-Z]?)(?={_BLANK}?\([a-z]{{1,2}}\))
    |\.(\d[A-Z]?)(?:(?={_BLANK}?\([a-z]{{1,2}}\))|\.([a-z])\b
        |(?=\s(?:of\s)?(?:the\s)?(?:FOI|Freedom|EIR|Environmental\sInf)))""",
    VERBOSE,
)
"""``31 1(a)``, ``12.4(b)``, ``12.4.b``, and ``40.2 of the FOI Act``."""
_ONE_MORE_SUBSECTION = Pattern(
    rf"(\d[A-Z]?)(?:{_BLANK}?(?=\(([a-z]{{1,2}})\))|(?<=[A-Z])(?![\w(.]))"
)


def read_limbs(text: str, position: int, limbs: Limbs) -> int:
    """Read the limbs that stand directly behind ``position``; where they end."""
    if sub := _SUBSECTION.match(text, position):
        bare = _AFTER_SUBSECTION.match(text, sub.end())
        if bare:
            limbs.bracket(bare[1], bare.start(), bare.end(), "")
            position = bare.end()
        elif _BRACKET.match(text, sub.end()):
            position = sub.end()
    elif digit := _BARE_DIGIT.match(text, position):
        position = _bare_digit(digit, limbs)
    while (end := _one_limb(text, position, limbs)) > position:
        position = end
    return position


def read_joined(text: str, position: int, limbs: Limbs, joined: str) -> int:
    """Read limbs behind a separator, as in ``(a) and (b)``; where they end, or ``position``.

    Args:
        joined: ``range`` or ``list``, as the separator was; ``tied`` where only a provision of
            the table may follow ("by virtue of").
    """
    if bracket := _BRACKET.match(text, position):
        token = bracket[2]
        if joined == "range" and not _same_kind(limbs, token):
            return position
        if joined == "tied" and not limbs.makes_known(token):
            return position
        deeper = limbs.is_bare and token[0].isdigit() and joined == "list"
        limbs.bracket(token, position, bracket.end(), "" if deeper else joined)
        return read_limbs(text, bracket.end(), limbs)
    if more := _ONE_MORE_SUBSECTION.match(text, position):
        if not limbs.is_subsection(more[1], more[2] or ""):
            return position
        limbs.bracket(more[1], position, more.end(1), joined)
        return read_limbs(text, more.end(1), limbs)
    letter = _ONE_MORE_LETTER.match(text, position)
    if letter and limbs.is_next(letter[1]):
        limbs.bracket(letter[1], position, letter.end(), joined)
        return letter.end()
    return position


def _one_limb(text: str, position: int, limbs: Limbs) -> int:
    """Read one limb, or one pair of brackets with several; where it ends, or ``position``."""
    if bracket := _BRACKET.match(text, position):
        if bracket[1] and not _WRAP.match(text, bracket.end()):
            return position  # a new line that begins "(a) The names" is a list, not a limb
        limbs.bracket(bracket[2], bracket.start(2) - 1, bracket.end(), "")
        return bracket.end()
    if group := _GROUP.match(text, position):
        for each in _IN_GROUP.compiled.finditer(text, *group.span(1)):
            first = each.start() == group.start(1)
            joined = "" if first else "range" if each["range"] else "list"
            limbs.bracket(each[2], each.start(2), each.end(2), joined)
        return group.end()
    letter = _BARE_LETTER.match(text, position)
    if letter and limbs.makes_known(letter[1]):
        limbs.bracket(letter[1], letter.start(1), letter.end(), "")
        return letter.end()
    return position


def _bare_digit(found: re.Match[str], limbs: Limbs) -> int:
    """Read ``1`` of ``31 1(a)`` or ``4`` of ``12.4.b``; where it ends, or where it began."""
    digit, letter = found[1] or found[2], found[3]
    if not limbs.makes_known(digit, *([letter] if letter else [])):
        return found.start()
    limbs.bracket(digit, found.start(), found.end(1 if found[1] else 2), "")
    if letter:
        limbs.bracket(letter, found.start(3), found.end(3), "")
    return found.end()


def _same_kind(limbs: Limbs, token: str) -> bool:
    """Whether a range may end in ``token``: ``(a) to (c)``, not ``(a) - (2)``."""
    return limbs.last_token[:1].isdigit() == token[:1].isdigit()
