"""What is suggested at the cursor: a table of lines (``|`` is the cursor)."""

from __future__ import annotations

import pytest

from foisearch.authorities import Authorities
from foisearch.repl.suggest import Completion, Value, Vocabulary, suggest
from foisearch.repl.vocabulary import gather

BODIES = (
    Value("metropolitan", "Metropolitan Police Service", ("Met", "MPS")),
    Value("kent", "Kent Police"),
    Value("two words", "A Body"),
)
VOCABULARY = Vocabulary(
    {".show": "read", ".since": "from", ".sort": "order", ".force": "body"},
    {
        "force": BODIES,
        "authority": BODIES,
        "outcome": (Value("part", "disclosed in part"), Value("published"), Value("full")),
        "exemption": (Value("foia:40(2)", "Personal data", ("40(2)", "s40(2)")),),
    },
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("|", []),
        (".|", [".show", ".since", ".sort", ".force"]),
        (".s|", [".show", ".since", ".sort"]),
        ("  .so|", [".sort"]),
        (".sort|", []),
        (".sort n|", ["newest"]),
        (".sort |", ["relevance", "newest", "oldest", "ref"]),
        (".force mps|", ["metropolitan"]),
        (".force two w|", ["two words"]),
        (".force police s|", ["metropolitan"]),
        (".show 5|", []),
        ("out|", ["outcome:"]),
        ("re|", ["ref:", "request:", "response:", "received:", "responded:"]),
        ("drones AND out|", ["outcome:"]),
        ("(out|", ["outcome:"]),
        ("drones A|", ["authority:", "AND"]),
        ("drones NO|", ["NOT"]),
        ("outcome:p|", ["part", "published"]),
        ("outcome:P|", ["part", "published"]),
        ("outcome:|", ["part", "published", "full"]),
        ("outcome:full|", []),
        ("-outcome:f|", ["full"]),
        ('force:"two w|', ['"two words"']),
        ("force:two|", ['"two words"']),
        ("force:pol|", ["metropolitan", "kent"]),
        ("exemption:s40|", ['"foia:40(2)"']),
        ("exemption:40|", ['"foia:40(2)"']),
        ("topic:p|", []),
        ("nonsense:p|", []),
        ("outcome:p| drones", ["part", "published"]),
        ("zebra|", []),
        ('"out|', []),
    ],
)
def test_suggestions(line: str, expected: list[str]) -> None:
    cursor = line.index("|")
    found = suggest(line.replace("|", ""), cursor, VOCABULARY)
    assert [completion.text for completion in found] == expected


@pytest.mark.parametrize(
    ("line", "start"),
    [(".s", 0), (".force ke", 7), ("a out", 2), ("force:ke", 6), ('force:"ke', 6)],
)
def test_where_a_suggestion_begins(line: str, start: int) -> None:
    found = suggest(line, len(line), VOCABULARY)
    assert {completion.start for completion in found} == {start}


def test_a_suggestion_says_what_it_means() -> None:
    (found,) = suggest("force:ke", 8, VOCABULARY)
    assert found == Completion("kent", 6, "Kent Police")


def test_the_real_vocabulary_completes_bodies_provisions_outcomes_and_kinds() -> None:
    words = gather(Authorities.standard(), None)
    for line in (
        "force:met",
        "authority:iop",
        "exemption:s40",
        "outcome:not",
        ".sh",
        ".chec",
        ".sim",
    ):
        assert suggest(line, len(line), words), line
