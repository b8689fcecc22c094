"""The sample corpus that newcomers see first is what today's readers make of its sources."""

from __future__ import annotations

import shutil
from pathlib import Path

from foisearch.corpus import Corpus
from foisearch.intake import FileStatus, import_paths

SAMPLE = Path(__file__).parents[1] / "corpus"


def test_the_committed_records_are_up_to_date(tmp_path: Path) -> None:
    """Refresh them with: bin/foisearch import corpus/sources."""
    corpus = Corpus(tmp_path / "corpus")
    shutil.copytree(SAMPLE / "sources", corpus.folder / "sources")
    shutil.copy(SAMPLE / "authorities.csv", corpus.folder)
    report = import_paths([corpus.folder / "sources"], corpus)
    assert {f.status for f in report.files} == {FileStatus.IMPORTED}
    assert not report.conflicts
    fresh = list(corpus.disclosures())
    assert fresh == list(Corpus(SAMPLE).disclosures())
    assert len(fresh) >= 60


def test_importing_the_sample_again_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(SAMPLE, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    report = import_paths([folder / "sources"], Corpus(folder))
    assert {f.status for f in report.files} == {FileStatus.UNCHANGED}
    assert before == {p: p.read_bytes() for p in before}
