"""The samples and fakes of the people's rooms lie with the tests of render/."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "render"))
