"""Which words of a text stand in no field of any record that was read from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from intake_helpers import said

from foisearch.disclosure import Disclosure
from foisearch.text import fold

FURNITURE = re.compile(
    r"""
      ref(?:erence)?(?:\ (?:no|number))?[:.]?(?:\s*[\w./-]*\d{3}[\w./-]*)?(?:\ back\ to\ top)?
    | back\ to\ top | requests?:? | responses?:? | your\ request | our\ response | and | index
    | (?:request|answers?)\ \d+ (?:\ ?(?:&|and|,)\ ?\d+)* | contents
    | we\ (?:said|answered):? | request\ number:.* | category:.* | (?:our\ )?ref(?:erence)?:.*
    | my\ reference:.* | date(?:\ of\ \w+)?:.*
    | internal\ review(?:\ response)? | outcome\ of\ the\ review | exit\ (?:this\ site|now)
    | freedom\ of\ information\ \(scotland\)\ act\ 2002\ \(foisa\)
    | freedom\ of\ information\ request\ -\ .* | \w+\ \d{1,2},\ 20\d\d(?:\ \|.*)?
    | freedom\ of\ information\ request\ reference\ no:.*
    | .{0,40}note\ you\ seek\ access\ to\ the\ following(?:\ information:)? | information:
    | [.\s…•*|_–-]* | \d{1,3} | page\ \d+
    | allanfa\ gyflym | .*\bcwcis\b.* | mae’n\ ddrwg\ gennym.*
    | .*\b(?:cookies?|cookie\ (?:choices|preferences|settings))\b.*
    | (?:quickly\ exit|press\ esc|leave\ this\ site).* | sorry,\ there\ was.*
    | something\ went\ wrong.*
    | this\ site\ is\ a\ beta.* | you\ are\ looking\ at\ a\ beta.* | skip\ to\ .* | home\ >\ .*
    | you\ may\ look\ through\ the\ settings.* | you\ can\ manage\ your.*
    | the\ image\ (?:shows|depicts).*
    """,
    re.I | re.X,
)
"""Lines (or cells) that belong to the page: banners, labels, rules, the log's own heading."""

_LABELS = frozenset(
    word
    for words in (
        "request requests requested response responses answer answers reply question questions",
        "subject ref reference number no our my your you asked applicant decision information",
        "details trust npcc s foi re freedom of for enquiry title the regulations environmental",
        "release id case following eir",
    )
    for word in words.split()
)
"""Words of which labels and formulas are made: they may go with the labels."""


def lost_words(
    source_text: str, disclosures: Sequence[Disclosure], warnings: Iterable[str] = ()
) -> list[str]:
    """The words of the main content that no field of any record holds, nor any warning.

    Furniture and labels are content of a page, not of a disclosure.  A word that stands three times
    has to be held three times; those of references and headings may be said again.  Read the text
    with ``keep_personal``, since what is withheld is not lost.
    """
    wanted: Counter[str] = Counter()
    for line in source_text.split("\n"):
        if not FURNITURE.fullmatch(line.strip()):
            wanted.update(_words(line))
    held: Counter[str] = Counter()
    for disclosure in disclosures:
        texts = (disclosure.request, disclosure.response, disclosure.body)
        held.update(word for text in texts for word in _words(text))
    also = {word for d in disclosures for _, text in said(d) for word in _words(text)}
    again = {word for d in disclosures for text in (d.ref, d.topic or "") for word in _words(text)}
    warned = {word for text in warnings for word in _words(text)}
    return sorted(
        word
        for word, count in wanted.items()
        if word not in _LABELS | again | warned and (word not in also or held[word] < count)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
