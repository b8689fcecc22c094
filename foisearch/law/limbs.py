"""Numbers and brackets behind the word "section", put together into provisions.

The rules: a digit in brackets opens a subsection and restarts there after a
letter; a letter after a letter is its sibling; a roman numeral after a letter is
its child.  Whether ``(i)`` is a letter or a numeral is settled by what precedes
it and by which of the two provisions exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foisearch.law.provisions import known_sections

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_LONGEST_RANGE = 26
_LONGEST_NUMBER_RANGE = 5
_BEFORE_NUMERAL = {"h": "i", "u": "v", "w": "x"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One provision and the characters that say it.

    ``wide`` marks the ends of a range too long to be a list of provisions relied on
    ("sections 21 to 44").
    """

    provision: str
    start: int
    end: int
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Path:
    """The levels of one provision; an empty string where a level is not named."""

    section: str
    sub: str = ""
    letter: str = ""
    roman: str = ""

    def __str__(self) -> str:
        return self.section + "".join(f"({p})" for p in (self.sub, self.letter, self.roman) if p)


class Limbs:
    """Gathers the tokens of one cluster and gives its provisions.

    Args:
        start: where the head of the cluster begins; the first provision's span
            includes it.
    """

    def __init__(self, start: int) -> None:
        self._start = start
        self._done: list[Reading] = []
        self._path: _Path | None = None
        self._span = (start, start)
        self._token_start = start
        self.last_token = ""

    def section(self, number: str, start: int, end: int, joined: str = "") -> None:
        """A section number; after a range word, the sections between are filled in."""
        previous = self._path
        self._emit()
        first = int(re.sub(r"\D", "", previous.section)) if previous else 0
        last = int(re.sub(r"\D", "", number))
        if joined == "range" and previous and first + 1 < last:
            if last - first <= _LONGEST_NUMBER_RANGE:
                for between in range(first + 1, last):
                    self._done.append(Reading(str(between), self._token_start, end))
            else:
                ended = self._done[-1]
                self._done[-1] = Reading(ended.provision, ended.start, ended.end, wide=True)
                self._done.append(Reading(number, start, end, wide=True))
                self._path, self.last_token = None, number
                return
        self._path = _Path(number)
        self._span = (start if previous else self._start, end)
        self._token_start, self.last_token = start, number

    def bracket(self, token: str, start: int, end: int, joined: str) -> None:
        """A token in brackets; ``joined`` is empty where it follows directly."""
        if self._path is None:
            return
        if joined == "range":
            for between in _between(self.last_token, token):
                self._place(between, self._token_start, end, joined)
        self._place(token, start, end, joined)
        self._token_start, self.last_token = start, token

    @property
    def is_bare(self) -> bool:
        """Whether only the number of a section was read so far."""
        return self._path is not None and not (self._path.sub or self._path.letter)

    def makes_known(self, *tokens: str) -> bool:
        """Whether these tokens, read next, lead to a provision of the table."""
        path = self._path
        for token in tokens:
            path = _next(path, token) if path else None
        return str(path) in known_sections()

    def is_subsection(self, number: str, letter: str) -> bool:
        """Whether a number without brackets is another subsection: ``3A(a)`` after ``40(2)``.

        It is where this section has that subsection, and no section of that number has what
        follows it.  ``letter`` is the limb in brackets behind it, empty where there is none.
        """
        if self._path is None or not self._path.sub:
            return False
        alone = f"{number}({letter})" if letter else number
        return alone not in known_sections() and self.makes_known(number)

    def is_next(self, token: str) -> bool:
        """Whether a letter without brackets goes on with the letters read: ``b`` after ``(a)``."""
        last = self.last_token.lower()
        numerals = last in _ROMAN and token in _ROMAN and len(last) < 4
        later = _ROMAN.index(token) > _ROMAN.index(last) if numerals else token > last
        return last.isalpha() and later and self.makes_known(token)

    def readings(self) -> tuple[Reading, ...]:
        """The provisions gathered so far, in the order in which they were cited."""
        self._emit()
        return tuple(self._done)

    def _place(self, token: str, start: int, end: int, joined: str) -> None:
        assert self._path is not None
        path = _next(self._path, token)
        deeper = not joined and str(path).startswith(str(self._path) + "(")
        if deeper:
            self._span = (self._span[0], end)
        else:
            self._emit()
            self._span = (start, end)
        self._path = path

    def _emit(self) -> None:
        if self._path is not None and self._span[1] > self._span[0]:
            self._done.append(Reading(str(self._path), *self._span))
            self._span = (self._span[1], self._span[1])


def _next(path: _Path, token: str) -> _Path:
    """The provision that ``token`` leads to from ``path``."""
    if token[0].isdigit():
        return _digit(path, token)
    lower = token.lower()
    limb = _Path(path.section, path.sub, lower)
    if lower not in _ROMAN or not path.letter:
        return limb
    child = _Path(path.section, path.sub, path.letter, lower)
    if len(lower) > 1 or path.roman:
        return child
    known = known_sections()
    if (str(limb) in known) != (str(child) in known):
        return limb if str(limb) in known else child
    return limb if _BEFORE_NUMERAL.get(path.letter) == lower else child


def _digit(path: _Path, token: str) -> _Path:
    """A subsection: ``5A`` keeps its capital, ``2a`` is limb (a) unless ``2A`` exists."""
    number, suffix = re.sub(r"\D", "", token), re.sub(r"\d", "", token)
    capital = _Path(path.section, number + suffix.upper())
    if not suffix or suffix.isupper() or str(capital) in known_sections():
        return capital
    return _Path(path.section, number, suffix)


def _between(first: str, last: str) -> list[str]:
    """The tokens between two ends of a range of letters, numerals or numbers."""
    low, high = first.lower(), last.lower()
    if low in _ROMAN and high in _ROMAN and (len(low) > 1 or len(high) > 1 or low == "i"):
        return list(_ROMAN[_ROMAN.index(low) + 1 : _ROMAN.index(high)])
    if low.isdigit() and high.isdigit():
        return [str(n) for n in range(int(low) + 1, min(int(high), int(low) + _LONGEST_RANGE))]
    if len(low) == len(high) == 1 and low.isalpha() and high.isalpha():
        return [chr(n) for n in range(ord(low) + 1, ord(high))]
    return []
