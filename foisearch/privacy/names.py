"""What a person's name looks like, and the ways in which a name that is known is written again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from foisearch.privacy.vocabulary import (
    AFTER_NAMES,
    BODIES,
    COMMON,
    MONTHS,
    PARTICLES,
    POSTS,
    STREETS,
    TITLES,
)

_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}(?:-[A-Z]\.?)?")
_NO_NAME = BODIES | COMMON | MONTHS | POSTS
_JOINED = re.compile(r"[a-z]{1,3}[-'’]")
_EDGES = ' \t,;:()[]*_~"“”'
MOST_NAMES = 20
"""Names that are looked for in one text: nobody's correspondence has more."""
MOST_WORDS = 6
"""Words of the longest name that is taken for one, titles included."""


def proper_words(text: str, loose: bool = False) -> list[str] | None:
    """The words of the name that ``text`` is, titles and the like left out; ``None`` for others.

    ``loose`` takes small letters too, as people sign: ``jo example``.
    """
    words = [word.strip(_EDGES) for word in text.split()]
    words = [word for word in words if word]
    if "Removed]" in text:  # a mark: nothing is taken out twice
        return None
    if not 1 <= len(words) <= MOST_WORDS:
        return None
    found = []
    for place, word in enumerate(words):
        plain = word.rstrip(".").lower()
        if plain in TITLES and place < 2 and len(words) > 1 and place < len(words) - 1:
            continue
        if place and plain in AFTER_NAMES and (word.isupper() or "/" in word or place > 1):
            continue
        if not _LETTERS.fullmatch(word) or (len(plain) > 1 and plain in _NO_NAME):
            return None
        if plain in PARTICLES and word.islower() and place < len(words) - 1:
            found.append(word)
            continue
        if word[0].islower() and not loose and not _prefixed(word):
            return None
        found.append(word)
    return found if any(len(word.rstrip(".")) > 1 for word in found) else None


def is_name(text: str, loose: bool = False) -> bool:
    """Whether ``text`` is nothing but what may be the name of a person."""
    return proper_words(text, loose) is not None


def is_full_name(text: str) -> bool:
    """Whether ``text`` is a name of two words or more, or one with a title or an initial."""
    found = proper_words(text)
    return found is not None and (len(found) > 1 or _titled(text))


def _prefixed(word: str) -> bool:
    """Whether a word is a small particle with a name behind it: “al-Rashidi”, “d’Amorico”."""
    before, sign, after = (
        re.split(r"([-'’])", word, maxsplit=1) if _JOINED.match(word) else [""] * 3
    )
    return bool(sign) and before in PARTICLES | {"d", "l"} and after[:1].isupper()


def _titled(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and words[0].strip(_EDGES).rstrip(".").lower() in TITLES


def run_of_name(text: str, start: int) -> int:
    """Where the name ends that begins at ``start``; ``start`` itself where none does."""
    end = at = start
    for count in range(MOST_WORDS):
        match = _LETTERS.match(text, at)
        if not match:
            break
        word = match[0]
        plain = word.rstrip(".").lower()
        small = plain in PARTICLES and word.islower()
        capital = not word[0].islower() or _prefixed(word)
        if (len(plain) > 1 and plain in _NO_NAME) or not (capital or small):
            break
        stop = word.endswith(".") and not (_INITIALS.fullmatch(word) or plain in TITLES)
        if not small:
            end = match.end() - stop
        if stop or match.end() >= len(text) or text[match.end()] != " " or count == MOST_WORDS - 1:
            break
        at = match.end() + 1
    return end


def names_a_post(text: str) -> bool:
    """Whether a line names a post or a body, or a part of one: “Disclosure Officer”."""
    words = {word.strip(_EDGES + ".").lower() for word in text.split()}
    return bool(words & (BODIES | POSTS))


def names_a_body(text: str) -> bool:
    """Whether a line names a body or a part of one: “Information Access Unit”."""
    words = {word.strip(_EDGES + ".").lower() for word in text.split()}
    return bool(words & BODIES)


def is_street(text: str) -> bool:
    """Whether a line ends like the name of a street or a house."""
    words = text.strip(_EDGES + ".").split()
    return bool(words) and words[-1].lower().strip(_EDGES + ".") in STREETS


def known(names: Iterable[str], text: str) -> re.Pattern[str] | None:
    """A pattern for every way in which these names may stand in ``text``; ``None`` for no name.

    A name is found in full, without its middle names, by initials and surname, with a title and the
    surname, and turned round ("Example, Jo").  A single word counts with its title alone.  A name
    all of whose words ``text`` also has in small letters, which may be no name, is not looked for.
    """
    forms: dict[str, None] = {}
    for name in list(names)[:MOST_NAMES]:
        words = proper_words(_straight(name))
        if words and not _ordinary(words, text):
            forms.update(dict.fromkeys(_forms(name, words)))
    if not forms:
        return None
    together = "|".join(sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{together})(?!\w)")


def _straight(name: str) -> str:
    """A name without its address, the right way round: “Example, Jo” is “Jo Example”."""
    last, comma, first = name.partition("<")[0].strip().partition(",")
    return f"{first.strip()} {last}" if comma and is_name(first) else last


def first_names(names: Iterable[str]) -> frozenset[str]:
    """The first names among names of two words or more: how a known person signs short."""
    found = (proper_words(_straight(name)) for name in names)
    return frozenset(words[0].lower() for words in found if words and len(words) > 1)


def _ordinary(words: Sequence[str], text: str) -> bool:
    return all(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) for word in words)


_ANY_TITLE = "(?:" + "|".join(sorted({t.capitalize() for t in TITLES}, key=len)[::-1]) + r")\.? "


def _forms(name: str, words: Sequence[str]) -> Iterator[str]:
    written = [_either(word) for word in words]
    if len(words) == 1:
        if _titled(name):
            yield rf"(?:{_ANY_TITLE}){written[0]}"
        return
    first, last = written[0], " ".join(written[_surname(words) :])
    whole = " ".join(written)
    initials = r"\.? ?".join(re.escape(w[0].upper()) for w in words[: _surname(words)])
    title = f"(?:{_ANY_TITLE})"
    yield f"{title}?{whole}"
    yield f"{title}?{first} {last}"
    yield rf"{title}?{initials}\.? {last}"
    yield rf"{title}?{re.escape(words[0][0].upper())}\.? {last}"
    yield f"{title}{last}"
    yield f"{last}, {first}"


def _surname(words: Sequence[str]) -> int:
    """Where the surname begins: at its particles, if it has any."""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return at


def _either(word: str) -> str:
    """A word as it is written, or in capitals."""
    plain = word.rstrip(".")
    return f"(?:{re.escape(plain)}|{re.escape(plain.upper())})" + (
        r"\.?" if len(plain) == 1 else ""
    )
