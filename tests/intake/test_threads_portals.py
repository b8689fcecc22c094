"""JSON records of request portals: recognised by their shape, read as correspondence."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import bodies

from foisearch.disclosure import Disclosure, Outcome, SplitConfidence
from foisearch.intake.report import ImportOptions
from foisearch.intake.threads import read_correspondence
from foisearch.intake.threads.portals import as_correspondence

ASKED = (
    "Dear Harrowmere Police,\n\nHow many kites did you seize?\n\nYours faithfully,\n\nPat Nobody"
)
ACK = "Dear Ms Nobody,\n\nThank you. We will respond within 20 working days."
ANSWER = "<p>Dear Ms Nobody,</p><p>Our ref: 07.FOI.24.000777</p><p>We hold 12 kites.</p>"


def event(number: int, kind: str, day: int, state: str) -> dict[str, Any]:
    side = "outgoing" if "sent" in kind else "incoming"
    return {
        "id": number,
        "event_type": kind,
        "created_at": f"2024-01-{day:02}T10:30:00.000+00:00",
        "described_state": None,
        "calculated_state": state,
        f"{side}_message_id": number,
        "comment_id": None,
    }


ALAVETELI: dict[str, Any] = {
    "id": 12345,
    "url_title": "kite_seizures_12",
    "title": "Kite seizures",
    "created_at": "2024-01-15T10:30:00Z",
    "described_state": "successful",
    "display_status": "Successful",
    "law_used": "foi",
    "user": {"id": 1, "name": "Pat Nobody", "url_name": "pat"},
    "public_body": {"id": 9, "name": "Harrowmere Police", "url_name": "harrowmere"},
    "info_request_events": [
        event(1, "sent", 15, "waiting_response"),
        event(2, "response", 16, "waiting_response"),
        event(3, "response", 29, "successful"),
        {**event(4, "status_update", 30, ""), "incoming_message_id": None},
    ],
}
TEXTS = {
    1: ("outgoing_message", ASKED),
    2: ("incoming_message", ACK),
    3: ("incoming_message", ANSWER),
}


def with_texts() -> dict[str, Any]:
    record = deepcopy(ALAVETELI)
    for each in record["info_request_events"][:3]:
        holder, text = TEXTS[each["id"]]
        each[holder] = {"body": text}
    record["info_request_events"][2]["incoming_message"]["attachments"] = [
        {"display_filename": "Answer.pdf"}
    ]
    return record


def with_messages() -> dict[str, Any]:
    record = deepcopy(ALAVETELI)
    record["messages"] = [
        {"direction": "outgoing", "body": ASKED, "sent_at": "2024-01-15"},
        {"direction": "incoming", "body": ACK, "sent_at": "2024-01-16"},
        {
            **{"direction": "incoming", "body": ANSWER, "sent_at": "2024-01-29"},
            "attachments": [{"filename": "Answer.pdf"}],
        },
    ]
    return record


def with_two_lists() -> dict[str, Any]:
    record = with_messages()
    asked, *answers = record.pop("messages")
    for message in (asked, *answers):
        del message["direction"]
    return {"info_request": {**record, "outgoing_messages": [asked], "incoming_messages": answers}}


FROIDE = {
    "id": 77,
    "url": "/request/kites/",
    "title": "Kite seizures",
    "jurisdiction": "https://portal.example/api/v1/jurisdiction/1/",
    "public_body": {"name": "Harrowmere Police"},
    "status": "resolved",
    "resolution": "successful",
    "messages": [
        {"is_response": False, "content": ASKED, "timestamp": "2024-01-15T10:00:00Z"},
        {"is_response": True, "content": ACK, "timestamp": "2024-01-16T10:00:00Z"},
        {
            **{"is_response": True, "content": ANSWER, "timestamp": "2024-01-29T10:00:00Z"},
            "attachments": [{"name": "Answer.pdf"}],
        },
    ],
}
MUCKROCK = {
    "id": 5,
    "title": "Kite seizures",
    "slug": "kites",
    "status": "done",
    "tracking_id": "",
    "agency": {"id": 3, "name": "Harrowmere Police"},
    "username": "Pat Nobody",
    "communications": [
        {"response": False, "communication": ASKED, "datetime": "2024-01-15T10:00:00-04:00"},
        {"response": True, "communication": ACK, "date": "2024-01-16T10:00:00"},
        {
            **{"response": True, "communication": ANSWER, "date": "2024-01-29T10:00:00"},
            "files": [{"ffile": "https://cdn.example/kites/Answer.pdf", "title": ""}],
        },
    ],
}
RECORDS = {
    "alaveteli, texts in the events": with_texts(),
    "alaveteli, texts beside the events": with_messages(),
    "alaveteli, two lists": with_two_lists(),
    "froide": FROIDE,
    "muckrock": MUCKROCK,
}


def one(record: object) -> Disclosure:
    thread = as_correspondence(record, "x.json")
    assert thread is not None
    read = read_correspondence(thread, "x.json", "0" * 64, ImportOptions(), bodies())
    (found,) = read.disclosures
    return found


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_the_same_request_of_every_portal(record: dict[str, Any]) -> None:
    found = one(record)
    assert (found.id, found.topic) == ("harrowmere/07.FOI.24.000777", "Kite seizures")
    assert found.request == "How many kites did you seize?"
    assert found.response == "Our ref: 07.FOI.24.000777\n\nWe hold 12 kites."
    assert (str(found.received), str(found.responded)) == ("2024-01-15", "2024-01-29")
    assert [str(m.kind) for m in found.messages] == ["request", "acknowledgement", "response"]
    assert found.attachments == ("Answer.pdf",)
    assert (found.outcome, found.split_confidence) == (Outcome.FULL, SplitConfidence.HIGH)
    assert "Nobody" not in repr(found)


def test_a_record_without_letters_keeps_what_it_says() -> None:
    found = one({**ALAVETELI, "described_state": "rejected"})
    assert (found.id, found.topic) == ("harrowmere/12345", "Kite seizures")
    assert (found.request, found.response) == ("", "")
    assert found.outcome is Outcome.REFUSED
    assert found.split_confidence is SplitConfidence.LOW
    assert "split" in found.doubts
    assert any("holds no text" in warning for warning in found.warnings)
    assert str(found.received) == "2024-01-15"


def test_letters_in_another_language_are_told_by_what_the_portal_says() -> None:
    record = deepcopy(FROIDE)
    record["messages"] = [
        {
            **{"is_response": False, "timestamp": "2023-05-01T10:00:00Z"},
            "content": "Sehr geehrte Damen und Herren, bitte senden Sie mir die Zahl der Drachen.",
        },
        {
            **{"is_response": True, "timestamp": "2023-05-20T10:00:00Z", "status": "resolved"},
            "content": "Anbei erhalten Sie die gewünschte Zahl der Drachen, die wir im Jahr in "
            "unserem Amt an den Stränden der Stadt gezählt haben, mit einer Liste.",
        },
    ]
    found = one({**record, "resolution": "partially_successful"})
    assert found.response.startswith("Anbei erhalten")
    assert found.outcome is Outcome.PART
    assert any("the portal says" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "value",
    [None, 1, "x", [], {}, {"ref": "1", "request": "x"}, {"title": "a", "status": "b"}, [FROIDE]],
)
def test_what_is_no_portals_record(value: object) -> None:
    assert as_correspondence(value, "x.json") is None


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
KEYS = st.sampled_from(
    [
        *("id", "url_title", "title", "described_state", "info_request_events", "public_body"),
        *("messages", "is_response", "content", "communications", "status", "agency", "body"),
        *("response", "communication", "event_type", "incoming_message", "attachments", "files"),
        *("resolution", "jurisdiction", "is_foi", "user", "created_at", "timestamp", "name"),
    ]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_object_is_read_or_left(value: dict[str, Any]) -> None:
    thread = as_correspondence(value, "x.json")
    if thread is not None:
        read_correspondence(thread, "x.json", "0" * 64, ImportOptions(), bodies())


def test_a_draft_was_never_sent() -> None:
    record = deepcopy(FROIDE)
    record["messages"].append(
        {**record["messages"][0], "is_draft": True, "content": "Not yet written."}
    )
    assert "Not yet written" not in str(one(record))
