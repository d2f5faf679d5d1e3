"""`ownership.yaml` and `ownership.json` <-> OwnershipMap.

Reading goes file -> text -> tree with places (`yaml_source`, `json_source`) -> entities
(`entering`) -> problems with positions (`reading`). Writing goes the other way (`writing`).
"""

from knowledge.mapfile.reading import MapFile, content_of, is_json, parse_map, read_map
from knowledge.mapfile.recognising import Known
from knowledge.mapfile.retelling import Ledger, Retold, outlined, retold
from knowledge.mapfile.writing import document, to_json, to_yaml

__all__ = [
    "Known",
    "Ledger",
    "MapFile",
    "Retold",
    "content_of",
    "document",
    "is_json",
    "outlined",
    "parse_map",
    "read_map",
    "retold",
    "to_json",
    "to_yaml",
]
