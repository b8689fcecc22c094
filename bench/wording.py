"""Make the wording that ships with the program from its tables: ``python -m bench.wording``."""

from __future__ import annotations

from pathlib import Path

from foisearch.analysis import Stemmer
from foisearch.wording import all_acronyms, all_concepts
from foisearch.wording.compiled import Compiled
from foisearch.wording.shipped import PATH
from foisearch.wording.shipping import lines


def main() -> None:
    """Write the file."""
    made = lines(Compiled(all_concepts(), all_acronyms(), Stemmer()))
    Path(PATH).write_text("".join(f"{line}\n" for line in made), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
