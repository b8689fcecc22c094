"""The live view in a real terminal: what stands on the screen, and in a window that is resized."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TMUX = shutil.which("tmux")
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(
    TMUX is None or shutil.which("less") is None, reason="reads the screen with tmux"
)


class Window:
    """A window of a tmux server of its own."""

    def __init__(self, folder: Path, command: str, columns: int, rows: int) -> None:
        self.socket = str(folder / "tmux")
        size = ["-x", str(columns), "-y", str(rows)]
        self._tmux("-f", "/dev/null", "new-session", "-d", *size, command)

    def _tmux(self, *arguments: str) -> str:
        environ = os.environ | {"TERM": "xterm-256color"}
        return subprocess.run(
            [str(TMUX), "-S", self.socket, *arguments],
            env=environ, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def paste(self, text: str) -> None:
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")

    def resize(self, columns: int, rows: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def shows(self, *texts: str) -> str:
        return self.until(lambda screen: all(text in screen for text in texts), texts)

    def until(self, holds: Callable[[str], bool], what: object) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds(screen := self.screen()):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{what} is not on the screen:\n{self.screen()}")

    def close(self) -> None:
        subprocess.run([str(TMUX), "-S", self.socket, "kill-server"], check=False)


def opened(tmp_path: Path, *options: str, **environ: str) -> Iterator[Window]:
    variables = {
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "FOISEARCH_INDEX": str(tmp_path / "index"),
        "FOISEARCH_CORPUS": str(ROOT / "corpus"),
        "PAGER": "less",
        "LESS": "-RX",
    } | environ
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in variables.items())
    program = shlex.join([sys.executable, "-m", "foisearch", *options])
    window = Window(tmp_path, f"{settings} {program}", 110, 30)
    yield window
    window.close()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    yield from opened(tmp_path)


@pytest.fixture
def aloud(tmp_path: Path) -> Iterator[Window]:
    yield from opened(tmp_path, "--plain")


def test_from_the_prompt_to_a_disclosure_and_back(window: Window) -> None:
    window.shows("foi>", "F2 hits as you type")
    window.press("body worn vid", "F2")
    wide = window.shows("records", "vid…: words that begin so", "Questions and answers")
    assert any("VOP/2023/0411" in line and "Body worn video" in line for line in wide.splitlines())
    window.resize(60, 24)
    narrow = window.until(
        lambda screen: "─" * 40 in screen and "Questions and answers" in screen, "the rule"
    )
    assert max(map(len, narrow.splitlines())) <= 60
    assert "^T cite" in narrow
    window.press("Enter")
    window.shows("(END)" if "(END)" in window.screen() else "1,146 cameras")
    window.press("q")
    window.shows("foi> body worn vid", "Tab narrows")
    window.press("C-t")
    window.shows("sent to the clipboard")
    window.press("Escape")
    back = window.shows("foi> body worn vid", "Vale of Orrin Police, VOP/2023/0411")
    assert "Tab narrows" not in back


def test_narrowing_in_the_view(window: Window) -> None:
    window.shows("foi>")
    window.press(".live police", "Enter")
    window.shows("records", "Tab narrows")
    window.press("Tab")
    window.shows("by body: ↑↓ choose")
    window.press("Enter")
    window.shows("police › ", "Shift-Tab widens")
    window.press("C-c")
    screen = window.shows("foi> police")
    assert "police › " not in screen.splitlines()[0]


def test_earlier_lines_are_searched(window: Window) -> None:
    window.shows("foi>")
    window.press("drones", "Enter")
    window.shows("1 disclosure")
    window.press("C-r", "dro")
    window.shows("(reverse-i-search)`dro': drones")


def test_a_pasted_letter_is_offered_the_check(window: Window) -> None:
    window.shows("foi>")
    window.paste(
        "Dear Sir or Madam,\n\nHow many drones does the force own? How many officers are licensed "
        "to fly them?\n\nYours faithfully\n\nA. N. Other\n"
    )
    window.shows("this looks like a whole request: Enter asks what to do with it")
    window.press("Enter")
    window.shows("Enter checks it, Esc searches for it")
    window.press("Enter")
    window.shows("07.FOI.25.001033", "Similar earlier requests")


def test_aloud_nothing_is_drawn(aloud: Window) -> None:
    screen = aloud.shows("foi>")
    assert "F2" not in screen
    aloud.press("drones", "Enter")
    screen = aloud.shows("result 1", "1 disclosure")
    assert not set(screen) & set("│─›▌")
    aloud.press("F2")
    aloud.press(".live drones", "Enter")
    aloud.shows("there is no screen for results as you type")
