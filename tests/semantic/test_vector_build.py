"""Vectors for the texts that lack one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from semantic_fakes import DIGEST, FakeEmbedder

from foisearch.semantic import build
from foisearch.semantic.build import Embedded, embed_missing
from foisearch.semantic.vectors import VectorStore, key_of

TEXTS = [f"question {number} of many" for number in range(90)]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "COMMIT", 20)
    monkeypatch.setattr(build, "_LOOK", 16)
    monkeypatch.setattr(build, "_EMBED", 6)


def test_each_text_once(tmp_path: Path) -> None:
    store, embedder = VectorStore.open(tmp_path, DIGEST), FakeEmbedder()
    found = embed_missing(store, iter([*TEXTS, "", " … ", *TEXTS]), embedder)
    assert found == Embedded(texts=182, new=90, blank=2)
    assert embedder.asked == TEXTS
    rows, _ = store.search_many(FakeEmbedder().embed(TEXTS), 1)
    assert store.keys_of(rows[:, 0]) == [key_of(text) for text in TEXTS]
    assert embed_missing(store, TEXTS, embedder) == Embedded(texts=90)
    assert len(embedder.asked) == 90
    assert embed_missing(store, [*TEXTS, "another"], embedder) == Embedded(texts=91, new=1)


def test_nothing_to_do(tmp_path: Path) -> None:
    store = VectorStore.open(tmp_path / "none", DIGEST)
    assert embed_missing(store, [], FakeEmbedder()) == Embedded()
    assert not (tmp_path / "none").exists()


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    store = VectorStore.open(tmp_path, DIGEST)
    embed_missing(store, TEXTS * 2, FakeEmbedder(), lambda *now: seen.append(now), total=180)
    done = [number for number, _ in seen]
    assert done == sorted(done)
    assert seen[-1] == (180, 180)
    assert len(set(done)) > 15
    seen.clear()
    embed_missing(store, [*TEXTS, "b"], FakeEmbedder(), lambda *now: seen.append(now))
    assert seen[-1] == (91, 91)


def test_an_interrupt_loses_little(tmp_path: Path) -> None:
    def ended() -> Iterator[str]:
        yield from TEXTS[:70]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_missing(VectorStore.open(tmp_path, DIGEST), ended(), FakeEmbedder())
    kept = len(VectorStore.open(tmp_path, DIGEST))
    assert kept >= 70 - 20 - 16
    store = VectorStore.open(tmp_path, DIGEST)
    assert embed_missing(store, TEXTS, FakeEmbedder()).new == 90 - kept


def test_models_do_not_mix(tmp_path: Path) -> None:
    store = VectorStore.open(tmp_path, "e" * 64)
    with pytest.raises(ValueError, match="do not mix"):
        embed_missing(store, TEXTS, FakeEmbedder())
