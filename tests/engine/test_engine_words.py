"""Words: what prefixes, patterns and near misses mean, against brute force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from engine_records import applied, disclosure, mention, on, put
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.stem.snowball import SnowballStemmer

from foisearch import engine
from foisearch.engine.building import builder
from foisearch.engine.segments.stems import stem_from, written_as
from foisearch.engine.words.known import Words, within
from foisearch.query import parse
from foisearch.text import fold

# Letters of one to four bytes that stay as they are when folded.
LETTERS = "abct\u0436\u65e5\U00010428"
MADE_UP = st.text(LETTERS, min_size=1, max_size=6)
_ENGLISH = """
    investigate investigated investigates investigating investigation investigations investigator
    police policed policing policy policies drone drones droned taser tasers tasered body bodies
    camera cameras search searches searched searching stop stops stopped stopping café cafe naïve
    officer officers office offices data date dates dated request requests requested requesting
    horse horses house houses mouse mice run runs running ran generous generously news new newer
"""
ENGLISH = _ENGLISH.split()
OTHERS = "12 40(2) 4a 12/34 01.FOI.22 £1,250.50 a@b.uk body-worn 3.5 163A/23"


@cache
def stem(word: str) -> str:
    return str(SnowballStemmer("english").stem(word))


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    """Words made up of the letters above, the same every time, and English ones."""
    made_up = set()
    for number in range(1, 900, 7):
        word = ""
        while number:
            number, letter = divmod(number, len(LETTERS) + 1)
            word += LETTERS[letter - 1] if letter else "ab"
        made_up.add(word)
    return sorted(made_up | {fold(word) for word in ENGLISH})


@pytest.fixture(scope="module")
def words(vocabulary: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Words]:
    """The words of an index of several segments, one of which has deleted records."""
    folder = tmp_path_factory.mktemp("words")
    third = len(vocabulary) // 3
    parts = [vocabulary[: 2 * third], vocabulary[third:], [*vocabulary[-third:], OTHERS, *ENGLISH]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "TIDY_BELOW", 0)
        for number, part in enumerate(parts):
            many = 160 // 5**number
            held = [disclosure(f"{number}{n}", request=" ".join(part)) for n in range(many)]
            gone = [disclosure(f"x{number}{n}", request="gone and forgotten") for n in range(2)]
            corpus = put(folder / "corpus", {f"{number}": held, f"x{number}": gone})
            engine.build(corpus, folder / "index")
        put(folder / "corpus", {f"x{number}": [] for number in range(3)})
        engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index") as index:
        assert len(index.segments) > 1
        assert sum(len(segment.dead) for segment in index.segments) > 0
        yield Words(index.segments)


def terms(words: Words) -> set[str]:
    """Every term of a text in the index."""
    found = {term.decode() for s in words._segments for term in s.strings("term").values()}
    return {term for term in found if not term.startswith("\x1f")}


def distance(a: str, b: str) -> int:
    """Levenshtein's distance, by the book."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        corner, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (one != other))
    return row[-1]


def test_all_words_are_known(words: Words, vocabulary: list[str]) -> None:
    held = words.all()
    assert set(vocabulary) <= held
    assert "café" not in held
    assert "12" not in held


# Patterns.

PIECES = st.text(LETTERS, max_size=3)
PATTERNS = st.tuples(PIECES, st.lists(st.tuples(st.sampled_from(["*", "?"]), PIECES), max_size=3))


def described(pattern: str, words: Words, vocabulary: list[str]) -> set[str]:
    """The terms that a pattern describes, by trying every one."""
    source = "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)
    test = re.compile(source, re.DOTALL)
    found = {stem(word) for word in words.all() if test.fullmatch(word)}
    return found | {t for t in terms(words) if not t.isalpha() and test.fullmatch(t)}


@given(PATTERNS)
@settings(max_examples=150, deadline=None)
def test_patterns_mean_what_they_describe(
    words: Words, vocabulary: list[str], pieces: tuple[str, list[tuple[str, str]]]
) -> None:
    head, rest = pieces
    pattern = head
    for wild, piece in rest:
        # ? stands for a letter between two others; elsewhere it ends a question.
        pattern += f"{wild if wild == '*' or (pattern and piece) else ''}{piece}"
    pattern = re.sub(r"\*\?|\?(?=\*)", "*", pattern)
    assert words.matching(pattern) == described(pattern, words, vocabulary)


@pytest.mark.parametrize(
    "pattern",
    [
        *("investigat*", "*ing", "po*ic*", "d?te", "d?te*", "*o?se", "a*", "*a*", "ta*r*s", "c*fe"),
        *("h*se", "s?op*ing", "1*", "4*", "*2", "naiv*", "n*w*", "bodyw*", "foi*", "x*", "*"),
    ],
)
def test_patterns_of_english(words: Words, vocabulary: list[str], pattern: str) -> None:
    assert words.matching(pattern) == described(pattern, words, vocabulary)


@pytest.mark.parametrize(
    ("pattern", "same"),
    [
        ("Naïv*", "naiv*"),
        ("CAFÉ*", "cafe*"),
        ("body-w*", "bodyw*"),
        ("12/3*", "12-3*"),
        ("o’ff*", "off*"),
        ("d?te?", "date?"),
        ("\ud800*", "x*"),
        ("é\ud800?e", "x*"),
    ],
)
def test_patterns_are_folded(words: Words, pattern: str, same: str) -> None:
    assert words.matching(pattern) == words.matching(same)


def test_what_a_pattern_means_is_found(words: Words) -> None:
    found = words.matching("investigat*")
    assert found == {"investig"}
    assert words.matching("") == frozenset()
    assert words.matching("gone*") == frozenset() or "gone" in terms(words)


# Near misses.


@given(st.text(LETTERS, max_size=7), st.text(LETTERS, max_size=7), st.integers(0, 3))
@settings(max_examples=500, deadline=None)
def test_within_is_levenshtein(a: str, b: str, most: int) -> None:
    assert within(a, b, most) == (distance(a, b) <= most)


@given(st.text(LETTERS, max_size=5), st.integers(0, 3), st.data())
@settings(max_examples=300, deadline=None)
def test_within_finds_what_was_changed(a: str, edits: int, data: st.DataObject) -> None:
    b = a
    for _ in range(edits):
        place = data.draw(st.integers(0, len(b)))
        b = b[:place] + data.draw(st.text(LETTERS, max_size=1)) + b[place + data.draw(BIT) :]
    assert within(a, b, edits)
    assert within(b, a, edits)


BIT = st.integers(0, 1)


@given(MADE_UP | st.sampled_from(ENGLISH).map(lambda word: word[1:] + "t"), st.integers(0, 2))
@settings(max_examples=120, deadline=None)
def test_near_words_are_those_of_brute_force(words: Words, word: str, most: int) -> None:
    expected = {stem(each) for each in words.all() if distance(each, fold(word)) <= most}
    assert words.near(word, most) == expected


@pytest.mark.parametrize("word", ["", "\ud800", "x" * 500, "12", "CAFÉ", "İ"])
def test_near_words_of_anything(words: Words, word: str) -> None:
    folded = fold(word)[:80]
    for most in (0, 1, 2):
        expected = {stem(each) for each in words.all() if distance(each, folded) <= most}
        assert words.near(word, most) == expected


# Stems and spellings.


def test_stems_come_from_the_index(words: Words, vocabulary: list[str]) -> None:
    for word in vocabulary:
        assert stem_from(words._segments, word) == stem(word)
    for word in ("", "unheard", "café", "12", "\ud800", "x" * 500):
        assert stem_from(words._segments, word) is None
    assert stem_from([], "drones") is None


def test_spellings_are_those_of_brute_force(words: Words) -> None:
    held = words.all()
    for each in {stem(word) for word in held}:
        assert sorted(written_as(words._segments, each)) == sorted(
            word for word in held if stem(word) == each
        )
    assert written_as(words._segments, "unheard") == []
    assert written_as([], "drone") == []


def test_a_new_form_of_a_word_is_highlighted_where_only_the_index_knows_it(tmp_path: Path) -> None:
    """Spellings come from the segments: nothing is stemmed anew."""
    from foisearch.search import SearchRequest, search

    corpus = put(tmp_path / "corpus", {"a": [disclosure("1", request="policing of drones")]})
    engine.build(corpus, tmp_path / "index")
    put(tmp_path / "corpus", {"b": [disclosure("2", request="they policed a drone")]})
    engine.build(corpus, tmp_path / "index")
    with engine.open_index(tmp_path / "index") as index:
        found = search(index, SearchRequest("policing drones"))
    shown = [hit.snippets[0] for hit in found.hits]
    assert sorted(s.text[a:b] for s in shown for a, b in s.highlights) == [
        "drone",
        "drones",
        "policed",
        "policing",
    ]


# Keys.


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Words]:
    folder = tmp_path_factory.mktemp("keyed")
    held = [
        disclosure(
            "01.FOI.22.024962",
            citations=applied("foia:40(2)(a)"),
            published=on("2021-11-03"),
            received=on("2021"),
        ),
        disclosure("163A/23", forces=(mention("kent", "Kent Police"),), published=on("2022-07")),
        disclosure("5", published=on("2021-11-03")),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "TIDY_BELOW", 0)
        for number in range(3):
            corpus = put(folder / "corpus", {f"{number}": held[number:] * (number < 1)})
            engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index") as index:
        yield Words(index.segments)


def test_values_of_keys(keyed: Words) -> None:
    assert keyed.values("force_id") == {"iopc", "kent"}
    assert keyed.values("published") == {"2021-11-03", "2022-07"}
    assert keyed.values("responded") == {"unknown"}
    assert keyed.values("nothing") == frozenset()
    assert keyed.keys("exemption", "foia:40*") == {"foia:40", "foia:40(2)", "foia:40(2)(a)"}
    assert keyed.keys("force_id", "k*") == {"kent"}
    assert keyed.values("ref") == {"01foi22024962", "024962", "24962", "163a23", "5"}
    assert keyed.keys("ref", "24*") == {"24962"}


def test_periods_of_dates(keyed: Words) -> None:
    assert keyed.periods("published") == [
        ("2021-11-03", date(2021, 11, 3), date(2021, 11, 3)),
        ("2022-07", date(2022, 7, 1), date(2022, 7, 31)),
    ]
    assert keyed.periods("received") == [("2021", date(2021, 1, 1), date(2021, 12, 31))]
    assert keyed.periods("responded") == []


@pytest.mark.parametrize(
    "query", ["\udcff", "\ud800*", "\udcff~1", '"a \udcff"', "ref:\udcff", "topic:\udcff x"]
)
def test_what_is_no_text_is_not_found(tmp_path: Path, query: str) -> None:
    """An argument of the command line that is not UTF-8 comes as such letters."""
    corpus = put(tmp_path / "corpus", {"a": [disclosure("1", request="drones")]})
    engine.build(corpus, tmp_path / "index")
    with engine.open_index(tmp_path / "index") as index:
        assert index.search(parse(query), source=query).total == 0
        assert index.get("\udcff") == []
