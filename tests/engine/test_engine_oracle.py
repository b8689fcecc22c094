"""Searching against oracles: every match by brute force, every score by the formula."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, product
from math import floor, log
from pathlib import Path

import pytest
from engine_records import disclosure, put
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure
from foisearch.engine import scoring
from foisearch.engine.building import builder
from foisearch.engine.files import manifest
from foisearch.fields import BY_NAME
from foisearch.query import And, AnyOf, Everything, Node, Not, Or, Phrase, Scoped, Word, parse

# No stems, no names: what is typed is what is indexed.
VOCABULARY = ["kappa", "lambda", "sigma", "omega", "zulu", "tango"]
FIELDS = ("topic", "request", "response", "body")
BODY = "Independent Office for Police Conduct"

TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=7).map(" ".join)
RECORDS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=8)
WORDS = st.sampled_from(VOCABULARY).map(Word)
PHRASES = st.builds(
    lambda words, slop: Phrase(" ".join(words), slop),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3),
    st.sampled_from([0, 0, 1, 2]),
)
LEAVES = st.one_of(
    WORDS, PHRASES, st.builds(Scoped, st.sampled_from(FIELDS), st.one_of(WORDS, PHRASES))
)


def _inner(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(pairs.map(AnyOf), pairs.map(And), pairs.map(Or), children.map(Not))


TREES = st.recursive(LEAVES, _inner, max_leaves=6)


def records(rows: list[tuple[str, str, str, str]], start: int = 0) -> list[Disclosure]:
    return [
        disclosure(f"{start + i}", topic=row[0], request=row[1], response=row[2], body=row[3])
        for i, row in enumerate(rows)
    ]


def matches(node: Node, d: Disclosure, fields: tuple[str, ...] = FIELDS) -> bool:
    """Whether a record matches, by the manual's words and nothing else."""
    match node:
        case Everything():
            return True
        case Word():
            return any(node.text in (getattr(d, name) or "").split() for name in fields)
        case Phrase():
            words = node.text.split()
            return any(holds((getattr(d, n) or "").split(), words, node.slop) for n in fields)
        case Scoped():
            return matches(node.node, d, (node.name,))
        case Not():
            return not matches(node.node, d, fields)
        case And():
            return all(matches(each, d, fields) for each in node.nodes)
        case Or():
            return any(matches(each, d, fields) for each in node.nodes)
        case AnyOf():
            wide = [n for n in node.nodes if not isinstance(n, Scoped | Not)]
            narrow = [n for n in node.nodes if isinstance(n, Scoped | Not)]
            return all(matches(n, d, fields) for n in narrow) and (
                not wide or any(matches(n, d, fields) for n in wide)
            )
    raise AssertionError(node)


def holds(text: list[str], words: list[str], slop: int) -> bool:
    places = [[i for i, other in enumerate(text) if other == word] for word in words]
    if not slop:
        return any(all(a + 1 == b for a, b in pairwise(chain)) for chain in product(*places))
    near = (sorted(chain) for chain in product(*places) if len(set(chain)) == len(words))
    return any(chain[-1] - chain[0] - (len(chain) - 1) <= slop for chain in near)


@given(RECORDS, RECORDS, RECORDS, st.lists(TREES, min_size=1, max_size=6))
@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would take minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_matches_are_those_of_brute_force(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, str, str, str]],
    second: list[tuple[str, str, str, str]],
    third: list[tuple[str, str, str, str]],
    trees: list[Node],
) -> None:
    """Over several segments, with records that were replaced and deleted."""
    folder: Path = tmp_path_factory.mktemp("oracle")
    a, b, c = records(first), records(second, 100), records(third, 200)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "TIDY_BELOW", 0)
        corpus = put(folder / "corpus", {"a": a, "b": b})
        engine.build(corpus, folder / "index")
        put(folder / "corpus", {"a": c})
        engine.build(corpus, folder / "index")
        put(folder / "corpus", {"d": a[:2]})
        engine.build(corpus, folder / "index")
    held = {d.id: d for d in [*b, *c, *a[:2]]}
    with engine.open_index(folder / "index") as index:
        assert len(index) == len(held)
        for tree in [*trees, Everything()]:
            found = index.search(tree, limit=1000)
            expected = sorted(d.id for d in held.values() if matches(tree, d))
            assert sorted(d.id for _, d in found.hits) == expected, tree
            assert found.total == len(expected)
            scores = [(-score, d.id) for score, d in found.hits]
            assert scores == sorted(scores)
            again = index.search(tree, limit=2, offset=1)
            assert again.hits == found.hits[1:3]


ROWS = [
    ("kappa lambda", "kappa kappa sigma tango zulu", "omega " * 40 + "kappa lambda", ""),
    ("", "lambda sigma sigma", "kappa zulu zulu lambda", "tango"),
    ("omega", "", "tango " * 30 + "sigma", ""),
    ("sigma sigma", "kappa", "lambda", ""),
    ("", "", "", "kappa lambda sigma " * 20),
    ("tango", "kapo kapo lambda", "kapu", ""),
] * 3
QUERIES = [
    "kappa",
    "kappa sigma",
    "omega tango lambda",
    "zulu kappa zulu",
    "request:sigma",
    "topic:kappa response:lambda",
    "body:sigma^3 kappa",
    '"kappa lambda"',
    "request:(kappa AND sigma)",
    "kap*",
    "request:kap*",
    "kappx~1",
    "omega OR zulu^2",
    "sigma -kappa",
]


def usual(held: list[Disclosure]) -> dict[str, int]:
    """The mean length of each field over the records that have it."""
    found = {}
    for name in FIELDS:
        lengths = [len((getattr(d, name) or "").split()) for d in held]
        have = [length for length in lengths if length]
        found[name] = max(1, round(sum(have) / len(have))) if have else 1
    return found


@dataclass(frozen=True)
class Formula:
    """Scores as ``docs/ranking.md`` writes them, from the texts."""

    held: list[Disclosure]
    usual: dict[str, int]

    def impact(self, d: Disclosure, word: str, fields: tuple[str, ...]) -> int:
        """``x / (x + 4096 × k1)`` in 255 steps."""
        x = 0
        for name in fields:
            text = (getattr(d, name) or "").split()
            norm = 1 - 0.75 + 0.75 * len(text) / self.usual[name]
            x += floor(4096 * BY_NAME[name].boost / norm + 0.5) * Counter(text)[word]
        return max(1, floor(255 * x / (x + 4096 * 1.5) + 0.5)) if x else 0

    def word(
        self, words: tuple[str, ...], fields: tuple[str, ...] = FIELDS, boost: float = 1
    ) -> dict[str, int]:
        """What any of some words, taken as one, is worth in the records that hold it."""
        found = {d.id: max(self.impact(d, word, fields) for word in words) for d in self.held}
        found = {name: impact for name, impact in found.items() if impact}
        weight = self.weight(len(found), boost)
        return {name: weight * impact for name, impact in found.items()}

    def weight(self, n: int, boost: float = 1) -> int:
        """What is worth that so many records hold."""
        total = len(self.held)
        return max(1, floor(64 * boost * log(1 + (total - n + 0.5) / (n + 0.5)) + 0.5))

    def extra(self, d: Disclosure, first: str, second: str, n: int) -> int:
        """What one of ``n`` pairs of neighbours adds to the score of a record."""
        times = 0
        for name in FIELDS:
            text = (getattr(d, name) or "").split()
            times += list(pairwise(text)).count((first, second))
        lesser = min(self.weight(len(self.word((word,)))) for word in (first, second))
        return 255 * lesser * times * (n + 1) // (2 * n * (times + 1))

    def expected(self, query: str) -> list[tuple[float, str]]:
        """The hits of one of the queries above, best first, ties by id."""
        kap = ("kappa", "kapo", "kapu")
        match query:
            case "request:sigma":
                parts = [self.word(("sigma",), ("request",))]
            case "topic:kappa response:lambda":
                parts = [self.word(("kappa",), ("topic",)), self.word(("lambda",), ("response",))]
                parts = [_within(part, *parts) for part in parts]
            case "body:sigma^3 kappa":
                narrow = self.word(("sigma",), ("body",), 3)
                parts = [narrow, self.word(("kappa",))]
                parts = [_within(part, *parts) for part in parts]
            case '"kappa lambda"':
                having = {d.id: 0 for d in self.held if matches(Phrase("kappa lambda"), d)}
                parts = [_within(self.word((word,)), having) for word in ("kappa", "lambda")]
            case "request:(kappa AND sigma)":
                parts = [self.word((word,), ("request",)) for word in ("kappa", "sigma")]
                parts = [_within(part, *parts) for part in parts]
            case "kap*":
                parts = [self.word(kap)]
            case "request:kap*":
                parts = [self.word(kap, ("request",))]
            case "kappx~1":
                parts = [self.word(("kappa",))]
            case "omega OR zulu^2":
                parts = [self.word(("omega",)), self.word(("zulu",), boost=2)]
            case "sigma -kappa":
                unwanted = self.word(("kappa",))
                found = self.word(("sigma",)).items()
                parts = [{name: score for name, score in found if name not in unwanted}]
            case _:
                parts = [self.word((word,)) for word in query.split()]
        scores: Counter[str] = Counter()
        for part in parts:
            scores.update(part)
        order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if all(map(str.isalpha, query.split())) and "OR" not in query:
            records = {d.id: d for d in self.held}
            for name, _ in order[:30]:
                pairs = set(pairwise(query.split()))
                for pair in pairs:
                    scores[name] += self.extra(records[name], *pair, len(pairs))
            looked_at = dict(order[:30])
            order.sort(key=lambda item: (item[0] not in looked_at, -scores[item[0]], item[0]))
            order = [(name, scores[name]) for name, _ in order]
        return [(round(score / (64 * 255), 6), name) for name, score in order]


def _within(part: dict[str, int], *others: dict[str, int]) -> dict[str, int]:
    return {name: score for name, score in part.items() if all(name in each for each in others)}


def hits(index: Path, query: str) -> list[tuple[float, str]]:
    with engine.open_index(index) as opened:
        found = opened.search(parse(query), limit=1000)
    assert found.total == len(found.hits)
    return [(score, d.id) for score, d in found.hits]


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Disclosure]]:
    folder = tmp_path_factory.mktemp("ranked")
    held = records(ROWS)
    corpus = put(folder / "corpus", {"a": held[:9], "b": held[9:]})
    engine.build(corpus, folder / "index")
    return folder / "index", held


Ranked = tuple[Path, list[Disclosure]]


@pytest.mark.parametrize("query", QUERIES)
def test_scores_are_those_of_the_formula(ranked: Ranked, query: str) -> None:
    index, held = ranked
    found = hits(index, query)
    assert found == Formula(held, usual(held)).expected(query)
    assert found


def test_scores_are_those_of_the_formula_whatever_was_added_and_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over several segments, some of whose documents were replaced or deleted."""
    pick = random.Random(11)
    corpus, index = Corpus(tmp_path / "corpus"), tmp_path / "index"
    sources: dict[str, list[Disclosure]] = {}
    lengths: dict[str, int] = {}
    most = 0
    for step in range(9):
        monkeypatch.setattr(builder, "TIDY_BELOW", 5_000 if step == 5 else 0)
        name = pick.choice("bcdef") if step else "a"
        sources[name] = records(
            [
                tuple(" ".join(pick.choices(VOCABULARY, k=pick.randrange(9))) for _ in FIELDS)
                for _ in range(pick.choice([0, 1, 4, 9]) if step else 60)
            ],
            100 * step,
        )
        put(tmp_path / "corpus", {name: sources[name]})
        engine.build(corpus, index)
        held = [d for source in sources.values() for d in source]
        lengths = lengths or (usual(held) if held else {})
        for query in QUERIES if lengths else ():
            assert hits(index, query) == Formula(held, lengths).expected(query), (step, query)
        segments = manifest.read(index).segments
        most = max(most, len(segments) + any(segment.dead for segment in segments))
    assert most > 2


def test_usual_lengths_are_measured_once(tmp_path: Path) -> None:
    """In the first build that has records; a rebuild measures them anew."""
    index = tmp_path / "index"

    def pivots() -> dict[str, int]:
        found = manifest.read(index).pivots
        return {name: found[name] for name in FIELDS}

    corpus = put(tmp_path / "corpus", {"a": []})
    engine.build(corpus, index)
    assert manifest.read(index).pivots == {}
    first, second = records(ROWS[:2]), records([("kappa " * 30, "x", "", "y z")], 50)
    put(tmp_path / "corpus", {"a": first})
    engine.build(corpus, index)
    assert pivots() == usual(first)
    put(tmp_path / "corpus", {"b": second})
    engine.build(corpus, index)
    assert pivots() == usual(first)
    put(tmp_path / "corpus", {"a": []})
    engine.build(corpus, index)
    assert pivots() == usual(first)
    before = hits(index, "kappa")
    engine.build(corpus, index, rebuild=True)
    assert pivots() == usual(second)
    assert hits(index, "kappa") != before


def test_a_word_and_its_prefix_score_the_same(ranked: Ranked) -> None:
    index, _ = ranked
    assert hits(index, "zulu") == hits(index, "zul*") == hits(index, "zulv~1")


@pytest.mark.parametrize("tidy", [0, 5_000])
def test_ranking_does_not_depend_on_how_the_index_came_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tidy: int
) -> None:
    monkeypatch.setattr(builder, "TIDY_BELOW", tidy)
    held = records(ROWS)
    corpus = put(tmp_path / "corpus", {"a": held[:4], "b": held[4:8], "d": held[16:]})
    engine.build(corpus, tmp_path / "steps")
    put(tmp_path / "corpus", {"a": held[:2], "c": held[8:12]})
    engine.build(corpus, tmp_path / "steps")
    put(tmp_path / "corpus", {"d": [], "c": held[10:14]})
    engine.build(corpus, tmp_path / "steps")
    lengths = manifest.read(tmp_path / "steps").pivots
    monkeypatch.setattr(scoring, "pivots", lambda _: lengths)
    engine.build(corpus, tmp_path / "once")
    assert manifest.read(tmp_path / "once").pivots == lengths
    for query in QUERIES:
        assert hits(tmp_path / "steps", query) == hits(tmp_path / "once", query), query
    with (
        engine.open_index(tmp_path / "steps") as steps,
        engine.open_index(tmp_path / "once") as once,
    ):
        assert steps.all() == once.all()
        assert steps.counts() == once.counts()
        for query in QUERIES:
            for order in ("newest", "oldest", "ref"):
                one = steps.search(parse(query), sort=order)
                assert one.hits == once.search(parse(query), sort=order).hits
