"""How far a long piece of work has come, as it is told while somebody watches."""

from __future__ import annotations

import io

import pytest

from foisearch.render.progress import progress
from foisearch.render.terminal import Terminal


class Screen(io.StringIO):
    """A terminal that remembers all that was drawn."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("step", "left"), [(0.5, "00:03"), (70, "07:00"), (200, "20:00")])
def test_time_left_is_told_however_slow_the_steps_are(
    monkeypatch: pytest.MonkeyPatch, step: float, left: str
) -> None:
    now = 1000.0
    monkeypatch.setattr("rich.console.monotonic", lambda: now)
    monkeypatch.setattr("foisearch.render.progress.monotonic", lambda: now)
    screen = Screen()
    terminal = Terminal(stderr=screen, environ={"TERM": "xterm", "COLUMNS": "120"})
    with progress(terminal, "reading") as report:
        assert report
        for done in range(5):
            now += step
            report(done, 10, "scan.pdf")
    assert left in screen.getvalue().rpartition("4/10")[2]
