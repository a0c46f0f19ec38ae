"""The JSON Schema that editors use: leaflets/leaflet.schema.json, made from the model."""

import json

from plainleaf.monograph.model import Monograph

FILE = "leaflet.schema.json"


def schema() -> str:
    """The schema as it stands in the file; a test keeps the file fresh."""
    made = Monograph.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["properties"]["format"] = {"enum": [1, "1"], "title": "Format"}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
