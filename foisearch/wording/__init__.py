"""The field's words: which words and expressions of requests mean the same thing.

``Wording.compiled(stem)`` reads two tables, ``concepts.csv`` (a thesaurus) and ``acronyms.csv``,
once for a stemmer; its methods then say which concepts a text speaks of and which other words a
question could have used.  ``Wording.shipped()`` is the same for the stems of the index, read from
``stems.txt``, which :mod:`foisearch.wording.shipping` makes of the tables.  Import what you need
from here; a module is loaded when one of its names is first asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from foisearch.wording.lookup import Expansion, Sense, Wording
    from foisearch.wording.table import Acronym, Concept, all_acronyms, all_concepts

__all__ = [
    "Acronym",
    "Concept",
    "Expansion",
    "Sense",
    "Wording",
    "all_acronyms",
    "all_concepts",
]

_TABLES = frozenset(("Acronym", "Concept", "all_acronyms", "all_concepts"))


def __getattr__(name: str) -> object:
    """Load the module that holds ``name``; submodules shadow nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _TABLES:
        from foisearch.wording import table as home
    else:
        from foisearch.wording import lookup as home  # type: ignore[no-redef]
    return getattr(home, name)
