"""`ownership.yaml` and `ownership.json` <-> OwnershipMap.

Reading goes file -> text -> tree with places (`yaml_source`, `json_source`) -> entities
(`entering`) -> problems with positions (`reading`). Writing goes the other way (`writing`).
"""

from knowledge.mapfile.reading import MapFile, parse_map, read_map
from knowledge.mapfile.recognising import Known
from knowledge.mapfile.writing import document, to_json, to_yaml

__all__ = ["Known", "MapFile", "document", "parse_map", "read_map", "to_json", "to_yaml"]
