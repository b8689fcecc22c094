"""Text for a terminal: wrapped to its width, marked with colour as far as it allows.

Colours are the terminal's own named ones, and only those that can be read on a light and on a dark
ground; nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from foisearch.render.answers import Answer
from foisearch.render.layout import Block, Fitted, Line, Pair, Span, Table
from foisearch.render.people import blocks
from foisearch.render.terminal import Styling, Terminal
from foisearch.text import collapse_space, strip_controls

if TYPE_CHECKING:
    from rich.table import Table as RichTable

STYLES = {
    "": "",
    "bold": "bold",
    "heading": "bold blue",
    "ref": "bold cyan",
    "topic": "bold",
    "match": "bold magenta",
    "dim": "dim",
    "rank": "dim",
    "kind": "blue",
    "good": "green",
    "refused": "red",
    "note": "bold blue",
    "warning": "bold magenta",
    "error": "bold red",
}
# Without colour a match must still stand out from a bold topic.
MONO_STYLES = STYLES | {"match": "bold underline", "heading": "bold underline"}


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer for a terminal."""
    write_blocks(blocks(answer), terminal)


def write_blocks(drawn: Iterable[Block], terminal: Terminal) -> None:
    """Write blocks one by one, so that the first can be read while the last is made."""
    styling = terminal.styling
    stream = StringIO()
    console = _console(stream, terminal.width, styling)
    styles = STYLES if styling is Styling.COLOR else MONO_STYLES
    for block in drawn:
        if isinstance(block, Table):
            console.print(_table(block, styles))
        elif isinstance(block, Pair):
            for text in block.within(console.width):
                _print_line(console, text, styles)
        else:
            text = block.within(console.width) if isinstance(block, Fitted) else block
            _print_line(console, text, styles)
        # rich pads lines with blanks, which spoil copying out of the terminal.
        lines = stream.getvalue().splitlines() or [""]
        terminal.write_styled("".join(f"{text.rstrip()}\n" for text in lines))
        stream.seek(0)
        stream.truncate()


def _console(stream: StringIO, width: int, styling: Styling) -> Console:
    """A console of rich's that decides nothing by itself."""
    return Console(
        file=stream,
        width=width,
        force_terminal=styling is not Styling.NONE,
        color_system=None if styling is Styling.NONE else "standard",
        no_color=styling is not Styling.COLOR,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _print_line(console: Console, block: Line, styles: dict[str, str]) -> None:
    """The first line under its indent, the others under theirs; neither takes too much room."""
    hang = min(block.hang, console.width // 3)
    indent = min(block.indent, hang)
    first, rest = _split_first(_text(block.spans, styles), console, console.width - indent)
    for text, margin in ((first, indent), (rest, hang)):
        for wrapped in text.wrap(console, console.width - margin) if text else ():
            wrapped.rstrip()
            console.print(Text(" " * margin) + wrapped, soft_wrap=True)


def _split_first(text: Text, console: Console, width: int) -> tuple[Text, Text]:
    """The first line of ``width`` columns, and what is left to wrap."""
    lines = text.wrap(console, width)
    if len(lines) <= 1:
        return text, Text()
    at = len(lines[0].plain)
    blanks = len(text.plain[at:]) - len(text.plain[at:].lstrip())
    return text[:at], text[at + blanks :]


def _text(spans: tuple[Span, ...], styles: dict[str, str]) -> Text:
    text = Text(no_wrap=False, overflow="fold")
    for span in spans:
        text.append(strip_controls(span.text), style=styles[span.role])
    return text


def _table(table: Table, styles: dict[str, str]) -> RichTable:
    from rich.table import Table as RichTable

    drawn = RichTable(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=styles["heading"]
    )
    for column in table.columns:
        drawn.add_column(
            column.title,
            justify="right" if column.right else "left",
            style=styles[column.role],
            overflow="fold",
            no_wrap=column.right,
        )
    for row in table.rows:
        drawn.add_row(*(Text(collapse_space(strip_controls(cell))) for cell in row))
    return drawn
