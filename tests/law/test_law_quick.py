"""What tells quickly that a text has none of a cue never tells wrongly."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foisearch.law import signals
from foisearch.law.byname import _phrases
from foisearch.law.likely import IN_COMPANY, Cue, cues
from foisearch.law.patterns import compiled, places
from foisearch.text import collapse_space

ENGLISH = st.characters(max_codepoint=126, min_codepoint=32)
CUES = [each for each in cues().all if each.signal not in IN_COMPANY]
PHRASES = [(regime, phrase) for regime in ("foia", "eir") for phrase in _phrases(regime)]


@pytest.mark.parametrize("cue", CUES, ids=[f"{n}-{c.signal}" for n, c in enumerate(CUES)])
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_text_with_a_cue_is_never_passed_over(cue: Cue, data: st.DataObject) -> None:
    text = collapse_space(data.draw(st.from_regex(cue.pattern, alphabet=ENGLISH)))
    for sentence in (text, f"{text} — naïve"):
        if cue.pattern.search(sentence):  # else it stood on two lines
            assert cue in cues().found(sentence, 0)


@pytest.mark.parametrize(("regime", "phrase"), PHRASES)
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_name_of_a_provision_is_never_passed_over(
    regime: str, phrase: tuple[object, ...], data: st.DataObject
) -> None:
    pattern, _, _, needs = phrase
    slow = compiled(pattern)  # type: ignore[arg-type]
    text = data.draw(st.from_regex(slow, alphabet=ENGLISH))
    spans = [found.span() for found in slow.finditer(text)]
    assert [found.span() for found in places(slow.pattern, text)] == spans
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
    for sentence in signals._own_words(text):
        slow = [each for each in CUES if each.pattern.search(sentence)]
        assert list(cues().found(sentence, 0)) == slow
