"""A page as it was drawn: lines of text with their places, rules, pictures; and who can read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from foisearch.containers.contents import Member
from foisearch.containers.pdf.ruled import RuledGrid


class BrokenPage(Exception):
    """A page cannot be read; others of its file may be."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page as a reader holds it: points from some corner, ``top`` above ``bottom``.

    ``top`` is the smaller number of the two.
    """

    left: float
    top: float
    right: float
    bottom: float

    @staticmethod
    def turned(turn: int, left: float, low: float, right: float, high: float) -> Box:
        """A place in PDF's own coordinates, which go upward, after so many quarter turns."""
        match turn:
            case 1:
                return Box(low, left, high, right)
            case 2:
                return Box(-right, low, -left, high)
            case 3:
                return Box(-high, -right, -low, -left)
            case _:
                return Box(left, -high, right, -low)

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Its middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    def beside(self, other: Box) -> bool:
        """Whether both stand on one line: more than half of the lower one's height is shared."""
        if self.bottom <= other.top or other.bottom <= self.top:
            return False
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.5 * min(self.height, other.height)

    def above(self, other: Box) -> bool:
        """Whether this ends before ``other`` begins, and both share some of their width."""
        lap = 0.3 * min(self.height, other.height)
        if self.top >= other.top or self.bottom > other.top + lap:
            return False
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > 0.3 * min(self.width, other.width)

    def around(self, other: Box) -> Box:
        """The smallest place that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """Text that stands on one line, within one column.

    ``broken`` tells that it ends with a hyphen that the end of the line may have made.
    ``bold_first`` and ``bold_last`` are those of its first and last letters.
    """

    text: str
    box: Box
    broken: bool = False
    bold_first: bool = False
    bold_last: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A web address behind words of a page; ``words`` are those of the line that shows them."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its lines in the order in which they were drawn.

    ``placed`` tells whether the boxes are measured, and so whether the order can be checked.
    ``pictures`` counts its images, ``covered`` is the share of the page (0 to 1) that the largest
    fills; ``ink`` is the share that is darker than the paper.  All three are only looked for where
    there is little text.  ``frame`` is the sheet, and ``unseen`` tells that its letters are those
    of OCR, above a picture.  ``hidden`` counts letters that the page does not show and that were
    left out, ``comments`` what people have noted on it; ``members`` are the files that hang on it.
    """

    number: int
    lines: tuple[Line, ...]
    placed: bool = True
    grids: tuple[RuledGrid, ...] = ()
    pictures: int = 0
    covered: float = 0.0
    drawings: int = 0
    ink: float = 1.0
    frame: Box | None = None
    links: tuple[Link, ...] = ()
    unseen: bool = False
    hidden: int = 0
    comments: int = 0
    members: tuple[Member, ...] = ()


@dataclass(slots=True)
class Notes:
    """What is said of a file beside its text."""

    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Opened(Protocol):
    """An open PDF, whichever library reads it."""

    @property
    def count(self) -> int:
        """How many pages it says that it has."""

    @property
    def title(self) -> str:
        """The title that its metadata gives, empty where there is none."""

    def page(self, number: int) -> Page:
        """The page with this number, from 1.

        Raises:
            BrokenPage: it cannot be read.
        """

    def only(self, numbers: Sequence[int]) -> bytes:
        """A PDF of these pages alone, which opens without any password.

        Raises:
            BrokenPage: one of them cannot be taken out.
        """

    def members(self) -> Iterator[Member]:
        """The files that are attached to it."""

    def close(self) -> None:
        """Give the file's memory back."""
