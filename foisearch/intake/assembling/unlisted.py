"""A body that no table lists: its record keeps the name that was published, marked and reported."""

from __future__ import annotations

from dataclasses import replace

from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure
from foisearch.intake.assembling.attribution import UNKNOWN
from foisearch.text import printable, truncate

LONGEST_NAME = 200
"""Characters of the name of a body; a longer one is a text in the wrong place."""
UNTOLD = "the text does not tell who answers: give --authority"
_UNLISTED = "no body is known as “"


def under_published_name(made: Disclosure, name: str, authorities: Authorities) -> Disclosure:
    """The record with the name that its source gives the body, where nobody knows that body.

    Args:
        made: the record, as it was assembled.
        name: the name, one line; empty where the source gives none.
        authorities: the bodies that are known, for those whose names are near.
    """
    if made.authority != UNKNOWN or not name:
        return made
    near = ", ".join(body.id for body in authorities.suggest(name, 3))
    cure = f" (near: {near})" if near else ""
    shown = truncate(printable(name), 60)
    said = f"{_UNLISTED}{shown}”{cure}: add it to the corpus's authorities.csv"
    warnings = (said, *(w for w in made.warnings if w != UNTOLD))
    return replace(made, authority_name=name, warnings=warnings)


def says_nobody_answers(warning: str) -> bool:
    """Whether a warning is none any more once somebody has said who answers."""
    return warning.startswith((UNTOLD.partition(":")[0], _UNLISTED))
