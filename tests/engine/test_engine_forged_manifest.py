"""Manifests that somebody made up, with right checksums; and links, pipes and folders for files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from engine_forgery import bounded, put_manifest, refused, seal, survived
from engine_records import disclosure, put

from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.engine.files import manifest
from foisearch.errors import IndexUnusable

NAME = "seg-0123456789ab.foi"
ODD = [None, True, -1, 1.5, 1e30, 1 << 60, "x", "", [], [1], {}, {"a": 1}]


def first(data: dict[str, Any]) -> dict[str, Any]:
    return data["segments"][0]


def with_dead(data: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in data["segments"] if each["dead"])


def put_in(*keys: Any) -> Callable[[Any], Callable[[dict[str, Any]], None]]:
    """A change of what stands under some keys."""

    def change(value: Any) -> Callable[[dict[str, Any]], None]:
        def apply(data: dict[str, Any]) -> None:
            for key in keys[:-1]:
                data = data[key]
            if value is ...:
                del data[keys[-1]]
            else:
                data[keys[-1]] = value

        return apply

    return change


NAMES = ["../x", f"../{NAME}", f"/tmp/{NAME}", f"{NAME}/../x", ".", "..", "manifest.json", ".lock"]
NAMES += [
    "seg-0123456789AB.foi",
    f"{NAME}\n",
    f"{NAME}\0",
    "dead-0123456789ab.foi",
    "seg-1.foi",
    "",
]
MANIFESTS: list[tuple[Callable[[Any], Callable[[dict[str, Any]], None]], list[Any]]] = [
    (put_in("number"), [each for each in ODD if each != 1] + [...]),
    (put_in("bodies"), [each for each in ODD if type(each) is not str] + [...]),
    (put_in("corpus_digest"), [None, 5, ...]),
    (put_in("pivots"), [*ODD, ...]),
    (put_in("pivots", "topic"), [*ODD, 0, ...]),
    (put_in("pivots", "other"), [1]),
    (put_in("segments"), [each for each in ODD if each != []] + [...]),
    (put_in("segments", 0), ODD),
    (put_in("segments", 0, "name"), [*NAMES, *ODD, ...]),
    (put_in("segments", 0, "size"), [*ODD, 0, ...]),
    (put_in("segments", 0, "checksum"), [*ODD, 0, 1 << 32, ...]),
    (put_in("segments", 0, "documents"), [*ODD, 0, 34, 1 << 31, ...]),
    (put_in("segments", 0, "dead"), [each for each in ODD if each is not None] + [...]),
    (put_in("segments", 0, "more"), [1]),
    (put_in("sources"), [*ODD, ...]),
    (put_in("sources", "name"), [*NAMES, NAME, ...]),
    (put_in("names"), [*ODD, ...]),
    (put_in("names", "name"), [*NAMES, NAME, ...]),
    (put_in("fresh"), [each for each in ODD if each != {}] + [...]),
    (put_in("fresh", "/x"), [*ODD, [1, 2, 3], ["1", 2], [-2, 0], [0, 1 << 70]]),
    (put_in("more"), [1]),
]


def test_a_manifest_says_what_it_has_to_say(copy: Path) -> None:
    whole = (copy / "manifest.json").read_bytes()
    for change, values in MANIFESTS:
        for value in values:
            seal(copy, change(value))
            refused(copy)
            (copy / "manifest.json").write_bytes(whole)
    assert survived(copy)


def test_a_manifest_lists_nothing_twice(copy: Path) -> None:
    for change in (
        lambda data: data["segments"].append(first(data)),
        lambda data: first(data).update(dead=with_dead(data)["dead"] | {"documents": 1}),
        lambda data: first(data).update(dead=with_dead(data)["dead"]),
    ):
        whole = (copy / "manifest.json").read_bytes()
        seal(copy, change)
        if (copy / "manifest.json").read_bytes() != whole and not survived(copy):
            refused(copy)
        (copy / "manifest.json").write_bytes(whole)
    seal(copy, lambda data: data["segments"].append(first(data)))
    refused(copy, r"manifest\.json is damaged")


def test_a_manifest_leads_nowhere_else(copy: Path, tmp_path: Path) -> None:
    """Not even to a file that is just what it has to be."""
    name = first(orjson.loads((copy / "manifest.json").read_bytes())["manifest"])["name"]
    (copy / name).rename(tmp_path / name)
    (copy / "seg-d").mkdir()
    seal(copy, put_in("segments", 0, "name")(f"seg-d/../../../{name}"))
    assert (copy / f"seg-d/../../../{name}").is_file()
    refused(copy, "is damaged", seen=True)


@pytest.mark.parametrize(
    "inner",
    [
        *(b"", b"[]", b"1", b"null", b'"x"', b"{}", b"{", b"\xff", b"[" * 5000 + b"]" * 5000),
        *(b'{"format_version":2}', b'{"format_version":{},"fingerprint":[]}', b"\xef\xbb\xbf{}"),
    ],
)
def test_a_manifest_is_an_object(copy: Path, inner: bytes) -> None:
    put_manifest(copy, inner)
    refused(copy)
    (copy / "manifest.json").write_bytes(inner)
    refused(copy)


@pytest.mark.parametrize("name", ["format_version", "fingerprint"])
@pytest.mark.parametrize("sealed", [True, False])
def test_another_version_is_refused_and_rebuilt(copy: Path, name: str, sealed: bool) -> None:
    change = put_in(name)(1 if name == "format_version" else "other")
    data = orjson.loads((copy / "manifest.json").read_bytes())["manifest"]
    change(data)
    if sealed:
        seal(copy, change)
    else:  # as version 1 was
        (copy / "manifest.json").write_bytes(orjson.dumps(data))
    refused(copy, "another foisearch")
    former = copy / "gen-000001-0123abcd"
    former.mkdir()
    (former / "MAIN_1.toc").write_bytes(b"x")
    engine.build(Corpus(copy.parent / "corpus"), copy, rebuild=True)
    assert not former.exists()
    assert survived(copy)


def test_a_manifest_without_its_checksum_is_refused(copy: Path) -> None:
    data = orjson.loads((copy / "manifest.json").read_bytes())["manifest"]
    (copy / "manifest.json").write_bytes(orjson.dumps(data))
    refused(copy, "is damaged")


def test_a_manifest_without_end_is_not_read(copy: Path) -> None:
    path = copy / "manifest.json"
    with path.open("r+b") as stream:
        stream.truncate(1 << 40)  # no disk is that large: it has holes
    with bounded():
        refused(copy)


def test_names_that_no_file_has_are_not_fresh(copy: Path) -> None:
    seal(copy, put_in("fresh")({"/\0": [1, 2]}))
    found = manifest.read(copy)
    assert not manifest.is_fresh(found)
    assert survived(copy)


def test_fresh_is_only_what_comes_from_the_same_files(copy: Path) -> None:
    found = manifest.read(copy)
    assert manifest.is_fresh(found) == manifest.is_fresh(found, [Path(p) for p in found.fresh])
    assert not manifest.is_fresh(found, [*map(Path, found.fresh), copy])


# What is no file.


@pytest.mark.parametrize("kind", ["manifest", "seg", "dead", "sources"])
@pytest.mark.parametrize("how", ["link", "zero", "pipe", "folder", "dangling"])
def test_nothing_but_files_is_opened(copy: Path, tmp_path: Path, kind: str, how: str) -> None:
    path = next(copy.glob(f"{kind}[-.]*"))
    outside = tmp_path / "outside"
    shutil.copy(path, outside)
    before = outside.read_bytes()
    path.unlink()
    if how == "link":
        path.symlink_to(outside)
    elif how == "zero":
        path.symlink_to("/dev/zero")
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    refused(copy)
    corpus = Corpus(copy.parent / "corpus")
    if (kind, how) == ("manifest", "folder"):
        with pytest.raises(IndexUnusable, match="Is a directory"):
            engine.build(corpus, copy, rebuild=True)
        return
    engine.build(corpus, copy, rebuild=True)
    assert survived(copy)
    assert outside.read_bytes() == before


def test_the_folder_itself_may_be_a_link(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(copy)
    assert survived(tmp_path / "linked")
    corpus = put(copy.parent / "corpus", {"c": [disclosure("99")]})
    assert engine.build(corpus, tmp_path / "linked").added == 1
    assert survived(copy)


@pytest.mark.parametrize("name", [".lock", ".manifest.json.PROCESS"])
def test_nothing_is_written_through_a_link(copy: Path, tmp_path: Path, name: str) -> None:
    name = name.replace("PROCESS", str(os.getpid()))
    outside = tmp_path / "outside"
    outside.write_text("mine")
    (copy / name).unlink(missing_ok=True)
    (copy / name).symlink_to(outside)
    corpus = put(copy.parent / "corpus", {"c": [disclosure("99")]})
    if name == ".lock":
        with pytest.raises(IndexUnusable, match="cannot write"):
            engine.build(corpus, copy)
    else:
        assert engine.build(corpus, copy).added == 1
    assert outside.read_text() == "mine"
    assert survived(copy)
