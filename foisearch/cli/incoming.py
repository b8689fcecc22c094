"""Requests as they come in: files, the standard input, or a line each of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

from foisearch.disclosure import UNKNOWN_DATE
from foisearch.errors import FoisearchError, SourceError, UsageError
from foisearch.render.answers import Unchecked
from foisearch.text import printable

if TYPE_CHECKING:
    from foisearch.prior.values import NewRequest
    from foisearch.render.terminal import Terminal
    from foisearch.services import Services

STDIN = "-"
INPUT = "standard input"
HINT = "paste the request; Ctrl-D on a line of its own ends it"
LONGEST_LINE = 20_000_000
"""Bytes of one line of a batch; what is longer is cut, and then no JSON."""
CUT_BY_TERMINAL = 4_095
"""A terminal gives no more of one line than this."""


def _label(name: str) -> str:
    return INPUT if name == STDIN else printable(name)


def is_batch(name: str) -> bool:
    """Whether a file holds a request on each of its lines."""
    return name.lower().endswith((".jsonl", ".ndjson"))


class Incoming:
    """Reads requests, and adds what is said of all of them.

    What is said by ``received`` and ``authority`` stands above a letter; a line of a batch that
    says so itself is believed.

    Raises:
        UsageError: the date or the body is not one.
    """

    def __init__(
        self,
        terminal: Terminal,
        services: Services,
        received: str | None = None,
        authority: str | None = None,
        jsonl: bool = False,
    ) -> None:
        from foisearch.periods import read_period

        self._terminal = terminal
        self._services = services
        self._jsonl = jsonl
        self._received = read_period(received).partial("option") if received else UNKNOWN_DATE
        self._authority = services.authority(authority) if authority else ""

    def read(self, names: Iterable[str]) -> Iterator[NewRequest | Unchecked]:
        """Every request of these files in order; those that cannot be read say why."""
        for name in names:
            try:
                if self._jsonl or is_batch(name):
                    yield from self._batch(name)
                else:
                    yield self._letter(name)
            except FoisearchError as error:
                yield Unchecked(_label(name), str(error))

    def pasted(self, text: str) -> NewRequest:
        """A request that was pasted at the prompt.

        Raises:
            FoisearchError: it cannot be read.
        """
        from foisearch.prior.incoming.reading import read_request

        return self._known(read_request(text, "pasted", self._received))

    def _letter(self, name: str) -> NewRequest:
        from foisearch.containers.source import read_bytes
        from foisearch.prior.incoming.reading import read_request

        if name == STDIN:
            return self._known(read_request(self._input(), INPUT, self._received))
        return self._known(read_request(read_bytes(Path(name)), printable(name), self._received))

    def _known(self, request: NewRequest) -> NewRequest:
        return replace(request, authority=self._authority) if self._authority else request

    def _input(self) -> bytes | str:
        """All of the standard input; a person is told how to end it."""
        by_hand = self._terminal.in_is_tty
        if by_hand:
            self._terminal.note(HINT)
        data = self._terminal.raw_input.read()
        if by_hand and any(len(line) >= CUT_BY_TERMINAL for line in data.splitlines()):
            self._terminal.note("a line is so long that the terminal has cut it; give it as a file")
        return data

    def _batch(self, name: str) -> Iterator[NewRequest | Unchecked]:
        from foisearch.prior.incoming.reading import read_batch
        from foisearch.prior.values import NewRequest

        with self._lines(name) as lines:
            for item in read_batch(lines, _label(name)):
                if not isinstance(item, NewRequest):
                    yield Unchecked(item.label, item.message)
                    continue
                yield self._line(item)

    def _line(self, request: NewRequest) -> NewRequest | Unchecked:
        """A request of a batch with what is said of all, where it does not say so itself."""
        received = request.received if request.received.value else self._received
        try:
            body = self._services.authority(request.authority) if request.authority else ""
        except UsageError as error:
            return Unchecked(request.label, str(error))
        return replace(request, received=received, authority=body or self._authority)

    @contextmanager
    def _lines(self, name: str) -> Iterator[Iterator[bytes]]:
        """The lines of a batch, read as they are wanted."""
        if name == STDIN:
            yield _cut(self._terminal.raw_input)
            return
        with ExitStack() as stack:
            try:
                stream = stack.enter_context(Path(name).open("rb"))
            except OSError as error:
                raise SourceError(f"cannot read {printable(name)}: {error.strerror}") from None
            yield _cut(stream)


def _cut(stream: IO[bytes] | TextIO) -> Iterator[bytes]:
    """The lines of a stream, however long: of each only so much as a line may have."""
    while line := stream.readline(LONGEST_LINE):
        yield line.encode("utf-8", "replace") if isinstance(line, str) else line
        while len(line) == LONGEST_LINE:
            line = stream.readline(LONGEST_LINE)
