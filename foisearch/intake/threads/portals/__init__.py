"""Request portals' records as correspondence, each recognised by its shape.

One module for each portal's software: ``alaveteli`` (WhatDoTheyKnow and its sisters), ``froide``
(FragDenStaat) and ``muckrock``.
"""

from __future__ import annotations

from foisearch.containers.contents import Correspondence
from foisearch.intake.threads.portals import alaveteli, froide, muckrock


def as_correspondence(value: object, name: str) -> Correspondence | None:
    """The correspondence in one JSON object of a portal; ``None`` where it is none of theirs.

    ``name`` is the file, as the corpus knows it.
    """
    if not isinstance(value, dict):
        return None
    for portal in (alaveteli.read, froide.read, muckrock.read):
        if found := portal(value, name):
            return found
    return None


__all__ = ["as_correspondence"]
