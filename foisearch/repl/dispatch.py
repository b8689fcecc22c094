"""The commands of the prompt: what each takes, what it does, and who does it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from foisearch.errors import UsageError
from foisearch.render import write_blocks
from foisearch.render.layout import BLANK, Column, Table, line
from foisearch.repl import asking, narrowing, taking
from foisearch.repl.explaining import explain
from foisearch.repl.live.running import live
from foisearch.repl.session import Session
from foisearch.repl.settings import FILTERS, describe, with_filter
from foisearch.search import Filters, Sort

__all__ = ["DOTS", "Dot", "Session"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot-command: what it takes, what it does, and who does it."""

    argument: str
    help: str
    run: Callable[[Session, str], None]


def _help(session: Session, argument: str) -> None:
    from foisearch.fields import FIELDS

    commands = tuple((f"{name} {dot.argument}", dot.help) for name, dot in DOTS.items())
    fields = tuple((f"{field.name}:", field.help) for field in FIELDS)
    write_blocks(
        (
            line("Words are searched for; a line that begins with a dot is a command."),
            BLANK,
            Table((Column("command", role="ref"), Column("")), commands),
            BLANK,
            Table((Column("field", role="ref"), Column("")), fields),
        ),
        session.terminal,
    )


def _next(session: Session, argument: str) -> None:
    session.turn(forward=True)


def _previous(session: Session, argument: str) -> None:
    session.turn(forward=False)


def _limit(session: Session, argument: str) -> None:
    if not (argument.isascii() and argument.isdigit() and int(argument[:9]) > 0):
        raise UsageError(f"“{argument}” is not a number of hits", "write it as .limit 20")
    session.again(limit=int(argument[:9]), offset=0)


def _sort(session: Session, argument: str) -> None:
    if argument not in set(Sort):
        raise UsageError(f"“{argument}” is not an order", f"choose {', '.join(Sort)}")
    session.again(sort=Sort(argument), offset=0)


def _filter(name: str) -> Callable[[Session, str], None]:
    """The command that sets one filter."""

    def run(session: Session, argument: str) -> None:
        filters = with_filter(session.request.filters, name, argument)
        session.again(filters=filters, offset=0)

    return run


def _filters(session: Session, argument: str) -> None:
    session.say(describe(session.request))


def _clear(session: Session, argument: str) -> None:
    session.again(filters=Filters(), offset=0)


def _json(session: Session, argument: str) -> None:
    session.json = not session.json
    if not session.json:
        session.say("text")


def _collapse(session: Session, argument: str) -> None:
    session.collapse = not session.collapse
    shown = "under the first of them" if session.collapse else "one by one"
    session.say(f"near-identical hits are shown {shown}")


def _semantic(session: Session, argument: str) -> None:
    if argument not in {"on", "off"}:
        raise UsageError("on or off?", "write it as .semantic on")
    session.again(semantic=argument == "on", offset=0)
    session.semantic = argument == "on"


def _stats(session: Session, argument: str) -> None:
    session.write(session.services.stats())


def _cite(session: Session, argument: str) -> None:
    if not argument:
        raise UsageError("which text?", "write it after .cite")
    session.write(session.services.cite(argument))


def _import(session: Session, argument: str) -> None:
    try:
        paths = [Path(word).expanduser() for word in shlex.split(argument)]
    except ValueError:
        raise UsageError("a quotation mark is not closed", "close it") from None
    if not paths:
        raise UsageError("which files?", "name a file or a folder")
    imported = session.services.import_files(
        paths, session.services.import_options(None, None, False)
    )
    session.write(imported)
    if imported.failed():
        raise UsageError("not every file could be read", "see above")


def _index(session: Session, argument: str) -> None:
    words = set(argument.split())
    if unknown := words - {"rebuild", "semantic"}:
        raise UsageError(f"“{min(unknown)}” is nothing to index", "rebuild, semantic or neither")
    session.write(session.services.build("rebuild" in words, "semantic" in words))


def _quit(session: Session, argument: str) -> None:
    session.done = True


DOTS: dict[str, Dot] = {
    ".help": Dot("", "this list", _help),
    ".open": Dot("N|ID|REF", "read a disclosure in full, matches marked", taking.open_),
    ".show": Dot("N|ID|REF", "the same as .open", taking.open_),
    ".copy": Dot("N|ID|REF", "copy the reference of a hit", taking.copy),
    ".citation": Dot("N|ID|REF", "copy a citation: body, reference, date, place", taking.cite),
    ".live": Dot("[QUERY]", "hits as you type (or F2)", live),
    ".by": Dot("WHAT", "count what was found: by body, year, outcome …", narrowing.by),
    ".narrow": Dot("N|NAME", "only what has this value of those counted", narrowing.narrow),
    ".widen": Dot("", "take the last step of narrowing back", narrowing.widen),
    ".next": Dot("", "the next hits", _next),
    ".prev": Dot("", "the hits before", _previous),
    ".limit": Dot("N", "how many hits at a time", _limit),
    ".sort": Dot("ORDER", "relevance, newest, oldest or ref", _sort),
    **{f".{name}": Dot(f.argument, f.help, _filter(name)) for name, f in FILTERS.items()},
    ".filters": Dot("", "the filters that are set", _filters),
    ".clear": Dot("", "take every filter away", _clear),
    ".explain": Dot("[N]", "how the query was read, and what the scores are made of", explain),
    ".json": Dot("", "JSON Lines instead of text, and back", _json),
    ".collapse": Dot("", "near-identical hits one by one, and back", _collapse),
    ".semantic": Dot(
        "on|off", "by meaning too, or by words alone; .check does what it can until told", _semantic
    ),
    ".check": Dot(
        "[FILE]", "has this been asked before? a file, or the request that you paste", asking.check
    ),
    ".similar": Dot("N|ID|REF", "requests similar to a hit or another one", asking.similar),
    ".clusters": Dot("[N]", "the questions that are asked most", asking.clusters),
    ".decide": Dot(
        "A B VERDICT [NOTE]",
        "write down that two are same, different, or A is superseded by B",
        asking.decide,
    ),
    ".stats": Dot("", "what the corpus holds", _stats),
    ".cite": Dot("TEXT", "the provisions cited in a text", _cite),
    ".import": Dot("PATH", "read files into the corpus", _import),
    ".index": Dot(
        "[rebuild] [semantic]", "bring the index up to date, or make it anew; vectors too", _index
    ),
    ".quit": Dot("", "leave (as Ctrl-D)", _quit),
}
