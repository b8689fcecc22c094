"""Whether other words would be looked for beside those of a query: then it is not simple.

:mod:`foisearch.engine.words.rewording` looks for them.  Here it is only found out that there are
none, from the same file (see :mod:`foisearch.wording.shipped`): that no expression of it stands in
the query of which another one may stand in a record and say something new.
"""

from __future__ import annotations

from posix import O_RDONLY, close, fstat, open
from posix import read as read_bytes

from foisearch.cold import NotSimple
from foisearch.cold import words as words_
from foisearch.engine.words.variants import other_spelling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence, Set

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
    for word in typed:
        other = other_spelling(word.lower()).encode()
        if other and any(segment.strings("word").find(other) >= 0 for segment in segments):
            raise NotSimple
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
            _see_none_of(lines[int(number)], stems[place:], small[place:], segments)


def _see_none_of(
    concept: bytes, stems: Sequence[bytes], small: Sequence[bool], segments: Sequence[Segment]
) -> None:
    """See that a query does not begin with an expression of a concept that has others."""
    _, _, asking, sayings = concept.split(b"\t")
    if asking:
        return
    run = b" ".join(stems) + b" "
    said = [saying[: saying.find(b",")] for saying in sayings.split(b"|")]
    for expression in said:
        if run.startswith(expression + b" "):
            length = expression.count(b" ") + 1
            content = {stem for stem, no in zip(stems[:length], small, strict=False) if not no}
            if content and any(_says_more(other, content, segments) for other in said):
                raise NotSimple


def _says_more(other: bytes, content: Set[bytes], segments: Sequence[Segment]) -> bool:
    """Whether a record may have an expression, and none of what was typed for it."""
    stems = other.split(b" ")
    return not content <= {*stems} and all(
        any(segment.strings("term").find(stem) >= 0 for segment in segments) for stem in stems
    )


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
