"""What a segment says of itself must fit together, whoever wrote it.

Checksums show damage by accident.  In a file that somebody made up, with right checksums, numpy
keeps every index within its array and :class:`~foisearch.engine.files.container.Container` every
stretch within its region.  Here it is seen to that no numbers make a small file unfold into much:
regions have the sizes that follow from the facts, strings do not overlap, and the posting lists
have no more elements together than there are.  So nothing takes more memory than some multiple of
the size of the files.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.container import Container
from foisearch.engine.postings.lists import BITS, DENSE, NARROW, SKIP, WIDE
from foisearch.engine.postings.positions import WIDEST
from foisearch.engine.schema.entry import TEXTS

_COLUMNS = ("ref", "card", "record")
"""Columns of strings that a segment need not have."""
_FACTS = ("documents", "terms", "keys", "tokens", "words", "bits")


def check_sizes(container: Container) -> None:
    """See that the facts of a segment and the sizes of its regions fit.

    Raises:
        IndexUnusable: they do not.
    """
    facts = {name: container.fact(name) for name in _FACTS}
    size = _Sizes(container)
    wanted = {**_of_terms(facts), **_of_documents(facts["documents"], size), **_of_lists(size)}
    fits = all(size[name] == bytes_ for name, bytes_ in wanted.items())
    fits &= 8 <= facts["bits"] <= WIDEST and facts["keys"] <= facts["terms"]
    fits &= not size[f"place.plane{facts['bits']}"]
    n = facts["documents"]
    for name in (f"{kind}.{field}" for kind in ("length", "texts") for field in TEXTS):
        fits &= size[name] in (0, n, 2 * n, 4 * n)
    for name, row in (("dense", n), ("bits", -(-n // 8))):
        fits &= size[name] % row == 0 if row else size[name] == 0
    if not fits:
        raise container.damaged("does not fit together")


class _Sizes:
    """The sizes of regions in bytes, 0 for those that are not there."""

    def __init__(self, container: Container) -> None:
        self._regions = container.regions

    def __getitem__(self, name: str) -> int:
        return self._regions.get(name, (0, 0))[1]


def _of_terms(facts: dict[str, int]) -> dict[str, int]:
    """The sizes of regions with something for each term, token or word."""
    t, tokens, words = facts["terms"], facts["tokens"], facts["words"]
    planes = ("place.first", *(f"place.plane{bit}" for bit in range(8, min(facts["bits"], WIDEST))))
    return {
        "term.df": 4 * t,
        "term.form": t,
        "term.start": 8 * t,
        "term.size": 4 * t,
        "term.most": t,
        "term.token": 8 * (t + 1),
        "term.offset": 4 * (t + 1),
        "word.offset": 4 * (words + 1),
        "word.term": 4 * words,
        "place.low": tokens,
        **dict.fromkeys(planes, -(-tokens // 8)),
    }


def _of_documents(n: int, size: _Sizes) -> dict[str, int]:
    """The sizes of regions with something for each document."""
    found = {"id.offset": 4 * (n + 1), "id.order": 4 * n, "day": 4 * n}
    for name in _COLUMNS:
        if size[f"{name}.text"] or size[f"{name}.offset"]:
            found[f"{name}.offset"] = (8 if name == "record" else 4) * (n + 1)
    if size["ref.text"] or size["ref.order"]:
        found["ref.order"] = 4 * n
    return found


def _of_lists(size: _Sizes) -> dict[str, int]:
    """The sizes of regions that stand side by side."""
    narrow, wide = size["narrow.impact"], size["wide.impact"]
    return {
        "narrow.gap": narrow,
        "narrow.skip": 4 * -(-narrow // SKIP),
        "wide.gap": 2 * wide,
        "wide.skip": 4 * -(-wide // SKIP),
        "place.exception": 2 * size["place.beyond"],
        "refkey.document": size["refkey.hash"],
    }


class Arrays(dict[str, NDArray[Any]]):
    """The arrays that are laid over a segment, each looked at when it is first used."""

    def __init__(self, container: Container) -> None:
        super().__init__()
        self._container = container
        self._lists_fit = False

    def __setitem__(self, name: str, array: NDArray[Any]) -> None:
        if name.endswith(".offset"):
            self._see_strings(name, array)
        elif name in ("term.form", "term.start", "term.size") and not self._lists_fit:
            self._see_lists()
            self._lists_fit = True
        elif name == "term.token" and not _ascending(array):
            raise self._container.damaged("does not fit together")
        super().__setitem__(name, array)

    def _see_strings(self, name: str, offsets: NDArray[Any]) -> None:
        """Strings stand one behind the other, and fill their region."""
        _, length = self._container.regions.get(f"{name.removesuffix('.offset')}.text", (0, 0))
        if len(offsets) and not (
            offsets[0] == 0 and int(offsets[-1]) == length and _ascending(offsets)
        ):
            raise self._container.damaged("does not fit together")

    def _see_lists(self) -> None:
        """The lists of all terms have as many elements together as their regions."""
        size = _Sizes(self._container)
        form, length = (
            np.frombuffer(self._container.part(name, 0, size[name]), kind)
            for name, kind in (("term.form", "u1"), ("term.size", "u4"))
        )
        n = self._container.fact("documents")
        held = {
            NARROW: size["narrow.impact"],
            WIDE: size["wide.impact"],
            DENSE: size["dense"] // max(n, 1),
            BITS: size["bits"] // max(-(-n // 8), 1),
        }
        found = {kind: int(length[form == kind].sum(dtype=np.uint64)) for kind in held}
        if found != held:
            raise self._container.damaged("does not fit together")


def _ascending(array: NDArray[Any]) -> bool:
    return bool((array[1:] >= array[:-1]).all())
