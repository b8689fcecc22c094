"""Generated records in the shape of freedom-of-information disclosures, seeded.

Words follow Zipf's law over 60,000 words; every record has one of 400 topics, whose 300 words
make up much of it.  Requests have about 80 words and responses about 200, three in a hundred
requests are edited copies of earlier ones, and responses begin and end with set phrases.  Word
order means nothing: see ``english.py`` for real sentences.

Each ten thousand records are seeded by their number, so that a small corpus is the beginning of
every larger one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from bench import records, vocabulary
from bench.records import Record

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
CHUNK = 10_000
SEED = 2611

VOCABULARY = 60_000
TOPICS, TOPIC_WORDS, TOPIC_FLOOR = 400, 300, 150
COPIES = 0.03
FIRST_DAY, DAYS = date(2008, 1, 1), 6_500
EXEMPTION_COUNTS = (0.35, 0.40, 0.18, 0.07)
EXEMPTIONS = {
    **{"s40": 30, "s12": 20, "s31": 12, "s21": 8, "s30": 6, "s14": 6, "s22": 4, "s38": 4},
    **{"s42": 4, "s43": 4, "s23": 2, "s24": 2, "s36": 2, "s41": 2, "s27": 1, "s44": 1},
}
FORCES = [f"{name}{kind}" for name in (
    "alder", "birch", "cedar", "dunmere", "elmstow", "fenwick", "garth", "hollow", "inver",
    "jarrow", "kestrel", "larkhill", "moor", "norwold", "orrin", "peverell",
) for kind in ("shire", "city", "valley")] + ["ombudsman"]  # fmt: skip
SET_PHRASES = (
    "We write about the request that you made under the Freedom of Information Act 2000.",
    "Our search is complete and we confirm that we hold the information.",
    "Personal data of other people is exempt under section 40(2) of the Act.",
    "We neither confirm nor deny holding anything that falls within your request.",
    "Answering in full would take longer than the cost limit of section 12 allows.",
    "No information was found in the records that we searched.",
    "The information that can be released is attached to this letter.",
    "You may ask us to review this decision within forty working days.",
    "After a review you may complain to the Information Commissioner.",
    "Release would be likely to harm the detection of crime, and section 31(1) applies.",
    "On balance the public interest lies in keeping the exemption.",
    "Section 21 applies because the figures are on our website already.",
)


def make(path: Path, size: str) -> int:
    """Write the corpus of that size."""
    generator = Generator()
    chunks = range(SIZES[size] // CHUNK)
    return records.write(path, (one for number in chunks for one in generator.chunk(number)))


class Generator:
    """The word statistics, made once, from which every chunk of records is drawn."""

    def __init__(self) -> None:
        rng = np.random.default_rng(SEED)
        self.words = np.array(vocabulary.words(VOCABULARY, rng), dtype=object)
        self.common = _cumulative(1 / (np.arange(VOCABULARY) + 2.7))
        likely = (np.arange(VOCABULARY) + 1.0) ** -0.6
        likely[:TOPIC_FLOOR] = 0  # the commonest words are nobody's topic
        likely /= likely.sum()
        self.topic_words = np.stack(
            [rng.choice(VOCABULARY, TOPIC_WORDS, replace=False, p=likely) for _ in range(TOPICS)]
        )
        self.within_topic = _cumulative(1 / (np.arange(TOPIC_WORDS) + 1.5))

    def chunk(self, number: int) -> Iterator[Record]:
        """Ten thousand records."""
        rng = np.random.default_rng([SEED, number])
        topics = rng.integers(0, TOPICS, CHUNK)
        titles = self._texts(rng, topics, np.maximum(3, rng.poisson(8, CHUNK)), 0.6)
        requests = self._texts(rng, topics, _lengths(rng, 80), 0.4)
        responses = self._texts(rng, topics, _lengths(rng, 185), 0.4)
        self._plant_copies(rng, requests)
        forces = rng.choice(len(FORCES), CHUNK, p=_shares(1 / (np.arange(len(FORCES)) + 4.0)))
        exemptions = _exemptions(rng)
        days = rng.integers(0, DAYS, CHUNK)
        phrases = rng.integers(0, len(SET_PHRASES), (CHUNK, 2))
        pace = rng.integers(7, 22, 64).tolist()
        for i in range(CHUNK):
            first, last = (SET_PHRASES[p] for p in phrases[i])
            yield {
                "ref": f"FOI-{number * CHUNK + i:07d}",
                "title": " ".join(titles[i]).capitalize(),
                "topic": f"topic{topics[i] // 8}",
                "force": FORCES[forces[i]],
                "exemptions": exemptions[i],
                "date": str(FIRST_DAY + timedelta(int(days[i]))),
                "request": _sentences(requests[i], pace),
                "response": f"{first} {_sentences(responses[i], pace[::-1])} {last}",
            }

    def _texts(
        self, rng: np.random.Generator, topics: np.ndarray, lengths: np.ndarray, share: float
    ) -> list[list[str]]:
        """A text for every topic and length; ``share`` of its words are of the topic."""
        total = int(lengths.sum())
        ids = self._draw(rng, total)
        of_topic = rng.random(total) < share
        places = np.searchsorted(self.within_topic, rng.random(int(of_topic.sum())))
        owners = np.repeat(topics, lengths)[of_topic]
        ids[of_topic] = self.topic_words[owners, np.minimum(places, TOPIC_WORDS - 1)]
        drawn = self.words[ids].tolist()
        ends = np.cumsum(lengths).tolist()
        return [drawn[end - n : end] for end, n in zip(ends, lengths.tolist(), strict=True)]

    def _draw(self, rng: np.random.Generator, count: int) -> np.ndarray:
        return np.minimum(np.searchsorted(self.common, rng.random(count)), VOCABULARY - 1)

    def _plant_copies(self, rng: np.random.Generator, requests: list[list[str]]) -> None:
        """Make some requests edited copies of earlier ones that are no copies themselves."""
        copies = set(np.flatnonzero(rng.random(CHUNK) < COPIES).tolist()) - {0}
        originals: list[int] = []
        for place in range(CHUNK):
            if place not in copies:
                originals.append(place)
                continue
            original = requests[originals[int(rng.integers(len(originals)))]]
            requests[place] = self._edited(rng, original, float(rng.uniform(0.05, 0.30)))

    def _edited(self, rng: np.random.Generator, text: list[str], rate: float) -> list[str]:
        """The text with that share of its words left out, put in or exchanged."""
        text = list(text)
        for _ in range(max(1, int(len(text) * rate))):
            what, at, other = rng.random(), rng.integers(len(text)), rng.integers(len(text))
            if what < 0.40 and len(text) > 5:
                del text[at]
            elif what < 0.75:
                text.insert(at, self.words[int(self._draw(rng, 1)[0])])
            else:
                text[at], text[other] = text[other], text[at]
        return text


def _cumulative(weights: np.ndarray) -> np.ndarray:
    return np.cumsum(_shares(weights))


def _shares(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum()


def _lengths(rng: np.random.Generator, mean: int) -> np.ndarray:
    """Lengths of texts: most near the mean, some much longer, none very short."""
    return np.maximum(mean // 4, rng.gamma(6, mean / 6, CHUNK).astype(int))


def _exemptions(rng: np.random.Generator) -> list[list[str]]:
    names = np.array(list(EXEMPTIONS))
    counts = rng.choice(len(EXEMPTION_COUNTS), CHUNK, p=EXEMPTION_COUNTS)
    weights = _shares(np.array(list(EXEMPTIONS.values()), dtype=float))
    drawn = rng.choice(names, (CHUNK, len(EXEMPTION_COUNTS) - 1), p=weights)
    return [sorted(set(row[:n].tolist())) for row, n in zip(drawn, counts, strict=True)]


def _sentences(words: list[str], pace: list[int]) -> str:
    """The words as sentences, their lengths in the order of ``pace``."""
    sentences: list[str] = []
    start = turn = 0
    while start < len(words):
        length = pace[turn % len(pace)]
        sentences.append(" ".join(words[start : start + length]).capitalize() + ".")
        start, turn = start + length, turn + 1
    return " ".join(sentences)
