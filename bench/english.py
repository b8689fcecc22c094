"""Records of real English, made from texts that somebody gives.

A folder may hold

- ``*.txt``: plain text.  A paragraph is a request, the next ones, up to some length, its response;
- ``*.jsonl``, ``*.jsonl.gz``: objects that have a question and an answer (``question`` or
  ``request``, ``answer`` or ``response``), and perhaps a ``heading``; those marked
  ``question_truncated`` or ``answer_truncated`` are left out.

Every text is used once.  Force, exemptions and date are drawn by a seeded generator: they stand
for filters, and texts need not have any.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import records
from bench.corpora import DAYS, EXEMPTION_COUNTS, EXEMPTIONS, FIRST_DAY, FORCES
from bench.records import Record

SHORTEST_REQUEST = 8
RESPONSE_WORDS = 200
TITLE_WORDS = 8
SEED = 74
ASKING = re.compile(r"\b(what|whether|if|how|when|which|who|why)\b", re.IGNORECASE)


def make(path: Path, folder: Path) -> int:
    """Write the records of a folder of texts; how many there are."""
    return records.write(path, _records(folder))


def _records(folder: Path) -> Iterator[Record]:
    rng = random.Random(SEED)
    seen: set[str] = set()
    for heading, request, response in _texts(folder):
        if request in seen or len(request.split()) < SHORTEST_REQUEST:
            continue
        seen.add(request)
        count = rng.choices(range(len(EXEMPTION_COUNTS)), EXEMPTION_COUNTS)[0]
        drawn = rng.choices(list(EXEMPTIONS), list(EXEMPTIONS.values()), k=count)
        yield {
            "ref": f"ENG-{len(seen):07d}",
            "title": heading or _title(request),
            "topic": "english",
            "force": rng.choices(FORCES, [1 / (place + 4) for place in range(len(FORCES))])[0],
            "exemptions": sorted(set(drawn)),
            "date": str(FIRST_DAY + timedelta(rng.randrange(DAYS))),
            "request": request,
            "response": response,
        }


def _texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Heading, request and response of everything in the folder."""
    for path in sorted(folder.rglob("*")):
        name = path.name.lower()
        if name.endswith(".txt"):
            yield from _plain(path)
        elif name.endswith((".jsonl", ".jsonl.gz")):
            yield from _pairs(path)


def _pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            row: dict[str, Any] = records.loads(line)
            request = row.get("question") or row.get("request")
            response = row.get("answer") or row.get("response")
            cut = row.get("question_truncated") or row.get("answer_truncated")
            if request and response and not cut:
                yield _flat(row.get("heading") or ""), _flat(request), _flat(response)


def _plain(path: Path) -> Iterator[tuple[str, str, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    paragraphs = [_flat(paragraph) for paragraph in re.split(r"\n\s*\n", text)]
    request, response = "", ""
    for paragraph in filter(None, paragraphs):
        if len(request.split()) < SHORTEST_REQUEST:
            request = f"{request} {paragraph}".strip()
            continue
        response = f"{response} {paragraph}".strip()
        if len(response.split()) >= RESPONSE_WORDS:
            yield "", request, response
            request, response = "", ""
    if response:
        yield "", request, response


def _title(request: str) -> str:
    """The first words of what is asked, after the form of address if there is one."""
    asked = ASKING.search(request)
    return " ".join(request[asked.start() if asked else 0 :].split()[:TITLE_WORDS]).strip(" ,.;:?")


def _flat(text: str) -> str:
    return " ".join(text.split())
