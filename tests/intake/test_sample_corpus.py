"""The sample corpus through the real import, against what a careful human reads in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from intake_helpers import SAMPLES, new_corpus, said

from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure, Kind
from foisearch.intake import FileStatus, ImportReport, import_paths

ROWS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("sample_expected.json").read_text("utf-8")
)
DISCLOSURES = [row for row in ROWS if row["outcome"] != "NOT A RECORD"]
PUBLICATIONS = [row for row in ROWS if row["outcome"] == "NOT A RECORD"]
FILES = sorted({row["file"] for row in ROWS})

LEAST_OUTCOMES = 1.00
LEAST_PARTS = 0.92
"""Shares of outcomes read right, of whole requests and of parts: they may only rise."""

EACH = pytest.mark.parametrize("row", DISCLOSURES, ids=lambda row: f"{row['file']}:{row['ref']}")

Found = Callable[[dict[str, Any]], Disclosure]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, ImportReport]:
    corpus = new_corpus(tmp_path_factory.mktemp("corpus"))
    return corpus, import_paths([SAMPLES], corpus)


@pytest.fixture(scope="module")
def found(imported: tuple[Corpus, ImportReport]) -> Found:
    by_place = {(d.provenance.file, d.ref): d for d in imported[0].disclosures()}

    def find(row: dict[str, Any]) -> Disclosure:
        return by_place[str((SAMPLES / row["file"]).resolve()), row["ref"] or ""]

    return find


def test_import_is_whole_and_without_failure(imported: tuple[Corpus, ImportReport]) -> None:
    corpus, report = imported
    statuses = Counter(file.status for file in report.files)
    assert statuses == {FileStatus.IMPORTED: len(FILES)}
    assert not report.failed
    assert not report.conflicts
    kinds = Counter(d.kind for d in corpus.disclosures())
    assert kinds[Kind.DISCLOSURE] == len(DISCLOSURES)
    assert kinds[Kind.PUBLICATION] == len(PUBLICATIONS)
    assert sum(file.disclosures for file in report.files) == len(DISCLOSURES)


def test_ids_are_unique(imported: tuple[Corpus, ImportReport]) -> None:
    ids = [d.id for d in imported[0].disclosures()]
    assert len(set(ids)) == len(ids) == len(ROWS)


@EACH
def test_heading(row: dict[str, Any], found: Found) -> None:
    d = found(row)
    assert (d.topic, d.authority) == (row["topic"], row["authority"])
    assert d.id.startswith(f"{row['authority']}/")
    assert (str(d.published) or None) == row["published"]


@EACH
def test_parts(row: dict[str, Any], found: Found) -> None:
    assert len(found(row).parts) == row["parts"]


@EACH
def test_applied_provisions(row: dict[str, Any], found: Found) -> None:
    assert set(found(row).applied()) == set(row["exemptions_applied"])


@EACH
def test_forces_named(row: dict[str, Any], found: Found) -> None:
    assert {m.authority for m in found(row).forces} >= set(row["forces_named"])


@EACH
def test_no_residue(row: dict[str, Any], found: Found) -> None:
    for place, text in said(found(row)):
        for residue in ("HYPERLINK", "</", "<p", "Back to top", "data-bbox", "](#", "\r", "\t"):
            assert residue not in text, place


@pytest.mark.parametrize("row", PUBLICATIONS, ids=lambda row: row["file"])
def test_publications(row: dict[str, Any], found: Found) -> None:
    d = found(row)
    assert d.kind is Kind.PUBLICATION
    assert d.authority == row["authority"]
    assert str(d.published)[:4] == row["published"]
    assert not d.parts
    assert not d.applied()
    assert not d.request
    assert not d.response
    assert {m.authority for m in d.forces} >= set(row["forces_named"])


def test_outcomes(found: Found) -> None:
    wrong = [
        f"{row['file']} {row['ref']}: {found(row).outcome}, not {row['outcome']}"
        for row in DISCLOSURES
        if found(row).outcome != row["outcome"]
    ]
    share = 1 - len(wrong) / len(DISCLOSURES)
    print(f"outcomes right: {share:.1%}", *wrong, sep="\n")
    assert share >= LEAST_OUTCOMES, "\n".join(wrong)


def test_outcomes_by_part(found: Found) -> None:
    wrong, total = [], 0
    for row in DISCLOSURES:
        got = {_plain(p.number): str(p.outcome) for p in found(row).parts}
        for number, outcome in row["outcome_by_part"].items():
            total += 1
            if got.get(_plain(number)) != outcome:
                wrong.append(
                    f"{row['file']} {row['ref']} part {number}: "
                    f"{got.get(_plain(number))}, not {outcome}"
                )
    share = 1 - len(wrong) / total
    print(f"outcomes of parts right: {share:.1%} of {total}", *wrong, sep="\n")
    assert share >= LEAST_PARTS, "\n".join(wrong)


def _plain(number: str) -> str:
    return number.replace("(", "").replace(")", "")


def test_nothing_depends_on_where_the_samples_lie(
    imported: tuple[Corpus, ImportReport], tmp_path: Path
) -> None:
    """The same files elsewhere give the same records, but for the place they name."""
    corpus = new_corpus(tmp_path / "other")
    copy = tmp_path / "copied"
    copy.mkdir()
    names = FILES[:: max(len(FILES) // 8, 1)]
    for name in names:
        (copy / Path(name).name).write_bytes((SAMPLES / name).read_bytes())
    import_paths([copy], corpus)
    here = {d.id: said(d) for d in imported[0].disclosures()}
    there = {d.id: said(d) for d in corpus.disclosures()}
    assert there
    assert {id_: here[id_] for id_ in there} == there
