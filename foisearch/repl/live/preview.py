"""The preview of a hit: as much of a disclosure as the window shows, laid out as it is needed.

Most that is previewed while somebody types is gone with the next key, and a disclosure may have a
hundred pages; so what lies below the window is laid out when it is scrolled to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from foisearch.disclosure import Disclosure
from foisearch.render.disclosures import disclosure_blocks
from foisearch.render.layout import Block, Line, Pair
from foisearch.render.marking import MATCH, Marks
from foisearch.render.plain import table_lines
from foisearch.repl.live.lines import Text, cut, wrapped

HEAD = 2
"""So much of a disclosure, its title and its facts, stands above its text on two lines each."""
ABOVE = 2
"""Lines of the preview above its first match."""
MOST_LINES = 2_000
"""So many lines of a disclosure are laid out; the pager has them all."""


class Preview:
    """A disclosure at the width of its pane: a head, and a text that can be scrolled.

    The text opens a little above its first match.
    """

    def __init__(self, d: Disclosure, marks: Marks, width: int) -> None:
        blocks = disclosure_blocks(d, marks)
        self._head: list[Text] = []
        for block in islice(blocks, HEAD):
            self._head += list(_laid(block, width))[:HEAD]
        above, below = _parted(blocks)
        self._text = [text for block in above for text in _laid(block, width)][:MOST_LINES]
        self.opens = max(len(self._text) - ABOVE, 0) if above else 0
        """The line of the text that is shown first."""
        self._rest: Iterator[Text] = (text for block in below for text in _laid(block, width))

    def shown(self, scrolled: int, height: int) -> tuple[list[Text], int]:
        """The lines in the window, and how far it is scrolled after all."""
        room = max(height - len(self._head), 0)
        self._lay(self.opens + max(scrolled, 0) + room)
        first = max(min(self.opens + scrolled, len(self._text) - room), 0)
        return [*self._head[:height], *self._text[first : first + room]], first - self.opens

    def _lay(self, wanted: int) -> None:
        """See that so many lines are laid out, where there are so many."""
        if len(self._text) <= MOST_LINES:
            self._text += islice(self._rest, max(wanted - len(self._text), 0))
            if len(self._text) > MOST_LINES:
                self._text[MOST_LINES:] = [[("dim", "… (Enter opens all of it)")]]
                self._rest = iter(())


def _parted(blocks: Iterator[Block]) -> tuple[list[Block], Iterable[Block]]:
    """The blocks above the first that holds a match, and those from it on; of a text without a
    match nothing is above.
    """
    seen: list[Block] = []
    for block in blocks:
        if isinstance(block, Line) and any(span.role == MATCH for span in block.spans):
            return seen, chain((block,), blocks)
        seen.append(block)
    return [], seen


def _laid(block: Block, width: int) -> Iterator[Text]:
    """The lines of a block."""
    if isinstance(block, Line):
        yield from wrapped(block, width)
    elif isinstance(block, Pair):
        for each in block.within(width):
            yield from wrapped(each, width)
    else:
        yield from (cut([("", text)], width) for text in table_lines(block))
