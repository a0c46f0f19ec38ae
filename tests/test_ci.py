"""What we hand out for CI: files that parse, commands that our command line takes, options that there are."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from plainleaf.cli import app
from plainleaf.report import REPORTS
from tests.conftest import ROOT, change
from tests.pipeline.conftest import planted, small
from tests.pipeline.repository import SETTINGS, commit_all, git
from tests.pipeline.samples import COMMAND, MONOGRAPH, SPANISH, STOP, environment

__all__ = ["planted", "small"]

WORKFLOWS = {"github-actions.yml", "gitlab-ci.yml"}
GUIDE = ROOT / "docs/ci.md"
MEDICINES = {file.stem for file in (ROOT / "leaflets").glob("[!_]*.yaml")}
SAMPLES = {
    "${{ matrix.shard }}": "1",
    "$CI_NODE_INDEX": "1",
    "$CI_NODE_TOTAL": "4",
    "$GITHUB_STEP_SUMMARY": "step.md",
    "$(git merge-base origin/main HEAD)": "HEAD",
    "out-*": "out-1 out-2",
}
"""What a shell or a CI service puts in place of a word."""


def scripts(node):
    """Every command text of a workflow: what stands under `run` or `script`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"run", "script"}:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from scripts(value)
    elif isinstance(node, list):
        for value in node:
            yield from scripts(value)


def commands_in(text):
    """The arguments of every `python3 build.py …` in a text."""
    for line in text.replace("\\\n", " ").splitlines():
        for word, sample in SAMPLES.items():
            line = line.replace(word, sample)  # noqa: PLW2901 - as a shell does, word after word
        for found in re.findall(r"python3 build\.py\b([^`\n]*)", line):
            yield shlex.split(found, comments=True)


def every_command():
    for name in sorted(WORKFLOWS):
        workflow = yaml.safe_load((ROOT / "docs/ci" / name).read_text(encoding="utf-8"))
        for script in scripts(workflow):
            for words in commands_in(script):
                yield pytest.param(words, id=f"{name}: {' '.join(words)}")
    for words in commands_in(GUIDE.read_text(encoding="utf-8")):
        yield pytest.param(words, id=f"ci.md: {' '.join(words)}")


def options():
    """Every option of every command."""
    commands = [app, *app.commands.values()]
    for command in commands:
        commands += (
            command.commands.values() if isinstance(command, click.Group) and command is not app else ()
        )
        for parameter in command.params:
            yield from parameter.opts
    yield from app.get_help_option_names(click.Context(app))


def parsed(words):
    """The command's context, as if it were started: unknown commands, options and values raise."""
    command, rest = app.commands["build"], list(words)
    if rest and rest[0] in app.commands:
        command = app.commands[rest.pop(0)]
    while isinstance(command, click.Group):
        command = command.commands[rest.pop(0)]
    return command.make_context(command.name, rest)


def test_the_workflows_are_these():
    assert {file.name for file in (ROOT / "docs/ci").iterdir()} == WORKFLOWS
    assert all(f"(ci/{name})" in GUIDE.read_text(encoding="utf-8") for name in WORKFLOWS)


@pytest.mark.parametrize("words", list(every_command()))
def test_every_command_is_one_that_our_command_line_takes(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("out", "out-1", "out-2"):
        (tmp_path / folder).mkdir()
    context = parsed(words)
    if not context.params.get("files"):
        # A word that is no command would be taken for a medicine.
        assert set(context.params.get("medicine", ())) <= MEDICINES


def test_a_command_that_there_is_not_would_be_noticed():
    with pytest.raises(click.UsageError):
        parsed(["check", "--no-such-option"])
    assert parsed(["no-such-command"]).params["medicine"] == ("no-such-command",)
    assert list(commands_in("a\npython3 build.py --x ${{ matrix.shard }}/4 \\\n --y # z\n")) == [
        ["--x", "1/4", "--y"]
    ]


def test_the_guide_names_only_options_that_there_are():
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE.read_text(encoding="utf-8")))
    assert "--changed-since" in named
    assert named - {"--unshallow"} <= set(options())


def test_the_guide_names_every_report():
    text = GUIDE.read_text(encoding="utf-8")
    assert [format for format in REPORTS if f"`{format}`" not in text] == []


def test_the_release_never_reads_a_shelf_and_only_one_job_may_write():
    workflow = yaml.safe_load((ROOT / "docs/ci/github-actions.yml").read_text(encoding="utf-8"))
    jobs = workflow["jobs"]
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if "write" in job.get("permissions", {}).values()] == [
        "alerts"
    ]
    assert [
        name for name, job in jobs.items() if any("cache@" in s.get("uses", "") for s in job["steps"])
    ] == ["build"]
    assert list(scripts(jobs["alerts"])) == []
    assert any("--release" in script for script in scripts(jobs["release"]))
    gitlab = yaml.safe_load((ROOT / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8"))
    assert [name for name, job in gitlab.items() if isinstance(job, dict) and job.get("cache")] == ["build"]
    assert any("--release" in script for script in scripts(gitlab["release"]))


def test_every_action_names_a_major_version():
    workflow = yaml.safe_load((ROOT / "docs/ci/github-actions.yml").read_text(encoding="utf-8"))
    uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert uses
    assert [one for one in uses if not re.fullmatch(r"[\w-]+(/[\w-]+)+@v\d+", one)] == []


def test_every_shard_that_is_built_is_merged_and_told():
    jobs = yaml.safe_load((ROOT / "docs/ci/github-actions.yml").read_text(encoding="utf-8"))["jobs"]
    shards = jobs["build"]["strategy"]["matrix"]["shard"]
    assert jobs["alerts"]["strategy"]["matrix"]["part"] == ["check", *shards]
    assert any(f"/{len(shards)} " in script for script in scripts(jobs["build"]))


# ---- the hook of pre-commit


@pytest.fixture
def hook():
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return only


@pytest.fixture
def tracked(small, monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    commit_all(small.root)
    return small


def committing(project, hook, *args):
    """What pre-commit does: the entry, the hook's `args`, the staged files that it is for; not without any."""
    git(project.root, "add", "--all")
    staged = git(project.root, "diff", "--cached", "--name-only", "--diff-filter=ACMRTUXB", "-z").split("\0")
    files = [file for file in staged if file and re.search(hook["files"], file)]
    program, *entry = shlex.split(hook["entry"])
    assert program == "plainleaf"
    return files and subprocess.run(
        [*COMMAND, *entry, *args, *files],
        cwd=project.root,
        env=environment(GIT_INDEX_FILE=str(project.root / ".git/index")),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_hooks_program_is_what_installing_the_repository_gives(hook):
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert shlex.split(hook["entry"])[0] in scripts
    assert (hook["id"], hook["language"]) == ("plainleaf-check", "python")
    assert hook.get("pass_filenames", True)
    assert parsed(shlex.split(hook["entry"])[1:]).params["files"] is True


def test_the_hook_checks_what_a_commit_touches(tracked, hook):
    change(tracked.root / SPANISH, f'msgstr "{STOP}"', 'msgstr "Pregunte 5."')
    done = committing(tracked, hook)
    assert done.returncode == 1
    assert "[digit-in-translation]" in done.stdout
    change(tracked.root / SPANISH, 'msgstr "Pregunte 5."', f'msgstr "{STOP}"')
    with (tracked.root / SPANISH).open("a", encoding="utf-8") as file:
        file.write("\n# seen\n")
    done = committing(tracked, hook)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 leaflet: 0 errors, 0 warnings\n")


def test_the_hook_is_not_called_for_other_files(tracked, hook):
    (tracked.root / "notes.md").write_text("notes", encoding="utf-8")
    assert committing(tracked, hook) == []


def test_the_hook_takes_our_options_as_args(tracked, hook):
    change(tracked.root / MONOGRAPH, STOP, "Ask 5 of us.")
    done = committing(tracked, hook, "-l", "en", "--output-format", "concise")
    assert done.returncode == 1
    assert done.stderr == "1 leaflet: 1 error, 0 warnings\n"


def test_the_hook_loads_nothing_that_prints(tracked, hook):
    """Pango and poppler need not be there where leaflets are only checked."""
    code = (
        "import sys; from plainleaf.cli import app\n"
        "app(['check', '--files', 'leaflets/testol.yaml'], standalone_mode=False)\n"
        "print('pango' in open('/proc/self/maps').read(), 'weasyprint' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tracked.root,
        env=environment(PATH=str(Path(sys.executable).parent)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == ["False False"], done.stderr
