"""What a reading process and the import say to each other: lines of bytes, nothing pickled.

The import writes a job as one line of JSON.  The process answers with lines whose first byte
tells what they are: a record, a sign of life, the name of a file inside the file, and last what
came of the job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

import orjson

from foisearch import record
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure
from foisearch.intake.running.job import Job
from foisearch.intake.running.reading import Reading, what_went_wrong
from foisearch.intake.running.tally import Tally

RECORD, ALIVE, ENTERING, DONE, READY = b"R", b"A", b"I", b"D", b"Y"
SIGN_EVERY = 1.0
"""Seconds between two signs of life; more of them would only cost time."""


def answers(job: Job, authorities: Authorities, say: Callable[[bytes], None]) -> None:
    """Carry a job out, and ``say`` every line of the answer; never raises for a bad file."""
    tally = Tally()
    said = monotonic()

    def alive() -> None:
        nonlocal said
        if monotonic() - said > SIGN_EVERY:
            say(ALIVE + b"\n")
            said = monotonic()

    def entering(name: str) -> None:
        say(ENTERING + orjson.dumps(name) + b"\n")

    reading = Reading(job, authorities, alive, entering)
    try:
        for event in reading:
            if isinstance(event, Disclosure):
                tally.count(event)
                say(RECORD + record_line(event))
                said = monotonic()
            else:
                tally.note(event)
                alive()
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        raise_when_debugging(error)
        tally.error = what_went_wrong(job.name, error)
    tally.sha256 = reading.sha256
    say(DONE + orjson.dumps(tally.to_json()) + b"\n")


def raise_when_debugging(error: Exception) -> None:
    """Whoever looks for a bug wants its traceback."""
    import os

    from foisearch.errors import FoisearchError

    if os.environ.get("FOISEARCH_DEBUG") and not isinstance(error, FoisearchError):
        raise error


def record_line(disclosure: Disclosure) -> bytes:
    """A record as it goes over the wire: its line in the source and its id, then itself."""
    heading = orjson.dumps([disclosure.provenance.first_line, disclosure.id])
    return heading + b"\t" + orjson.dumps(record.to_json(disclosure)) + b"\n"


def parted(line: bytes) -> tuple[int, str, bytes]:
    """A record's line in the source, its id, and its JSON with the line end."""
    heading, _, data = line[1:].partition(b"\t")
    number, id_ = orjson.loads(heading)
    return number, id_, data


def entered(line: bytes) -> str:
    """The name of the file inside the file that is read now."""
    return str(orjson.loads(line[1:]))


def tally_of(line: bytes) -> Tally:
    """What came of the job."""
    return Tally.from_json(orjson.loads(line[1:]))


def job_line(job: Job) -> bytes:
    """A job as it goes over the wire."""
    return orjson.dumps(job.to_json()) + b"\n"


def jobs_in(lines: Iterable[bytes]) -> Iterable[Job]:
    """The jobs that come over the wire."""
    for line in lines:
        yield Job.from_json(orjson.loads(line))
