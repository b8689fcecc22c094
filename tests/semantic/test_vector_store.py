"""The store of vectors: what is found, what is kept, what a damaged or foreign file does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from semantic_fakes import DIGEST, directions, filled, keys

from foisearch.engine.files import layout
from foisearch.errors import IndexBusy, IndexUnusable
from foisearch.semantic import segments
from foisearch.semantic.scanning import Quantised, cosines_with, quantised, scan
from foisearch.semantic.segments import Rows
from foisearch.semantic.vectors import VectorStore, discard, key_of

REBUILD = "foisearch index --semantic --rebuild"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.foi"))


def test_an_empty_store(tmp_path: Path) -> None:
    store = VectorStore.open(tmp_path / "none", DIGEST)
    assert (len(store), store.dimensions) == (0, 0)
    assert store.missing(keys(3)).tolist() == [0, 1, 2]
    assert store.add([], directions(1)[:0]) == 0
    assert store.prune([]) == 0
    rows, cosines = store.search(directions(1)[0], 5)
    assert (rows.tolist(), cosines.tolist()) == ([], [])
    store.check()
    assert not (tmp_path / "none").exists(), "reading makes no folder"


def test_each_text_finds_itself(tmp_path: Path) -> None:
    for store in (filled(tmp_path, 730), VectorStore.open(tmp_path, DIGEST)):
        assert len(store) == 730
        assert len(files(tmp_path)) <= 4
        rows, cosines = store.search_many(directions(730), 1)
        assert store.keys_of(rows[:, 0]) == keys(730)
        assert store.rows(keys(730)).tolist() == rows[:, 0].tolist()
        assert (cosines > 0.9999).all()
        assert store.missing(keys(4, 728)).tolist() == [2, 3]


def test_cosines_are_near_those_of_the_vectors(tmp_path: Path) -> None:
    store = filled(tmp_path, 500)
    vectors, asked = directions(500), directions(3, seed=9)
    rows, cosines = store.search_many(asked, 500)
    for n in range(3):
        order = [keys(500).index(key) for key in store.keys_of(rows[n])]
        assert np.allclose(cosines[n], vectors[order] @ asked[n], atol=0.01)
        assert (np.diff(cosines[n]) <= 0).all()
        one_rows, one = store.search(asked[n], 7)
        assert one_rows.tolist() == rows[n, :7].tolist()
        assert one.tolist() == cosines[n, :7].tolist(), "alone as among others, to the last bit"
        assert store.cosines(asked[n], rows[n].tolist()).tolist() == cosines[n].tolist()
    again = store.search(asked[0] * 3.5, 7)[0]
    assert again.tolist() == rows[0, :7].tolist(), "length does not matter"


@given(
    st.lists(st.lists(st.integers(-127, 127), min_size=3, max_size=3).filter(any), max_size=30),
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3).filter(any), max_size=4),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_the_scan_is_the_plain_sum(
    held: list[list[int]], asked: list[list[int]], k: int, split: int
) -> None:
    rows = np.array(held, np.int8).reshape(-1, 3)
    lengths = np.linalg.norm(rows.astype(float), axis=1).astype(np.float32)
    nothing = np.zeros(len(rows), "S16")
    parts = [(0, Rows(nothing[:split], lengths[:split], rows[:split]))]
    parts += [(len(rows[:split]), Rows(nothing[split:], lengths[split:], rows[split:]))]
    small = np.array(asked, np.int8).reshape(-1, 3)
    group = Quantised(small, np.linalg.norm(small.astype(float), axis=1).astype(np.float32))
    k = min(k, len(rows))
    found, cosines = scan(parts, group, k)
    expected = (rows.astype(np.int64) @ small.astype(np.int64).T).astype(np.float32)
    expected = np.clip(expected / lengths[:, None] / group.lengths[None, :], -1, 1)
    for n in range(len(small)):
        order = sorted(range(len(rows)), key=lambda row: (-expected[row, n], row))[:k]
        assert found[n].tolist() == order
        assert cosines[n].tolist() == expected[order, n].tolist()


def test_many_more_rows_than_a_block() -> None:
    rows = quantised(directions(3_000, 8))
    found = cosines_with(rows.vectors, rows.lengths, quantised(directions(2, 8, seed=2)))
    assert np.allclose(found, directions(3_000, 8) @ directions(2, 8, seed=2).T, atol=0.02)


def test_quantised() -> None:
    found = quantised(np.array([[0.5, -0.25, 0], [0, 0, -1e-30]], np.float32))
    assert found.vectors.tolist() == [[127, -64, 0], [0, 0, -127]]
    assert found.lengths.tolist() == pytest.approx([142.2146, 127])
    for bad in ([0.0, 0], [np.nan, 1], [np.inf, 1]):
        with pytest.raises(ValueError, match="without a direction"):
            quantised(np.array([[1, 0], bad], np.float32))


def test_what_is_there_is_not_added_again(tmp_path: Path) -> None:
    store = filled(tmp_path, 10)
    before = files(tmp_path)
    assert store.add(keys(10), directions(10, seed=5)) == 0
    assert files(tmp_path) == before
    assert store.add([*keys(3, 9), *keys(3, 9)], directions(6)) == 2
    assert len(store) == 12


def test_two_who_write_in_turn(tmp_path: Path) -> None:
    one, other = (VectorStore.open(tmp_path, DIGEST) for _ in range(2))
    assert one.add(keys(5), directions(5)) == 5
    assert other.add(keys(5, 3), directions(5)) == 3
    assert (len(one), len(other)) == (5, 8)
    assert one.keys_of(range(5)) == sorted(keys(5)), "what is open stays as it was"
    assert one.add(keys(1, 8), directions(1)) == 1
    assert len(one) == 9


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    store = filled(tmp_path, 3)
    with layout.locked(tmp_path):
        with pytest.raises(IndexBusy):
            store.add(keys(1, 3), directions(1))
        with pytest.raises(IndexBusy):
            store.prune([])
        with pytest.raises(IndexBusy):
            discard(tmp_path)


@pytest.mark.parametrize("keep", [0, 1, 250, 499, 500])
def test_prune(tmp_path: Path, keep: int) -> None:
    store = filled(tmp_path, 500, at_once=130)
    assert store.prune([*keys(keep), *keys(2, 900)]) == 500 - keep
    assert len(store) == keep
    assert store.missing(keys(500)).tolist() == list(range(keep, 500))
    assert len(VectorStore.open(tmp_path, DIGEST)) == keep
    store.check()
    if keep:
        rows, cosines = store.search_many(directions(500)[:keep], 1)
        assert store.keys_of(rows[:, 0]) == keys(keep)
        assert (cosines > 0.9999).all()
    assert store.add(keys(500), directions(500)) == 500 - keep


def test_vectors_of_another_model_are_ignored_then_replaced(tmp_path: Path) -> None:
    filled(tmp_path, 20)
    before = files(tmp_path)
    other = VectorStore.open(tmp_path, "e" * 64)
    assert (len(other), other.missing(keys(2)).tolist()) == (0, [0, 1])
    assert files(tmp_path) == before
    other.add(keys(2), directions(2, 16))
    assert (len(other), other.dimensions) == (2, 16)
    assert not set(files(tmp_path)) & set(before)
    assert len(VectorStore.open(tmp_path, DIGEST)) == 0


def test_mistakes(tmp_path: Path) -> None:
    store = filled(tmp_path, 3)
    with pytest.raises(ValueError, match="2 keys, 3 vectors"):
        store.add(keys(2, 5), directions(3))
    with pytest.raises(ValueError, match="16 dimensions, not 48"):
        store.add(keys(2, 5), directions(2, 16))
    with pytest.raises(ValueError, match="keys have 16 bytes"):
        store.rows([b"short"])
    with pytest.raises(IndexError):
        store.keys_of([3])
    with pytest.raises(IndexError):
        store.keys_of([-1])


def test_keys() -> None:
    assert key_of("a").hex() == "ca978112ca1bbdcafac231b39a23dc4d"
    assert len(key_of("\ud800")) == 16
    # A key may end in zeros, which numpy would cut off, and two may differ in the last byte alone.
    ends = [b"k" * 15 + bytes([n]) for n in range(3)]
    assert segments.find(np.array(ends[1:], "S16"), np.array(ends, "S16")).tolist() == [-1, 0, 1]


def test_keys_that_end_in_zeros(tmp_path: Path) -> None:
    store = VectorStore.open(tmp_path, DIGEST)
    odd = [bytes(16), b"k" * 14 + bytes(2), b"k" * 15 + b"\1"]
    store.add(odd, directions(3))
    assert store.keys_of(store.rows(odd)) == odd


# Ends that nobody planned


@pytest.mark.parametrize("step", ["write_manifest", "write"])
def test_an_interrupt_leaves_what_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = filled(tmp_path, 50)
    with monkeypatch.context() as patch:
        patch.setattr(segments, step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.add(keys(40, 50), directions(40))
    for now in (store, VectorStore.open(tmp_path, DIGEST)):
        assert len(now) == 50
        now.check()
    assert store.add(keys(40, 50), directions(40)) == 40
    assert len(files(tmp_path)) == 1, "what was left half done is gone"


def test_a_kill_leaves_what_was_committed(tmp_path: Path) -> None:
    filled(tmp_path, 50)
    code = f"""
import os, signal
from pathlib import Path
from semantic_fakes import *
from foisearch.engine.files import layout
layout.write_durably = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
VectorStore.open(Path({str(tmp_path)!r}), DIGEST).add(keys(9, 50), directions(9))
"""
    paths = os.pathsep.join((str(Path(__file__).parent), str(Path(layout.__file__).parents[3])))
    environ = {**os.environ, "PYTHONPATH": paths}
    ended = subprocess.run([sys.executable, "-c", code], env=environ, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(files(tmp_path)) == 2
    store = VectorStore.open(tmp_path, DIGEST)
    assert len(store) == 50
    assert store.add(keys(9, 50), directions(9)) == 9
    store.check()


def test_every_damaged_byte_is_found(tmp_path: Path) -> None:
    filled(tmp_path, 20)
    (name,) = files(tmp_path)
    path = tmp_path / name
    whole = path.read_bytes()
    for place in [*range(0, len(whole), 7), *range(len(whole) - 70, len(whole))]:
        path.unlink()  # what is mapped must not change
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(IndexUnusable, match=REBUILD):
            VectorStore.open(tmp_path, DIGEST).check()


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_file_cut_short(tmp_path: Path, cut: int) -> None:
    filled(tmp_path, 20)
    path = tmp_path / files(tmp_path)[0]
    data = path.read_bytes()[:cut]
    path.unlink()
    path.write_bytes(data)
    with pytest.raises(IndexUnusable, match=REBUILD):
        VectorStore.open(tmp_path, DIGEST)


def test_damage_under_a_search_is_found(tmp_path: Path) -> None:
    filled(tmp_path, 900, at_once=900)
    path = tmp_path / files(tmp_path)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)
    store = VectorStore.open(tmp_path, DIGEST)
    with pytest.raises(IndexUnusable, match=REBUILD):
        store.search(directions(1)[0], 3)
    with pytest.raises(IndexUnusable, match=REBUILD):
        store.add(keys(800, 900), directions(800))


def test_every_damaged_byte_of_the_manifest_is_found(tmp_path: Path) -> None:
    filled(tmp_path, 20)
    path = tmp_path / segments.MANIFEST
    whole = path.read_bytes()
    cures, lengths = set(), set()
    for place in range(len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            found = VectorStore.open(tmp_path, DIGEST)
        except IndexUnusable as error:
            cures.add(error.cure)
        else:
            lengths.add(len(found))  # what was changed is the version, and that is to be made anew
    assert (cures, lengths) == ({f"run: {REBUILD}"}, {0})
    path.write_bytes(whole[:-9])
    with pytest.raises(IndexUnusable, match=REBUILD):
        VectorStore.open(tmp_path, DIGEST)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    filled(tmp_path, 20)
    (tmp_path / files(tmp_path)[0]).unlink()
    with pytest.raises(IndexUnusable, match="lost their files"):
        VectorStore.open(tmp_path, DIGEST)


def test_a_link_is_no_file_of_ours(tmp_path: Path) -> None:
    filled(tmp_path / "store", 20)
    path = tmp_path / "store" / files(tmp_path / "store")[0]
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IndexUnusable, match="is a link"):
        VectorStore.open(tmp_path / "store", DIGEST)


def test_discard_removes_what_is_ours(tmp_path: Path) -> None:
    discard(tmp_path / "none")
    filled(tmp_path, 20)
    (tmp_path / segments.MANIFEST).write_bytes(b"damaged")
    (tmp_path / "notes.txt").write_text("mine")
    discard(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "notes.txt"]
    assert len(filled(tmp_path, 5)) == 5


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusable):
        VectorStore.open(tmp_path / "file" / "store", DIGEST).add(keys(1), directions(1))
