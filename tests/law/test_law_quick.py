"""What tells quickly that a text has none of a cue never tells wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch.law import signals
from foisearch.law.byname import _phrases
from foisearch.text import collapse_space

ENGLISH = st.characters(max_codepoint=126, min_codepoint=32)
IN_COMPANY = ("more", "upheld", "changed", "ordered")
"""Signals that count only beside another one: what they need is of that one."""
CUES = [each for each in signals._cues() if each.cue[0] not in IN_COMPANY]
PHRASES = [(regime, phrase) for regime in ("foia", "eir") for phrase in _phrases(regime)]


@pytest.mark.parametrize("cue", CUES, ids=[f"{n}-{c.cue[0]}" for n, c in enumerate(CUES)])
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_text_with_a_cue_is_never_passed_over(cue: signals._Quick, data: st.DataObject) -> None:
    pattern = cue.cue[1]
    text = collapse_space(data.draw(st.from_regex(pattern, alphabet=ENGLISH)))
    if not pattern.search(text):
        return  # it stood on two lines
    assert cue.cue in signals._present([text])
    assert cue.cue in signals._present([text, "naïve"])


@pytest.mark.parametrize(("regime", "phrase"), PHRASES)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_name_of_a_provision_is_never_passed_over(
    regime: str, phrase: tuple[object, ...], data: st.DataObject
) -> None:
    pattern, _, _, needs = phrase
    text = data.draw(st.from_regex(pattern, alphabet=ENGLISH))  # type: ignore[arg-type]
    assert any(piece in text.lower() for piece in needs)  # type: ignore[attr-defined]


WORDS = st.sampled_from(
    (
        *("we", "do", "not", "hold", "the", "information", "is", "attached", "refused"),
        *("published", "£12", "Café", "5", "cost", "of", "a", "review", "will", "be"),
        *("withheld", "please", "see", "below", "section", "40", "disclosed", "in"),
        *("full,", "Naïve’s", "you", "may", "wish", "to.", "Some\n", "never"),
        *("transferred", "no", "such", "record", "—", "exempt"),
    )
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_quick_and_slow_find_the_same_cues(text: str) -> None:
    sentences = list(signals._own_words(text))
    joined = "\n\x01".join(sentences)
    slow = tuple(each.cue for each in CUES if each.cue[1].search(joined))
    found = signals._present(sentences)
    assert tuple(cue for cue in found if cue[0] not in IN_COMPANY) == slow
