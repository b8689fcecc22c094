"""``python -m bench.relevance``."""

import sys

from bench.relevance.cli import main

sys.exit(main())
