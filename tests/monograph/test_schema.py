import json

from plainleaf.monograph import Monograph, read
from plainleaf.monograph.schema import FILE, schema
from plainleaf.source import Node, load


def test_the_schema_that_editors_use_is_fresh(project):
    assert (project.leaflets / FILE).read_text(encoding="utf-8") == schema()


def test_the_schema_names_every_key_of_the_monograph(project):
    source = load(project.leaflets / "baclofen.yaml", project.root)
    facts = set(read(Monograph, source).facts)
    sources = set(source.data["sources"])
    used = set(keys(source.data)) - facts - sources
    assert {"heading", "dose_lines", "jurisdiction", "pictogram"} <= used
    assert used <= set(properties(json.loads(schema())))


def test_the_monograph_names_its_schema_for_editors(project):
    first = (project.leaflets / "baclofen.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={FILE}"


def test_the_format_may_stand_as_an_editor_reads_it():
    assert json.loads(schema())["properties"]["format"]["enum"] == [1, "1"]


def keys(node: Node):
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    yield from node if isinstance(node, dict) else ()
    for child in children:
        yield from keys(child)


def properties(node):
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    yield from node.get("properties", ()) if isinstance(node, dict) else ()
    for child in children:
        yield from properties(child)
