"""How a disclosure is cited in a letter or a note: enough to find it again, on one line."""

from __future__ import annotations

from foisearch.disclosure import Disclosure
from foisearch.render.words import body_words, lines_words, published_words
from foisearch.text import collapse_space, strip_controls


def reference(d: Disclosure) -> str:
    """The reference as published, else the id."""
    return collapse_space(strip_controls(d.ref or d.id))


def citation(d: Disclosure) -> str:
    """Who answered, the reference, the topic, when it was published, and where it was read.

    What is not known is said to be so or left out, never guessed: ``Stellshire Constabulary,
    0507/23, “Facial recognition”, published December 2023 (logs/2023.txt, lines 10–42)``.
    """
    p = d.provenance
    lines = lines_words(p.first_line, p.last_line) if p.first_line else ""
    place = ", ".join(each for each in (p.file, lines, f"page {p.page}" if p.page else "") if each)
    facts = [
        body_words(d),
        d.ref or d.id,
        f"“{d.topic}”" if d.topic else "",
        published_words(d),
    ]
    said = ", ".join(fact for fact in facts if fact) + (f" ({place})" if place else "")
    return collapse_space(strip_controls(said))
