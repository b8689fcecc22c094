"""Paragraphs as letters have them, in our words: citations with their statuses, and outcomes.

Set ``a`` was written before the reader was mended for it; ``b``, ``c`` and ``d`` each after it
had been, against what it had not seen.  ``e`` (many voices) and ``f`` (made to mislead) were
written together, half of each kept aside until the other half was read right; ``g`` came last;
``h`` is what the reader was mended with in between.  Every row was judged before it was read.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.law import read_citations, read_outcome

Row = dict[str, str]


def rows() -> list[Row]:
    with (Path(__file__).parent / "letters.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def found(row: Row) -> set[str]:
    """The citations that a number makes, as the table writes them."""
    cited = read_citations(row["text"], regime=row["regime"])
    said = {f"{c.key or 'other:' + c.provision}={c.status}" for c in cited if not c.by_name}
    return said - {"other:=other-act"}


def is_right(row: Row) -> bool:
    """Whether the outcome is the wanted one; a row may want none."""
    outcome = read_outcome(row["text"], read_citations(row["text"], regime=row["regime"]))
    return not row["outcome"] or outcome == row["outcome"]


@pytest.mark.parametrize("letter", "abcdefgh")
def test_citations_and_their_statuses(letter: str) -> None:
    read = wanted = right = 0
    for row in (row for row in rows() if row["set"] == letter):
        own, told = found(row), {c for c in row["citations"].split("|") if c}
        read, wanted, right = read + len(own), wanted + len(told), right + len(own & told)
    assert right >= 0.95 * read
    assert right >= 0.95 * wanted


@pytest.mark.parametrize("letter", "abcdefgh")
def test_outcomes(letter: str) -> None:
    wrong = [r["text"] for r in rows() if r["set"] == letter and not is_right(r)]
    assert len(wrong) <= 0.05 * sum(r["set"] == letter for r in rows()), wrong


NEUTRAL = [
    "We are sorry for the delay in answering you.",
    "Thank you for your patience.",
    "A copy of this letter is kept on file.",
    "The office is open from nine to five.",
    "Your reference is 22/118.",
    "Please quote it when you write.",
]


def cited(text: str, regime: str, offset: int = 0) -> list[tuple[str, str, int]]:
    """Every citation with its status, and where it stands behind ``offset``."""
    found = read_citations(text, regime=regime)
    return [(c.key, str(c.status), c.start - offset) for c in found]


@given(
    st.sampled_from(rows()),
    st.lists(st.sampled_from(NEUTRAL), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["\n", "\n\n"]),
)
def test_sentences_that_say_nothing_change_no_status(row: Row, neutral: str, gap: str) -> None:
    text, regime = row["text"], row["regime"]
    wanted = cited(text, regime)
    assert cited(text + gap + neutral, regime) == wanted
    assert cited(neutral + gap + text, regime, len(neutral + gap)) == wanted
