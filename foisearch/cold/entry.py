"""The cold path from the command line to the last line written."""

from __future__ import annotations

import gc
import sys
from time import perf_counter

from foisearch.cold import (
    manifest,
    names,
    neighbours,
    otherwise,
    output,
    postings,
    records,
    request,
)
from foisearch.cold import segments as segments_
from foisearch.cold import words as words_
from foisearch.cold.passages import snippets
from foisearch.cold.ranking import Best, Match, Search
from foisearch.cold.reach import Reach
from foisearch.engine.scoring import GRAIN, STEPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.cold.request import Request
    from foisearch.cold.segments import Segment
    from foisearch.cold.words import Term

_PACKAGE = request.absolute(__file__).rpartition("/")[0].rpartition("/")[0]


def answer(argv: Sequence[str], environ: Mapping[str, str]) -> tuple[int, list[bytes]]:
    """The exit status of a command line, and the lines to write.

    Raises:
        NotSimple: the normal path has to answer.
        Exception: likewise; whatever is wrong, it will say so.
    """
    asked = request.read(argv)
    corpus, index = request.folders(asked, environ, _PACKAGE)
    found = manifest.read(index)
    found.see_fresh(corpus, _PACKAGE)
    names.see_none(asked.words, found.names())
    opened = segments_.opened(found)
    begun = perf_counter()
    sought, ignored = words_.split(asked.words)
    row = words_.terms(sought, opened)
    if not asked.exact:
        otherwise.see_none(asked.words, opened, _PACKAGE)
    spelled = _Spelled(opened)
    small = sought[0].lower() in words_.FUNCTION_WORDS  # then all of them are
    pairs = [] if small else neighbours.pairs_of(row)
    total, page = _ranked(asked, row, pairs, opened, spelled)
    if asked.format == "ids":
        ids = [segment.strings("id") for segment in opened]
        return (0 if total else 1), [output.name(ids[place][doc]) for _, place, doc in page]
    lines = _hits(asked, list(dict.fromkeys(row)), opened, page, spelled)
    notes = [f"ignored: {', '.join(ignored)}"] if ignored else []
    took = (perf_counter() - begun) * 1000
    lines.append(output.summary(asked, total, len(page), notes, took))
    return (0 if total else 1), lines


class _Spelled:
    """The words of each segment that have a stem; found out once."""

    def __init__(self, opened: Sequence[Segment]) -> None:
        self._opened = opened
        self._known: dict[tuple[int, Term], frozenset[str]] = {}

    def __call__(self, place: int, term: Term) -> frozenset[str]:
        """Those of the segment at ``place``."""
        found = self._known.get((place, term))
        if found is None:
            found = words_.spellings(term, self._opened[place], place)
            self._known[place, term] = found
        return found


def _ranked(
    asked: Request,
    row: Sequence[Term],
    pairs: Sequence[neighbours.Pair],
    opened: Sequence[Segment],
    spelled: _Spelled,
) -> tuple[int, list[Match]]:
    """How many documents match, and those on the page."""
    terms = list(dict.fromkeys(row))
    end = asked.offset + asked.limit
    best = Best(max(end, neighbours.FIRST) if pairs else end)
    total = 0
    for place, segment in enumerate(opened):
        held = postings.held(terms, segment, place)
        reach = Reach(segment, held)
        total += reach.total()
        Search(segment, place, held, best).run(reach)
    found = best.in_order(opened)
    if pairs:
        head, rest = found[: neighbours.FIRST], found[neighbours.FIRST :]
        found = [*neighbours.reordered(head, pairs, opened, spelled), *rest]
    return total, found[asked.offset : end]


def _hits(
    asked: Request,
    terms: Sequence[Term],
    opened: Sequence[Segment],
    page: Sequence[Match],
    spelled: _Spelled,
) -> list[bytes]:
    lines = []
    for rank, (score, place, doc) in enumerate(page, asked.offset + 1):
        record = records.unpacked(opened[place].strings("record")[doc])
        spellings = [spelled(place, term) for term in terms]
        shown = snippets(records.texts(record), spellings, record["parts"])
        lines.append(output.hit(rank, round(score / (GRAIN * STEPS), 6), record, shown))
    return lines


def run(argv: Sequence[str]) -> int | None:
    """Answer a command line and give its exit status; ``None`` where the normal path has to."""
    if sys.stdout is None:
        return None
    gc.disable()  # nothing here is worth collecting before the end
    try:
        status, lines = answer(argv, _environ())
    except Exception:  # the normal path will find it, too, and knows what to say
        return None
    finally:
        gc.enable()
    _write(b"".join(lines))
    return status


def _environ() -> Mapping[str, str]:
    """The environment, without importing ``os`` for it."""
    if "os" in sys.modules:
        found: Mapping[str, str] = sys.modules["os"].environ
        return found
    import posix

    coding, how = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
    return {k.decode(coding, how): v.decode(coding, how) for k, v in posix.environ.items()}


def _write(data: bytes) -> None:
    out = sys.stdout.buffer
    out.write(data)
    out.flush()
