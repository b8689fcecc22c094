"""Whether the field's tables have other words for those of a query: then it is not simple.

:mod:`foisearch.engine.rewording` looks for other words besides those typed.  Here it is only found
out that there are none, from the same file (see :mod:`foisearch.wording.shipped`): that no
expression of it stands in the query, whatever its other words are and whether records have them.
"""

from __future__ import annotations

from posix import O_RDONLY, close, fstat, open
from posix import read as read_bytes

from foisearch.cold import NotSimple
from foisearch.cold import words as words_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.segments import Segment

_PATH = "wording/stems.txt"


def see_none(typed: Sequence[str], segments: Sequence[Segment], package: str) -> None:
    """See that no words of a query have other words.

    Args:
        typed: all words of the query, small ones too.
        segments: where their stems are found.
        package: the folder of the package ``foisearch``.

    Raises:
        NotSimple: some may have.
    """
    stems = [words_.stem(word, segments) for word in typed]
    small = [word.lower() in words_.FUNCTION_WORDS for word in typed]
    firsts, concepts, _ = _read(f"{package}/{_PATH}").split(b"\n\n")
    firsts = b"\n" + firsts + b"\n"
    lines: list[bytes] = []
    for place, stem in enumerate(stems):
        at = firsts.find(b"\n" + stem + b"\t") + len(stem) + 2
        if at <= len(stem) + 1:
            continue
        lines = lines or concepts.split(b"\n")
        for number in firsts[at : firsts.find(b"\n", at)].split(b"|"):
            for length in _lengths(lines[int(number)], stems[place:]):
                if not all(small[place : place + length]):
                    raise NotSimple


def _lengths(concept: bytes, stems: Sequence[bytes]) -> list[int]:
    """How many stems each expression of a concept has that stands at the beginning of some."""
    _, _, asking, sayings = concept.split(b"\t")
    if asking:
        return []
    run = b" ".join(stems) + b" "
    said = [saying[: saying.find(b",")] for saying in sayings.split(b"|")]
    return [each.count(b" ") + 1 for each in said if run.startswith(each + b" ")]


def _read(path: str) -> bytes:
    descriptor = open(path, O_RDONLY)
    try:
        size = fstat(descriptor).st_size
        data = read_bytes(descriptor, size)
    finally:
        close(descriptor)
    if len(data) != size:
        raise NotSimple
    return data
