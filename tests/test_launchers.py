"""bin/foisearch and bin/test, run with stand-ins for Python: nothing is installed here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BASE = "3.11.9"

# A Python that answers what the launchers ask of one.  "venv" copies the stand-in, "pip" does what
# FAKE_PIP says, "-S -P …/foisearch/__main__.py" shows what it was given.
FAKE = r"""#!/bin/sh
echo "$*" | head -n 1 >>"$FAKE_LOG"
case $1 in
-c)
    case ${FAKE_VERSION-3.11.9} in
    novenv) exit 9 ;;
    broken) echo "pyenv: command not found" >&2; exit 127 ;;
    3.9*) exit 0 ;;
    esac
    [ -z "$3" ] || [ "$3" = 11 ] || exit 0
    echo "${FAKE_VERSION-3.11.9} $FAKE_SELF"
    exit 0 ;;
-S)
    shift 3
    printf 'ran in %s with' "$PWD"
    for word in "$@"; do printf ' [%s]' "$word"; done
    printf ' stdin=%s\n' "$(cat)"
    exit "${FAKE_STATUS-0}" ;;
esac
case $2 in
venv)
    [ -z "${FAKE_VENV_FAILS-}" ] || { echo "ensurepip is not available"; exit 1; }
    mkdir -p "$3/bin" "$3/lib/python3.11/site-packages"
    cp "$FAKE_SELF" "$3/bin/python" ;;
pip)
    cat >/dev/null
    case ${FAKE_PIP-ok} in
    ok) exit 0 ;;
    slow) sleep 1.5; exit 0 ;;
    hang) sleep 60; exit 1 ;;
    *) echo "ERROR: $FAKE_PIP"; exit 1 ;;
    esac ;;
ruff | mypy | pytest) echo "ran $2"; [ "$2" != "${FAKE_FAILS-}" ] ;;
esac
"""


class Machine:
    """A checkout with a space in its path, and a PATH that holds only stand-ins and sh's tools."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.checkout = home / "a checkout"
        shutil.copytree(ROOT / "bin", self.checkout / "bin")
        for name in ("requirements.lock", "requirements-test.lock"):
            shutil.copy(ROOT / name, self.checkout / name)
        self.tools = home / "tools"
        self.tools.mkdir()
        for tool in (
            *("sh", "cat", "cksum", "cp", "dirname", "env", "grep", "head", "ls", "mkdir", "mv"),
            *("printf", "readlink", "rm", "sleep"),
        ):
            (self.tools / tool).symlink_to(shutil.which(tool) or "")
        self.pythons = home / "pythons"
        self.pythons.mkdir()
        self.log = home / "log"
        self.venv = home / "my venv"
        self.env = {
            "PATH": f"{self.pythons}:{self.tools}",
            "FOISEARCH_VENV": str(self.venv),
            "FAKE_LOG": str(self.log),
            "FAKE_SELF": str(self.add("python3")),
        }

    def add(self, name: str, before: str = "") -> Path:
        path = self.pythons / name
        path.write_text(FAKE.replace("#!/bin/sh\n", f"#!/bin/sh\n{before}\n", 1))
        path.chmod(0o755)
        return path

    def start(self, *args: str, program: str | Path = "", **env: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(program or self.checkout / "bin/foisearch"), *args],
            env=self.env | env,
            cwd=self.home,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(
        self, *args: str, program: str | Path = "", stdin: str = "", **env: str
    ) -> tuple[int, str, str]:
        process = self.start(*args, program=program, **env)
        out, err = process.communicate(stdin, timeout=90)
        return process.returncode, out, err

    def asked(self, word: str) -> int:
        """How many commands holding ``word`` the stand-ins were given."""
        return self.log.read_text().count(word) if self.log.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_first_use_sets_up_and_runs(machine: Machine) -> None:
    status, out, err = machine.run("find", "two words", "", stdin="piped")
    assert (status, out) == (0, f"ran in {machine.home} with [find] [two words] [] stdin=piped\n")
    assert err.count("\n") == 1
    assert "setting up its environment" in err
    (pth,) = machine.venv.glob("lib/*/site-packages/*.pth")
    assert pth.read_text() == f"{machine.checkout}\n"
    assert "--require-hashes -r" in machine.log.read_text()
    assert not Path(f"{machine.venv}.lock").exists()


def test_later_use_only_runs(machine: Machine) -> None:
    machine.run()
    machine.log.unlink()
    status, out, err = machine.run("x", FAKE_STATUS="1")
    assert (status, err) == (1, "")
    assert "with [x]" in out
    program = machine.checkout / "foisearch" / "__main__.py"
    assert machine.log.read_text() == f"-S -P {program} x\n"


def new_lock(machine: Machine) -> None:
    with (machine.checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")


def moved(machine: Machine) -> None:
    machine.checkout = machine.checkout.rename(machine.home / "moved")


def no_stamp(machine: Machine) -> None:
    (machine.venv / "foisearch.stamp").unlink()


def cut_stamp(machine: Machine) -> None:
    (machine.venv / "foisearch.stamp").write_text("12 34\n")


def no_python(machine: Machine) -> None:
    (machine.venv / "bin/python").unlink()
    (machine.venv / "bin/python").symlink_to("/nowhere/python3.11")


def other_python(machine: Machine) -> None:
    machine.env["FOISEARCH_PYTHON"] = str(machine.add("python3.12"))


@pytest.mark.parametrize("change", [new_lock, moved, no_stamp, cut_stamp, no_python, other_python])
def test_a_change_sets_up_again_once(machine: Machine, change: Callable[[Machine], None]) -> None:
    machine.run()
    change(machine)
    assert machine.run()[0] == 0
    assert machine.asked("-m pip") == 2
    assert machine.run()[0] == 0
    assert machine.asked("-m pip") == 2


def test_it_runs_through_links_and_from_path(machine: Machine) -> None:
    first, second = machine.home / "one", machine.home / "dir/two"
    second.parent.mkdir()
    second.symlink_to("../a checkout/bin/foisearch")
    first.symlink_to("dir/two")
    assert machine.run(program=first)[0] == 0
    assert machine.run("env", program="env")[0] != 99
    path = f"{machine.checkout}/bin:{machine.env['PATH']}"
    status, out, _ = machine.run("-c", "foisearch here", program="sh", PATH=path)
    assert (status, "with [here]" in out) == (0, True)
    assert machine.asked("-m pip") == 1


@pytest.mark.parametrize("home", [None, ""])
def test_without_a_home_the_checkout_is_the_place(machine: Machine, home: str | None) -> None:
    del machine.env["FOISEARCH_VENV"]
    if home is not None:
        machine.env["HOME"] = home
    assert machine.run()[0] == 0
    assert (machine.checkout / ".venv/foisearch.stamp").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_checkout_that_cannot_be_written_to(machine: Machine) -> None:
    del machine.env["FOISEARCH_VENV"]
    machine.checkout.chmod(0o555)
    status, _, err = machine.run()
    assert (status, err.count("\n")) == (2, 1)
    assert "set FOISEARCH_VENV" in err
    assert machine.run(XDG_CACHE_HOME=str(machine.home / "cache"))[0] == 0
    assert (machine.home / "cache/foisearch/venv/foisearch.stamp").exists()
    assert machine.run(HOME=str(machine.home))[0] == 0
    assert (machine.home / ".cache/foisearch/venv/foisearch.stamp").exists()


def failed(machine: Machine, **env: str) -> str:
    """The one line that a failing run writes; nothing may be left that looks complete."""
    status, out, err = machine.run(**env)
    assert (status, out) == (2, "")
    assert not (machine.venv / "foisearch.stamp").exists()
    assert not Path(f"{machine.venv}.lock").exists()
    last = err.splitlines()[-1]
    assert len(err.splitlines()) <= 2
    assert last.startswith("foisearch: ")
    assert "; " in last
    return last


@pytest.mark.parametrize("version", ["3.9.1", "broken"])
def test_no_python_that_will_do(machine: Machine, version: str) -> None:
    assert "apt install python3 " in failed(machine, FAKE_VERSION=version)


def test_no_python_at_all(machine: Machine) -> None:
    (machine.pythons / "python3").unlink()
    assert "no Python 3.11 or newer was found" in failed(machine)


def test_python_without_venv(machine: Machine) -> None:
    assert "apt install python3-venv" in failed(machine, FAKE_VERSION="novenv")
    assert "apt install python3-venv" in failed(machine, FAKE_VENV_FAILS="1")


def test_the_first_python_that_works_is_taken(machine: Machine) -> None:
    for name, version in (("python3", "3.9.2"), ("python3.13", "broken"), ("python3.12", "3.12.4")):
        machine.add(name, f"FAKE_VERSION={version}")
    assert "with Python 3.12.4" in machine.run()[2]


def test_a_python_asked_for_must_work(machine: Machine) -> None:
    assert "FOISEARCH_PYTHON (/nowhere)" in failed(machine, FOISEARCH_PYTHON="/nowhere")


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ("Could not find a version that satisfies the requirement click==8", "PIP_INDEX_URL"),
        ("NewConnectionError: Temporary failure in name resolution", "PIP_FIND_LINKS"),
        ("[Errno 28] No space left on device", "make room"),
        ("[Errno 13] Permission denied: '/x'", "FOISEARCH_VENV"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "mirror"),
    ],
)
def test_a_failing_pip_is_explained_and_done_again(machine: Machine, said: str, cure: str) -> None:
    assert cure in failed(machine, FAKE_PIP=said)
    assert machine.run()[0] == 0


def test_a_folder_of_someone_else_is_left_alone(machine: Machine) -> None:
    machine.venv.mkdir()
    (machine.venv / "thesis.txt").write_text("years of work")
    assert "was not made by foisearch" in failed(machine)
    assert (machine.venv / "thesis.txt").exists()


def test_a_place_that_cannot_be_made(machine: Machine) -> None:
    (machine.home / "file").write_text("")
    assert "cannot write" in failed(machine, FOISEARCH_VENV=str(machine.home / "file/venv"))


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def end(process: subprocess.Popen[str], sent: signal.Signals) -> None:
    """Ask all its processes to end, and again as people do: one that begins just then misses it."""
    for _ in range(20):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sent)
        with suppress(subprocess.TimeoutExpired):
            process.wait(2)
            return


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_set_up_is_done_again(
    machine: Machine, sent: signal.Signals, status: int
) -> None:
    process = machine.start(FAKE_PIP="hang")
    wait_for(lambda: machine.asked("-m pip") == 1)
    end(process, sent)
    process.communicate(timeout=60)
    assert process.returncode == status
    assert not Path(f"{machine.venv}.lock").exists()
    assert machine.run()[0] == 0
    assert machine.asked("-m pip") == 2


def test_two_at_once_set_up_once(machine: Machine) -> None:
    first = machine.start("1", FAKE_PIP="slow")
    wait_for(lambda: machine.asked("-m pip") == 1)
    status, out, err = machine.run("2")
    assert (status, "with [2]" in out) == (0, True)
    assert "waiting for another set-up" in err
    assert first.communicate(timeout=60)[0].startswith("ran in")
    assert machine.asked("-m pip") == 1


def test_a_dead_process_s_lock_is_taken_away(machine: Machine) -> None:
    lock = Path(f"{machine.venv}.lock")
    lock.mkdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (lock / "pid").write_text(f"{dead.pid}\n")
    assert machine.run()[0] == 0
    assert not lock.exists()


def test_test_runs_all_checks(machine: Machine) -> None:
    program = machine.checkout / "bin/test"
    status, out, _ = machine.run(program=program)
    assert (status, out.split()[1::2]) == (0, ["ruff", "ruff", "mypy", "pytest"])
    assert machine.run("-k", "x", program=program)[1] == "ran pytest\n"
    assert machine.run(program=program, FAKE_FAILS="mypy")[0] == 1
    assert Path(f"{machine.venv}-test-3.11").is_dir()


def test_every_python_that_is_there(machine: Machine) -> None:
    status, out, err = machine.run(
        "--every-python", "-k", "x", program=machine.checkout / "bin/test"
    )
    assert (status, out.count("ran pytest"), out.count("ran mypy")) == (0, 1, 1)
    assert "no Python 3.12 here" in err
    program = machine.checkout / "bin/test"
    assert machine.run("--every-python", program=program, FAKE_FAILS="pytest")[0] == 1


def test_the_locks_name_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        pins = [line for line in text.splitlines() if line[:1].isalpha()]
        assert pins
        assert all("==" in line and line.endswith("\\") for line in pins), name
        assert "://" not in text
        assert "index" not in text
        assert text.startswith("# Made by bin/lock")


def test_the_lock_agrees_with_the_project() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime = (ROOT / "requirements.lock").read_text()
    test = (ROOT / "requirements-test.lock").read_text()
    for lock, needs in (
        (runtime, project["dependencies"]),
        (test, project["dependencies"] + project["optional-dependencies"]["test"]),
    ):
        for need in needs:
            name = need.split("=")[0].split(">")[0].split("<")[0].strip().lower()
            assert f"\n{name}==" in lock
    # What both pin, both pin alike.
    pins = [line.split(" ")[0] for line in runtime.splitlines() if "==" in line[:60]]
    assert all(pin in test for pin in pins)


def test_the_scripts_are_plain_sh() -> None:
    for script in ("bin/foisearch", "bin/test", "bin/lock", "bin/_environment.sh", ".ci/run"):
        subprocess.run(["sh", "-n", ROOT / script], check=True)
        assert script.endswith(".sh") or os.access(ROOT / script, os.X_OK)
    checker = shutil.which("shellcheck")
    if checker:
        command = [checker, "-x", "-P", "bin", "bin/foisearch", "bin/test", "bin/lock", ".ci/run"]
        subprocess.run(command, check=True, cwd=ROOT)
