"""The information-access laws that the tool knows by name.

A regime is one Act or set of Regulations under which information is asked for:
``foia``, ``foisa``, ``eir``, ``eisr`` and, where the text names them, those of
Ireland, Canada, Australia and the United States.  The facts stand in
``regimes.csv``; names and numbers are those of the Acts themselves (FOIA 2000
c. 36, FOISA 2002 asp 13, SI 2004/3391, SSI 2004/520).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

HERE = os.path.dirname(__file__)


@dataclass(frozen=True, slots=True)
class Regime:
    """One information-access law.

    ``key`` is the short name used in every provision key; ``unit`` the word for its
    provisions (``section``, ``regulation``, ``exemption``); ``last`` its highest
    number.
    """

    key: str
    name: str
    unit: str
    last: int
    pattern: str


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV table that lies beside this module."""
    import csv

    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


_SCOTTISH = re.compile(r"Scot|SCOT|FOISA|\(S\)")


@cache
def all_regimes() -> dict[str, Regime]:
    """Every regime by key, in the order in which their names must be tried."""
    return {
        row["key"]: Regime(row["key"], row["name"], row["unit"], int(row["last"]), row["pattern"])
        for row in read_table("regimes.csv")
    }


@cache
def name_pattern() -> re.Pattern[str]:
    """A pattern over all regime names; the group that matched says which regime.

    Groups cannot be called ``us-foia``, so the hyphen is written ``_``.  Longer
    names come first in the table: "Freedom of Information Act 2014" is Irish.
    """
    named = "|".join(f"(?P<{r.key.replace('-', '_')}>{r.pattern})" for r in all_regimes().values())
    return re.compile(rf"(?<![\w(])(?:{named})(?!\w)", re.IGNORECASE)


def regime_named(text: str) -> str:
    """The key of the regime that ``text`` is the name of; empty when it is none."""
    name = text.strip().lower()
    if name in all_regimes():
        return name
    found = name_pattern().fullmatch(text.strip())
    return (found.lastgroup or "").replace("_", "-") if found else ""


def regime_spoken_of(text: str) -> str:
    """``foisa`` where a text names Scotland's Act or Regulations and none of the United Kingdom's.

    For answers of which nobody knows who gave them.  Empty where that does not tell.
    """
    if not _SCOTTISH.search(text):
        return ""
    named = {found.lastgroup for found in name_pattern().finditer(text)}
    return "foisa" if named & {"foisa", "eisr"} and not named & {"foia", "eir"} else ""


def regime_for(unit: str, body: str) -> str:
    """The regime that a provision of this ``unit`` belongs to at a body under ``body``.

    A Scottish body that cites a regulation means the Scottish Regulations; an
    English one that cites a section means FOIA even in a reply under the EIR.
    """
    scottish = body in ("foisa", "eisr")
    if unit == "regulation":
        return "eisr" if scottish else "eir"
    if body in ("", "eir"):
        return "foia"
    return "foisa" if scottish else body
