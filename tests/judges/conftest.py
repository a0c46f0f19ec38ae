"""A page with one of each thing that PDF/UA has rules for, printed by our renderer."""

import pytest

from plainleaf.render import Renderer
from tests.render.samples import PROJECT, page

BODY = """
<h1>A title</h1>
<p>Words and a <a href="https://example.org/">link</a>, <span lang="fr">puis des mots</span>.</p>
<h2>A list</h2>
<ul><li>One</li><li>Two</li></ul>
<h3>A table</h3>
<table>
  <thead><tr><th>When</th><th>What</th></tr></thead>
  <tbody><tr><td>Morning</td><td>Water</td></tr></tbody>
</table>
<p><img src="plainleaf:templates/pictograms/stop.svg" alt="A stop sign" style="width: 20mm">
"""


@pytest.fixture(scope="session")
def good() -> bytes:
    with Renderer(PROJECT) as renderer:
        return renderer.render(page(BODY)).pdf
