"""The questions that every engine is asked.

They are drawn from the first ten thousand records of a corpus, seeded, so that every size has
hits for them.  A question is whatever the method of its kind takes (``engines/protocol.py``).

Engines stem in slightly different ways, and fuzzy and wildcard questions meet the stems.  So these
two are made from words that no stemmer changes, by their endings.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from bench import records
from bench.records import Record

DRAWN_FROM = 10_000
SEED = 5
SMALL = """
a an and are as at be but by for if in into is it no not of on or such that the their then there
these they this to was will with
"""
STOP = frozenset(SMALL.split())
FREQUENT_SHARE = 0.2
FREQUENT_POOL = 40
DEEP, DEEPER = 1_000, 10_000
COUNTS = {
    **{"any": 300, "phrase": 50, "prefix": 50, "filter": 50, "whole": 100, "fuzzy": 50},
    **{"wildcard": 50, "newest": 100, "facets": 100, "deep": 50},
}
# Kept as they are by Porter's and Snowball's stemmers alike.
UNSTEMMED = re.compile(r"[a-z]{3,}[bfkmpwx](?<!ism)")
TOKEN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Kind:
    """A kind of question: which method of a searcher answers it, and what it asks."""

    name: str
    method: str
    meaning: str
    beyond: int = 0  # asked only of corpora that have more records than this


KINDS = (
    Kind("any", "any", "any of 1 to 6 words, best first"),
    Kind("all", "all", "all of the same words"),
    Kind("phrase", "phrase", "2 or 3 words side by side"),
    Kind("prefix", "prefix", "words that begin with 3 to 5 letters"),
    Kind("filter", "filter", "any of 1 to 3 words, of one force and one exemption"),
    Kind("whole", "whole", "a whole request as the query, without stop words (about 71)"),
    Kind("verbatim", "whole", "the same with its stop words"),
    Kind("fuzzy", "fuzzy", "one word, one letter wrong"),
    Kind("wildcard", "wildcard", "`w?rd` and `wo*d`"),
    Kind("newest", "newest", "any of the words, newest first"),
    Kind("facets", "facets", "any of the words: matches counted by force"),
    Kind("deep", "deep", f"two frequent words, hits {DEEP:,} to {DEEP + 10:,}", DEEP),
    Kind("deeper", "deep", f"the same, hits {DEEPER:,} to {DEEPER + 10:,}", DEEPER),
)


@dataclass
class Questions:
    """Questions by kind; ``known``: the record that a question was taken from, where one was."""

    kinds: dict[str, list[Any]]
    known: dict[str, list[str]] = field(default_factory=dict)
    frequent: list[str] = field(default_factory=list)

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps(vars(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Questions:
        """Read what :meth:`save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def draw(corpus: Path, kit: Path | None = None) -> Questions:
    """Questions from a corpus; where a kit's ``questions.json`` is given, its own come first."""
    drawn = _Drawer(list(records.read(corpus, DRAWN_FROM))).all_kinds()
    if kit:
        theirs = json.loads(kit.read_text(encoding="utf-8"))
        names = {"any": "q", "all": "q", "whole": "dup", "verbatim": "dup_raw"}
        for name in ("any", "all", "phrase", "prefix", "filter", "whole", "verbatim"):
            drawn.kinds[name] = theirs[names.get(name, name)]
        refs = [f"FOI-{number:07d}" for number in theirs["dup_id"]]
        drawn.known = {"whole": refs, "verbatim": refs}
    return drawn


def tokens(text: str) -> list[str]:
    """The words of a text, as questions use them."""
    return TOKEN.findall(text.lower())


def _useful(words: list[str]) -> list[str]:
    """Each word once, without stop words and scraps."""
    return [w for w in dict.fromkeys(words) if w not in STOP and len(w) > 2]


class _Drawer:
    """Draws questions from records; ``rng`` goes on from kind to kind."""

    def __init__(self, held: list[Record]) -> None:
        self.rng = random.Random(SEED)
        self.held = held
        self.shares = Counter(
            word
            for record in held
            for word in set(tokens(f"{record['title']} {record['request']} {record['response']}"))
        )

    def all_kinds(self) -> Questions:
        """Questions of every kind."""
        words = [self._words(1 + place % 6) for place in range(COUNTS["any"])]
        asked = self.rng.sample(self.held, min(COUNTS["whole"], len(self.held)))
        verbatim = [tokens(record["request"]) for record in asked]
        steady = sorted(w for w in self.shares if UNSTEMMED.fullmatch(w) and len(w) >= 5)
        frequent = self._frequent()
        pairs = [self.rng.sample(frequent, 2) for _ in range(COUNTS["deep"])]
        kinds: dict[str, list[Any]] = {
            "any": words,
            "all": words,
            "phrase": list(self._many("phrase", self._phrase)),
            "prefix": list(self._many("prefix", self._prefix)),
            "filter": [self._filter(place) for place in range(COUNTS["filter"])],
            "whole": [[w for w in text if w not in STOP] for text in verbatim],
            "verbatim": verbatim,
            "fuzzy": [self._misspelt(self.rng.choice(steady)) for _ in range(COUNTS["fuzzy"])],
            "wildcard": [self._pattern(self.rng.choice(steady)) for _ in range(COUNTS["wildcard"])],
            "newest": words[: COUNTS["newest"]],
            "facets": words[: COUNTS["facets"]],
            "deep": [(pair, DEEP) for pair in pairs],
            "deeper": [(pair, DEEPER) for pair in pairs],
        }
        refs = [record["ref"] for record in asked]
        return Questions(kinds, {"whole": refs, "verbatim": refs}, frequent[:3])

    def _many(self, kind: str, one: Callable[[], Any]) -> Iterator[Any]:
        """As many of a kind as are wanted; a draw may come to nothing and is made again."""
        wanted = COUNTS[kind]
        while wanted:
            if drawn := one():
                wanted -= 1
                yield drawn

    def _words(self, count: int) -> list[str]:
        while True:
            record = self.rng.choice(self.held)
            words = _useful(tokens(record["title" if self.rng.random() < 0.6 else "request"]))
            if len(words) >= count:
                return self.rng.sample(words, count)

    def _phrase(self) -> list[str] | None:
        record = self.rng.choice(self.held)
        text = self.rng.choice([record["title"], record["request"], record["response"]])
        words = tokens(self.rng.choice(re.split(r"[.;:?!]", text)))
        count = self.rng.choice([2, 2, 3])
        if len(words) <= count:
            return None
        start = self.rng.randrange(len(words) - count)
        phrase = words[start : start + count]
        return phrase if len(_useful(phrase)) == count else None

    def _prefix(self) -> str | None:
        word = self._words(1)[0]
        return word[: self.rng.choice([3, 4, 4, 5])] if len(word) >= 6 else None

    def _filter(self, place: int) -> tuple[list[str], str, str]:
        while not (record := self.rng.choice(self.held))["exemptions"]:
            pass
        words = _useful(tokens(record["request"]))
        asked = self.rng.sample(words, min(1 + place % 3, len(words)))
        return asked, record["force"], self.rng.choice(record["exemptions"])

    def _misspelt(self, word: str) -> str:
        """The word with one letter left out, put in or exchanged, behind its first."""
        at = self.rng.randrange(1, len(word) - 2)
        letter = self.rng.choice([c for c in ascii_lowercase if c != word[at]])
        out, exchanged = word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]
        return self.rng.choice([out, word[:at] + letter + word[at:], exchanged])

    def _pattern(self, word: str) -> str:
        if self.rng.random() < 0.5:
            at = self.rng.randrange(1, len(word) - 1)
            return f"{word[:at]}?{word[at + 1 :]}"
        return f"{word[: self.rng.choice([2, 3])]}*{word[-1]}"

    def _frequent(self) -> list[str]:
        """Words that stand in many records, most frequent first; no stop words."""
        many = [w for w, n in self.shares.most_common() if n >= FREQUENT_SHARE * len(self.held)]
        useful = _useful(many) or _useful([w for w, _ in self.shares.most_common(200)])
        return useful[:FREQUENT_POOL]
