"""One question in a process of its own: open the index, answer, print, end.

This is what a command-line tool on an engine would do at the least, and what ``oneshot.py`` times.
Nothing is imported that the engine does not need.
"""

from __future__ import annotations

import sys

from bench import engines


def main() -> None:
    """``ENGINE FOLDER WORD…``; the engine ``none`` answers nothing, for comparison."""
    name, folder, *words = sys.argv[1:]
    if name == "none":
        return
    searcher = engines.load(name).open(folder)
    for ref, title in searcher.any(words):
        sys.stdout.write(f"{ref}\t{title}\n")
    searcher.close()
