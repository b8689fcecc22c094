"""What a question is about: its words, which of them two questions share, which stand for others.

Words that only ask ("please provide the total number of") and words of the period are no subject.
The rest is weighed by how rare each word is in the corpus (inverse document frequency), compared
word for word and through the field's wording (``foisearch.wording``): *phone* meets *telephony*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from foisearch.analysis import FUNCTION_WORDS, Analyzer
from foisearch.prior.scope.asks import Kind, kinds
from foisearch.wording import Wording

_ASKING = """
please provide provided confirm state supply send give list advise tell know like would could copy
copies detail details information data figure figures number numbers total totals many much often
amount how what when where which who why whether held hold holds recorded record following
regarding relating related respect request requesting requested relation concerning breakdown
broken break per each every year years annual annually yearly month months monthly financial
calendar current currently moment present date dates average mean median proportion percentage
reason reasons explain also any all both if so yes not between since until during last past
previous next first other others etc eg ie e.g i.e including include included available disclose
wish want find out see let get got cost costs spend spent long time use used using uses make made
question questions
"""
_WHO = """
company companies firm firms supplier suppliers supply provider providers provide contractor
contractors manufacturer manufacturers vendor vendors maker makers name names title titles person
"""
"""Who is asked for, where a question asks who."""
_ADDRESSED = re.compile(
    r"\b(?:your|this) (?:own )?(?:police )?(?:force|organi[sz]ation|trust|council|department|"
    r"service|authority|constabulary|ministry|agency|body|board|commission|university|office|institution)\b|"
    r"\bthe (?:police )?(?:force|organi[sz]ation|trust|council|department|authority|constabulary|"
    r"ministry|agency)\b",
    re.I,
)
"""The body that is asked, as it is addressed: no part of what is asked."""
_NUMBER = re.compile(r"[0-9./-]+\Z")
_SURE = 0.9
"""How surely a word has to stand for one that both have, to be that word again."""
_SHORT = 12
"""The other words of an earlier question are looked up too where it has so few."""
Named = tuple[str, str, int, int]
"""A body named in a text: slug, name, range."""
Sense = tuple[frozenset[str], tuple[str, ...], tuple[str, ...], float]
_RARE = 12.0
"""What a word that the corpus has never seen weighs at most."""


@dataclass(frozen=True)
class Subject:
    """The content words of a question in order: stems, how they are written, what each weighs."""

    terms: tuple[str, ...]
    written: tuple[str, ...]
    weights: tuple[float, ...]
    wording: Wording

    @cached_property
    def heavy(self) -> dict[str, float]:
        """What each different word weighs."""
        return dict(zip(self.terms, self.weights, strict=True))

    @cached_property
    def weight(self) -> float:
        """What all the different words weigh together."""
        return sum(self.heavy.values())

    @cached_property
    def spelt(self) -> dict[str, str]:
        """How each word is written."""
        return dict(zip(self.terms, self.written, strict=True))

    @cached_property
    def others(self) -> tuple[Sense, ...]:
        """Other words for what is said here: those words, those said, in order, and how surely."""
        terms = self.terms
        return tuple(
            (frozenset(e.words), terms[e.start : e.end], e.words, e.weight)
            for e in self.wording.expansions(terms)
        )

    def within(self, other: Subject) -> Iterator[Sense]:
        """Those of :attr:`others` whose words all stand in another subject."""
        held = other.heavy.keys()
        return (sense for sense in self.others if sense[0] <= held)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two subjects have in common, in parts of what each weighs (0.0 to 1.0).

    ``verbatim`` is the weighted Jaccard likeness of the words themselves; ``new`` and ``earlier``
    how much of either is met in the other, word for word or in other words; ``words`` are
    the shared words, the rarest first, and ``alike`` pairs of different ones that stand for the
    same.  ``only_new`` and ``only_earlier`` are what is met by nothing.
    """

    verbatim: float
    exact_new: float
    exact_earlier: float
    new: float
    earlier: float
    words: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    only_new: tuple[str, ...]
    only_earlier: tuple[str, ...]


class Subjects:
    """Reads and compares subjects.

    Args:
        analyzer: that of the index.
        rarity: what a term weighs: its inverse document frequency, 0 or more.
        named: finds the bodies named in a text: slug, name and range of each.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        rarity: Callable[[str], float],
        named: Callable[[str], Iterable[Named]] = lambda _: (),
    ) -> None:
        self._named = named
        stem = analyzer.stemmer
        self._analyzer = analyzer
        self.rarity = rarity
        self._idle = {stem(word) for word in (*_ASKING.split(), *FUNCTION_WORDS)}
        self._who = {stem(word) for word in _WHO.split()}
        self.wording = Wording.shipped()
        self.subject: Callable[[str], Subject] = lru_cache(maxsize=2_000)(self._subject)
        """The subject of a question, words of asking and of time left out; remembered."""

    def bodies(self, text: str) -> dict[str, str]:
        """The bodies that a text names, names by slug."""
        return {slug: name for slug, name, _, _ in self._named(text)}

    def is_idle(self, term: str) -> bool:
        """Whether a term only asks, or is no word of a subject."""
        return term in self._idle

    def _subject(self, text: str) -> Subject:
        terms: list[str] = []
        written: list[str] = []
        idle = self._idle | self._who if Kind.WHO in kinds(text) else self._idle
        for _, _, start, end in self._named(text):
            text = text[:start] + " " * (end - start) + text[end:]
        text = _ADDRESSED.sub(" ", text)
        for start, end in self._analyzer.scan(text):
            surface = text[start:end]
            for sequence in self._analyzer.expansion(surface).alternatives[-1:]:
                for term in sequence:
                    if term not in idle and not _NUMBER.match(term):
                        terms.append(term)
                        written.append(surface)
        weights = tuple(min(self.rarity(term), _RARE) for term in terms)
        return Subject(tuple(terms), tuple(written), weights, self.wording)

    @staticmethod
    def shared(new: Subject, earlier: Subject) -> Shared:
        """What two subjects have in common."""
        mine, theirs = new.heavy, earlier.heavy
        exact = mine.keys() & theirs.keys()
        met_new: dict[str, float] = {}
        met_old: dict[str, float] = {}
        pairs: dict[tuple[str, ...], tuple[float, tuple[str, ...]]] = {}
        twice_new: set[str] = set()
        twice_old: set[str] = set()
        senses = [(said, words, surely) for _, said, words, surely in new.within(earlier)]
        if len(theirs) <= _SHORT:
            senses += [(words, said, surely) for _, said, words, surely in earlier.within(new)]
        for said, words, surely in senses:
            if exact.issuperset(said) or exact.issuperset(words):
                if surely >= _SURE:  # the same said twice, "drones (UAV)", counts once
                    twice_new |= set() if exact & set(said) else set(said)
                    twice_old |= set() if exact & set(words) else set(words)
                continue
            for met, each in ((met_new, said), (met_old, words)):
                for term in each:
                    if term not in exact:
                        met[term] = max(met.get(term, 0.0), surely)
            if pairs.get(said, (0.0, ()))[0] < surely:
                pairs[said] = (surely, words)
        same = sum(mine[term] for term in exact)
        mine = {term: weight for term, weight in mine.items() if term not in twice_new}
        theirs = {term: weight for term, weight in theirs.items() if term not in twice_old}
        own, other = sum(mine.values()), sum(theirs.values())
        return Shared(
            verbatim=_part(same, own + other - same),
            exact_new=_part(same, own),
            exact_earlier=_part(same, other),
            new=_part(same + _sum(met_new, mine), own),
            earlier=_part(same + _sum(met_old, theirs), other),
            words=tuple(new.spelt[t] for t in sorted(exact, key=lambda t: (-mine[t], t))),
            alike=tuple(
                (" ".join(new.spelt[t] for t in said), " ".join(earlier.spelt[t] for t in words))
                for said, (_, words) in pairs.items()
            ),
            only_new=tuple(new.spelt[t] for t in mine if t not in exact and t not in met_new),
            only_earlier=tuple(
                earlier.spelt[t] for t in theirs if t not in exact and t not in met_old
            ),
        )


def _part(some: float, whole: float) -> float:
    return min(1.0, some / whole) if whole else 0.0


def _sum(met: dict[str, float], weights: dict[str, float]) -> float:
    return sum(strength * weights.get(term, 0.0) for term, strength in met.items())
