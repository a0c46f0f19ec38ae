"""What each test of the environment starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment.checkout import Checkout, make_checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = make_checkout(tmp_path)
    yield made
    made.release()
