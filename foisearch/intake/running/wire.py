"""What a reading process and the import say to each other: lines of bytes, nothing pickled.

The import writes a job as one line of JSON.  The process answers with lines whose first byte
tells what they are: a record, a sign of life, the name of a file inside the file, and last what
came of the job.  Lines are handed on without their line end: only the pipe needs one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

import orjson

from foisearch import record
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure
from foisearch.intake.running.job import Job
from foisearch.intake.running.reading import Reading, what_went_wrong
from foisearch.intake.running.tally import Tally

RECORD, ALIVE, ENTERING, DONE = b"R", b"A", b"I", b"D"
SIGN_EVERY = 1.0
"""Seconds between two signs of life; more of them would only cost time."""


def answers(job: Job, authorities: Authorities, say: Callable[[bytes], None]) -> None:
    """Carry a job out, and ``say`` every line of the answer.

    Never raises for a bad file.  What ``say`` raises is no matter of the file and ends the job.
    """
    tally = Tally()
    said = monotonic()

    def alive() -> None:
        nonlocal said
        if monotonic() - said > SIGN_EVERY:
            say(ALIVE)
            said = monotonic()

    def entering(name: str) -> None:
        say(ENTERING + orjson.dumps(name))

    reading = Reading(job, authorities, alive, entering)
    for line in _records(reading, job.name, tally):
        if line:
            say(line)
            said = monotonic()
        else:
            alive()
    tally.sha256 = reading.sha256
    say(DONE + orjson.dumps(tally.to_json()))


def _records(reading: Reading, name: str, tally: Tally) -> Iterator[bytes]:
    """The line of each record; an empty one for each trouble, of which the tally knows.

    An error ends them, and the tally says which.  Only those of the reading are caught here:
    whoever takes the lines has his own.
    """
    try:
        for event in reading:
            if isinstance(event, Disclosure):
                line = _record_line(event)
                tally.count(event)
                yield line
            else:
                tally.note(event)
                yield b""
    except Exception as error:
        tally.error = what_went_wrong(name, error)


def _record_line(disclosure: Disclosure) -> bytes:
    """A record as it goes over the wire: its line in the source and its id, then itself."""
    heading = orjson.dumps([disclosure.provenance.first_line, disclosure.id])
    return RECORD + heading + b"\t" + orjson.dumps(record.to_json(disclosure))


def parted(line: bytes) -> tuple[int, str, bytes]:
    """A record's line in the source, its id, and its JSON."""
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
    return orjson.dumps(job.to_json())


def jobs_in(lines: Iterable[bytes]) -> Iterable[Job]:
    """The jobs that come over the wire."""
    for line in lines:
        yield Job.from_json(orjson.loads(line))
