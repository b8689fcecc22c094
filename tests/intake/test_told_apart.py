"""The messages of a correspondence told apart by hand: found again, applied, none of them lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import bodies, new_corpus, read_text

from foisearch.disclosure import (
    UNKNOWN_DATE,
    Disclosure,
    Message,
    MessageKind,
    SplitConfidence,
)
from foisearch.intake import ImportOptions, import_paths
from foisearch.intake.corrections import Correction, Corrections
from foisearch.intake.corrections.applying import corrected_record
from foisearch.intake.threads.told_apart import told_apart
from foisearch.services.corrected import messages_of

MAILS = (
    ("jo@x.example", "1. How many kites were there?\n2. Where were they kept?"),
    ("foi@tarnmouth.example", "The beach team looks after this and will be in touch."),
    ("foi@tarnmouth.example", "Our response:\n\n1. Twelve kites.\n2. In the harbour office."),
    ("jo@x.example", "Thank you, that was quick."),
)


def thread(mails: Sequence[tuple[str, str]] = MAILS) -> bytes:
    """A mailbox with one correspondence."""
    pieces = []
    for number, (sender, text) in enumerate(mails, 1):
        to = "foi@tarnmouth.example" if sender.startswith("jo") else "jo@x.example"
        pieces.append(
            f"From {sender} Mon Jan {number:2} 10:00:00 2024\nFrom: {sender}\nTo: {to}\n"
            f"Subject: FOI request - Kites\nDate: {number} Jan 2024 10:00:00 +0000\n"
            f"Message-ID: <{number}@x>\nReferences: <1@x>\n\n{text}\n\n"
        )
    return "".join(pieces).encode()


def read_thread(folder: Path, mails: Sequence[tuple[str, str]], *said: Correction) -> Disclosure:
    """The record of a mailbox, read again with what was corrected."""
    (folder / "kites.mbox").write_bytes(thread(mails))
    corpus = new_corpus(folder / "corpus")
    options = ImportOptions(force=True)
    import_paths([folder / "kites.mbox"], corpus, options)
    for correction in said:
        Corrections.read(corpus.folder).add(correction)
    if said:
        import_paths([folder / "kites.mbox"], corpus, options)
    (record,) = corpus.disclosures()
    return record


def of_messages(record: Disclosure, **fields: str) -> Correction:
    """What is said of the messages of a record."""
    anchored, told = messages_of(fields, record)
    place = record.provenance
    return Correction(
        **{"file": place.file, "id": record.id, "now": record.id, "first_line": place.first_line},
        **{"made": "2026-01-01", "who": "x", "reader": "correspondence/1", "sha256": place.sha256},
        fields=tuple(fields.items()),
        said=tuple(dict.fromkeys(fields, told).items()),
        anchors=anchored,
    )


def test_of_letters_the_messages_that_ask_and_answer_can_be_named(tmp_path: Path) -> None:
    before = read_thread(tmp_path, MAILS)
    assert "beach team" in before.response
    after = read_thread(tmp_path, MAILS, of_messages(before, split="3"))
    assert "beach team" not in after.response
    assert [part.answer.split()[0] for part in after.parts] == ["Twelve", "In"]
    assert (after.split_confidence, "split" in after.doubts) == (SplitConfidence.HIGH, False)
    assert [m.text for m in after.messages] == [m.text for m in before.messages]
    assert "corrected by hand on 2026-01-01: split" in after.warnings
    assert not any("was taken for" in warning for warning in after.warnings)


def test_messages_that_moved_are_found(tmp_path: Path) -> None:
    said = of_messages(read_thread(tmp_path, MAILS), split="3")
    more = (MAILS[0], ("foi@tarnmouth.example", "A note on opening hours."), *MAILS[1:])
    after = read_thread(tmp_path, more, said)
    assert "beach team" not in after.response
    assert "Twelve kites" in after.response
    assert any("the source has changed since" in warning for warning in after.warnings)


def test_a_message_that_is_gone_leaves_the_split_doubted_and_is_said(tmp_path: Path) -> None:
    said = of_messages(read_thread(tmp_path, MAILS), split="3")
    after = read_thread(tmp_path, (*MAILS[:2], ("foi@tarnmouth.example", "Nine kites.")), said)
    assert "split" in after.doubts
    assert any("message 3 is not there any more" in warning for warning in after.warnings)


@pytest.mark.parametrize(
    ("fields", "request_has", "response_has"),
    [
        ({"request": "1 4"}, "that was quick", "beach team"),
        ({"split": "2"}, "How many", "beach team"),
        ({"split": "3", "request": "1 4"}, "that was quick", "Twelve"),
    ],
)
def test_what_each_message_does_follows_from_what_is_said(
    tmp_path: Path, fields: dict[str, str], request_has: str, response_has: str
) -> None:
    before = read_thread(tmp_path, MAILS)
    after = corrected_record(before, of_messages(before, **fields), bodies())
    assert request_has in after.request
    assert response_has in after.response


@given(st.integers(0, 5), st.sets(st.integers(1, 5), max_size=3), st.integers(1, 5))
def test_no_message_is_lost_whatever_is_said(split: int, request: set[int], count: int) -> None:
    texts = ("How many kites?", "It is ours.", "Twelve.", "And why?", "Because.")[:count]
    kinds = (MessageKind.REQUEST, MessageKind.ACKNOWLEDGEMENT, MessageKind.RESPONSE)
    messages = tuple(
        Message(kinds[n % 3], "requester" if n in (0, 3) else "authority", UNKNOWN_DATE, text)
        for n, text in enumerate(texts)
    )
    (base,) = read_text("Ref 6102214\n\nRequest\n\nWhy?\n\nResponse\n\nSo.\n").disclosures
    record = replace(base, messages=messages)
    after = told_apart(record, split, request, bodies())
    if after is None:
        return
    assert [m.text for m in after.messages] == [m.text for m in messages]
    assert after.request
    assert after.response
    for number, text in enumerate(texts, 1):
        if number in request:
            assert text in after.request
    if 0 < split <= count and split not in request:
        assert texts[split - 1] in after.response
