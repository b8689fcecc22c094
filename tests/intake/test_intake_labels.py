"""Where the request ends and the response begins, in every order of the two labels."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from intake_helpers import lines

from foisearch.disclosure import SplitConfidence
from foisearch.intake.labels import Split, split
from foisearch.intake.lines import join

ASKED = "You asked how many gates there are."
SUMMARY = "You asked about the gates of the park."
REPLY = "We hold nine of them."
HIGH, LOW, NONE = SplitConfidence.HIGH, SplitConfidence.LOW, SplitConfidence.NONE

ORDERS = [
    (f"Request\n\n{ASKED}\n\nResponse\n\n{REPLY}", HIGH),
    (f" Request\n{ASKED}\n Response\n{REPLY}", HIGH),
    (f"Request:\n{ASKED}\nResponse:\n{REPLY}", HIGH),
    (f"Request {ASKED}\n\nResponse {REPLY}", HIGH),
    (f"Request\n{ASKED}\n\nResponse {REPLY}", HIGH),
    (f"REQUEST\n{ASKED}\nRESPONSE\n{REPLY}", HIGH),
    (f"{ASKED}\n\nRequest\nResponse\n\n{REPLY}", LOW),
    (f"{ASKED}\n\nRequest\n\nResponse {REPLY}", LOW),
    (f"Request\nResponse\n\n{ASKED}\n\n{REPLY}", LOW),
    (f"Response\nRequest\n\n{ASKED}\n\n{REPLY}", LOW),
    (f"Request\n\n{ASKED}\n\n{REPLY}\n\nResponse", LOW),
    (f"{ASKED}\n\nResponse {REPLY}\n\nRequest", LOW),
    (f"{ASKED}\n\nResponse\n{REPLY}", LOW),
    (f"Request\n{ASKED}\n\n{REPLY}", LOW),
    (f"Response\n{REPLY}\nRequest\n{ASKED}", LOW),
]


@pytest.mark.parametrize(("text", "confidence"), ORDERS)
def test_every_order(text: str, confidence: SplitConfidence) -> None:
    found = split(lines(text))
    assert (join(found.request), join(found.response)) == (ASKED, REPLY)
    assert found.confidence is confidence
    assert bool(found.warning) == (confidence is not HIGH), "a mend is always said"
    assert not found.body


def test_a_label_inside_the_response() -> None:
    found = split(lines(f"{ASKED}\nResponse {REPLY}\n\nRequest\n\nThey are green."))
    assert join(found.request) == ASKED
    assert join(found.response).split("\n\n") == [REPLY, "They are green."]
    assert found.confidence is LOW


def test_a_label_inside_a_sentence() -> None:
    found = split(
        lines(
            f"Request\n\n{ASKED}\nGates\nof the park are counted by\nResponse\nthe warden each May."
        )
    )
    assert join(found.request) == ASKED
    assert join(found.response) == "Gates\nof the park are counted by\nthe warden each May."
    assert found.confidence is LOW


def test_both_labels_above_two_lists() -> None:
    found = split(lines("Request\n\nResponse\n\n(1) Gates?\n(2) Doors?\n(1) Nine.\n(2) Eight."))
    assert join(found.request) == "(1) Gates?\n(2) Doors?"
    assert join(found.response) == "(1) Nine.\n(2) Eight."


def test_words_that_only_look_like_labels() -> None:
    after = "Request forms are at the lodge.\nResponse times vary."
    text = f"Request\n{ASKED}\nResponse\n{REPLY}\n{after}"
    assert join(split(lines(text)).response).endswith("Response times vary.")
    # A sentence that runs on into "Response" is not cut by it.
    text = f"Request\n\nHow is the emergency\nResponse Team paid?\n\nResponse\n\n{REPLY}"
    found = split(lines(text))
    assert join(found.request) == "How is the emergency\nResponse Team paid?"
    assert join(found.response) == REPLY


@pytest.mark.parametrize("text", ["", "Gates.", "Request\nGates", "Request\nResponse", "Response"])
def test_what_cannot_be_split_is_kept_whole(text: str) -> None:
    found = split(lines(text))
    assert found.confidence is NONE
    assert join(found.body) == text
    assert not found.request
    assert not found.response


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(REPLY, id="a reply below"),
        pytest.param(f"{SUMMARY}\n\n{REPLY}", id="a summary below"),
        pytest.param(f"{REPLY}\n\nResponse", id="a label at the end"),
    ],
)
def test_text_above_a_lone_request_label(below: str) -> None:
    found = split(lines(f"{ASKED}\n\nRequest\n\n{below}"))
    assert ASKED in "\n".join(join(part) for part in (found.request, found.response, found.body))


PIECES = [
    "Request",
    "Response",
    ASKED,
    REPLY,
    "",
    "1. Gates?",
    "2. Doors?",
    "of the",
    "Response ok",
]


@given(st.lists(st.sampled_from(PIECES), max_size=10))
@example([ASKED, "Request", SUMMARY, "", REPLY])
def test_no_line_is_lost_whatever_the_order(rows: list[str]) -> None:
    found: Split = split(lines("\n".join(rows)))
    parts = (found.request, found.response, found.body)
    kept = [line.number for part in parts for line in part if not line.blank]
    wanted = {
        number for number, row in enumerate(rows, 1) if row and row not in ("Request", "Response")
    }
    assert wanted <= set(kept)
    assert len([n for n in kept if n in wanted]) == len(wanted), "no line stands twice"
