"""The query language: what is read, what is refused and where, and that nothing else happens."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import is_linear

from foisearch.errors import QueryError
from foisearch.fields import FIELDS
from foisearch.law import all_regimes
from foisearch.query import (
    And,
    AnyOf,
    Boosted,
    Everything,
    Fuzzy,
    Not,
    Or,
    Pattern,
    Period,
    Phrase,
    Scoped,
    Word,
    parse,
    parse_leniently,
)
from foisearch.query.parser import REGIMES
from foisearch.query.reading import MAX_DEPTH, MAX_LENGTH, MAX_WORDS

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        (" \n\t", Everything()),
        ("a", A),
        ("a b", AnyOf((A, B))),
        ("a -b", AnyOf((A, Not(B)))),
        ("a NOT b", AnyOf((A, Not(B)))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("a b AND c", And((AnyOf((A, B)), C))),
        ("(a OR b) c", AnyOf((Or((A, B)), C))),
        ("((a))", A),
        ('"stop and search"', Phrase("stop and search")),
        ("“stop  and\nsearch”", Phrase("stop and search")),
        ('"a b"~5^2', Boosted(Phrase("a b", 5), 2.0)),
        ("handcuf*", Pattern("handcuf*")),
        ("wom?n", Pattern("wom?n")),
        ("why?", Word("why?")),
        ("tazer~", Fuzzy("tazer", 1)),
        ("tazer~2", Fuzzy("tazer", 2)),
        ("a^2.5", Boosted(A, 2.5)),
        ("(a b)^2", Boosted(AnyOf((A, B)), 2.0)),
        ("topic:a", Scoped("topic", A)),
        ("TOPIC:a", Scoped("topic", A)),
        ('topic:"a b"^3', Boosted(Scoped("topic", Phrase("a b")), 3.0)),
        ("topic:(a OR b)", Scoped("topic", Or((A, B)))),
        ("-topic:a", Not(Scoped("topic", A))),
        ("exemption:40(2)(a)", Scoped("exemption", Word("40(2)(a)"))),
        ("exemption:foia:31", Scoped("exemption", Word("foia:31"))),
        ("s40(2) foia:31", AnyOf((Word("s40(2)"), Word("foia:31")))),
        ("10:30 http://x.org/y", AnyOf((Word("10:30"), Word("http://x.org/y")))),
        ("officer(s) x", AnyOf((Word("officer(s)"), Word("x")))),
        ("a - b", AnyOf((A, Word("-"), B))),
        ("and or not", AnyOf((Word("and"), Word("or"), Word("not")))),
        ("published:2022-04", Period("published", date(2022, 4, 1), date(2022, 4, 30))),
        ("published:2021..2023", Period("published", date(2021, 1, 1), date(2023, 12, 31))),
        ("published:..2023-02", Period("published", None, date(2023, 2, 28))),
        ("published:>=2022-04", Period("published", date(2022, 4, 1), None)),
        ("published:>2022", Period("published", date(2023, 1, 1), None)),
        ("published:<2022-03", Period("published", None, date(2022, 2, 28))),
        ("published:26/10/2021", Period("published", date(2021, 10, 26), date(2021, 10, 26))),
        (
            "published:(2021 2023-12)",
            Or(
                (
                    Period("published", date(2021, 1, 1), date(2021, 12, 31)),
                    Period("published", date(2023, 12, 1), date(2023, 12, 31)),
                )
            ),
        ),
    ],
)
def test_trees(query: str, tree: object) -> None:
    assert parse(query) == tree
    assert parse_leniently(query) == (tree, ())
    assert parse(str(tree)) == tree


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ('say "a b', 4, "never closed"),
        ("(a (b)", 0, "never closed"),
        ("a) b", 1, "never opened"),
        ("AND a", 0, "AND needs"),
        ("a OR", 4, "OR needs"),
        ("a AND OR b", 6, "AND needs"),
        ("a NOT", 2, "after NOT"),
        ("topc:a", 0, "topic:"),
        ("zzz:a", 0, "the fields are"),
        ("a topic:", 8, "after topic:"),
        ("published:2021-13", 10, "no such date"),
        ("published:soon", 10, "not a date"),
        ("published:2023..2021", 10, "ends before"),
        ("published:..", 10, "one side"),
        ("force:(topic:a)", 7, "inside force:"),
        ("x*", 0, "nearly every word"),
        ("abc~7", 3, "1 or 2"),
        ("abc^0", 3, "between 0.1 and 100"),
        ('""', 0, "nothing between"),
        ("a*~1 b", 2, "cannot follow"),
        ("a && b", 2, "means nothing here"),
        ("a || b", 2, "means nothing here"),
        ("a +b", 2, "means nothing here"),
        ("a !b", 2, "means nothing here"),
        ("a NEAR b", 2, "means nothing here"),
        ("a near/5 b", 2, "means nothing here"),
        ('"a b" ~5', 6, "right behind"),
        ("topic :a", 6, "no field stands before"),
        ("topic=a", 0, "a colon belongs"),
        ("a^ b", 0, "weight is missing"),
        ("abc~~ b", 0, "1 or 2 letters"),
        ("topic:-a", 6, "belongs before topic:"),
        ("a ()", 2, "nothing between these brackets"),
        ("title:a", 0, "topic:"),
        ("from:2021", 0, "since:"),
        ("published:last year", 10, "quotation marks"),
        ("since:2021..2022", 6, "takes one date"),
    ],
)
def test_errors_point_at_the_place(query: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.query, caught.value.position) == (query, position)
    assert words in str(caught.value)
    assert caught.value.cure
    assert caught.value.caret().splitlines()[-1] == " " * position + "^"
    _, problems = parse_leniently(query)
    assert str(problems[0]) == str(caught.value)


def test_lenient_reading_keeps_what_can_be_understood() -> None:
    assert parse_leniently('a "b c')[0] == AnyOf((A, Phrase("b c")))
    assert parse_leniently("(a b")[0] == AnyOf((A, B))
    assert parse_leniently("a OR")[0] == A
    assert parse_leniently("a topic:")[0] == A
    assert parse_leniently("a && b")[0] == AnyOf((A, B))
    assert parse_leniently("a +b ()")[0] == AnyOf((A, B))
    assert parse_leniently("a^ b")[0] == AnyOf((A, B))
    assert parse_leniently("topic:-a")[0] == Scoped("topic", A)


def test_what_only_looks_like_another_language_is_read() -> None:
    for query in ("R & D", "a - b", "+44 b", "near b", "x=y", "C++", "3 < 4", "a/b", "why!"):
        parse(query)
    assert parse("a,b c") == AnyOf((A, B, C))
    assert parse("1,234") == Word("1,234")
    assert parse("topic:a,b") == Scoped("topic", Word("a,b"))


def test_bounds() -> None:
    for query in (
        "a" * (MAX_LENGTH + 1),
        "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1),
        "-" * 500 + "a",
        "NOT " * 500 + "a",
        "a " * (MAX_WORDS + 1),
    ):
        with pytest.raises(QueryError):
            parse(query)
        assert parse_leniently(query)[1]
    assert parse("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1)) == A


def test_regimes_are_no_fields() -> None:
    assert set(all_regimes()) == REGIMES
    for name in all_regimes():
        assert parse(f"{name}:1(2)") == Word(f"{name}:1(2)")


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_every_example_of_the_field_table_parses(field: object) -> None:
    assert parse(field.example)  # type: ignore[attr-defined]


WORDS = st.sampled_from(
    ["a", "s40(2)", "body-worn", "01.FOI.22.024962", "10:30", "how?", "£4", "and", "foia:31", "é"]
).map(Word)
LEAVES = st.one_of(
    WORDS,
    st.sampled_from(["handcuf*", "wom?n", "*ing"]).map(Pattern),
    st.builds(Fuzzy, st.sampled_from(["tazer", "abc"]), st.sampled_from([1, 2])),
    st.builds(Phrase, st.sampled_from(["stop and search", "a (b", "-x: y"]), st.integers(0, 9)),
)
DATES = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
PERIODS = (
    st.tuples(st.sampled_from(["published", "received"]), DATES, DATES)
    .filter(lambda p: (p[1] or p[2]) and not (p[1] and p[2] and p[2] < p[1]))
    .map(lambda p: Period(*p))
)
FACTORS = st.sampled_from([0.1, 0.5, 2.0, 3.25, 99.0])


def _pairs(nodes):  # type: ignore[no-untyped-def]
    return st.lists(nodes, min_size=2, max_size=4).map(tuple)


def _inner(children):  # type: ignore[no-untyped-def]
    groups = st.one_of(
        _pairs(children).map(AnyOf), _pairs(children).map(And), _pairs(children).map(Or)
    )
    return st.one_of(
        groups, children.map(Not), st.builds(Boosted, st.one_of(LEAVES, groups), FACTORS)
    )


PLAIN = st.recursive(LEAVES, _inner, max_leaves=6)
UNBOOSTED = PLAIN.filter(lambda n: not isinstance(n, Boosted | Not))
SCOPED = st.builds(Scoped, st.sampled_from(["topic", "force", "exemption"]), UNBOOSTED)
TREES = st.recursive(st.one_of(LEAVES, SCOPED, PERIODS), _inner, max_leaves=8)


@given(TREES)
@settings(max_examples=400, deadline=None)
def test_a_tree_is_written_so_that_it_reads_the_same(tree: object) -> None:
    assert parse(str(tree)) == tree


ALPHABET = "ab 1\"“”()*?~^:-+.\\/'\n\x00é§—&|!=,;AND OR NOT NEAR topic: published: force: part:"
GARBAGE = st.text(st.sampled_from(ALPHABET), max_size=60) | st.text(max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            "AND",
            "OR",
            "NOT",
            "(",
            ")",
            '"',
            "a",
            "topic:",
            "published:",
            "since:",
            "part:",
            "last-year",
            "2022/23",
            "&&",
            ",",
            "=",
            "2021",
            "..",
            "~",
            "^",
            "*",
            "-",
            ":",
            "foia:",
            ">=",
            "é",
            " ",
            "“",
            "\x00",
        ]
    ),
    max_size=25,
).map("".join)


@given(GARBAGE | PIECES)
@settings(max_examples=800, deadline=None)
def test_nothing_typed_raises_anything_else(query: str) -> None:
    tree, problems = parse_leniently(query)
    assert all(0 <= problem.position <= len(query) for problem in problems)
    if problems:
        with pytest.raises(QueryError):
            parse(query)
    else:
        assert parse(query) == tree
        assert parse(str(tree)) == tree


@pytest.mark.parametrize("seed", range(10))
def test_long_garbage_is_read_quickly(seed: int) -> None:
    pick = random.Random(seed)
    query = "".join(pick.choice(ALPHABET) for _ in range(MAX_LENGTH))
    for text in (query, "(" * 5000, '"' * 5001, "a^" * 5000, "a~" * 5000, "a(" * 5000, ":" * 9999):
        assert is_linear(lambda size, text=text: parse_leniently(text[:size]), len(text))
