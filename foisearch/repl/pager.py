"""Long texts through the reader's pager."""

from __future__ import annotations

import shlex
import subprocess

from foisearch.render.terminal import Terminal

DEFAULT = "less"


def page(text: str, terminal: Terminal) -> None:
    """Write text that is already safe for the terminal; through ``PAGER`` where it is long."""
    pager = terminal.environ.get("PAGER", DEFAULT).strip()
    long = text.count("\n") >= terminal.height - 1
    interactive = terminal.is_tty and terminal.in_is_tty
    if not (interactive and long and pager and _piped(pager, text, terminal)):
        terminal.write_safe(text)


def _piped(pager: str, text: str, terminal: Terminal) -> bool:
    """Whether the pager could be started; leaving it early is no failure."""
    # -R shows colours, -X leaves the text on the screen; LESSSECURE keeps less from running
    # commands or opening other files.
    environ = {"LESS": "-RX", "LESSSECURE": "1"} | dict(terminal.environ)
    terminal.flush()
    try:
        process = subprocess.Popen(shlex.split(pager), stdin=subprocess.PIPE, env=environ)
    except (OSError, ValueError):
        return False
    try:
        process.communicate(text.encode("utf-8", "replace"))
    except KeyboardInterrupt:  # the pager deals with Ctrl-C itself
        process.wait()
    return process.returncode not in {126, 127}
