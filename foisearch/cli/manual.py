"""The manual: a page for ``man`` of every command, from the tables that ``--help`` is made of.

``python -m foisearch.cli.manual docs/man`` writes them; a test holds the pages against this.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from foisearch import __version__
from foisearch.cli.commands import COMMANDS, load
from foisearch.cli.parsing import DESCRIPTION, EPILOG, SET_IN_COLUMNS, command_parser, top_parser
from foisearch.render.terminal import Terminal

_SIGNS = {
    "\\": r"\e",
    "“": r"\(lq",
    "”": r"\(rq",
    "’": "'",
    "…": "...",
    "–": r"\(en",
    "→": r"\(->",
    "£": r"\(Po",
    "-": r"\-",
}
FILES = """\
corpus/  what was imported: one file of JSON Lines for each source; the store of record
index/   made from it, and made again when in doubt

They lie where --corpus and --index say, or FOISEARCH_CORPUS and FOISEARCH_INDEX; else in
the checkout that the program runs from, or the user data folder of the platform.
"""


def pages() -> dict[str, str]:
    """The text of every page by the name of its file."""
    terminal = Terminal(environ={}, width=80)
    made = {"foisearch.1": "\n".join(_main(top_parser(terminal))) + "\n"}
    for name in COMMANDS:
        made[f"foisearch-{name}.1"] = "\n".join(_command(name, terminal)) + "\n"
    return made


def _main(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The page of the program."""
    yield from _head("foisearch", "search freedom-of-information disclosures")
    yield from (".SH SYNOPSIS", ".B foisearch", _text("[OPTIONS] [COMMAND] …"))
    yield ".SH DESCRIPTION"
    yield from _paragraphs(DESCRIPTION)
    yield ".SH COMMANDS"
    for name, what in COMMANDS.items():
        yield from (".TP", rf"\fBfoisearch\-{_text(name)}\fR(1)", _text(what))
    yield ".SH OPTIONS"
    yield from _options(parser)
    first, *parts = EPILOG.strip().split("\n\n")
    yield ".PP"
    yield from _paragraphs(first)
    for part in parts[:-1]:
        title, _, body = part.partition(":\n")
        yield f".SH {title.upper()}"
        yield from _defined(body)
    yield ".SH FILES"
    yield from _paragraphs(FILES)
    yield ".SH SEE ALSO"
    yield " ,\n".join(rf".BR foisearch\-{_text(name)} (1)" for name in COMMANDS)


def _command(name: str, terminal: Terminal) -> Iterator[str]:
    """The page of a command."""
    command = load(name)
    yield from _head(f"foisearch-{name}", COMMANDS[name])
    yield from (".SH SYNOPSIS", rf".B foisearch {_text(name)}", _text(command.USAGE))
    yield ".SH DESCRIPTION"
    yield from _paragraphs(command.DESCRIPTION)
    yield ".SH OPTIONS"
    yield from _options(command_parser(name, terminal))
    yield ".SH EXAMPLES"
    for number, (line, what) in enumerate(command.EXAMPLES):
        if number:
            yield ".PP"
        yield from (f"{_text(what[:1].upper() + what[1:])}:", ".PP", ".in +4n", ".EX")
        yield from (_text(line), ".EE", ".in")
    yield from (".SH SEE ALSO", ".BR foisearch (1)")


def _head(name: str, what: str) -> Iterator[str]:
    yield '.\\" Made by foisearch.cli.manual: do not edit.'
    yield f'.TH {_text(name).upper()} 1 "" "foisearch {__version__}" "foisearch"'
    yield from (".SH NAME", rf"{_text(name)} \- {_text(what)}")


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every option, under the heading that the help gives it."""
    for group in parser._action_groups:
        actions = [a for a in group._group_actions if a.option_strings or a.help]
        if not actions:
            continue
        if group.title not in {"positional arguments", "options"}:
            yield f".SS {_text((group.title or '').capitalize())}"
        for action in actions:
            names = ", ".join(rf"\fB{_text(option)}\fR" for option in action.option_strings)
            value = action.metavar if action.nargs != 0 else ""
            said = rf"\fI{_text(str(value))}\fR" if value else ""
            yield from (".TP", " ".join(filter(None, (names, said))), _text(action.help or ""))


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs filled, and what is set in columns as it is."""
    for number, paragraph in enumerate(text.strip("\n").split("\n\n")):
        if number:
            yield ".PP"
        if SET_IN_COLUMNS.search(paragraph):
            yield ".EX"
            yield from map(_text, paragraph.split("\n"))
            yield ".EE"
        else:
            yield _text(" ".join(paragraph.split()))


def _defined(text: str) -> Iterator[str]:
    """``  name  what it is``, one or two on a line, as a list."""
    pairs = re.findall(r"(\S[^\n]*?) {2,}(\S[^\n]*?)(?= {3,}|\n|\Z)", text)
    if all(name.isdigit() for name, _ in pairs):
        pairs.sort(key=lambda pair: int(pair[0]))
    for pair in pairs:
        yield from (".TP", rf"\fB{_text(pair[0])}\fR", _text(pair[1]))


def _text(text: str) -> str:
    """Text that roff shows as it is."""
    said = "".join(_SIGNS.get(c, c) for c in text)
    return rf"\&{said}" if said[:1] in {".", "'"} else said


def written(folder: Path, made: dict[str, str]) -> Iterable[Path]:
    """Write the pages, and remove those of commands that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("foisearch*.1"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name


if __name__ == "__main__":
    for page in written(Path(sys.argv[1]), pages()):
        print(page)
