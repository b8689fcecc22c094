"""From the engine's and the law's values to answers."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from foisearch.authorities import Authorities
from foisearch.corpus import Corpus
from foisearch.engine.values import Counts, IndexKind, IndexState
from foisearch.errors import CorpusError, UsageError
from foisearch.locations import Locations
from foisearch.render.answers import Count, Shown
from foisearch.render.terminal import Terminal
from foisearch.services import Services, checked_regime, counted, not_found, status_words


@pytest.fixture
def services(tmp_path: Path) -> Services:
    terminal = Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {}, 80)
    return Services(Locations(tmp_path / "corpus", tmp_path / "index"), terminal)


def test_counts_get_names_and_an_order() -> None:
    counts = Counts(
        5,
        1,
        authorities={"kent": 1, "iopc": 3, "unheard-of": 1},
        years={"unknown": 1, "2024": 2, "2021": 2},
        outcomes={"not-held": 5},
        provisions={"foia:40(2)": 2},
    )
    answer = counted(counts, Authorities.standard())
    assert [row.key for row in answer.authorities] == ["iopc", "kent", "unheard-of"]
    assert answer.authorities[2].name == "unheard-of"
    assert [row.key for row in answer.years] == ["2021", "2024", "unknown"]
    assert answer.outcomes == (Count("not-held", "not held", 5),)
    assert answer.exemptions[0].name.startswith("FOIA s.40(2) ")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (IndexState(IndexKind.MISSING), "nothing indexed yet"),
        (IndexState(IndexKind.UNUSABLE), "the index cannot be read: .index rebuild"),
        (
            IndexState(IndexKind.FRESH, 1, 2, "2024-07-01"),
            "1 disclosure · 2 publications · newest 2024-07 · index up to date",
        ),
        (
            IndexState(IndexKind.STALE, 2),
            "2 disclosures · no dates known · the corpus has gone on: .index",
        ),
    ],
)
def test_the_index_on_one_line(state: IndexState, words: str) -> None:
    assert status_words(state) == words


def test_a_body_by_any_name(services: Services) -> None:
    assert services.authority("the Met") == "metropolitan"
    with pytest.raises(UsageError, match="no body goes by the name"):
        services.authority("Metropolitann")


def test_a_regime_by_its_key() -> None:
    assert checked_regime(" FOISA ") == "foisa"
    assert checked_regime(None) is None
    with pytest.raises(UsageError, match="foisa"):
        checked_regime("klingon")


def test_without_a_corpus(services: Services) -> None:
    with pytest.raises(CorpusError, match="import"):
        services.index()
    assert "nothing imported" in services.status()
    assert not Corpus(services.locations.corpus).exists()


def test_notes_are_told_once(services: Services) -> None:
    for notes in (["old"], ["old"], ["old", "new"], [], ["old"]):
        services._tell_once(notes)
    told = services._terminal.stderr.getvalue()  # type: ignore[attr-defined]
    assert told.splitlines() == [f"foisearch: {note}" for note in ("old", "new", "old")]


def test_what_was_perhaps_meant() -> None:
    assert "perhaps iopc/1" in str(not_found(Shown("1", (), ("iopc/1",))))
    assert "search for words" in str(not_found(Shown("1", ())))
