"""Searching against oracles: every match by brute force, every score by the formula."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product
from math import log
from pathlib import Path

import pytest
from engine_records import disclosure, put
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foisearch import engine
from foisearch.disclosure import Disclosure
from foisearch.engine import builder
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
    return any(
        all(a < b for a, b in pairwise(chain)) and chain[-1] - chain[0] - (len(chain) - 1) <= slop
        for chain in product(*places)
    )


@given(RECORDS, RECORDS, RECORDS, st.lists(TREES, min_size=1, max_size=6))
@settings(
    max_examples=60,
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
            scores = [(-round(score, 9), d.id) for score, d in found.hits]
            assert scores == sorted(scores)
            again = index.search(tree, limit=2, offset=1)
            assert again.hits == found.hits[1:3]


ROWS = [
    ("kappa lambda", "kappa kappa sigma tango zulu", "omega " * 40 + "kappa", ""),
    ("", "lambda sigma sigma", "kappa zulu zulu lambda", "tango"),
    ("omega", "", "tango " * 30 + "sigma", ""),
    ("sigma sigma", "kappa", "lambda", ""),
    ("", "", "", "kappa lambda sigma " * 20),
] * 3


def formula(d: Disclosure, words: list[str], held: list[Disclosure]) -> float:
    """The score as ``docs/ranking.md`` writes it."""
    from whoosh.util.numeric import byte_to_length, length_to_byte

    k1, b, total = 1.2, 0.75, 0.0
    for name in FIELDS:
        texts = {each.id: (getattr(each, name) or "").split() for each in held}
        average = sum(map(len, texts.values())) / len(held) or 1
        text = texts[d.id]
        length = byte_to_length(length_to_byte(len(text)))
        for word in words:
            tf = Counter(text)[word]
            if tf:
                df = sum(word in other for other in texts.values())
                idf = log(len(held) / (df + 1)) + 1
                saturated = tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))
                total += BY_NAME[name].boost * idf * saturated
    return total


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> tuple[engine.Found, list[Disclosure]]:
    folder = tmp_path_factory.mktemp("ranked")
    held = records(ROWS)
    corpus = put(folder / "corpus", {"a": held[:9], "b": held[9:]})
    engine.build(corpus, folder / "index")
    return folder / "index", held  # type: ignore[return-value]


@pytest.mark.parametrize("query", ["kappa", "kappa sigma", "omega tango lambda", "zulu kappa zulu"])
def test_scores_are_those_of_the_formula(ranked, query: str) -> None:  # type: ignore[no-untyped-def]
    folder, held = ranked
    with engine.open_index(folder) as index:
        found = index.search(parse(query), limit=100)
    for score, d in found.hits:
        assert score == pytest.approx(formula(d, query.split(), held), rel=1e-6)
    order = [(-round(formula(d, query.split(), held), 6), d.id) for d in held]
    expected = [name for score, name in sorted(order) if score]
    assert [d.id for _, d in found.hits] == expected


def test_scores_are_those_of_stock_whoosh(ranked) -> None:  # type: ignore[no-untyped-def]
    from whoosh import query, scoring
    from whoosh.index import open_dir

    folder, _ = ranked
    words = ["kappa", "sigma", "zulu"]
    (generation,) = folder.glob("gen-*")
    terms = [query.Term(name, word, boost=BY_NAME[name].boost) for name in FIELDS for word in words]
    from foisearch.engine import schema

    with open_dir(generation, schema=schema.make()).searcher(weighting=scoring.BM25F()) as stock:
        results = stock.search(query.Or(terms), limit=100)
        expected = {results.docnum(i): results.score(i) for i in range(len(results))}
    with engine.open_index(folder) as index:
        found = index.search(parse(" ".join(words)), limit=100)
    assert found.total == len(expected)
    assert sorted(score for score, _ in found.hits) == pytest.approx(sorted(expected.values()))


def test_a_word_and_its_prefix_score_the_same(ranked) -> None:  # type: ignore[no-untyped-def]
    folder, _ = ranked
    with engine.open_index(folder) as index:
        word = index.search(parse("kappa"), limit=100)
        prefix = index.search(parse("kapp*"), limit=100)
    assert [d.id for _, d in word.hits] == [d.id for _, d in prefix.hits]
    scores = [score for score, _ in prefix.hits]
    assert scores == pytest.approx([score for score, _ in word.hits])


def test_ranking_hardly_depends_on_how_the_index_came_about(tmp_path: Path) -> None:
    held = records(ROWS)
    corpus = put(tmp_path / "corpus", {"a": held[:4], "b": held[4:8]})
    engine.build(corpus, tmp_path / "steps")
    put(tmp_path / "corpus", {"a": held[:2], "c": held[8:]})
    engine.build(corpus, tmp_path / "steps")
    engine.build(corpus, tmp_path / "once")
    with (
        engine.open_index(tmp_path / "steps") as steps,
        engine.open_index(tmp_path / "once") as once,
    ):
        for query in ("kappa sigma", '"kappa lambda"', "zulu -omega"):
            one, other = steps.search(parse(query)), once.search(parse(query))
            assert [d.id for _, d in one.hits] == [d.id for _, d in other.hits]
            # Whoosh rounds field lengths once more when it merges segments: docs/ranking.md.
            scores = [score for score, _ in other.hits]
            assert [score for score, _ in one.hits] == pytest.approx(scores, rel=0.01)
