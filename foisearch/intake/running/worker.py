"""The program of a reading process: jobs come in, records go out, within limits.

A reader of a hostile format may crash, hang or ask for all the memory there is.  Here that costs
one file.  Start it with ``python -m foisearch.intake.running.worker CORPUS``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from time import monotonic

from foisearch.corpus import Corpus
from foisearch.intake.running import wire

MEMORY = 3_000_000_000
"""Bytes of address space; far more than any sound document takes."""

_BUFFER = 1 << 16
"""Bytes of answers that go out together; as many as a pipe holds."""


def limit_resources(memory: int = MEMORY) -> None:
    """No more memory than this, no core dumps; where the system knows such limits."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, most))
    except (ImportError, ValueError, OSError):
        pass


def main(arguments: list[str]) -> int:
    """Carry out jobs until there are no more."""
    # Ctrl-C is for the import, which then ends this process too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_resources()
    # Whatever a library prints must not stand among the records.
    out = os.fdopen(os.dup(1), "wb", _BUFFER)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        authorities = Corpus(Path(os.fsdecode(bytes.fromhex(arguments[0])))).authorities()
        flushed = monotonic()

        def say(line: bytes) -> None:
            nonlocal flushed
            out.write(line + b"\n")
            if not line.startswith(wire.RECORD) or monotonic() - flushed > wire.SIGN_EVERY:
                out.flush()
                flushed = monotonic()

        say(wire.ALIVE)
        for job in wire.jobs_in(sys.stdin.buffer):
            wire.answers(job, authorities, say)
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
