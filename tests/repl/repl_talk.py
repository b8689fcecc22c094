"""A session to talk to, over real services."""

from __future__ import annotations

import io

from foisearch.render.terminal import Terminal
from foisearch.repl.dispatch import Session
from foisearch.services import Services


class Talk:
    """A session and what it said."""

    def __init__(self, services: Services) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        self.terminal = Terminal(io.StringIO(), self.out, self.err, {}, 80)
        self.session = Session(services, self.terminal)

    def __call__(self, line: str) -> str:
        """What is answered to a line; a line that fails ends the test."""
        before = self.out.tell()
        assert self.session.run_line(line), self.err.getvalue()
        return self.out.getvalue()[before:]

    def fails(self, line: str) -> str:
        """The error that a line gives."""
        before = self.err.tell()
        assert not self.session.run_line(line)
        return self.err.getvalue()[before:]

    @property
    def total(self) -> int:
        """How much the last search found."""
        assert self.session.found is not None
        return self.session.found.result.total
