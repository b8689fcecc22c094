"""A session at the prompt: each line is a query, or a command that begins with a dot.

Nothing here knows whether a person types or a file is read: the session is given a terminal to
write to and the services to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foisearch.errors import FoisearchError, UsageError
from foisearch.render import human_format, write, write_blocks
from foisearch.render.answers import Answer, Found
from foisearch.render.failures import tell, tell_bug
from foisearch.render.layout import Span, line
from foisearch.render.terminal import Terminal
from foisearch.repl import asking
from foisearch.repl.narrowing import Narrowing
from foisearch.repl.settings import describe
from foisearch.search import SearchRequest

if TYPE_CHECKING:
    from foisearch.repl.stage import Stage
    from foisearch.services import Services

FAILED = 2


class Session:
    """What the prompt remembers between two lines.

    ``by_hand`` is set where somebody types: then an empty line ends what is pasted.  ``draft`` is
    what the next line begins with.  ``listed`` are the ids of hits that were listed beside the
    page, by rank.  ``stage`` is where something can be drawn on the whole screen,
    ``None`` where nothing can.
    """

    def __init__(self, services: Services, terminal: Terminal) -> None:
        self.services = services
        self.terminal = terminal
        self.request = SearchRequest()
        self.found: Found | None = None
        self.json = False
        self.collapse = True
        self.semantic: bool | None = None
        self.by_hand = False
        self.narrowing = Narrowing(self._body)
        self.draft = ""
        self.listed: dict[str, str] = {}
        self.stage: Stage | None = None
        self.paste: asking.Paste | None = None
        self.done = False
        self._pages: list[int] = []

    def run_lines(self, lines: Iterable[str]) -> int:
        """Run every line, errors included; 2 if any failed."""
        failed = False
        for text in lines:
            failed |= not self.run_line(text)
            if self.done:
                break
        if self.paste is not None:
            failed |= not self.end_paste()
        return FAILED if failed else 0

    def run_line(self, text: str) -> bool:
        """Run one line; an error is told and ends the line, never the session."""
        if self.paste is not None:
            return not self.paste.take(text) or self.end_paste()
        stripped = text.strip()
        if not stripped:
            return True
        if stripped.startswith("."):
            return self._run(lambda: self._command(stripped))
        return self.search(stripped)

    def end_paste(self) -> bool:
        """Check what was pasted since .check."""
        text = self.paste.text() if self.paste else ""
        self.paste = None
        return self.check(text)

    def check(self, text: str) -> bool:
        """Check a whole request."""
        return self._run(lambda: asking.check_text(self, text))

    def search(self, text: str) -> bool:
        """Search for a line, whatever it begins with."""
        self.narrowing.choices = []  # they were counted of another search
        return self._run(lambda: self._search(replace(self.request, query=text, offset=0)))

    def _run(self, action: Callable[[], None]) -> bool:
        """Whether something could be done; an error is told."""
        try:
            action()
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
        from foisearch.repl.dispatch import DOTS

        name = text.split(None, 1)[0]
        argument = text[len(name) :]
        dot = DOTS.get(name)
        if dot is None:
            from difflib import get_close_matches

            near = get_close_matches(name, DOTS, n=1)
            cure = f"did you mean {near[0]}?" if near else "see .help; to search for it, quote it"
            raise UsageError(f"there is no command {name}", cure)
        dot.run(self, argument.strip(" \t"))

    def _search(self, request: SearchRequest) -> None:
        """Search, and remember the request only once it has been answered."""
        request = replace(request, collapse=self.collapse and not self.json, overview=not self.json)
        found = self.services.search(request)
        if not request.offset:
            self._pages = []
        self.listed = {}
        self.request, self.found = request, found
        self.narrowing.saw_names(found.result.facets)
        if (trail := self.narrowing.trail(request)) and not self.json:
            write_blocks([line(Span(trail, "heading"), hang=2)], self.terminal)
        self.write(found)
        if found.result.suggestion and self.stage is None and self.terminal.in_is_tty:
            self.say(".meant searches for it")  # elsewhere the toolbar says so

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
        self.say(self.described())

    def described(self) -> str:
        """What every search is narrowed by, its order and its size, on one line."""
        trail = self.narrowing.trail(self.request)
        return " · ".join(filter(None, [trail, describe(self.request)]))

    def _body(self, slug: str) -> str:
        """The name of a body."""
        known = self.services.authorities.get(slug)
        return known.name if known else slug

    def taken_up(self, request: SearchRequest) -> None:
        """Make this the search of the session, and search."""
        self.collapse = request.collapse or self.collapse
        self.semantic = True if request.semantic else self.semantic
        self._search(replace(request, offset=0))

    def turn(self, forward: bool) -> None:
        """The page behind this one, or the one before it, as it was shown."""
        if self.found is None:
            raise UsageError("nothing has been searched for yet", "type some words")
        result = self.found.result
        if forward and result.hits and result.next_offset < result.total:
            pages = [*self._pages, self.request.offset]
            self.again(offset=result.next_offset)
        elif not forward and self._pages:
            *pages, before = self._pages
            self.again(offset=before)
        else:
            self.say("there are no more" if forward else "these are the first")
            return
        self._pages = pages

    def id_of(self, name: str) -> str:
        """The id of the hit with this number on the screen; anything else is a name already.

        Raises:
            UsageError: a number that is neither that of a hit nor a reference.
        """
        for hit in self.found.result.hits if self.found else ():
            if str(hit.rank) == name:
                return hit.disclosure.id
        if name in self.listed or not (name.isascii() and name.isdigit()):
            return self.listed.get(name, name)
        if not self.services.show(name).disclosures:
            hits = self.found.result.hits if self.found else ()
            shown = f"on the screen are {hits[0].rank} to {hits[-1].rank}" if hits else ""
            raise UsageError(
                f"no hit has the number {name}, and no disclosure that reference",
                shown or "search first: every hit has a number",
            )
        return name
