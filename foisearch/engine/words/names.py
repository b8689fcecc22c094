"""Names that words of a query may be taken for, written beside the index.

:func:`foisearch.engine.words.recognise.named` takes words together that name something.  Asking it
needs the tables of bodies and provisions; a one-shot search only looks here: a query none of whose
runs of words is among these names nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from foisearch.authorities import Authorities

ALONE = "1 "
"""Before a name that one word alone may be taken for."""
PROVISION = "2 "
"""Before the name of a provision."""
BODY = "3 "
"""Before the name of a body."""


def known(bodies: Authorities) -> list[str]:
    """All that :func:`foisearch.cold.names.see_none` has to know, sorted."""
    from foisearch.authorities import name_key
    from foisearch.law.provisions import names

    found = {PROVISION + name for name in names()}
    for body in bodies:
        sure = {name_key(name) for name in (body.id, body.short, *body.sure_names())}
        unsure = {name_key(name) for name in (*body.places, *body.ambiguous, body.code)}
        found |= {ALONE + key for key in sure if " " not in key}
        found |= {BODY + key for key in sure | unsure}
    return sorted(key for key in found if key.isascii() and key[2:].replace(" ", "").isalpha())


def write(path: str, keys: Iterable[str]) -> tuple[int, int]:
    """Write what :func:`known` gives; the size of the file and its checksum."""
    from foisearch.engine.files.container_writer import ContainerWriter

    writer = ContainerWriter(path)
    writer.region("names", ["\n".join(keys).encode()])
    return writer.finish()
