"""``python -m foisearch`` and the ``foisearch`` script."""

from __future__ import annotations

import sys

from foisearch.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
