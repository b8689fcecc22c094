"""All pages of a PDF, each judged: has it text, is it a scan, is it blank, is it broken?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby

from foisearch.containers.contents import Member
from foisearch.containers.pdf.characters import UNREADABLE, unreadable
from foisearch.containers.pdf.page import BrokenPage, Link, Opened, Page
from foisearch.containers.pdf.running import Running
from foisearch.containers.pdf.writing import Writer

MOST_PAGES = 20_000
MOST_CHARACTERS = 20_000_000
"""Of a file; what comes after is an error that is told."""
MOST_LINKS = 20_000
"""Of a file; further ones are left out, their words are not."""
FEWEST = 20
"""Characters below which a page with a picture has no text layer."""
FEW = 100
"""The same for a page that a picture fills: a stamp or a running header was added to the scan."""
LEAST_INK = 0.0001
"""Share of a page that is darker than its paper, below which its picture is that of a blank sheet.

That is two letters on a page of A4.
"""
BROKEN_IN_A_ROW = 500
AT_ONCE = 200
"""Pages that are held at a time."""


class State(Enum):
    """What a page holds."""

    TEXT = "text"
    BLANK = "blank"
    SCANNED = "scanned"
    UNREADABLE = "unreadable"
    BROKEN = "broken"
    DRAWN = "drawn"
    """Strokes and no text: a drawing, or letters drawn as shapes."""


@dataclass(slots=True)
class Pages:
    """What the pages of a file gave.

    ``links`` stand with the numbers of their pages; ``cut`` says why not all pages were read,
    ``ocr`` that OCR was tried, ``by_ocr`` lists the pages that have their text from it, and
    ``garbled`` those of them on which it found hardly any words;
    ``hidden`` has the pages on which letters were left out that nobody sees, and how many,
    ``comments`` the same of comments.  ``members`` are the files that hang on pages.
    """

    writer: Writer = field(default_factory=Writer)
    running: Running = field(default_factory=Running)
    states: list[State] = field(default_factory=list)
    links: list[tuple[int, Link]] = field(default_factory=list)
    cut: str = ""
    ocr: bool = False
    by_ocr: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    hidden: dict[int, int] = field(default_factory=dict)
    comments: dict[int, int] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)

    def those(self, *states: State) -> list[int]:
        """The numbers of the pages that are so."""
        return [number for number, state in enumerate(self.states, 1) if state in states]

    def note(self, page: Page) -> None:
        """Keep what a page holds beside its text."""
        if page.hidden:
            self.hidden[page.number] = page.hidden
        if page.comments:
            self.comments[page.number] = page.comments
        self.members.extend(page.members)


def read_pages(opened: Opened, alive: Callable[[], None]) -> Pages:
    """Read page after page; ``alive`` is called for each."""
    pages = Pages()
    held: list[Page] = []
    for page in _judged(opened, pages, alive):
        held.append(page)
        if len(held) == AT_ONCE:
            _write(pages, held)
            held = []
    _write(pages, held)
    return pages


def _write(pages: Pages, held: Sequence[Page]) -> None:
    for page in pages.running.without(held):
        pages.writer.add(page)


def _judged(opened: Opened, pages: Pages, alive: Callable[[], None]) -> Iterator[Page]:
    """The pages that have text; the state of every page is kept."""
    characters = 0
    broken = 0
    for number in range(1, opened.count + 1):
        if number > MOST_PAGES:
            pages.cut = (
                f"pages {number:,}-{opened.count:,} were not read: the limit is {MOST_PAGES:,}"
            )
            return
        alive()
        try:
            page = opened.page(number)
        except BrokenPage:
            pages.states.append(State.BROKEN)
            broken += 1
            if broken >= BROKEN_IN_A_ROW:
                pages.cut = f"nothing was read after page {number:,}: too many damaged pages"
                return
            continue
        broken = 0
        pages.note(page)
        state = state_of(page)
        pages.states.append(state)
        if state is State.TEXT:
            if page.unseen:
                pages.by_ocr.append(number)
            if len(pages.links) < MOST_LINKS:
                pages.links.extend((number, link) for link in page.links)
            characters += sum(len(line.text) for line in page.lines)
            yield page
        if characters > MOST_CHARACTERS and number < opened.count:
            pages.cut = (
                f"pages {number + 1:,}-{opened.count:,} were not read: "
                f"the file holds more than {MOST_CHARACTERS:,} characters"
            )
            return


def state_of(page: Page) -> State:
    """What a page holds."""
    text = "".join(line.text for line in page.lines)
    letters = len("".join(text.split()))
    if page.pictures and (letters < FEWEST or (letters < FEW and page.covered > 0.5)):
        return State.SCANNED if letters or page.ink > LEAST_INK else State.BLANK
    if not letters:
        return State.DRAWN if page.drawings > 20 else State.BLANK
    return State.UNREADABLE if unreadable(text) > UNREADABLE else State.TEXT


def ranges(numbers: Sequence[int]) -> str:
    """``3-9, 12``; long lists are cut short."""
    found = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        found.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    shown = ", ".join(found[:20])
    return shown if len(found) <= 20 else f"{shown} and {len(found) - 20} more ranges"


def named(numbers: Sequence[int]) -> str:
    """``page 3``, ``pages 3-9, 12``."""
    return f"{'page' if len(numbers) == 1 else 'pages'} {ranges(numbers)}"
