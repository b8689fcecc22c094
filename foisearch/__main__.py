"""The program: the ``foisearch`` script, ``python -m foisearch``, and this file run as it is.

The launcher runs the file itself, without what Python makes ready at its start (``-S``): a search
that :mod:`foisearch.cold` can answer needs none of it.  For everything else it is made up for.
"""

from __future__ import annotations

import gc
import sys

_CHECKOUT = __file__.rpartition("/")[0].rpartition("/")[0]
INTERRUPTED = 130
_FOR_PROGRAMS = frozenset(("--json", "--ids", "--format"))
_YOUNG = 10_000
"""So many new objects are looked through for garbage together: nearly all that a command makes at
its start is there to stay, and looking at every 700 takes a twentieth of a search."""

__all__ = ["main"]


def main() -> int:
    """Run the command line and return its exit status."""
    if sys.argv[1:2] == ["__complete"]:
        from os import environ

        from foisearch.cli import completing

        return completing.main(sys.argv[2:], environ)
    if "search" in sys.argv and not _FOR_PROGRAMS.isdisjoint(sys.argv):
        try:
            from foisearch.cold import entry

            status = entry.run(sys.argv[1:])
        except ImportError:  # a Python without the modules that it needs
            status = None
        except KeyboardInterrupt:
            return INTERRUPTED
        except OSError as error:
            return _cannot_write(error)
        if status is not None:
            return status
    gc.set_threshold(_YOUNG)
    if "search" in sys.argv and "--semantic" not in sys.argv:
        _without_threads()
    if sys.flags.no_site:
        _load_site()
    from foisearch.cli.main import main as run

    return run()


def _without_threads() -> None:
    """Have numpy start no threads for linear algebra, of which such a search has none.

    They wait for work in a loop: a fifth of the CPU of a search went there.
    """
    from os import environ

    environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _load_site() -> None:
    """Make the libraries known, in the order in which they would have been."""
    import site

    added = _CHECKOUT in sys.path
    if added:
        sys.path.remove(_CHECKOUT)
    site.main()
    if added and _CHECKOUT not in sys.path:
        sys.path.append(_CHECKOUT)


def _cannot_write(error: OSError) -> int:
    """What :func:`foisearch.cli.main.main` does then; a reader that went away is no error."""
    import os

    from foisearch.render.terminal import Terminal

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0
        Terminal().note(f"{error.filename or 'cannot write'}: {error.strerror or error}")
    except OSError:
        pass  # where standard error is gone as well, nobody is left to tell
    return 2


def leave(status: int) -> None:
    """End the process with this exit status, and all that was registered for its end done.

    What is written and flushed need not be taken down module by module, which takes a tenth of
    a search.  Where threads are still at work it is, for they are waited for.
    """
    import atexit
    import os

    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        sys.exit(status)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    if not __package__:  # this file was run as it is
        sys.path.append(_CHECKOUT)
    leave(main())
