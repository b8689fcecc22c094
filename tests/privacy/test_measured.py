"""How much personal data is found, and that nothing else goes, on letters in many styles.

``docs/privacy.md`` has the figures; the first reading of the styles kept aside stands there too.
"""

from __future__ import annotations

import letter_maker
import pytest
from letter_maker import Style, cast

from foisearch.privacy import keep_out
from foisearch.privacy.marks import MARK

TEXTS = 40
STYLES = (*letter_maker.SEEN, *letter_maker.ASIDE, *letter_maker.LAST)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_personal_data_go_and_everything_else_stays(style: Style) -> None:
    for seed in range(TEXTS):
        made = style(cast(seed))
        masked = keep_out(made.text.split("\n"), made.place)
        left = "\n".join(masked.lines)
        assert [text for text in made.secret if text in left] == []
        assert [line for line in made.kept if line not in left] == []
        assert sum(count for _, count in masked.found) == len(MARK.findall(left))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_nothing_is_taken_out_twice(style: Style) -> None:
    for seed in range(TEXTS // 4):
        made = style(cast(seed))
        once = keep_out(made.text.split("\n"), made.place)
        again = keep_out(once.lines, made.place)
        assert again.lines == once.lines
        assert not again.found
