"""The stems that an expression of the tables can arrive as: one for each way of spelling it.

The tables say *body-worn video*, *A&E*, *organisation*; texts also say ``body worn``, ``bodyworn``,
``A and E``, ``organization``.  All of them are sequences of stems here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

_POSSESSIVE = re.compile(r"'s?(?=[ -]|\Z)|'")
_PART = re.compile(r"[a-z0-9]+")
_PIECE = re.compile(r"[a-z0-9]+(?:[-&][a-z0-9]+)+")
_IZE = re.compile(r"(i|y)s(e|ed|ation|ational|ing|er)\Z")
_NEVER_Z = frozenset(
    """
    advertise advertised advertising advise advised adviser appraise comprise compromise devise
    disguise enterprise excise exercise expertise franchise fundraising improvise merchandise
    otherwise praise practise premise promise raise raised raising revise revised rise rising
    supervise supervised supervising surprise televise treatise
    authorisation authorise authorised externalise finalise hospitalisation hospitalised itemisation
    itemise itemised naturalisation privatisation privatise professionalising publicise utilisation
    utilise victimisation victimise
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)
"""Words without an American form in *z*, or with one that stems to another word (*final*)."""


def variants(expression: str, stem: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    """Every sequence of stems for an expression of the tables, the usual one first."""
    plain = _POSSESSIVE.sub("", expression) if "'" in expression else expression
    if plain.isalpha():
        return tuple((form,) for form in _spellings(plain, stem))
    found: dict[tuple[str, ...], None] = {}
    for written in _written(plain):
        found.update(dict.fromkeys(product(*(_spellings(w, stem) for w in _PART.findall(written)))))
    for match in _PIECE.finditer(plain):
        # One surface of a text: the index also holds it in one piece.
        before, after = _PART.findall(plain[: match.start()]), _PART.findall(plain[match.end() :])
        found[(*map(stem, before), _joined(match.group(), stem), *map(stem, after))] = None
    return tuple(found)


def first_stems(head: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    """The stems that any of the :func:`variants` can begin with; ``head`` ends before a space."""
    plain = _POSSESSIVE.sub("", head) if "'" in head else head
    if plain.isalnum():
        return _spellings(plain, stem)
    parts = _PART.findall(plain)
    piece = _PIECE.match(plain)
    joined = (_joined(piece.group(), stem),) if piece else ()
    return tuple(dict.fromkeys((*_spellings(parts[0], stem), *joined)))


def _joined(piece: str, stem: Callable[[str], str]) -> str:
    return piece if "&" in piece else stem(piece.replace("-", ""))


def _written(plain: str) -> tuple[str, ...]:
    """``terms and conditions`` is also written with a sign, which is no word of a text."""
    if "&" in plain:
        return (re.sub(r" ?& ?", " ", plain), re.sub(r" ?& ?", " and ", plain))
    if " and " in plain:
        return (plain, plain.replace(" and ", " "))
    return (plain,)


def _spellings(word: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    """The stem of a word and that of its American spelling, where it has one."""
    usual = stem(word)
    if usual.endswith(("is", "ys")) and word not in _NEVER_Z:
        american = stem(_IZE.sub(r"\1z\2", word))
        if american != usual:
            return (usual, american)
    return (usual,)
