"""Every container in one folder: the same disclosure out of each, and no harm from harmed ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from container_samples import EVERY, REF, WORDS, harmed
from intake_helpers import new_corpus

from foisearch import record
from foisearch.corpus import Corpus
from foisearch.disclosure import Outcome
from foisearch.intake import FileStatus, ImportReport, import_paths


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, ImportReport]:
    folder = tmp_path_factory.mktemp("every")
    inbox = folder / "inbox"
    inbox.mkdir()
    for ending, make in EVERY.items():
        (inbox / f"reply.{ending}").write_bytes(make())
    corpus = new_corpus(folder / "corpus")
    return corpus, import_paths([inbox], corpus)


@pytest.mark.parametrize("ending", EVERY)
def test_the_same_disclosure_out_of_each(
    imported: tuple[Corpus, ImportReport], ending: str
) -> None:
    corpus, report = imported
    (file,) = [f for f in report.files if f.file.endswith(f"reply.{ending}")]
    assert (file.status, file.error) == (FileStatus.IMPORTED, "")
    (entry,) = [e for e in corpus.sources() if e.file == file.file]
    found = list(corpus.records(entry))
    assert found
    for disclosure in found:
        assert (disclosure.ref, disclosure.authority) == (REF, "tarnmouth")
        assert [part.outcome for part in disclosure.parts] == [Outcome.FULL, Outcome.NOT_HELD]
        said = " ".join((disclosure.request, disclosure.response))
        assert all(words in said for words in WORDS)


def test_harmed_files_cost_themselves_and_are_named(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for ending, make in EVERY.items():
        whole = make()
        for number in range(12):
            (inbox / f"{number}.{ending}").write_bytes(harmed(whole, chance))
    (inbox / "good.txt").write_bytes(EVERY["txt"]())
    corpus = new_corpus(tmp_path / "corpus")
    report = import_paths([inbox], corpus)
    assert len(report.files) == 12 * len(EVERY) + 1
    for file in report.files:
        said = (file.error, *file.warnings)
        assert not any("met a bug" in text for text in said), (file.file, said)
        assert not any(set(text) & set("\n\r\x1b\x00") for text in said), file.file
        if file.status is FileStatus.FAILED:
            assert file.error
    assert report.files[-1].status is FileStatus.IMPORTED
    for disclosure in corpus.disclosures():
        assert record.from_json(record.to_json(disclosure)) == disclosure


@pytest.mark.parametrize("claimed", EVERY)
def test_a_wrong_ending_is_no_matter(tmp_path: Path, claimed: str) -> None:
    """What has a signature is what it is, whatever its name says; all else fails in one line."""
    signed = ("pdf", "docx", "odt", "rtf", "xlsx", "html", "zip")
    for ending in signed:
        (tmp_path / f"{ending}.{claimed}").write_bytes(EVERY[ending]())
    corpus = new_corpus(tmp_path / ".corpus")
    report = import_paths([tmp_path], corpus)
    assert {Path(f.file).stem: f.status for f in report.files} == dict.fromkeys(
        signed, FileStatus.IMPORTED
    )


def test_a_mail_saved_as_text_is_a_mail(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_bytes(EVERY["eml"]())
    (tmp_path / "letter.txt").write_bytes(b"Subject: bins\nDate: 3 May 2024\n\n" + EVERY["txt"]())
    corpus = new_corpus(tmp_path / ".corpus")
    import_paths([tmp_path], corpus)
    places = {Path(d.provenance.file).name for e in corpus.sources() for d in corpus.records(e)}
    assert places == {"mail.txt", "mail.txt!reply.pdf", "letter.txt"}
