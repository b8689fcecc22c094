"""The words by which letters about requests tell what they are.

They stand in ``cues.tsv``, a form on each line: those of letters that British authorities send, and
of the requests they answer.  Forms are looked for in one sentence at a time and reach no further.
"""

from __future__ import annotations

import re
from pathlib import Path


def _read() -> dict[str, re.Pattern[str]]:
    """The forms of each cue as one pattern."""
    text = Path(__file__).with_name("cues.tsv").read_text("utf-8")
    forms: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        cue, _, form = line.partition("\t")
        forms.setdefault(cue, []).append(form)
    return {cue: re.compile("|".join(each), re.I | re.M) for cue, each in forms.items()}


_CUES = _read()

HYPOTHETICAL = _CUES["hypothetical"]
"""What might happen ("If an exemption applies …"): such a sentence tells nothing."""
DECIDES = _CUES["decides"]
"""The answer itself, or a note that brings it."""
ANSWERS = _CUES["answers"]
"""Sentences of answers; one alone may stand in another letter."""
ACKNOWLEDGES = _CUES["acknowledges"]
TAKEN_AS_RECEIVED = _CUES["taken_as_received"]
"""What automatic replies say, whatever was sent."""
ASKS_TO_CLARIFY = _CUES["asks_to_clarify"]
TAKES_TIME = _CUES["takes_time"]
IS_REVIEW = _CUES["is_review"]
"""The decision of an internal review."""
WANTS_REVIEW = _CUES["wants_review"]
WITHDRAWS = _CUES["withdraws"]
BOUNCED = _CUES["bounced"]
"""Mail that came back, or that nobody reads now."""
ASKS = _CUES["asks"]
BY_AUTHORITY = _CUES["by_authority"]
"""What authorities write of requests."""
BY_REQUESTER = _CUES["by_requester"]
