"""A session at the prompt: each line is a query, or a command that begins with a dot.

Nothing here knows whether a person types or a file is read: the session is given a terminal to
write to and the services to ask.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foisearch.errors import FoisearchError, UsageError
from foisearch.render import human_format, write, write_blocks
from foisearch.render.answers import Answer, Found
from foisearch.render.failures import tell, tell_bug
from foisearch.render.layout import BLANK, Column, Table, line
from foisearch.render.terminal import Terminal
from foisearch.repl.settings import FILTERS, describe, with_filter
from foisearch.search import Filters, SearchRequest, Sort

if TYPE_CHECKING:
    from foisearch.services import Services

FAILED = 2


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot-command: what it takes, what it does, and who does it."""

    argument: str
    help: str
    run: Callable[[Session, str], None]


class Session:
    """What the prompt remembers between two lines."""

    def __init__(self, services: Services, terminal: Terminal) -> None:
        self.services = services
        self.terminal = terminal
        self.request = SearchRequest()
        self.found: Found | None = None
        self.json = False
        self.done = False

    def run_lines(self, lines: Iterable[str]) -> int:
        """Run every line, errors included; 2 if any failed."""
        failed = False
        for text in lines:
            failed |= not self.run_line(text)
            if self.done:
                break
        return FAILED if failed else 0

    def run_line(self, text: str) -> bool:
        """Run one line; an error is told and ends the line, never the session."""
        stripped = text.strip()
        if not stripped:
            return True
        try:
            if stripped.startswith("."):
                self._command(stripped)
            else:
                self._search(replace(self.request, query=stripped, offset=0))
        except FoisearchError as error:
            tell(error, self.terminal)
            return False
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            self.terminal.note(f"{error.filename or 'cannot write'}: {error.strerror or error}")
            return False
        except Exception as error:
            tell_bug(error, self.terminal)
            return False
        return True

    def write(self, answer: Answer) -> None:
        """Write an answer in the session's format."""
        write(answer, "json" if self.json else human_format(self.terminal), self.terminal)

    def say(self, text: str) -> None:
        """A remark; beside the answers where those are for a program."""
        (self.terminal.note if self.json else self.terminal.write)(text)

    def _command(self, text: str) -> None:
        name, _, argument = text.partition(" ")
        dot = DOTS.get(name)
        if dot is None:
            from difflib import get_close_matches

            near = get_close_matches(name, DOTS, n=1)
            cure = f"did you mean {near[0]}?" if near else "see .help; to search for it, quote it"
            raise UsageError(f"there is no command {name}", cure)
        dot.run(self, argument.strip())

    def _search(self, request: SearchRequest) -> None:
        """Search, and remember the request only once it has been answered."""
        found = self.services.search(request)
        self.request, self.found = request, found
        self.write(found)

    def again(self, **changes: Any) -> None:
        """The last search with something changed; before any search, only the change.

        A filter that names nothing is refused here, and the one before it stays.
        """
        request = replace(self.request, **changes)
        if self.found is not None:
            self._search(request)
            return
        self.services.search(replace(request, limit=0))
        self.request = request
        self.say(describe(request))


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


def _show(session: Session, argument: str) -> None:
    from foisearch.repl.pager import page
    from foisearch.services import not_found

    if not argument:
        raise UsageError("which one?", "give the number of a hit, an id or a reference")
    shown = session.services.show(_id_of(session, argument))
    if not shown.disclosures:
        raise not_found(shown)
    if session.json:
        session.write(shown)
        return
    with session.terminal.capturing() as pieces:
        session.write(shown)
    page("".join(pieces), session.terminal)


def _id_of(session: Session, argument: str) -> str:
    """The id of the hit with this number on the screen; anything else is a name already."""
    for hit in session.found.result.hits if session.found else ():
        if str(hit.rank) == argument:
            return hit.disclosure.id
    return argument


def _next(session: Session, argument: str) -> None:
    _turn(session, +1, "there are no more")


def _previous(session: Session, argument: str) -> None:
    _turn(session, -1, "these are the first")


def _turn(session: Session, pages: int, at_end: str) -> None:
    if session.found is None:
        raise UsageError("nothing has been searched for yet", "type some words")
    request = session.request
    offset = max(request.offset + pages * request.limit, 0)
    if offset == request.offset or offset >= session.found.result.total:
        session.say(at_end)
        return
    session.again(offset=offset)


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
    session.write(session.services.build(rebuild=argument == "rebuild"))


def _quit(session: Session, argument: str) -> None:
    session.done = True


DOTS: dict[str, Dot] = {
    ".help": Dot("", "this list", _help),
    ".show": Dot(
        "N|ID|REF", "read a disclosure in full: by its number on the screen, or by name", _show
    ),
    ".next": Dot("", "the next hits", _next),
    ".prev": Dot("", "the hits before", _previous),
    ".limit": Dot("N", "how many hits at a time", _limit),
    ".sort": Dot("ORDER", "relevance, newest, oldest or ref", _sort),
    **{f".{name}": Dot(f.argument, f.help, _filter(name)) for name, f in FILTERS.items()},
    ".filters": Dot("", "the filters that are set", _filters),
    ".clear": Dot("", "take every filter away", _clear),
    ".json": Dot("", "JSON Lines instead of text, and back", _json),
    ".stats": Dot("", "what the corpus holds", _stats),
    ".cite": Dot("TEXT", "the provisions cited in a text", _cite),
    ".import": Dot("PATH", "read files into the corpus", _import),
    ".index": Dot("[rebuild]", "bring the index up to date, or make it anew", _index),
    ".quit": Dot("", "leave (as Ctrl-D)", _quit),
}
