"""``foisearch check``: has this been asked before?"""

from __future__ import annotations

from foisearch.cli.bands import BANDS, BANDS_HELP, add_matching, add_model, check_options
from foisearch.cli.formats import LISTS, add_formats, form_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from foisearch.cli.context import Context
    from foisearch.prior.values import Checked
    from foisearch.render.answers import Unchecked
    from foisearch.render.terminal import Terminal

IN_EVIDENCE = 10
"""Matches of each part that go into the evidence, at least."""
USAGE = "[FILE … | -] [OPTIONS]"
DESCRIPTION = f"""\
Has this been asked before? Find earlier requests like a new one, part by part
(also called: duplicate requests): which of its questions were asked, where and
when, how that ended, what differs, and which are new.

FILE is a letter as text or an e-mail (.eml); - is the standard input. Greetings,
advice clauses and signatures are left out of the comparison. Several files are
checked one after the other. In a file of JSON Lines (.jsonl, or any input with
--jsonl) each line is a request and gets its answer in its turn: {{"text": …}},
and where known "id", "subject", "received" and "authority" (docs/json-format.md).

{BANDS_HELP}
It shows evidence and decides nothing: whether a request is a repeat in law
depends on who asks, which is for an officer to judge.

exit status, as of grep: 0 where a part of any request has a match in the band of
--fail-on or closer (by default that of --min, so: related), 1 where none has, 2
where anything could not be read or done; then the other requests are still checked.
"""
EXAMPLES = (
    ("foisearch check request.txt", "a letter, as it came"),
    ("foisearch check request.txt --evidence schedule.md", "and a schedule to keep on file"),
    (
        "foisearch check request.txt --received 2024-03-04 --authority opsr",
        "what the letter does not say",
    ),
    (
        "foisearch check request.txt --fail-on same-scope --ids",
        "in a script: ids; 0 if it was asked, 1 if not",
    ),
    ("foisearch check requests.jsonl --json", "many requests, one line each"),
)


def add_options(parser: ArgumentParser) -> None:
    """The requests, what is known of them, what to look for and how to show it."""
    parser.add_argument("words", nargs="*", metavar="FILE", help="a request, or - for the input")
    add = parser.add_argument_group("what you know of the requests").add_argument
    received = "when they came in; “the last five years” counts from it"
    add("--received", metavar="DATE", help=received)
    add("--authority", metavar="BODY", help="the body that was asked; any alias")
    add("--jsonl", action="store_true", help="the input is JSON Lines, a request a line")
    looked = parser.add_argument_group("what is looked for")
    add_matching(looked, 3, "matches for each part")
    fail = "the band that the exit status is about (default: that of --min)"
    looked.add_argument("--fail-on", choices=BANDS, metavar="BAND", help=fail)
    add_model(looked)
    shown = parser.add_argument_group("how it is shown")
    evidence = "write a dated schedule of the evidence: .md, .csv or .json"
    shown.add_argument("--evidence", metavar="FILE", help=evidence)
    left_out = "also what was taken for the furniture of a letter"
    shown.add_argument("--show-left-out", action="store_true", help=left_out)
    add_formats(shown, LISTS, ids=True)


def run(options: Namespace, context: Context) -> int:
    """Check every request, write what was found as it is found, and say so in the exit status."""
    from dataclasses import replace

    from foisearch.cli.incoming import Incoming, is_batch
    from foisearch.render import write

    terminal = context.terminal
    names = options.words or ["-"]
    batch = options.jsonl or any(map(is_batch, names))
    several = batch or len(names) > 1
    evidence = evidence_path(options.evidence, several)
    asked = replace(
        check_options(options, options.fail_on),
        several=several,
        brief=batch,
        left_out=options.show_left_out,
        depth=IN_EVIDENCE if evidence else 0,
    )
    services = context.services
    incoming = Incoming(terminal, services, options.received, options.authority, options.jsonl)
    form = form_of(options, terminal)
    checks = services.prior.checks(incoming.read(names), asked)
    checks.items = told(checks.items, form, terminal)
    if evidence:
        days = services.corpus.folder / "holidays.csv"
        items = written_down(checks.items, evidence, days, terminal)
        checks.items = (cut(item, asked.limit) for item in items)
    write(checks, form, terminal)
    if checks.failed and form == "json":
        terminal.note(f"{checks.failed:,} of {checks.total:,} requests could not be checked")
    if checks.failed:
        return 2
    return 0 if checks.found else 1


def cut(item: Checked | Unchecked, limit: int) -> Checked | Unchecked:
    """What was found, as far as it is shown: the evidence has more."""
    from dataclasses import replace

    from foisearch.render.answers import Unchecked

    if isinstance(item, Unchecked):
        return item
    parts = (replace(part, matches=part.matches[:limit]) for part in item.parts)
    return replace(item, parts=tuple(parts))


def evidence_path(name: str | None, several: bool) -> Path | None:
    """Where the schedule goes.

    Raises:
        UsageError: there are several requests, or it is no kind of schedule.
    """
    from pathlib import Path

    from foisearch.errors import UsageError

    if not name:
        return None
    if several:
        raise UsageError("--evidence is about one request", "check the requests one by one")
    if not name.lower().endswith((".md", ".csv", ".json")):
        raise UsageError(f"“{name}” is no kind of schedule", "end it in .md, .csv or .json")
    return Path(name)


def told(
    items: Iterable[Checked | Unchecked], form: str, terminal: Terminal
) -> Iterator[Checked | Unchecked]:
    """The items; people are told of those that failed where errors are told, programs in line.

    Each is on its way before the next is read, so that a pipe can be followed.
    """
    from foisearch.render.answers import Unchecked

    for item in items:
        if isinstance(item, Unchecked) and form != "json":
            terminal.flush()
            known = item.message.startswith(item.label)
            terminal.note(item.message if known else f"{item.label}: {item.message}")
        yield item
        terminal.flush()


def written_down(
    items: Iterable[Checked | Unchecked], path: Path, days: Path, terminal: Terminal
) -> Iterator[Checked | Unchecked]:
    """The items; what was found is written as a schedule before it is shown.

    ``days`` is where an officer may have put bank holidays that the calendar lacks.
    """
    from foisearch.prior.evidence import schedule
    from foisearch.render.answers import Unchecked
    from foisearch.render.evidence import write_evidence

    for item in items:
        if not isinstance(item, Unchecked):
            write_evidence(schedule(item, days if days.is_file() else None), path)
            terminal.note(f"the evidence is in {path}")
        yield item
