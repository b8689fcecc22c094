"""One sentence of a letter: what of it asks, and what is said in every letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.intake.parts.questions import is_question
from foisearch.prior.incoming import advice, phrases

WORD = re.compile(r"[^\W_]+(?:['’@.&/-][^\W_]+)*")
_LONGEST = 90
"""Words of the longest sentence that may be furniture as a whole."""
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3}[.,]?$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence sorted: ``kept`` stays, ``left`` may be shown, ``personal`` may not."""

    kept: str
    left: tuple[str, ...] = ()
    personal: str = ""


def sort_clause(sentence: str) -> Clause:
    """The sentence without furniture."""
    if _furniture(sentence) or _advice(sentence):
        return Clause("", (sentence,))
    left: list[str] = []
    personal = ""
    kept = sentence
    if _introduces(kept):
        asking = advice.INTRODUCED.search(kept)
        if asking is None or len(WORD.findall(kept[asking.end() :])) < 3:
            return Clause("", (), kept)
        personal, kept = kept[: asking.end()], kept[asking.end() :]
    while (shorter := _shortened(kept, left)) != kept:
        kept = shorter
    if kept and (_furniture(kept) or _advice(kept)):
        left.append(kept)
        kept = ""
    return Clause(kept, tuple(left), personal)


def _introduces(text: str) -> bool:
    return bool(advice.INTRODUCTION.match(text)) and not text.rstrip().endswith("?")


def _shortened(text: str, left: list[str]) -> str:
    """The text without one opening, or without the Act that it names as its ground."""
    for opening in (phrases.TO_ASK, phrases.OPENING_ACT, phrases.MAKING):
        match = opening.match(text)
        if match and match.end():
            rest = text[match.end() :]
            if len(WORD.findall(rest)) >= 2:
                left.append(match[0])
                return _without_asking(rest, left)
    if not phrases.FIRST_PERSON.match(text):
        return text
    if match := phrases.INLINE_ACT.search(text):
        left.append(match["act"])
        after = match["after"] if not match["act"].strip().startswith(",") else ""
        rest = text[match.end() :]
        return _without_asking(f"{text[: match.start('act')]}{after}{rest}", left)
    if match := phrases.CLOSING_ACT.search(text):
        left.append(match[0])
        return _without_asking(f"{text[: match.start()]}{text[match.end() :]}", left)
    return text


def _without_asking(text: str, left: list[str]) -> str:
    """The text without “I would like to request”, where the rest asks by itself."""
    match = phrases.ASKING.match(text)
    if match and is_question(text[match.end() :]) and len(WORD.findall(text[match.end() :])) >= 2:
        left.append(match[0])
        return text[match.end() :]
    return text


def _furniture(text: str) -> bool:
    """Whether every word of the sentence is one of letters, by one of their vocabularies."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]
    if not 0 < len(words) <= _LONGEST:
        return False
    found = set(words)
    return any(found <= known and found & needed for known, needed in phrases.KINDS)


def _advice(text: str) -> bool:
    """Whether the sentence says how to handle the request; a question never does."""
    if text.rstrip().endswith("?") or len(WORD.findall(text)) > _LONGEST:
        return False
    # What the answer is for may tell for when it is asked.
    purpose = advice.PURPOSE.match(text) and not re.search(r"\d", text)
    return bool(advice.ADVICE.match(text) or purpose)


def signature_at(sentences: Sequence[str]) -> int:
    """Where a signature begins that ends a paragraph: "Kind regards. Pat"; else the length."""
    for position in range(len(sentences) - 1, max(len(sentences) - 4, -1), -1):
        if _signs(sentences[position]):
            return position
        if not _NAME.match(sentences[position]):
            break
    return len(sentences)


def names_someone(signature: Sequence[str]) -> bool:
    """Whether a signature, as sentences, is more than its closing words."""
    return len(signature) > 1 or bool(signature and _rest(signature[0]))


def _signs(text: str) -> bool:
    """Whether a sentence is "Kind regards" or thanks, with a name perhaps."""
    rest = _rest(text)
    return rest is not None and (not rest or bool(_NAME.match(rest)))


def _rest(text: str) -> str | None:
    """What stands after the closing words of a short sentence; ``None`` where there are none."""
    match = phrases.SIGN_OFF.match(text) or phrases.WEAK_SIGN_OFF.match(text)
    return match["rest"].strip(" ,.!–-") if match and len(text.split()) <= 8 else None
