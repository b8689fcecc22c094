"""For every test: the environment that it would have alone."""

from __future__ import annotations

import os

from hypothesis import settings

# Each example has 200 ms otherwise, which a busy machine may need for any.
settings.register_profile("foisearch", settings(), deadline=None)
settings.load_profile("foisearch")

# Where tests run on every core, pytest-xdist says how large a terminal is that nobody has.
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
