"""The tables as they come with the program: made for the stems of the index, and quickly read.

``stems.txt`` has lines of three kinds, in three blocks between empty lines, fields separated by
tabs and items by ``|``:

* a stem, and the numbers of the concepts that an expression beginning with it belongs to;
* a concept: name, strength, ``y`` if it only asks (:mod:`foisearch.wording.asking`), and its
  expressions, each ``stems,kind,acronym,said``;
* an acronym: ``y`` if it is also a word, the rows written like it, its concepts, stems near it.

Numbers count lines of a block from 0.  :func:`foisearch.wording.shipping.lines` writes it.
"""

from __future__ import annotations

import os

from foisearch.wording.tables import Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foisearch.wording.tables import Saying, Stems

PATH = os.path.join(os.path.dirname(__file__), "stems.txt")


class Shipped(Tables):
    """The tables that come with the program."""

    def __init__(self) -> None:
        super().__init__()
        with open(PATH, "rb") as file:
            firsts, concepts, acronyms = file.read().decode("ascii").split("\n\n")
        cells = firsts.replace("\n", "\t").split("\t")  # half the time of a split for each line
        self.firsts: dict[str, str] = dict(zip(cells[::2], cells[1::2], strict=True))
        self._concepts = concepts.split("\n")
        self._acronyms = acronyms.rstrip("\n").split("\n")

    def name(self, number: int) -> str:
        """What a concept is called."""
        return self._concepts[number].partition("\t")[0]

    def strength(self, number: int) -> float:
        """How far the words of a concept stand for one another."""
        return float(self._concepts[number].split("\t")[1])

    def sayings(self, number: int) -> Iterator[Saying]:
        """The expressions of a concept, one for each way to spell it."""
        for item in self._concepts[number].split("\t")[3].split("|"):
            stems, kind, row, said = item.split(",")
            yield tuple(stems.split(" ")), int(kind), int(row), said

    def beginning(self, first: str) -> Iterator[tuple[int, Stems, int, int]]:
        """The expressions that begin with a stem: concept, stems, narrower word, acronym."""
        for number in _numbers(self.firsts[first]):
            for stems, kind, row, _ in self.sayings(number):
                if stems[0] == first:
                    yield number, stems, kind, row

    def senses(self, row: int) -> Sequence[int]:
        """The rows of all acronyms that are written like one, but for capitals."""
        return _numbers(self._acronyms[row].split("\t")[1])

    def homes(self, row: int) -> Sequence[int]:
        """The concepts that an acronym is a word of."""
        return _numbers(self._acronyms[row].split("\t")[2])

    def near(self, row: int) -> frozenset[str]:
        """The stems that speak for a sense of an acronym."""
        return frozenset(filter(None, self._acronyms[row].split("\t")[3].split("|")))

    def is_word(self, row: int) -> bool:
        """Whether an acronym is also an ordinary word."""
        return self._acronyms[row][:1] == "y"


def _numbers(cell: str) -> list[int]:
    return [int(number) for number in cell.split("|")]
