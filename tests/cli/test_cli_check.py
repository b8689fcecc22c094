"""check, similar, clusters and decide, over fake services."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import people_fakes
import prior_samples
import pytest

from foisearch.cli import bands, decide
from foisearch.cli.check import evidence_path
from foisearch.cli.incoming import HINT, LONGEST_LINE, _cut
from foisearch.cli.main import main
from foisearch.errors import UsageError
from foisearch.prior.values import Band, NewRequest, Verdict
from foisearch.render.terminal import Terminal

FAKE = Path(people_fakes.__file__)
COMMAND = shlex.join([sys.executable, str(FAKE)])
ROOT = Path(__file__).parents[2]
ENVIRON = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""}
KNOWN = "How many officers were dismissed for misconduct in 2021?"
PARTLY = "How high was spending on training in 2021?"
NEW = "How many filing cabinets have you?"


class Result:
    """What a run gave back, and whom it asked."""

    def __init__(self, status: int, out: str, err: str, services: Any) -> None:
        self.status, self.out, self.err = status, out, err
        self.asked: list[Any] = services[0].asked if services else []

    @property
    def requests(self) -> list[NewRequest]:
        return [each for each in self.asked if isinstance(each, NewRequest)]

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    made: list[people_fakes.FakeServices] = []

    def make(*args: Any) -> people_fakes.FakeServices:
        made.append(people_fakes.FakeServices(*args))
        return made[-1]

    monkeypatch.setattr("foisearch.services.Services", make)
    monkeypatch.chdir(tmp_path)
    for name, text in (("known.txt", KNOWN), ("partly.txt", PARTLY), ("new.txt", NEW)):
        (tmp_path / name).write_text(text)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "batch.jsonl").write_text(f'{{"text": "{KNOWN}", "id": 7}}\n"{NEW}"\n')

    def run(*argv: str, stdin: Any = "", **environ: str) -> Result:
        made.clear()
        out, err = io.StringIO(), io.StringIO()
        source = io.StringIO(stdin) if isinstance(stdin, str) else stdin
        status = main(argv, Terminal(source, out, err, environ, 80))
        return Result(status, out.getvalue(), err.getvalue(), list(made))

    return run


STATUSES = [
    ("check known.txt", 0),
    ("check new.txt", 1),
    ("check new.txt --json", 1),
    ("check new.txt known.txt", 0),
    ("check partly.txt", 0),
    ("check partly.txt --min overlapping", 0),
    ("check partly.txt --min same-scope", 1),
    ("check partly.txt --fail-on overlapping", 0),
    ("check partly.txt --fail-on same-scope", 1),
    ("check partly.txt --min overlapping --fail-on identical", 1),
    ("check partly.txt --min identical --fail-on related", 2),
    ("check known.txt --limit 1", 0),
    ("check known.txt --limit 0", 2),
    ("check known.txt --min close", 2),
    ("check known.txt --received nonsense", 2),
    ("check known.txt --authority 'no such body at all'", 2),
    ("check missing.txt", 2),
    ("check empty.txt", 2),
    ("check .", 2),
    ("check", 2),
    ("check -", 2),
    ("check known.txt missing.txt", 2),
    ("check known.txt --evidence a.pdf", 2),
    ("check known.txt new.txt --evidence a.md", 2),
    ("check batch.jsonl --evidence a.md", 2),
    ("check batch.jsonl", 0),
    ("check batch.jsonl --fail-on identical --json", 0),
    ("similar 5023048", 0),
    ("similar 024/55", 1),
    ("similar 999", 1),
    ("similar", 2),
    ("similar 5023048 --min overlapping --ids", 0),
    ("clusters", 0),
    ("clusters --least 3", 1),
    ("clusters --least 1", 2),
    ("clusters surplus", 2),
    ("decide a b same", 0),
    ("decide a b superseded --note 'new policy' --json", 0),
    ("decide a b alike", 2),
    ("decide a b", 2),
    ("decide a b c same", 2),
]


@pytest.mark.parametrize(("line", "status"), STATUSES)
def test_exit_status(run: Run, line: str, status: int) -> None:
    result = run(*shlex.split(line))
    assert result.status == status, result.err
    if status == 2 and "known.txt missing" not in line:
        assert not result.out
        assert result.err.startswith("foisearch: ")
        assert result.err.count("\n") == 1


def test_a_crash_is_a_bug_and_ctrl_c_is_quiet(run: Run) -> None:
    assert "ZeroDivisionError: oh dear" in run("check", stdin="Did anything crash there?").err
    result = run("check", "--jsonl", "--json", stdin=f'"{KNOWN}"\n"What can interrupt this?"\n')
    assert (result.status, result.err) == (130, "")
    assert [each["type"] for each in result.objects] == ["check"]


def test_the_input_is_read_where_no_file_is_named(run: Run) -> None:
    for argv in (["check"], ["check", "-"]):
        result = run(*argv, stdin=KNOWN)
        assert (result.status, result.err) == (0, "")
        assert result.requests[0].label == "standard input"
        assert result.requests[0].questions[0].text == KNOWN


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_is_told_how_to_end_it(run: Run) -> None:
    assert run("check", stdin=Keyboard(KNOWN)).err == f"foisearch: {HINT}\n"
    assert "the terminal has cut it" in run("check", stdin=Keyboard("wide " * 900)).err


def test_bytes_are_read_as_they_are(run: Run) -> None:
    mail = b"From: a@example.org\r\nDate: Mon, 4 Mar 2024 09:00:00 +0000\r\nSubject: FOI\r\n\r\n"
    source = io.TextIOWrapper(io.BytesIO(mail + b"Is misconduct \xa3100 a day?\r\n"))
    (request,) = run("check", stdin=source).requests
    assert "£100" in request.text
    assert str(request.received) == "2024-03-04"
    assert "example.org" not in repr(request)


def test_what_is_said_of_the_requests(run: Run) -> None:
    (request,) = run(
        "check", "known.txt", "--received", "2024-03-04", "--authority", "The Met"
    ).requests
    assert (str(request.received), request.authority) == ("2024-03-04", "metropolitan")


def test_a_line_of_a_batch_is_believed_above_the_options(run: Run) -> None:
    lines = [
        json.dumps({"text": KNOWN, "received": "2020-01-02", "authority": "Kent Police"}),
        json.dumps(KNOWN),
    ]
    result = run(
        "check", "--jsonl", "--received", "2024-03-04", "--authority", "met",
        stdin="\n".join(lines),
    )  # fmt: skip
    said = [(str(r.received), r.authority) for r in result.requests]
    assert said == [("2020-01-02", "kent"), ("2024-03-04", "metropolitan")]


def test_a_batch_keeps_order_and_tells_of_each_bad_line(run: Run) -> None:
    lines = [KNOWN, NEW, PARTLY]
    text = "".join(f"{json.dumps({'text': t, 'id': n})}\n" for n, t in enumerate(lines))
    bad = 'not json\n{"request": 5}\n{}\n{"text": "x y z?", "authority": "nobody at all"}\n'
    result = run("check", "-", "--jsonl", "--json", stdin=text + bad + json.dumps(KNOWN))
    kinds = [each["type"] for each in result.objects]
    assert kinds == ["check"] * 3 + ["error"] * 4 + ["check", "summary"]
    labels = [each["label"] for each in result.objects[:-1]]
    assert [label.split(":")[1].split()[0] for label in labels] == list("12345678")
    assert labels[0] == "standard input:1 (0)"
    summary = result.objects[-1]
    assert (summary["total"], summary["returned"]) == (8, 4)
    assert (summary["found"], summary["failed"]) == (3, 4)
    assert result.status == 2
    assert result.err == "foisearch: 4 of 8 requests could not be checked\n"


def test_people_are_told_of_bad_lines_where_errors_are_told(run: Run) -> None:
    result = run("check", "--jsonl", stdin=f'nonsense\n"{KNOWN}"\n')
    assert result.status == 2
    assert "standard input:1 is not JSON" in result.err
    assert "nonsense" not in result.out
    assert "The question was asked" in result.out


def test_one_line_in_one_result_out(run: Run) -> None:
    """Each answer is written before the next line is read, and nothing is kept."""
    heads: list[int] = []

    class Slow(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            heads.append(written.getvalue().count("\n"))
            return f'"{KNOWN}"\n' if len(heads) <= 50 else ""

    written = io.StringIO()
    terminal = Terminal(Slow(), written, io.StringIO(), {}, 80)
    assert main(["check", "--jsonl", "--json"], terminal) == 0
    assert heads == list(range(51))


def test_a_line_without_end_is_cut() -> None:
    stream = io.BytesIO(b"x" * (2 * LONGEST_LINE + 5) + b"\ny\n")
    assert [len(line) for line in _cut(stream)] == [LONGEST_LINE, 2]


def test_several_files_each_get_an_answer(run: Run) -> None:
    result = run("check", "known.txt", "missing.txt", "new.txt", "--json")
    assert [each["type"] for each in result.objects] == ["check", "error", "check", "summary"]
    assert result.objects[1]["label"] == "missing.txt"
    text = run("check", "known.txt", "missing.txt", "new.txt")
    assert text.err.startswith("foisearch: missing.txt does not exist")
    assert "known.txt\n" in text.out


def test_only_ids(run: Run) -> None:
    assert run("check", "known.txt", "--ids").out == "orrin/VOP-2023-0433\n"
    assert run("similar", "5023048", "--ids").out.splitlines()[0] == "opsr/6104238"


def test_what_was_left_out_is_shown_on_demand(run: Run) -> None:
    letter = f"Dear Sir,\n\n{KNOWN}\n\nYours faithfully,\nA. N. Other\n"
    assert "Left out of the comparison" not in run("check", stdin=letter).out
    assert "Left out of the comparison" in run("check", "--show-left-out", stdin=letter).out
    (hidden, _) = run("check", "--json", stdin=letter).objects
    (shown, _) = run("check", "--json", "--show-left-out", stdin=letter).objects
    assert (hidden["left_out"], bool(shown["left_out"])) == ([], True)
    assert "Other" not in json.dumps(shown)


def test_a_pasted_request_never_commands_the_terminal(run: Run) -> None:
    text = "How many \x1b[2J\x1b]0;owned\x07officers of \x9b5m misconduct \u202e were there?"
    for options in ([], ["--json"], ["--color", "always"], ["--show-left-out"]):
        result = run("check", *options, stdin=text)
        written = (result.out + result.err).replace("\x1b[0m", "")
        assert "owned" not in written or "\x1b]" not in written
        assert not {c for c in written if c in "\x07\x9b\u202e\x00"}
        assert "\x1b[2J" not in written


def test_the_options_reach_whoever_compares(run: Run) -> None:
    options = run("check", "known.txt", "-n", "7", "--min", "overlapping", "--model", "/m").asked[0]
    assert (options.limit, options.least, options.fail_on) == (
        7,
        Band.OVERLAPPING,
        Band.OVERLAPPING,
    )
    assert (options.semantic, options.model) == (True, Path("/m"))
    assert run("similar", "5023048").asked[0][1].limit == 5
    assert run("clusters", "--least", "2", "-n", "4").asked == [(2, 4)]


def test_a_decision(run: Run) -> None:
    result = run("decide", "a", "b#2", "different", "--note", "other years", "--who", "A. Clerk")
    assert result.asked == [("a", "b#2", "different", "other years", "A. Clerk")]
    assert "a and b#2: different · A. Clerk" in result.out


@pytest.fixture
def evidence(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The rooms that make a schedule, replaced by a list of what they are asked for."""
    asked: list[Any] = []
    making, writing = types.ModuleType("evidence"), types.ModuleType("evidence")
    making.schedule = lambda checked, days: checked  # type: ignore[attr-defined]
    writing.write_evidence = lambda pack, path: asked.append((pack, path))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "foisearch.prior.evidence", making)
    monkeypatch.setitem(sys.modules, "foisearch.render.evidence", writing)
    return asked


def test_the_evidence_is_written_beside_the_answer(run: Run, evidence: list[Any]) -> None:
    result = run("check", "known.txt", "--evidence", "a.md", "--json")
    ((checked, path),) = evidence
    assert (checked.request.label, path) == ("known.txt", Path("a.md"))
    assert result.err == "foisearch: the evidence is in a.md\n"
    assert len(result.objects) == 2


def test_without_a_request_there_is_no_evidence(run: Run, evidence: list[Any]) -> None:
    assert run("check", "missing.txt", "--evidence", "a.md").status == 2
    assert evidence == []


def test_kinds_of_evidence() -> None:
    assert evidence_path(None, True) is None
    assert evidence_path("A.CSV", False) == Path("A.CSV")
    for name, several in (("a.txt", False), ("a.md", True)):
        with pytest.raises(UsageError):
            evidence_path(name, several)


def test_the_names_on_the_command_line_are_those_of_the_values() -> None:
    assert tuple(Band) == bands.BANDS
    assert tuple(Verdict) == decide.VERDICTS
    assert all(f"{band} (" in bands.BANDS_HELP for band in Band)


def test_findings_never_call_a_request_a_duplicate_or_a_repeat(run: Run) -> None:
    """Those words are for the help, where people look for them; a finding would be a judgement."""
    assert "duplicate requests" in " ".join(run("check", "--help").out.split())
    for form in ("plain", "json"):
        for name in prior_samples.answers():
            text = written(name, form).lower()
            assert "duplicat" not in text
            assert "repeat" not in text


def written(name: str, form: str) -> str:
    from foisearch.render import write

    out = io.StringIO()
    answer: Any = prior_samples.answers()[name]
    write(answer, form, Terminal(io.StringIO(), out, io.StringIO(), {}, 80))
    return out.getvalue()


@pytest.mark.parametrize("form", ["", "--json", "--ids"])
def test_a_closed_pipe_is_silent(tmp_path: Path, form: str) -> None:
    batch = tmp_path / "many.jsonl"
    batch.write_text(f'"{KNOWN}"\n' * 500)
    line = f"{COMMAND} check {batch} {form} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], check=False, env=ENVIRON, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_a_batch_in_a_pipe_is_answered_line_by_line(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(FAKE), "check", "-", "--jsonl", "--json"], env=ENVIRON,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(f'{{"text": "{KNOWN}", "id": {number}}}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["label"].endswith(f"({number})")
    rest, _ = process.communicate(timeout=30)
    assert json.loads(rest)["type"] == "summary"
    assert process.returncode == 0


def test_memory_does_not_grow_with_a_batch(tmp_path: Path) -> None:
    code = (
        "import sys, resource; sys.argv = ['x']; sys.path.insert(0, sys.path.pop()); "
        "import people_fakes, foisearch.services as s; s.Services = people_fakes.FakeServices\n"
        "people_fakes.FakeServices.asked = property(lambda self: [], lambda self, value: None)\n"
        "from foisearch.cli.main import main\n"
        "main(['check', '-', '--jsonl', '--ids'])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    sizes = []
    for count in (100, 2_000):
        done = subprocess.run(
            [sys.executable, "-c", code], env=ENVIRON | {"PYTHONPATH": f"{ROOT}:{FAKE.parent}"},
            input=f'"{KNOWN}"\n' * count, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.count("\n") == count
        sizes.append(int(done.stderr.split()[-1]))
    assert sizes[1] - sizes[0] < 8_000, sizes
