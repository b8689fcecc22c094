"""Names that words of a query may be taken for: of bodies and of provisions.

:func:`foisearch.engine.words.recognise.named` takes words together that name something.  Asking it
would need the tables of both; so a build writes all names that plain words can make up beside the
index.  A query none of whose runs of words is among them names nothing.
"""

from __future__ import annotations

from foisearch.cold import NotSimple
from foisearch.cold.segments import whole
from foisearch.engine.words.names import ALONE, BODY, PROVISION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.engine.files.container import Container

LONGEST = 7
"""Words in a name, at most."""
_KINDS = ("exemption", "exemptions", "exception", "exceptions")
_LAST = frozenset(("police", "constabulary", "force", "service", "department"))


def see_none(words: Sequence[str], container: Container) -> None:
    """See that no words that follow one another in a query name something.

    Args:
        words: of ASCII letters, as typed.
        container: what :func:`foisearch.engine.words.names.write` wrote.

    Raises:
        NotSimple: some may.
    """
    names = frozenset(bytes(whole(container, "names")).decode().split("\n"))
    plain = [word.lower() for word in words]
    for first in range(len(plain)):
        for last in range(first + 1, min(first + LONGEST, len(plain)) + 1):
            if not names.isdisjoint(_keys(plain[first:last])):
                raise NotSimple


def _keys(run: list[str]) -> set[str]:
    """Under what a run of words can be found."""
    if len(run) == 1:
        return {ALONE + run[0]}
    provision = run[:-1] if run[-1] in _KINDS else run
    body = run[1:] if run[0] == "the" else run
    bare = body
    while len(bare) > 1 and bare[-1] in _LAST:
        bare = bare[:-1]
    return {
        PROVISION + " ".join(provision),
        BODY + " ".join(body),
        BODY + " ".join(bare),
    }
