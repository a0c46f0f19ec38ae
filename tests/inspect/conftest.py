import pytest

from plainleaf.render import Renderer
from tests.render.samples import PROJECT


@pytest.fixture(scope="module")
def renderer():
    with Renderer(PROJECT) as shared:
        yield shared
