"""The one analyzer: how a text becomes the terms that are indexed, asked for and highlighted.

A text is cut into *surfaces* by one regular expression, and :mod:`foisearch.surfaces` expands each
into terms.  Terms of one position are alternatives for the same place in the text:

==================  =====================================================  ====================
written             terms, by position (alternatives joined by ``|``)      so that it is found by
==================  =====================================================  ====================
``Investigated``    investig                                               investigating
``officer’s``       offic                                                  officers
``O'Neill``         oneil                                                  ONeill
``body-worn``       bodi|bodyworn, worn|bodyworn                           body worn, bodyworn
``FOI/15812``       foi|foi15812, 15812                                    foi 15812, 15812
``26/10/2021``      26|26-10-2021, 10, 2021                                26.10.2021
``s.40(2)(a)``      section, 40|40(2)|40(2)(a)                             section 40, 40(2)
``£1,250.50``       1250.50|£1250.50                                       1250.50
``a@b.uk``          a|a@b.uk, b, uk                                        b.uk
==================  =====================================================  ====================

No stop word is left out, so that phrases stay exact.  Stemming is NLTK's Snowball stemmer for
English; surfaces are cut by NLTK's RegexpTokenizer when a text is indexed and by :mod:`re` when a
question is asked (:func:`scan`), with the same pattern.  NLTK takes long to import, so
:class:`Stemmer` is given the words that the index has seen and imports it for the others only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from foisearch.surfaces import PATTERN, SURFACE, TERM_LENGTH, Emission, Expansion, expand
from foisearch.text import fold

_SMALL = """
a about all am an and any are as at be been being by can could did do does doing for from had has
have having he her his how i if in into is it its itself me my no of on or our please she should so
such than that the their them then there these they this those to under was we were what when where
whether which who whom whose why will with would you your
"""
FUNCTION_WORDS = frozenset(_SMALL.split())
"""Words that do not, among others, make a record a hit.  They are indexed like any other."""


def is_function_word(text: str) -> bool:
    """Whether a word as typed, with what punctuation stands at it, is one of them."""
    return fold(text).strip("?!.,;:'") in FUNCTION_WORDS


FINGERPRINT = sha256(f"1 {TERM_LENGTH} {PATTERN}".encode()).hexdigest()[:16]
"""Changes when texts would be cut in another way, so that an older index is seen to be old.

The number in front is raised by hand when :func:`foisearch.surfaces.expand` changes.
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A term where it stands: ``text[start:end]`` is how it is written there."""

    term: str
    position: int
    start: int
    end: int


def scan(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the surfaces of ``text``, in order and not overlapping."""
    return (match.span() for match in SURFACE.finditer(text))


def scan_with_nltk(text: str) -> Iterator[tuple[int, int]]:
    """As :func:`scan`, cut by NLTK's RegexpTokenizer; used when texts are indexed."""
    spans: Iterator[tuple[int, int]] = _nltk_tokenizer().span_tokenize(text)
    return spans


@lru_cache(maxsize=1)
def _nltk_tokenizer() -> Any:
    return _nltk_alone("nltk.tokenize.regexp").RegexpTokenizer(PATTERN)


@lru_cache(maxsize=1)
def _snowball() -> Callable[[str], str]:
    stem: Callable[[str], str] = _nltk_alone("nltk.stem.snowball").SnowballStemmer("english").stem
    return stem


def _nltk_alone(module: str) -> Any:
    """A module of NLTK without the hundreds that ``import nltk`` brings along: 0.2 s less.

    While it is imported, empty packages over the same folders stand in for NLTK's own; afterwards
    all are taken away again, and whoever imports NLTK gets the whole.  Where that does not work, or
    NLTK has been imported, the module is imported like any other.
    """
    import os
    import sys
    from importlib import import_module
    from importlib.util import find_spec
    from types import ModuleType

    if "nltk" not in sys.modules:
        try:
            spec = find_spec("nltk")
            for name in ("nltk", "nltk.stem", "nltk.tokenize", "nltk.corpus"):
                package = ModuleType(name)
                inner = name.split(".")[1:]
                folders = spec.submodule_search_locations if spec else None
                package.__path__ = [os.path.join(folder, *inner) for folder in folders or ()]
                sys.modules[name] = package
            # Snowball asks for the corpus of stop words by name, and uses it only when told to.
            vars(package)["stopwords"] = None
            return import_module(module)
        except Exception:  # another NLTK may be built in another way
            pass
        finally:
            for name in [n for n in sys.modules if n.partition(".")[0] == "nltk"]:
                del sys.modules[name]
    return import_module(module)


class Stemmer:
    """Folded words to stems: those already ``known``, those of an index, the rest by Snowball.

    Args:
        known: words met before; it grows with every new one.
        lookup: the stem of a word that an index holds, ``None`` for others.
        spellings: the words that an index holds of a stem.
    """

    def __init__(
        self,
        known: Mapping[str, str] | None = None,
        lookup: Callable[[str], str | None] | None = None,
        spellings: Callable[[str], list[str]] | None = None,
    ) -> None:
        self.known: dict[str, str] = dict(known or {})
        self._lookup = lookup
        self._spellings = spellings

    def __call__(self, word: str) -> str:
        """The stem of a folded word; what is not all letters has none and stays as it is."""
        stem = self.known.get(word)
        if stem is None:
            if not word.isalpha():
                return word
            stem = self._lookup(word) if self._lookup else None
            if stem is None:
                stem = _snowball()(word)
            self.known[word] = stem
        return stem

    def spellings(self, stem: str) -> list[str]:
        """The words met or indexed whose stem it is."""
        held = self._spellings(stem) if self._spellings else []
        return [*held, *(word for word, other in self.known.items() if other == stem)]


class Analyzer:
    """Texts to terms with one stemmer; expansions are remembered by surface.

    Args:
        stemmer: shared by all who use the same index; a new one that knows no word by default.
        scanner: :func:`scan`, or :func:`scan_with_nltk` for a text that is being indexed.
    """

    def __init__(
        self,
        stemmer: Stemmer | None = None,
        scanner: Callable[[str], Iterator[tuple[int, int]]] = scan,
    ) -> None:
        self.stemmer = stemmer or Stemmer()
        self.scan = scanner
        self._seen: dict[str, Expansion] = {}

    def expansion(self, surface: str) -> Expansion:
        """What ``surface``, as cut by :func:`scan`, stands for."""
        known = self._seen.get(surface)
        if known is None:
            known = expand(surface, self.stemmer)
            if len(self._seen) < 500_000:  # a bound on memory, out of reach of real words
                self._seen[surface] = known
        return known

    def tokens(self, text: str, position: int = 0) -> Iterator[Token]:
        """Every term of ``text`` with its place, positions counted from ``position``."""
        for start, end in self.scan(text):
            expansion = self.expansion(text[start:end])
            for e in expansion.emissions:
                yield Token(e.term, position + e.position, start + e.start, start + e.end)
            position += expansion.positions

    def occurrences(self, text: str, terms: Collection[str]) -> list[Token]:
        """The tokens of ``text`` whose term is one of ``terms``, at the positions they all have."""
        found: list[Token] = []
        stem = self.stemmer
        wanted: dict[str, tuple[Emission, ...]] = {}
        length: dict[str, int] = {}
        position = 0
        for start, end in self.scan(text):
            surface = text[start:end]
            emissions = wanted.get(surface)
            if emissions is None:
                if surface.isascii() and surface.isalpha() and stem(surface.lower()) not in terms:
                    emissions, length[surface] = (), 1  # the usual case, worth a short way
                else:
                    expansion = self.expansion(surface)
                    emissions = tuple(e for e in expansion.emissions if e.term in terms)
                    length[surface] = expansion.positions
                wanted[surface] = emissions
            for e in emissions:
                found.append(Token(e.term, position + e.position, start + e.start, start + e.end))
            position += length[surface]
        return found

    def terms(self, text: str) -> Iterator[str]:
        """The main term of every position, in order; joined forms and ancestors left out."""
        for start, end in self.scan(text):
            for sequence in self.expansion(text[start:end]).alternatives[-1:]:
                yield from sequence

    def sequences(self, text: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """For each surface of ``text``, the alternatives that a question looks for."""
        found = (self.expansion(text[start:end]).alternatives for start, end in self.scan(text))
        return tuple(alternatives for alternatives in found if alternatives)
