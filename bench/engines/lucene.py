"""Lucene, in a Java process of its own that a small program (``LuceneBench.java``) runs in.

``BENCH_LUCENE`` names a folder with the jars ``lucene-core`` and ``lucene-analysis-common``
(``lucene-analyzers-common`` of version 8).  Java measures its own CPU time per question.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bench.engines.protocol import Engine, Searcher, day_number, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bench.engines.protocol import Facets, Hits

SOURCE = Path(__file__).with_name("LuceneBench.java")
CLASSES = "lucene-classes"
JARS = ("lucene-core-*.jar", "lucene-analy*-common-*.jar")
HEAP = "-Xmx2g"


class LuceneSearcher(Searcher):
    """A line there, a line back."""

    def __init__(self, folder: str) -> None:
        self.spent = 0.0
        self.java = subprocess.Popen(
            _java(Path(folder), "query"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            bufsize=1,
        )

    def any(self, words: list[str]) -> Hits:
        return self._pairs("any", " ".join(words))

    def all(self, words: list[str]) -> Hits:
        return self._pairs("all", " ".join(words))

    def phrase(self, words: list[str]) -> Hits:
        return self._pairs("phrase", " ".join(words))

    def prefix(self, start: str) -> Hits:
        return self._pairs("prefix", start)

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        words, force, exemption = asked
        return self._pairs("filter", " ".join(words), force, exemption)

    def fuzzy(self, word: str) -> Hits:
        return self._pairs("fuzzy", word)

    def wildcard(self, pattern: str) -> Hits:
        return self._pairs("wildcard", pattern)

    def newest(self, words: list[str]) -> Hits:
        return self._pairs("newest", " ".join(words))

    def facets(self, words: list[str]) -> Facets:
        return {force: int(count) for force, count in self._pairs("facets", " ".join(words))}

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        return self._pairs("deep", " ".join(words), str(offset))

    def clock(self) -> float:
        return self.spent

    def peak_mb(self) -> float | None:
        from bench.measure import status_kb  # here: a one-shot start need not have it

        held = status_kb("VmHWM", self.java.pid)
        return held / 1024 if held else None

    def close(self) -> None:
        self.java.stdin.close()
        self.java.wait()

    def _pairs(self, *asked: str) -> list[tuple[str, str]]:
        self.java.stdin.write("\t".join(asked) + "\n")
        self.java.stdin.flush()
        nanoseconds, *values = self.java.stdout.readline().rstrip("\n").split("\t")
        self.spent += int(nanoseconds) / 1e9
        return list(zip(values[::2], values[1::2], strict=True))


class LuceneEngine(Engine):
    """Records as lines to Java; Python's share of the work is counted too, and is small."""

    name = "lucene"
    passes = 4  # Java compiles what is used often

    def version(self) -> str:
        java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True)
        core = _jars()[0].stem.rpartition("-")[2]
        return f"Lucene {core}, {java.stderr.splitlines()[0]}"

    def installed(self) -> bool:
        return bool(shutil.which("javac") and len(_jars()) == len(JARS))

    def prepare(self, folder: Path) -> None:
        jars = os.pathsep.join(map(str, _jars()))
        command = ["javac", "-nowarn", "-cp", jars, "-d", str(folder / CLASSES), str(SOURCE)]
        subprocess.run(command, check=True, capture_output=True)

    def build(self, records: Path, folder: Path) -> dict[str, Any]:
        with subprocess.Popen(
            _java(folder, "build"), stdin=subprocess.PIPE, encoding="utf-8"
        ) as java:
            for r in read(records):
                texts = (r["ref"], r["title"], r["request"], r["response"], r["force"])
                line = "\t".join((*texts, " ".join(r["exemptions"]), str(day_number(r["date"]))))
                java.stdin.write(" ".join(line.splitlines()) + "\n")
        if java.returncode:
            raise ChildProcessError(f"java: status {java.returncode}")
        return {}

    def open(self, folder: str) -> LuceneSearcher:
        return LuceneSearcher(folder)


def _jars() -> list[Path]:
    """The jars, one for each pattern that has one."""
    folder = Path(os.environ.get("BENCH_LUCENE", "/usr/share/java"))
    found = [sorted(folder.glob(pattern)) for pattern in JARS]
    return [paths[-1] for paths in found if paths]


def _java(folder: Path, what: str) -> list[str]:
    path = os.pathsep.join(map(str, [folder.parent / CLASSES, *_jars()]))
    return ["java", HEAP, "-cp", path, "LuceneBench", what, str(folder)]


ENGINE = LuceneEngine()
