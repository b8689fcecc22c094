"""Where does a running text name a public body?

Each word is looked up among the first words of names.  Where one of the names that begin so stands
there ("the" alone is no "the Met") they are tried, the longest first, each by the rules of its
column (see :mod:`foisearch.authority_table`).  So the text is read once however many names there
are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from foisearch.authority_table import Authority, name_key

_WORD = re.compile(r"\w+")
_POLICE_WORD = re.compile(r"\b(?:polic(?:e|ing)|constabulary|heddlu)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:['’]s?)?\s+(?P<office>police(?!\s+(?:and|&)\s+crime)|constabular(?:y|ies))\b"
    r"|(?:['’]s?)?\s+(?:(?:police\s+)?forces?|officers?|PCs?)\b"
    r"|\s*\((?P<acronym>[A-Za-z&]+)\)",
    re.IGNORECASE,
)
_CHIEF_BEFORE = re.compile(r"\bchief\s+constables?\s+(?:of|for)\s+$", re.IGNORECASE)
# "Kent Police" is not named by the commissioner, the federation or the museum beside it.
_ANOTHER_BODY = re.compile(
    r"(?:,?\s+Fire)?,?\s+(?:and|&)\s+Crime\s+(?:Commissioner|Panel|Plan)"
    r"|\s+(?:Federation|Authority|Museum|Pensions?\s+Board)\b",
    re.IGNORECASE,
)
_LIST_COMMA = re.compile(r"\s*(?:,|/|&|\+|,?\s+(?:and|or)\b)\s*", re.IGNORECASE)
_LOCATED_BEFORE = re.compile(r"\b(?:in|near|around|across)\s+$", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"(?:[@_]|www\.)$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]{1,6})\)")
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "to", "on", "a", "an"})
_CONTEXT = 60  # characters looked at before a name
_POLICE_KINDS = frozenset({"territorial", "special", "ports", "outside-uk"})

Found = tuple[Authority, int, int]


@dataclass(frozen=True)
class _Name:
    """One way to write a body's name; ``sort`` is ``sure``, ``ambiguous``, ``place``, ``other``."""

    authority: Authority
    text: str
    sort: str

    @cached_property
    def acronym(self) -> bool:
        return " " not in self.text and sum(c.isupper() for c in self.text) > 1

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The name as :attr:`written`."""
        return re.compile(self.written)

    @cached_property
    def written(self) -> str:
        """A pattern of the name up to its right boundary.

        Case is ignored only where no ordinary words make up the name: "we met police" is not
        "Met Police", nor "my home office" the "Home Office".
        """
        words = self.text.split()
        plain_words = len(words) < 3 and (words[0] == "Met" or not _POLICE_WORD.search(self.text))
        loose = self.sort == "other" or (self.sort == "sure" and not plain_words)
        forms = [self.text, self.text[0].upper() + self.text[1:]]
        if self.sort == "place" or len(words) > 1:
            forms.append(self.text.upper())
        either = "|".join(dict.fromkeys(_spelling(form) for form in forms))
        flag = "i" if loose else ""
        return rf"(?{flag}:(?:{either})(?!\w|\.(?:police|gov|org|uk)\b))"


class _Alike:
    """Names that begin with the same word, the longest first."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self.names = sorted(names, key=lambda name: len(name.text), reverse=True)

    @cached_property
    def any(self) -> re.Pattern[str]:
        """One of them, whatever its rules: mostly none stands where the word does."""
        return re.compile("|".join(name.written for name in self.names))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name found.  ``settled`` is false for a place that still lacks its police word."""

    name: _Name
    start: int
    end: int
    settled: bool = True


class Finder:
    """Finds the bodies named in a text; made once for a set of bodies, then only read."""

    def __init__(self, bodies: Iterable[Authority]) -> None:
        alike: dict[str, list[_Name]] = {}
        self._acronyms: dict[str, Authority] = {}
        for name in (name for body in bodies for name in _names(body)):
            first = _WORD.match(name.text)
            if first:
                alike.setdefault(first[0].casefold(), []).append(name)
            if name.acronym and name.sort != "other":
                self._acronyms[name.text] = name.authority
        self._names = {word: _Alike(names) for word, names in alike.items()}

    def find(self, text: str, known: Collection[str] = ()) -> list[Found]:
        """Bodies with start and end, in order and without overlaps."""
        found: list[Found] = []
        follower: _Hit | None = None
        for hit in reversed(self._scan(text, known)):
            if hit.settled or self._heads_list(text, hit, follower):
                found.append((hit.name.authority, hit.start, hit.end))
                follower = hit
            else:
                follower = None
        return found[::-1]

    def _scan(self, text: str, known: Collection[str]) -> list[_Hit]:
        hits: list[_Hit] = []
        named = set(known)
        foreign = self._redefined(text)
        position = 0
        for word in _WORD.finditer(text):
            alike = self._names.get(word[0].casefold())
            start = word.start()
            if alike is None or start < position or not alike.any.match(text, start):
                continue
            for name in alike.names:
                if name.text in foreign:
                    continue
                hit = self._read(text, start, name, named)
                if hit:
                    position = hit.end
                    if name.sort != "other":
                        hits.append(hit)
                    if name.sort == "sure":
                        named.add(name.authority.id)
                    break
        return hits

    def _read(self, text: str, start: int, name: _Name, named: Collection[str]) -> _Hit | None:
        """The hit for ``name`` at ``start``, if it stands there and may be trusted."""
        match = name.pattern.match(text, start)
        if not match:
            return None
        end = match.end()
        if name.sort == "other":
            return _Hit(name, start, end)
        before = text[max(0, start - _CONTEXT) : start]
        if _NOT_IN_ADDRESS.search(before) or _ANOTHER_BODY.match(text, end):
            return None
        if name.sort == "sure":
            return _Hit(name, start, end)
        beside = _BESIDE.match(text, end)
        if beside and beside["office"]:
            if _ANOTHER_BODY.match(text, beside.end()):
                return None
            if name.sort == "place":
                return _Hit(name, start, beside.end())
        if name.sort == "ambiguous":
            trusted = name.authority.id in named or self._vouched(name, beside)
            return _Hit(name, start, end) if trusted else None
        settled = beside is not None and beside["acronym"] is None
        return _Hit(name, start, end, settled or _CHIEF_BEFORE.search(before) is not None)

    def _vouched(self, name: _Name, beside: re.Match[str] | None) -> bool:
        """Whether the words after an ambiguous name say that the body is meant."""
        if not beside:
            return False
        if beside["acronym"]:
            return self._acronyms.get(beside["acronym"]) is name.authority
        return name.authority.kind in _POLICE_KINDS

    @staticmethod
    def _heads_list(text: str, hit: _Hit, follower: _Hit | None) -> bool:
        """Whether a bare place leads up to a force: "Kent, Surrey and Sussex Police"."""
        if follower is None or follower.name.authority.kind != "territorial":
            return False
        if follower.start - hit.end > _CONTEXT:
            return False
        between = _LIST_COMMA.fullmatch(text, hit.end, follower.start)
        if not between or follower.name.acronym:
            return False
        return not _LOCATED_BEFORE.search(text[max(0, hit.start - _CONTEXT) : hit.start])

    def _redefined(self, text: str) -> frozenset[str]:
        """Acronyms that the text itself spells out as something else: "Child Support (CS)"."""
        foreign = set()
        for bracket in _IN_BRACKETS.finditer(text):
            acronym = bracket[1]
            body = self._acronyms.get(acronym)
            if body is None:
                continue
            words = name_key(text[max(0, bracket.start() - 2 * _CONTEXT) : bracket.start()]).split()
            phrase = " ".join(words)
            initials = "".join(word[0] for word in words if word not in _SMALL_WORDS)
            if initials.endswith(acronym.casefold()) and not any(
                phrase.endswith(name_key(name)) for name in body.sure_names() if name != acronym
            ):
                foreign.add(acronym)
        return frozenset(foreign)


def _names(body: Authority) -> Iterator[_Name]:
    columns = {
        "sure": body.sure_names(),
        "ambiguous": body.ambiguous,
        "place": body.places,
        "other": body.other_senses,
    }
    for sort, names in columns.items():
        yield from (_Name(body, name, sort) for name in names)


def _spelling(name: str) -> str:
    """A pattern for ``name``: any white space, "&" or "and", either apostrophe or none."""
    pattern = re.escape(name).replace(r"\ ", r"\s+").replace("’", "'")
    pattern = pattern.replace("'", "['’]?").replace(r"\-", r"(?:[-\u2010-\u2013]|\s)")
    pattern = re.sub(r"(?<=\\s\+)(?:and|AND|\\&)(?=\\s)", "(?:and|AND|&amp;|&)", pattern)
    return pattern.replace(r"\&", r"\s?(?:&amp;|&)\s?")
