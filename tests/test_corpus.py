"""The store of record: what damage by hand does to it, and the ids that it gives."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import disclosures

from foisearch import record
from foisearch.corpus import Corpus, SourceEntry
from foisearch.disclosure import Disclosure, Kind, Provenance
from foisearch.errors import CorpusError


def made(ref: str, response: str = "Nine.", file: str = "a.txt") -> Disclosure:
    return Disclosure(
        id=f"opsr/{ref}",
        kind=Kind.DISCLOSURE,
        authority="opsr",
        authority_name="Office for Police Standards Review",
        regime="foia",
        ref=ref,
        topic=None,
        request="How many gates?",
        response=response,
        provenance=Provenance(file, "0" * 64, 1, 2, "reference-log", 1),
    )


def put(corpus: Corpus, **files: list[Disclosure]) -> None:
    with corpus.writing() as writer:
        for name, found in files.items():
            writer.replace(SourceEntry(f"{name}.txt", "0" * 64, "reference-log"), found)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus(tmp_path / "corpus")
    put(corpus, one=[made("1"), made("2")], two=[made("3")])
    return corpus


def test_an_absent_corpus_is_empty(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "none")
    assert not corpus.exists()
    assert corpus.sources() == ()
    assert list(corpus.disclosures()) == []
    assert not corpus.folder.exists(), "looking makes nothing"


def test_counts_of_the_manifest(corpus: Corpus) -> None:
    put(corpus, three=[replace(made("x"), kind=Kind.PUBLICATION), made("4")])
    counts = {e.file: (e.disclosures, e.publications) for e in corpus.sources()}
    assert counts == {"one.txt": (2, 0), "two.txt": (1, 0), "three.txt": (1, 1)}


def test_sources_keep_their_order_when_they_are_replaced(corpus: Corpus) -> None:
    put(corpus, one=[made("9")])
    assert [e.file for e in corpus.sources()] == ["one.txt", "two.txt"]


def test_the_digest_changes_exactly_when_a_record_or_a_body_does(corpus: Corpus) -> None:
    digest = corpus.digest()
    put(corpus, one=[made("1"), made("2")])
    assert corpus.digest() == digest
    put(corpus, one=[made("1"), made("2", "Ten.")])
    changed = corpus.digest()
    assert changed != digest
    corpus.authorities_path.write_text("id,name\n")
    assert corpus.digest() not in (digest, changed)


def damage_manifest(corpus: Corpus, change: Any) -> None:
    data = orjson.loads(corpus.manifest_path.read_bytes())
    change(data)
    corpus.manifest_path.write_bytes(orjson.dumps(data))


WHOLE = [b"", b"{", b"[]", b"null", b"5", b'"x"', b"{}", b"\xff\xfe", b'{"format_version": 1}']
CHANGES = {
    "a later version": lambda d: d.update(format_version=99),
    "sources no list": lambda d: d.update(sources=5),
    "an entry no object": lambda d: d["sources"].append(5),
    "a key too many": lambda d: d["sources"][0].update(shelf="x"),
    "a key missing": lambda d: d["sources"][0].pop("sha256"),
    "records that are a number": lambda d: d["sources"][0].update(records=5),
    "records that are none": lambda d: d["sources"][0].update(records=None),
    "records elsewhere": lambda d: d["sources"][0].update(records="../../victim.txt"),
    "records at the root": lambda d: d["sources"][0].update(records="/victim.txt"),
    "records that are a folder": lambda d: d["sources"][0].update(records="records"),
    "records that are not there": lambda d: d["sources"][0].update(records="records/no.jsonl"),
    "another digest": lambda d: d["sources"][0].update(records_sha256="0" * 64),
}


def read_all(corpus: Corpus) -> None:
    corpus.digest()
    list(corpus.disclosures())


@pytest.mark.parametrize("content", WHOLE)
def test_a_damaged_manifest_is_said_with_a_cure(corpus: Corpus, content: bytes) -> None:
    corpus.manifest_path.write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        read_all(corpus)
    assert "manifest.json" in caught.value.message
    assert caught.value.cure


@pytest.mark.parametrize(
    "name",
    list(CHANGES),
)
def test_a_manifest_changed_by_hand_is_said_with_a_cure(corpus: Corpus, name: str) -> None:
    damage_manifest(corpus, CHANGES[name])
    with pytest.raises(CorpusError) as caught:
        read_all(corpus)
    assert caught.value.cure


def test_a_manifest_that_is_a_folder(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.manifest_path.mkdir()
    with pytest.raises(CorpusError, match="cannot read"):
        corpus.sources()


def test_a_manifest_from_elsewhere_removes_no_file_outside_the_corpus(
    corpus: Corpus, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("keep me")
    damage_manifest(corpus, CHANGES["records elsewhere"])
    with suppress(CorpusError):
        put(corpus, one=[made("9")])
    assert victim.is_file()


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\xff", b"extra\n"])
def test_damaged_records_are_said_with_a_cure(corpus: Corpus, damage: bytes) -> None:
    path = corpus.folder / corpus.sources()[0].records
    path.write_bytes(damage)
    with pytest.raises(CorpusError, match="changed by hand or damaged") as caught:
        read_all(corpus)
    assert path.name in caught.value.message
    assert "one.txt" in caught.value.cure


def test_damaged_records_can_be_imported_again(corpus: Corpus) -> None:
    (corpus.folder / corpus.sources()[0].records).write_bytes(b"")
    put(corpus, one=[made("1"), made("2")])
    assert len(list(corpus.disclosures())) == 3


def test_records_whose_digest_was_mended_but_are_none(corpus: Corpus) -> None:
    import hashlib

    for line in (b'{"id": 5}\n', b"[]\n", b"5\n", b"x\n"):
        (corpus.folder / corpus.sources()[0].records).write_bytes(line)
        digest = hashlib.sha256(line).hexdigest()
        damage_manifest(corpus, lambda d, s=digest: d["sources"][0].update(records_sha256=s))
        with pytest.raises(CorpusError, match="not a record") as caught:
            read_all(corpus)
        assert caught.value.cure


def test_an_error_inside_the_block_takes_everything_back(corpus: Corpus) -> None:
    before = {p.name: p.read_bytes() for p in corpus.folder.rglob("*.json*")}

    def write_and_fail() -> None:
        with corpus.writing() as writer:
            writer.replace(SourceEntry("one.txt", "1" * 64, "x"), [made("7")])
            writer.replace(SourceEntry("new.txt", "1" * 64, "x"), [made("8")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert {p.name: p.read_bytes() for p in corpus.folder.rglob("*.json*")} == before


def test_all_is_durable_before_the_manifest_tells_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records, then their names, then the manifest, then its name; only then is old swept away."""
    done: list[str] = []
    sync, rename, remove = os.fsync, Path.replace, Path.unlink

    def synced(file: int) -> None:
        done.append(f"sync {Path(f'/proc/self/fd/{file}').resolve().name}")
        sync(file)

    def renamed(path: Path, to: Path) -> Path:
        done.append(f"name {to.name}")
        return rename(path, to)

    def removed(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            done.append(f"remove {path.name}")
        remove(path, missing_ok=missing_ok)

    old = {Path(entry.records).name for entry in corpus.sources()}
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    monkeypatch.setattr(Path, "unlink", removed)
    put(corpus, **{name: [made(f"{number}9")] for number, name in enumerate(["one", "two", "six"])})
    new = {Path(entry.records).name for entry in corpus.sources()}
    assert not new & old
    assert set(done[:3]) == {f"name {name}" for name in new}
    assert set(done[3:6]) == {f"sync {name}" for name in new}
    told = f".manifest.json.{os.getpid()}"
    assert done[6:10] == ["sync records", f"sync {told}", "name manifest.json", "sync corpus"]
    assert set(done[10:]) == {f"remove {name}" for name in old}


def test_records_that_the_manifest_names_are_not_written_again(corpus: Corpus) -> None:
    """Half of them might be there after a crash, and the old manifest would name them still."""
    first = corpus.sources()[0]
    path = corpus.folder / first.records
    written = path.stat().st_ino
    with corpus.writing() as writer:
        writer.replace(replace(first, readers="better/2"), [made("1"), made("2")])
    assert corpus.sources()[0] == replace(first, readers="better/2")
    assert path.stat().st_ino == written
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@given(st.lists(disclosures, max_size=4))
def test_records_come_back_as_they_went_in(store: Path, found: list[Disclosure]) -> None:
    corpus = Corpus(store)
    put(corpus, one=found)
    (entry,) = corpus.sources()
    assert list(corpus.records(entry)) == found


REFS = st.sampled_from(["1", "2", "3"])
SOURCES = st.dictionaries(
    st.sampled_from("abc"), st.lists(st.tuples(REFS, st.sampled_from("xyz")), max_size=4)
)


@given(SOURCES)
def test_resolved_ids_against_a_plain_model(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, list[tuple[str, str]]]
) -> None:
    """Ids are unique; the first to hold one keeps it; equal ones count once; none is lost."""
    corpus = Corpus(tmp_path_factory.mktemp("m"))
    put(corpus, **{name: [made(*row) for row in rows] for name, rows in said.items()})
    found = list(corpus.disclosures())
    assert len({d.id for d in found}) == len(found)
    first: dict[str, str] = {}
    for rows in said.values():
        for ref, response in rows:
            first.setdefault(ref, response)
    by_id = {d.id: d.response for d in found}
    assert {ref: by_id[f"opsr/{ref}"] for ref in first} == first
    assert {(d.ref, d.response) for d in found} == {row for rows in said.values() for row in rows}
    assert len(corpus.conflicts()) == sum(d.id != f"opsr/{d.ref}" for d in found)
    assert [d.id for d in corpus.disclosures()] == [d.id for d in found]


def test_digests_of_sources_change_with_the_ids(corpus: Corpus) -> None:
    digests = {s.entry.file: s.digest for s in corpus.resolved()}
    put(corpus, one=[made("1"), made("2"), made("3", "Ten.")])
    changed = {s.entry.file: s.digest for s in corpus.resolved()}
    assert changed["two.txt"] != digests["two.txt"], "its record now goes by another id"
    assert record.FORMAT_VERSION == 1


def test_a_third_source_that_agrees_with_the_second_adds_nothing(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    put(corpus, one=[made("1")], two=[made("1", "Ten.")], three=[made("1", "Ten.")])
    assert [d.id for d in corpus.disclosures()] == ["opsr/1", "opsr/1@two"]
    assert len(corpus.conflicts()) == 1
