"""Where in a text stand the words that have a stem?  As :func:`foisearch.occurrences.find` has it.

There a regular expression cuts the whole text into surfaces; here only the places are looked at
that matter: words written as the dictionary knows them, compounds (``body-worn``) and words with
letters beyond ASCII.  Provisions and amounts are cut by rules that are not repeated here: a text
in which they might make a difference is left to the normal path.
"""

from __future__ import annotations

from foisearch.cold import NotSimple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    Match = tuple[int, int, int]
    """Where it begins and ends, and which of the stems it is."""
    Spellings = Sequence[Collection[str]]
    """For each stem the folded words that have it."""

LONGEST = 60_000
"""Longer texts are left to the normal path."""
JOINTS = "-\u2010\u2011\u2013./&_'\u2019\\+"
_APOSTROPHES = "'\u2019"
_SPACE = frozenset(("", " ", "\n"))
_CLOSED = frozenset(("", " ", "\n", ",", ";", ":", "?", "!"))
_STOPPED = frozenset((".", ". ", ".\n"))
_IN_BRACKETS = 5
# As in foisearch.surfaces: what is no white space, control, punctuation or symbol belongs to a
# word.
_BETWEEN = (
    "\x00/:@[`{\xa9\xab\xac\xae\xb1\xb4\xb4\xb6\xb8\xbb\xbb\xbf\xbf\xd7\xd7\xf7\xf7"
    "\u2000\u206f\u20a0\u2bff\u2e00\u303f\ufe00\ufe6f\uff00\uff0f\ufff0\uffff"
)


def is_letter(char: str) -> bool:
    """Whether a character belongs to a word; so do digits and accents."""
    if char.isascii():
        return char.isalnum()
    return not any(_BETWEEN[i] <= char <= _BETWEEN[i + 1] for i in range(0, len(_BETWEEN), 2))


def fold(word: str) -> str:
    """A word as the index has it: see :func:`foisearch.text.fold`."""
    if word.isascii():
        return word.lower()
    from unicodedata import combining, normalize

    plain = normalize(
        "NFKD", word.replace("\xad", "").replace("\u2019", "'").replace("\u2018", "'")
    )
    return "".join(c for c in plain if not combining(c)).casefold()


def find(text: str, spellings: Spellings) -> list[Match]:
    """Every range of ``text`` that a word with one of the stems covers, in order.

    Raises:
        NotSimple: the text is long, or has to be read more closely.
    """
    if len(text) > LONGEST:
        raise NotSimple
    flat = text.lower()
    if len(flat) != len(text):
        raise NotSimple
    found: set[Match] = set()
    joints = _joints(text)
    for which, words in enumerate(spellings):
        for word in words:
            if word.isascii():
                found.update((s, e, which) for s, e in _words(text, flat, word))
    if not text.isascii():
        for start, end in _foreign(text):
            word = fold(text[start:end])
            if _is_odd(text, start, end):
                _see_no_word(text, start, end, spellings)
            elif not _joined(text, start, end):
                found.update((start, end, n) for n, words in enumerate(spellings) if word in words)
    for start, end in _compounds(text, joints):
        found.update(_compound(text, start, end, spellings))
    return sorted(found)


def _words(text: str, flat: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands on its own."""
    size = len(word)
    start = flat.find(word)
    while start >= 0:
        end = start + size
        if text[start - 1 : start] in _SPACE and (
            text[end : end + 1] in _CLOSED or text[end : end + 2] in _STOPPED
        ):  # the usual case, worth a short way
            yield start, end
        elif not (_letter_at(text, start - 1) or _letter_at(text, end)) and not _joined(
            text, start, end
        ):
            if size <= _IN_BRACKETS:
                _see_brackets(text, start, end)
            yield start, end
        start = flat.find(word, end)


def _letter_at(text: str, place: int) -> bool:
    return 0 <= place < len(text) and is_letter(text[place])


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a compound."""
    return (text[start - 1 : start] in _JOINT and _letter_at(text, start - 2)) or (
        text[end : end + 1] in _JOINT and _letter_at(text, end + 1)
    )


_JOINT = frozenset(JOINTS)


def _see_brackets(text: str, start: int, end: int) -> None:
    """A short word in brackets behind a number may be part of a provision: ``40(2)(a)``."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return
    place = start - 2
    if place > 0 and text[place].isspace():
        place -= 1
    if place >= 0 and text[place] == ")":
        raise NotSimple
    while place >= 0 and text[place].isascii() and text[place].isalnum():
        if text[place].isdigit():
            raise NotSimple
        place -= 1


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    """Words that have a letter beyond ASCII."""
    for char in {char for char in text if not char.isascii() and is_letter(char)}:
        behind = 0
        place = text.find(char)
        while place >= 0:
            if place >= behind:
                start, behind = _run(text, place)
                yield start, behind
            place = text.find(char, max(place + 1, behind))


def _see_no_word(text: str, start: int, end: int, spellings: Spellings) -> None:
    """There a word may begin in the midst of letters: nothing near may be like one."""
    start, end = _chunk(text, start, end)
    letters = fold("".join(filter(is_letter, text[start:end])))
    if any(word in letters for words in spellings for word in words):
        raise NotSimple


def _chunk(text: str, start: int, end: int) -> tuple[int, int]:
    """A range up to the white space around it."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _run(text: str, place: int) -> tuple[int, int]:
    """The letters around a place that is one."""
    start = end = place
    while _letter_at(text, start - 1):
        start -= 1
    while _letter_at(text, end):
        end += 1
    return start, end


def _joints(text: str) -> list[int]:
    """Where two words are joined, in order."""
    found = []
    for joint in JOINTS:
        if joint not in text:
            continue
        if joint == "." and text.count(".") == text.count(". ") + text.count(".\n") + (
            text[-1:] == "."
        ):
            continue  # the usual case, worth a short way
        place = text.find(joint, 1)
        while place >= 0:
            if _letter_at(text, place + 1) and _letter_at(text, place - 1):
                found.append(place)
            place = text.find(joint, place + 1)
    found.sort()
    return found


def _compounds(text: str, joints: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The ranges of words joined by single marks."""
    behind = 0
    for joint in joints:
        if joint < behind:
            continue
        start, _ = _run(text, joint - 1)
        behind = joint
        while text[behind : behind + 1] in _JOINT and _letter_at(text, behind + 1):
            _, behind = _run(text, behind + 1)
        yield start, behind


def _compound(text: str, start: int, end: int, spellings: Spellings) -> Iterator[Match]:
    """What of a compound has one of the stems: a part of it, or the whole written as one word."""
    surface = text[start:end]
    bare = _without_apostrophes(surface)
    whole = fold(bare) if all(map(is_letter, bare)) else ""
    parts = list(_parts(surface))
    joined = "" if whole or "&" in surface else "".join(part for _, _, part in parts)
    odd = _joined_parts(parts) | {whole} if _is_odd(text, start, end) else frozenset()
    for which, words in enumerate(spellings):
        held = [(low, high) for low, high, part in parts if part in words]
        if odd and (not odd.isdisjoint(words) or (held and bare != surface)):
            raise NotSimple
        if whole:
            if whole in words:
                yield start, end, which
            continue
        yield from ((start + low, start + high, which) for low, high in held)
        ends = [part for _, _, part in parts if part]
        if joined in words and not (ends[0] in words and ends[-1] in words):
            yield start, end, which


def _parts(surface: str) -> Iterator[tuple[int, int, str]]:
    """The words that are joined in a compound, folded."""
    start = 0
    for place, char in enumerate(surface):
        if not is_letter(char):
            yield start, place, fold(surface[start:place])
            start = place + 1
    yield start, len(surface), fold(surface[start:])


def _without_apostrophes(surface: str) -> str:
    """``officers`` of ``officer's`` would be wrong: ``officer``; ``oneill`` of ``o'neill``."""
    if surface[-2:-1] in _APOSTROPHES and surface[-1] in "sS":
        surface = surface[:-2]
    kept = []
    for place, char in enumerate(surface):
        if char in _APOSTROPHES and 0 < place < len(surface) - 1:
            before, after = surface[place - 1], surface[place + 1]
            if _is_plain_letter(before) and _is_plain_letter(after):
                continue
        kept.append(char)
    return "".join(kept)


def _is_plain_letter(char: str) -> bool:
    return char == "_" or (char.isalnum() and not char.isdecimal())


def _is_odd(text: str, start: int, end: int) -> bool:
    """Whether words may be cut otherwise there: numbers, and addresses of mail and of the Web."""
    if any("0" <= char <= "9" for char in text[start:end]):
        return True
    start, end = _chunk(text, start, end)
    return "@" in text[start:end] or "://" in text[start:end]


def _joined_parts(parts: Sequence[tuple[int, int, str]]) -> frozenset[str]:
    """What parts that follow one another, two or more, are written as one word."""
    found = set()
    for first in range(len(parts)):
        joined = parts[first][2]
        for _, _, part in parts[first + 1 :]:
            joined += part
            found.add(joined)
    return frozenset(found)
