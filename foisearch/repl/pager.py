"""Long texts through the reader's pager."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

from foisearch.render.terminal import Terminal

DEFAULT = "less"
LESS = "-RX -Psq goes back, Space goes on, / searches$"
"""Options for less where its owner has set none: -R shows colours, -X leaves the text on the
screen, -P says which keys there are.
"""
ABOVE = 2
"""Lines above the one that a text is opened at."""


def page(text: str, terminal: Terminal, at: int = 0, always: bool = False) -> bool:
    """Write text that is already safe for the terminal; through ``PAGER`` where it is long.

    Args:
        text: the text.
        terminal: where to.
        at: the line to open it at, from 0, where the pager is less: others cannot be told.
        always: through the pager however short it is.

    Returns:
        Whether the pager showed it.
    """
    pager = terminal.environ.get("PAGER", DEFAULT).strip()
    long = always or text.count("\n") >= terminal.height - 1
    interactive = terminal.is_tty and terminal.in_is_tty
    if interactive and long and pager and _piped(pager, text, terminal, at):
        return True
    terminal.write_safe(text)
    return False


def _piped(pager: str, text: str, terminal: Terminal, at: int) -> bool:
    """Whether the pager could be started; leaving it early is no failure."""
    # LESSSECURE keeps it from running commands or opening other files.
    environ = {"LESS": LESS, "LESSSECURE": "1"} | dict(terminal.environ)
    terminal.flush()
    try:
        command = shlex.split(pager)
        if at > ABOVE and Path(command[0]).name == "less":
            command.append(f"+{at + 1 - ABOVE}")
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environ)
    except (OSError, ValueError):
        return False
    try:
        process.communicate(text.encode("utf-8", "replace"))
    except KeyboardInterrupt:  # the pager deals with Ctrl-C itself
        process.wait()
    return process.returncode not in {126, 127}
