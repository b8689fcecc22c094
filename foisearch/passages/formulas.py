"""What every letter says whatever was asked, and what is appended to it.

The words are those of many bodies' letters, not of one: greetings, what the Act says of requests
and refusals, how to complain, what is added about comparing and using figures again.  A passage
with other words of the question beats one that stands among these.
"""

from __future__ import annotations

from foisearch.passages.sentences import borders, places

SENTENCES = (
    # greetings and thanks
    "dear ",
    "thank you for your request",
    "thank you for your email",
    "thank you for your e-mail",
    "thank you for your letter",
    "thank you for your enquiry",
    "thank you for contacting",
    "i write in connection with your",
    "i am writing in response to your",
    "i am writing to respond to your",
    "your request was received on",
    "your request has been considered",
    "your request was considered",
    "has been handled under the",
    "has been dealt with under the",
    "been processed under the",
    # what was decided, in the words of the Act
    "i have today decided",
    "serves as a refusal notice",
    "this letter is a refusal notice",
    "acts as a refusal notice",
    "constitutes a refusal notice",
    "places two duties on",
    "creates a statutory right of access",
    "gives a general right of access",
    "provides that any person making a request",
    "is entitled to be informed in writing",
    "requires us, when refusing",
    "requires a public authority, when refusing",
    "when refusing to provide such information",
    "states the fact",
    "pursuant to your request",
)
"""Where one of these stands, the sentence is a formula."""

PARAGRAPHS = (
    # complaints and reviews
    "request an internal review",
    "ask for an internal review",
    "conduct an internal review",
    "right to an internal review",
    "internal review of our decision",
    "internal review should be",
    "internal review procedure",
    "dissatisfied with",
    "not satisfied with",
    "are unhappy with",
    "not content with the outcome",
    "right of appeal",
    "right to appeal",
    "right of complaint",
    "right to complain",
    "complaints procedure",
    "complain to the information commissioner",
    "complaint to the information commissioner",
    "apply directly to the information commissioner",
    "appeal directly to the information commissioner",
    "contact the information commissioner",
    "wycliffe house",
    "ico.org.uk",
    # farewells
    "yours sincerely",
    "yours faithfully",
    "kind regards",
    "please do not hesitate to contact",
    "foi@",
    "if you have any queries",
    "if you have any questions about this letter",
    # figures and using them again
    "re-use of public sector information",
    "open government licence",
    "crown copyright",
    "protected by copyright",
    "every effort is made to ensure",
    "every effort has been made to ensure",
    "should not be used for comparison",
    "care should be taken in comparing",
    "care should be taken when comparing",
    "this e-mail and any attachment",
    "this email and any attachment",
    "accept cookies",
    "cookies help",
)
"""Where one of these stands, the rest of the paragraph is one, too."""

APPENDED = ("appendix", "annex", "schedule", "attachment", "enclosure")
"""A heading that begins so begins what is appended."""

_LONGEST_PARAGRAPH = 900
_LONGEST_SENTENCE = 400
_LONGEST_HEADING = 80
_SHORTEST_ANSWER = 400
"""What stands before it is no answer yet, so nothing is appended to it."""


def formulas(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are formulas, in order; they may overlap."""
    flat = text.lower()
    if len(flat) != len(text):
        return []
    found = []
    for cue in SENTENCES:
        if cue in flat:
            for place in places(flat, cue, 0, len(flat)):
                found.append((_begin(text, place), _sentence_end(text, place)))
    for cue in PARAGRAPHS:
        if cue in flat:
            for place in places(flat, cue, 0, len(flat)):
                found.append((_begin(text, place), _paragraph_end(text, place)))
    found.sort()
    return found


def appended(text: str) -> int:
    """Where what is appended to a text begins; its length where nothing is."""
    flat = text.lower()
    least = len(text)
    if len(flat) != least:
        return least
    for word in APPENDED:
        for place in places(flat, f"\n{word}", _SHORTEST_ANSWER, least):
            end = text.find("\n", place + 1)
            if text[place - 1] == "\n" and (end if end >= 0 else len(text)) - place < (
                _LONGEST_HEADING
            ):
                least = place
                break
    return least


def _begin(text: str, place: int) -> int:
    """Where the sentence of a place begins."""
    low = max(place - _LONGEST_SENTENCE, 0)
    found = borders(text, low, place)
    return found[-1] if found else low


def _sentence_end(text: str, place: int) -> int:
    high = min(place + _LONGEST_SENTENCE, len(text))
    found = borders(text, place, high)
    return found[0] if found else high


def _paragraph_end(text: str, place: int) -> int:
    end = text.find("\n\n", place, place + _LONGEST_PARAGRAPH)
    return end if end >= 0 else min(place + _LONGEST_PARAGRAPH, len(text))
