"""Is this a whole request?  What is pasted at the prompt may be one, and then it can be checked."""

from __future__ import annotations

import re

OFFER = "this looks like a whole request: Enter checks it, Esc searches for it"
FEW_WORDS = 12
"""Fewer words are a search, whatever they are."""
MANY_WORDS = 25
"""So many words with a word of letters among them are no search."""

_GREETING = re.compile(
    r"(dear\b|to whom it may concern|good (morning|afternoon)|hello\b|hi\b)", re.I
)
_LETTER = re.compile(
    r"\b(freedom of information|FOIA?|environmental information|under the act"
    r"|(I|we) (would|should) like to (request|know)|(please|kindly|could you|can you)"
    r" (provide|supply|confirm|send|tell|state|let me know)|yours (faithfully|sincerely))\b",
    re.I,
)
_OPERATOR = re.compile(r"\b(AND|OR|NOT)\b|\b[a-z]+:\S")
_QUESTION = re.compile(r"\?(?=\s|$)")


def looks_whole(text: str) -> bool:
    """Whether a text is rather somebody's request than words to search for.

    A letter's greeting, several questions, or many words with a letter's phrases say so.  A line
    with the signs of the query language in it is a query, and one that begins with a dot a command.
    """
    said = text.strip()
    count = len(said.split())
    if count < FEW_WORDS or said.startswith("."):
        return False
    lines = [each for each in said.splitlines() if each.strip()]
    if len(lines) == 1 and _OPERATOR.search(said):
        return False
    if _GREETING.match(said) or len(_QUESTION.findall(said)) > 1:
        return True
    if _LETTER.search(said):
        return count >= MANY_WORDS or len(lines) > 1
    return len(lines) > 1 and count >= MANY_WORDS
