"""“Has this been asked before?” at the prompt: what .check, .similar, .clusters and .decide do."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render import human_format
from foisearch.render.answers import Answer, CheckOptions, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foisearch.cli.incoming import Incoming
    from foisearch.prior.values import NewRequest
    from foisearch.repl.session import Session

MATCHES = 3
SIMILAR = 5
CLUSTERS = 10
FEWEST = 2
END = "."
HOW = "paste the request; a dot alone on a line ends it"
HOW_BY_HAND = "paste the request; an empty line, or a dot alone, ends it"


@dataclass(slots=True)
class Paste:
    """A request on its way: what was typed or pasted of it so far.

    An entry of many lines, as a terminal hands on what is pasted, may hold empty lines; one that
    is empty itself ends the request where ``by_hand``, for then it was typed.  A dot on a line of
    its own ends it anywhere.
    """

    by_hand: bool
    entries: list[str] = field(default_factory=list)

    def take(self, entry: str) -> bool:
        """Take one more entry; whether that was the end."""
        *before, last = entry.split("\n")
        if last.strip() == END:
            self.entries += before
            return True
        if self.by_hand and not entry.strip():
            return bool(self.entries)
        self.entries.append(entry)
        return False

    def text(self) -> str:
        """All of it."""
        return "\n".join(self.entries)


def check(session: Session, argument: str) -> None:
    """Check a file; without one, what comes next."""
    if not argument:
        session.paste = Paste(session.by_hand)
        if session.terminal.in_is_tty:
            session.say(HOW_BY_HAND if session.by_hand else HOW)
    elif "\n" in argument:
        check_text(session, argument)
    else:
        from foisearch.cli.incoming import is_batch

        name = _path(argument)
        _check(session, _incoming(session).read([name]), is_batch(name))


def check_text(session: Session, text: str) -> None:
    """Check a request that was pasted."""
    if not text.strip():
        raise UsageError("nothing was pasted", "paste a request after .check, or name a file")
    _check(session, [_incoming(session).pasted(text)])


def _incoming(session: Session) -> Incoming:
    from foisearch.cli.incoming import Incoming

    return Incoming(session.terminal, session.services)


def _path(argument: str) -> str:
    """The one file that is named."""
    from pathlib import Path

    try:
        words = shlex.split(argument)
    except ValueError:
        raise UsageError("a quotation mark is not closed", "close it") from None
    if len(words) != 1:
        raise UsageError("one file at a time", "quote a name that holds blanks")
    return str(Path(words[0]).expanduser())


def _check(
    session: Session, requests: Iterable[NewRequest | Unchecked], batch: bool = False
) -> None:
    """Check the requests and tell of those that cannot be; of a batch the coverage alone."""
    from foisearch.cli.check import told

    options = replace(_options(session, MATCHES), several=batch, brief=batch)
    checks = session.services.prior.checks(requests, options)
    form = "json" if session.json else human_format(session.terminal)
    checks.items = told(checks.items, form, session.terminal)
    _long(session, checks)
    if checks.failed:
        raise UsageError("not every request could be checked", "see above")


def similar(session: Session, argument: str) -> None:
    """What is similar to a hit, an id or a reference."""
    if not argument:
        raise UsageError("similar to which one?", "give the number of a hit, an id or a reference")
    similar_to(session, session.id_of(argument))


def similar_to(session: Session, name: str, always: bool = False) -> bool:
    """Show what is similar to a disclosure; whether the pager showed it."""
    answer = session.services.prior.similar(name, _options(session, SIMILAR))
    return _long(session, answer, always)


def clusters(session: Session, argument: str) -> None:
    """The questions that are asked most."""
    limit = argument or str(CLUSTERS)
    if not (limit.isascii() and limit.isdigit() and int(limit[:9]) > 0):
        raise UsageError(f"“{argument}” is not a number of questions", "write it as .clusters 20")
    _long(session, session.services.prior.clusters(FEWEST, int(limit[:9])))


def decide(session: Session, argument: str) -> None:
    """Write down what two requests are to each other."""
    words = argument.split(None, 3)
    if len(words) < len(("A", "B", "VERDICT")):
        raise UsageError("which two, and what are they?", "as in .decide 1 2 same")
    first, second = (session.id_of(word) for word in words[:2])
    note = words[3] if len(words) > 3 else ""
    session.write(session.services.prior.decide(first, second, words[2], note, ""))


def _options(session: Session, limit: int) -> CheckOptions:
    from foisearch.prior.values import Band

    return CheckOptions(limit, Band.RELATED, Band.RELATED, semantic=session.semantic)


def _long(session: Session, answer: Answer, always: bool = False) -> bool:
    """Write an answer, through the pager where it is long and for a person; whether it was."""
    from foisearch.repl.pager import page

    if session.json:
        session.write(answer)
        return False
    with session.terminal.capturing() as pieces:
        session.write(answer)
    return page("".join(pieces), session.terminal, always=always)
