"""The one analyzer: what is cut, what it is called, and that both ways to cut agree."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import is_linear

from foisearch.analysis import (
    Analyzer,
    Stemmer,
    scan,
    scan_with_nltk,
)
from foisearch.surfaces import TERM_LENGTH

ANALYZER = Analyzer()
INDEXER = Analyzer(ANALYZER.stemmer, scan_with_nltk)

TRICKY = st.lists(
    st.sampled_from(
        [
            "body-worn",
            "officer’s",
            "O'Neill",
            "s.40(2)(a)",
            "section 31(1)(a)",
            "01.FOI.22.024962",
            "£1,250.50",
            "1,234",
            "3.5",
            "26/10/2021",
            "a@b.co.uk",
            "https://x.org/a_b?c=d.",
            "HQ/PA/003493/18",
            "caf\u00e9",
            "cafe\u0301",
            "co\u00adoperate",
            "\U0001f694",
            "١٢",
            "文書",
            "s. 40 (2)",
            "-",
            "(",
            ")",
            ".",
            "\n",
            "'",
            "ﬁne",
            "½",
        ]
    )
    | st.text(max_size=12),
    max_size=12,
).map(" ".join) | st.text(max_size=60)


def terms(text: str) -> list[list[str]]:
    """The terms of each position."""
    by_position: dict[int, list[str]] = {}
    for token in ANALYZER.tokens(text):
        by_position.setdefault(token.position, []).append(token.term)
    return [by_position[position] for position in sorted(by_position)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Investigated", [["investig"]]),
        ("officer’s officers' OFFICER'S", [["offic"]] * 3),
        ("O'Neill O’Neill ONeill", [["oneil"]] * 3),
        ("body-worn", [["bodi", "bodyworn"], ["worn", "bodyworn"]]),
        ("FOI/15812", [["foi", "foi15812"], ["15812", "foi15812"]]),
        ("163A/23", [["163a", "163a23"], ["23", "163a23"]]),
        ("26/10/2021", [["26", "26-10-2021"], ["10"], ["2021", "26-10-2021"]]),
        ("s.40(2)(a)", [["section"], ["40", "40(2)", "40(2)(a)"]]),
        ("section 31(1)(a)", [["section"], ["31", "31(1)", "31(1)(a)"]]),
        ("Sec 16", [["section"], ["16"]]),
        ("reg.12(5)(b)", [["regul"], ["12", "12(5)", "12(5)(b)"]]),
        ("£1,250.50", [["1250.50", "£1250.50"]]),
        ("£ 450", [["450", "£450"]]),
        ("1,234 1234", [["1234"], ["1234"]]),
        ("3.5", [["3.5"]]),
        ("a@b.uk", [["a", "a@b.uk"], ["b"], ["uk", "a@b.uk"]]),
        ("https://wdtk.com/a_b.", [["wdtk"], ["com"], ["a"], ["b"]]),
        ("caf\u00e9 cafe\u0301 CAF\u00c9", [["cafe"]] * 3),
        ("co\u00adoperate cooperate", [["cooper"]] * 2),
        ("stop and search", [["stop"], ["and"], ["search"]]),
        ("10:30", [["10"], ["30"]]),
        ("A&S", [["a", "a&s"], ["s", "a&s"]]),
        ("… — ' - ()", []),
    ],
)
def test_terms(text: str, expected: list[list[str]]) -> None:
    assert terms(text) == expected


def test_a_reference_is_whole_and_findable_by_its_parts() -> None:
    found = {term for place in terms("Ref 01.FOI.22.024962.") for term in place}
    assert {"01foi22024962", "024962", "foi"} <= found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stop", "stopped"),
        ("investigate", "investigations"),
        ("refer", "referred"),
        ("plan", "planned"),
        ("handcuff", "handcuffs"),
    ],
)
def test_stems_conflate(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@given(TRICKY)
@settings(max_examples=400, deadline=None)
def test_nltk_and_re_cut_alike(text: str) -> None:
    assert list(scan(text)) == list(scan_with_nltk(text))
    assert list(ANALYZER.tokens(text)) == list(INDEXER.tokens(text))


@given(TRICKY)
@settings(max_examples=200, deadline=None)
def test_a_stemmer_that_knows_the_words_gives_the_same(text: str) -> None:
    fresh = Analyzer()
    first = list(fresh.tokens(text))
    again = Analyzer(Stemmer(fresh.stemmer.known))
    assert list(again.tokens(text)) == first
    assert again.stemmer.known == fresh.stemmer.known


@given(TRICKY)
@settings(max_examples=200, deadline=None)
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for token in ANALYZER.tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.position >= last
        assert 0 < len(token.term) <= TERM_LENGTH
        last = token.position


@given(TRICKY, st.sets(st.sampled_from(["bodi", "40(2)", "section", "cafe", "a", "1250.50"])))
@settings(max_examples=200, deadline=None)
def test_occurrences_are_the_tokens_with_those_terms(text: str, wanted: set[str]) -> None:
    expected = [token for token in ANALYZER.tokens(text) if token.term in wanted]
    assert ANALYZER.occurrences(text, wanted) == expected


@given(TRICKY)
@settings(max_examples=200, deadline=None)
def test_what_is_asked_for_is_what_is_indexed(text: str) -> None:
    indexed: dict[int, set[str]] = {}
    for token in ANALYZER.tokens(text):
        indexed.setdefault(token.position, set()).add(token.term)
    everything = set().union(*indexed.values()) if indexed else set()
    for alternatives in ANALYZER.sequences(text):
        for sequence in alternatives:
            assert sequence
            assert set(sequence) <= everything


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "a." * 100_000,
        "a@" * 100_000,
        "http://" * 30_000,
        "http://" + "." * 200_000,
        "1," * 100_000,
        "1(2" * 60_000,
        "s" * 200_000,
        "'" * 200_000,
        "£1,111" * 30_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    assert is_linear(lambda size: list(scan(text[:size])), len(text))


def test_known_words_need_no_nltk() -> None:
    code = (
        "import sys; from foisearch.analysis import Analyzer, Stemmer, _snowball\n"
        "a = Analyzer(Stemmer({'searching': 'search', 'stops': 'stop'}))\n"
        "assert [t.term for t in a.tokens('Searching stops 12')] == ['search', 'stop', '12']\n"
        "assert not _snowball.cache_info().currsize and 'nltk' not in sys.modules\n"
        "list(a.tokens('handcuffs')); assert _snowball.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
