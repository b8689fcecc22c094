"""Harmed files of every kind, imported: none stops the others, none takes long, none is a bug.

    python bench/container_fuzz.py [COUNT] [SEED]

Each round harms the same small disclosure in every container (cut off, bits turned, pieces
repeated or lost, noise), gives some of them another's ending, and imports them all.  It is seen
that every file is reported, that no report tells of a bug in foisearch or of a reader that crashed
or hung, and that a sound file among them comes in.  It prints the statuses by kind, what was said
most, and the longest that a round took.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from container_samples import EVERY, harmed

from foisearch.corpus import Corpus
from foisearch.intake import FileStatus, import_paths

EACH = 40
"""Harmed files of every kind in a round."""


def round_of(chance: random.Random, folder: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    inbox = folder / "inbox"
    inbox.mkdir()
    wholes = {ending: make() for ending, make in EVERY.items()}
    for ending, whole in wholes.items():
        for number in range(EACH):
            name = chance.choice(list(EVERY)) if chance.random() < 0.2 else ending
            (inbox / f"{ending}-{number}.{name}").write_bytes(harmed(whole, chance))
    (inbox / "zz.txt").write_bytes(wholes["txt"])
    report = import_paths([inbox], Corpus(folder / "corpus"))
    statuses: Counter[str] = Counter()
    said: Counter[str] = Counter()
    wrong: list[str] = []
    if len(report.files) != EACH * len(EVERY) + 1:
        wrong.append(f"{len(report.files)} files reported")
    if report.files[-1].status is not FileStatus.IMPORTED:
        wrong.append("the sound file was not imported")
    for file in report.files:
        statuses[f"{Path(file.file).name.partition('-')[0]} {file.status}"] += 1
        texts = [file.error, *file.warnings]
        said[re.sub(r"[\w./-]*\d[\w./-]*", "…", file.error)[:70]] += 1
        bad = ("met a bug", "crashed", "took too long", "broke its reader")
        wrong += [f"{file.file}: {text}" for text in texts if any(word in text for word in bad)]
    return statuses, said, wrong


def main(count: int = 2000, seed: int = 1) -> int:
    chance = random.Random(seed)
    statuses: Counter[str] = Counter()
    said: Counter[str] = Counter()
    wrong: list[str] = []
    done, longest = 0, 0.0
    while done < count:
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            some, texts, bad = round_of(chance, Path(folder))
            longest = max(longest, time.monotonic() - start)
        statuses, said, wrong = statuses + some, said + texts, wrong + bad
        done += sum(some.values())
    for key, number in sorted(statuses.items()):
        print(f"{number:7,}  {key}")
    print()
    for text, number in said.most_common(25):
        print(f"{number:7,}  {text or '(nothing)'}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"\n{done:,} files; longest round {longest:.1f} s for {EACH * len(EVERY) + 1}")
    print(f"largest process {used.ru_maxrss / 1024:.0f} MB, {used.ru_utime:.0f} s of CPU")
    for text in wrong[:40]:
        print("WRONG", text)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
