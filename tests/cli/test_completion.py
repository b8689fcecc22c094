"""Tab, in the shells themselves where they are there."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch import engine
from foisearch.cli.commands import COMMANDS
from foisearch.cli.completing import CORRECTED, candidates
from foisearch.cli.completion import SCRIPTS
from foisearch.cli.everywhere import COLORS, GLOBALS_WITH_VALUE
from foisearch.cli.parsing import command_parser, top_parser
from foisearch.cli.recorded import options_of
from foisearch.cli.splitting import of_bash, split
from foisearch.cold import vocabulary
from foisearch.intake.corrections import FIELDS
from foisearch.render.terminal import ColorChoice, Terminal

ROOT = Path(__file__).parents[2]
BREAKS = " \t\n\"'><=;|&(:"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus and its index, and a program that searches them."""
    folder = tmp_path_factory.mktemp("completion")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    program = folder / "foisearch"
    program.write_text(
        f'#!/bin/sh\nexport FOISEARCH_CORPUS="{folder}/corpus"\n'
        f'exec "{sys.executable}" -S -P "{ROOT}/foisearch/__main__.py" "$@"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    subprocess.run([program, "search", "drones"], check=True, capture_output=True)
    (folder / "request one.txt").write_text("drones?")
    (folder / "folder").mkdir()
    return folder


def environ(home: Path) -> dict[str, str]:
    return {**os.environ, "PATH": f"{home}:{os.environ['PATH']}", "HOME": str(home)}


def test_values_are_those_of_the_index(home: Path) -> None:
    """Against the engine, whatever they begin with."""
    held = vocabulary.opened(str(home / "index"))
    with engine.open_index(home / "index") as index:
        records = index.all()
        slugs = index.slugs("force_id")
    refs, ids = {d.ref for d in records if d.ref}, {d.id for d in records}
    most = len(records) + 1
    for start in {name[:n] for name in refs | ids | slugs for n in (1, 2, 5, 9)}:
        assert vocabulary.refs(held, start, most) == sorted(r for r in refs if r.startswith(start))
        assert vocabulary.ids(held, start, most) == sorted(i for i in ids if i.startswith(start))
        found = vocabulary.values(held, "force_id", start, most)
        assert found == sorted(slug for slug in slugs if slug.startswith(start))
    assert vocabulary.ids(held, "", 3) == sorted(ids)[:3]


def by_bash(home: Path, line: str) -> list[str]:
    """What bash would put into the line, as it would call for it."""
    script = home / "foisearch.bash"
    script.write_text(SCRIPTS["bash"])
    # Bash cuts the words of the line with its own breaks: let readline do it.
    code = f"""
        source {script}
        COMP_LINE=$1 COMP_POINT=${{#1}}
        _foisearch foisearch "${{1##* }}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", code, "bash", line],
        env=environ(home), cwd=home, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


def by_zsh(home: Path, line: str) -> list[str]:
    """The values that zsh is told of."""
    code = f"""
        compdef() {{ }}
        source {home}/foisearch.zsh
        _files() {{ print -l files "$@" }}
        _describe() {{ print -rl -- "${{(@P)3}}" }}
        words=("${{(@z)1}}"); [[ $1 == *' ' ]] && words+=('')
        CURRENT=${{#words}}
        _foisearch
    """
    (home / "foisearch.zsh").write_text(SCRIPTS["zsh"])
    done = subprocess.run(
        ["zsh", "-f", "-c", code, "zsh", line],
        env=environ(home), cwd=home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    values = [re.sub(r"(?<!\\):.*", "", text) for text in done.stdout.splitlines()]
    return [value.replace("\\:", ":") for value in values]


def by_fish(home: Path, line: str) -> list[str]:
    """What fish would offer."""
    (home / "foisearch.fish").write_text(SCRIPTS["fish"])
    code = f"source {home}/foisearch.fish; complete --do-complete $argv[1]"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code, line],
        env=environ(home), cwd=home, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return [text.partition("\t")[0] for text in done.stdout.splitlines()]


WAYS: dict[str, Callable[[Path, str], list[str]]] = {
    "bash": by_bash,
    "zsh": by_zsh,
    "fish": by_fish,
}
SHELL = pytest.mark.parametrize(
    "shell",
    [
        pytest.param(name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"no {name}"))
        for name in WAYS
    ],
)
OFFERED = [
    ("foisearch sea", {"search"}),
    ("foisearch search --sem", {"--semantic"}),
    ("foisearch search --sort ne", {"newest"}),
    ("foisearch search --force harr", {"harrowmere"}),
    ("foisearch search --outcome not", {"not-held"}),
    ("foisearch search --since 2025", {"2025"}),
    ("foisearch search 'two words' --kind pub", {"publication"}),
    ("foisearch --color alw", {"always"}),
    ("foisearch show 0507", {"0507/23"}),
    ("foisearch completion fi", {"fish"}),
    ("foisearch search --facet authority,ye", {"authority,year"}),
    ("foisearch search drones kind:pub", {"kind:publication"}),
    ("foisearch review 0507", {"0507/23"}),
    ("foisearch import --dry", {"--dry-run"}),
    ("foisearch nonsense ", set()),
    ("foisearch search drones ", set()),
]


@SHELL
@pytest.mark.parametrize(("line", "values"), OFFERED)
def test_what_is_offered(home: Path, shell: str, line: str, values: set[str]) -> None:
    if shell == "bash":  # which puts it behind its own break
        values = {value.rpartition(":")[2] for value in values}
    assert set(WAYS[shell](home, line)) == values


@SHELL
def test_every_command_is_offered(home: Path, shell: str) -> None:
    assert set(WAYS[shell](home, "foisearch ")) == set(COMMANDS)


def test_bash_is_given_what_it_puts_behind_its_own_breaks(home: Path) -> None:
    found = by_bash(home, "foisearch search --exemption foia:40(2)(")
    assert found
    assert all(value.startswith(r"40\(2\)\(") for value in found)
    assert by_bash(home, "foisearch search --outcome=not") == ["not-held"]
    quoted = by_bash(home, 'foisearch search --exemption "foia:40(2)')
    assert "foia:40(2)(a)" in quoted


@SHELL
def test_files_and_folders(home: Path, shell: str) -> None:
    if shell == "zsh":
        assert "files" in by_zsh(home, "foisearch check req")
        return
    assert any("request" in name for name in WAYS[shell](home, "foisearch check req"))
    folders = WAYS[shell](home, "foisearch --corpus f")
    assert any(name.startswith("folder") for name in folders)


def test_bash_completes_at_a_real_terminal(home: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    shell = pexpect.spawn(
        "bash", ["--norc", "--noprofile"], env=environ(home) | {"PS1": "$ ", "TERM": "dumb"},
        encoding="utf-8", timeout=30, cwd=str(home),
    )  # fmt: skip
    shell.sendline('eval "$(foisearch completion bash)"; bind "set bell-style none"; echo ready')
    shell.expect("ready\r\n")
    for typed, becomes in [
        ("foisearch sea\t", r"foisearch search "),
        ("foisearch search --exemption foia:14(2\t", r"foia:14\(2\) "),
        ("foisearch search --force harr\t", "--force harrowmere "),
    ]:
        shell.send(typed.replace("(", "\\("))
        shell.expect_exact(becomes)
        shell.sendcontrol("u")
    shell.sendline("exit")
    shell.close()


def test_nothing_is_ever_said_and_no_index_is_built(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "corpus", tmp_path / "corpus")
    program = [sys.executable, "-S", "-P", str(ROOT / "foisearch" / "__main__.py"), "__complete"]
    for argv in (
        [],
        ["bash"],
        ["bash", "foisearch show ", "nonsense", ":"],
        ["zsh", "--", "show", ""],
        ["zsh", "--", "search", "--force", ""],
        ["zsh", "--", "search", "--corpus", "/nowhere", "--force", "\udcff"],
    ):
        done = subprocess.run(
            [*program, *argv],
            env={**os.environ, "FOISEARCH_CORPUS": str(tmp_path / "corpus")},
            capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
    assert not (tmp_path / "index").exists()


def test_no_environment_is_made_for_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "bin" / "foisearch", "__complete", "bash", "foisearch ", "10", BREAKS],
        env={"PATH": os.environ["PATH"], "FOISEARCH_VENV": str(tmp_path / "venv")},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not (tmp_path / "venv").exists()


def test_a_damaged_index_says_nothing(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "index", tmp_path / "index")
    for path in (tmp_path / "index").glob("seg-*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 4 : len(data) // 2] = bytes(len(data) // 4)
        path.write_bytes(data)
    done = subprocess.run(
        [home / "foisearch", "__complete", "zsh", "--", "--index", str(tmp_path / "index"),
         "search", "--force", ""],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_recorded_options_are_those_of_the_parser(name: str) -> None:
    terminal = Terminal(environ={}, width=80)
    parser = command_parser(name, terminal) if name else top_parser(terminal)
    parsed = {
        (a.dest, tuple(a.option_strings), tuple(map(str, a.choices or ())), a.nargs)
        for a in parser._actions
        if a.dest != "help"
    }
    recorded = {(o.dest, o.names, o.choices, o.takes_value) for o in options_of(name)}
    for dest, names, choices, nargs in parsed:
        assert (dest, names, choices, bool(names) and nargs is None) in recorded
    assert len(parsed) + 1 == len(recorded)


def test_what_a_review_can_set(home: Path) -> None:
    def offered(start: str) -> list[str]:
        words = ["--index", str(home / "index"), "review", "0507/23", "--set", start]
        return [value for value, _ in candidates(words, {})[1]]

    assert offered("re") == ["ref=", "received=", "responded=", "request="]
    assert "outcome=not-held" in offered("outcome=not")
    assert offered("topic=") == []


def test_tables_that_are_kept_light() -> None:
    assert CORRECTED == FIELDS
    assert tuple(map(str, ColorChoice)) == COLORS
    actions = [a for a in top_parser(Terminal(environ={}, width=80))._actions if a.nargs is None]
    assert {option for a in actions for option in a.option_strings} == set(GLOBALS_WITH_VALUE)


def test_completion_imports_little() -> None:
    code = (
        "import sys; from foisearch.cli import completing; "
        "completing.main(['zsh', '--', 'search', '--force', ''], {}); "
        "print(*({'argparse', 're', 'csv', 'numpy', 'dataclasses'} & sys.modules.keys()), "
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.strip() == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("foisearch", ["foisearch"]),
        ("foisearch ", ["foisearch", ""]),
        ("cd x; foisearch sea", ["foisearch", "sea"]),
        ("a | foisearch show 'x y' b\\ c", ["foisearch", "show", "x y", "b c"]),
        ('foisearch search "" ', ["foisearch", "search", "", ""]),
        ("foisearch search 'open quo", ["foisearch", "search", "open quo"]),
    ],
)
def test_words_of_a_line(line: str, words: list[str]) -> None:
    assert split(line)[0] == words


@given(st.text(max_size=60), st.integers(0, 80))
def test_any_line_has_words(line: str, point: int) -> None:
    words, written = of_bash(line, str(point), BREAKS)
    assert words
    assert isinstance(written("a b"), str)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_any_words_have_candidates_or_none(words: list[str]) -> None:
    what, values = candidates(["decision", *words], {})
    assert what == "nothing" or isinstance(values, list)
