"""The only place where an error becomes an exit status.

0 found or done; 1 searched and found nothing; 2 any error; 130 stopped with Ctrl-C; 143 ended by
SIGTERM.  A pipe that its reader closed is no error.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading

from foisearch.errors import FoisearchError, NotFound
from foisearch.render.terminal import Terminal

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType
    from typing import NoReturn

FOUND = 0
NOTHING = 1
ERROR = 2
INTERRUPTED = 130
TERMINATED = 143


class _Terminated(BaseException):
    """SIGTERM came: unwind, so that locks and half-written files are cleaned up."""


def main(argv: Sequence[str] | None = None, terminal: Terminal | None = None) -> int:
    """Run one command line and return its exit status."""
    if terminal is None:
        _prepare_streams()
        _unwind_on_sigterm()
        terminal = Terminal()
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv), terminal)
        terminal.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except _Terminated:
        status = TERMINATED
    except BrokenPipeError:
        status = FOUND
    except OSError as error:
        _try_to_tell(terminal, f"{error.filename or 'cannot write'}: {error.strerror or error}")
        status = ERROR
    _settle(terminal)
    return status


def _run(argv: list[str], terminal: Terminal) -> int:
    try:
        return _dispatch(argv, terminal)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except SystemExit as stop:  # argparse, after writing the help
        return stop.code if isinstance(stop.code, int) else FOUND
    except FoisearchError as error:
        from foisearch.render.failures import tell

        tell(error, terminal)
        return NOTHING if isinstance(error, NotFound) else ERROR
    except OSError:
        raise
    except Exception as error:
        from foisearch.render.failures import tell_bug

        tell_bug(error, terminal)
        return ERROR


def _dispatch(argv: list[str], terminal: Terminal) -> int:
    from foisearch.cli.parsing import parse

    name, options = parse(argv, terminal)
    if not name and options.version:
        from foisearch import __version__

        terminal.write(f"foisearch {__version__}")
        return FOUND
    from foisearch.cli.commands import load
    from foisearch.cli.context import Context

    return load(name or "repl").run(options, Context.of(options, terminal))


def _try_to_tell(terminal: Terminal, text: str) -> None:
    # Where standard error is gone as well, nobody is left to tell.
    with contextlib.suppress(OSError):
        terminal.note(text)


def _settle(terminal: Terminal) -> None:
    """Flush; where that is impossible, make sure that the interpreter does not try it again."""
    for stream in (terminal.stdout, terminal.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            except (OSError, ValueError, io.UnsupportedOperation):
                continue


def _prepare_streams() -> None:
    """Give a process that was started with a closed stream a silent one, and take any input."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte must not cost the whole text


def _unwind_on_sigterm() -> None:
    if threading.current_thread() is not threading.main_thread():
        return

    def terminate(number: int, frame: FrameType | None) -> NoReturn:
        raise _Terminated

    signal.signal(signal.SIGTERM, terminate)
