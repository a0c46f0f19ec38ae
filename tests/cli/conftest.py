"""The small project, and the command line started inside it."""

import pytest
from click.testing import CliRunner

from plainleaf.cli import app
from tests.pipeline.conftest import planted, small

__all__ = ["planted", "small"]


@pytest.fixture
def plainleaf(small, monkeypatch):
    """Runs a command in the small project, in this process."""
    monkeypatch.chdir(small.root)

    def invoke(*arguments, **options):
        monkeypatch.setattr("sys.argv", ["plainleaf", *arguments])
        return CliRunner().invoke(app, [*arguments], prog_name="plainleaf", **options)

    return invoke
