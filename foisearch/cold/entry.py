"""The cold path from the command line to the last line written."""

from __future__ import annotations

import gc
import sys
from time import perf_counter

from foisearch.cold import (
    clauses,
    manifest,
    names,
    neighbours,
    output,
    records,
    request,
)
from foisearch.cold import groups as groups_
from foisearch.cold import segments as segments_
from foisearch.cold.passages import snippets
from foisearch.cold.ranking import Best, Search
from foisearch.cold.reach import Reach
from foisearch.cold.wanted import Wanted
from foisearch.cold.words import Terms, spellings
from foisearch.engine.scoring import GRAIN, STEPS
from foisearch.wording.telling import also

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foisearch.cold.ranking import Match
    from foisearch.cold.request import Request
    from foisearch.cold.segments import Segment
    from foisearch.cold.words import Term
    from foisearch.wording.choosing import Choice, Place

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
    names.see_none([request.bare(word) for word in asked.words], found.names())
    opened = segments_.opened(found)
    begun = perf_counter()
    terms = Terms(opened)
    words = [clauses.Word(word, terms) for word in asked.words]
    groups = [] if asked.exact else _other_words(words, terms)
    sought = clauses.read(words, groups, terms)
    total, page = _ranked(asked, sought, clauses.pairs_of(words), opened)
    status = 0 if total else 1
    if asked.format == "ids":
        ids = [segment.strings("id") for segment in opened]
        return status, [output.name(ids[place][doc]) for _, place, doc in page]
    lines = _hits(asked, Wanted(sought), opened, page)
    expanded = clauses.expanded(sought)
    notes = also(expanded)
    if ignored := clauses.ignored(words, sought):
        notes.append(f"ignored: {', '.join(ignored)}")
    took = (perf_counter() - begun) * 1000
    lines.append(output.summary(asked, total, len(page), notes, expanded, took))
    return status, lines


def _other_words(words: Sequence[clauses.Word], terms: Terms) -> list[tuple[Place, list[Choice]]]:
    """Other words for those typed; a search without them loads nothing of that."""
    from foisearch.cold import otherwise

    return otherwise.groups(words, terms)


def _ranked(
    asked: Request,
    sought: Sequence[clauses.Clause],
    pairs: Sequence[clauses.Pair],
    opened: Sequence[Segment],
) -> tuple[int, list[Match]]:
    """How many documents match, and those on the page."""
    end = asked.offset + asked.limit
    best = Best(max(end, neighbours.FIRST) if pairs else end)
    total = 0
    for place, segment in enumerate(opened):
        held = groups_.held(sought, segment, place)
        reach = Reach(segment, held)
        total += reach.total()
        Search(segment, place, held, best).run(reach)
    found = best.in_order(opened)
    if pairs:
        head, rest = found[: neighbours.FIRST], found[neighbours.FIRST :]
        found = [*neighbours.reordered(head, pairs, opened), *rest]
    return total, found[asked.offset : end]


def _hits(
    asked: Request, wanted: Wanted, opened: Sequence[Segment], page: Sequence[Match]
) -> list[bytes]:
    spelled = [_Spelled(segment, place) for place, segment in enumerate(opened)]
    lines = []
    for rank, (score, place, doc) in enumerate(page, asked.offset + 1):
        record = records.unpacked(opened[place].strings("record")[doc])
        shown = snippets(records.texts(record), wanted, spelled[place], record["parts"])
        lines.append(output.hit(rank, round(score / (GRAIN * STEPS), 6), record, shown))
    return lines


class _Spelled:
    """The words of a segment that have a term; found out once."""

    def __init__(self, segment: Segment, place: int) -> None:
        self._segment = segment
        self._place = place
        self._known: dict[Term, frozenset[str]] = {}

    def __call__(self, term: Term) -> frozenset[str]:
        """Those that have this one."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = spellings(term, self._segment, self._place)
        return found


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
