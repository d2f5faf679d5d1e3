"""YAML: a tree in which every scalar keeps its spelling.

YAML's own ideas of types are left alone, so that `no` can be an id and `1.10` stays `1.10`; the
fields of the entities say what a spelling means. Only `~`, `null` and nothing at all are None, and
only unquoted. The tree grows from the parser's events, one after the other: no depth of nesting
exhausts the stack, and an alias bomb is counted before it goes off.
"""

from dataclasses import dataclass, field
from functools import partial

import yaml

from knowledge.errors import MapPath, Position, UnreadableCode, UnreadableMap
from knowledge.mapfile.growing import GrowingTree, Key, Node
from knowledge.mapfile.source import Source

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null"))
_OF_YAML = "tag:yaml.org,2002:"
_DEEPEST = 50
_MOST_COPIED = 1_000_000
"""How many values aliases may stand for, all in all."""


def yaml_source(text: str, name: str) -> Source:
    """Take a YAML text apart; `name` is how errors call the file."""
    reader = _Reader(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        position = Position(mark.line + 1, mark.column + 1) if mark else None
        detail = error.problem or ""
        raise UnreadableMap(name, UnreadableCode.NOT_YAML, detail, position) from None
    except yaml.reader.ReaderError as error:
        position = _after(text.encode()[: error.position].decode(errors="ignore"))
        raise UnreadableMap(name, UnreadableCode.NOT_YAML, error.reason, position) from None
    root = reader.tree.root
    if root is None or root.value is None:
        raise UnreadableMap(name, UnreadableCode.EMPTY)
    return Source(root.value, partial(_locate, root), tuple(reader.tree.problems))


def _after(text: str) -> Position:
    return Position(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _locate(root: Node, path: MapPath) -> Position | None:
    node: Node | None = root
    for step in path:
        node = node.within.get(step) if node else None
    return node.position if node else None


@dataclass(slots=True)
class _Reader:
    """Turns the events of one file into the tree, and refuses what it will not read."""

    name: str
    tree: GrowingTree = field(default_factory=GrowingTree)
    anchors: dict[str, Node] = field(default_factory=dict)
    copied: int = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._open({}, event)
            case yaml.SequenceStartEvent():
                self._open([], event)
            case yaml.CollectionEndEvent():
                self.tree.close()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent() if self.tree.root is not None:
                raise self._unreadable(UnreadableCode.SEVERAL_DOCUMENTS, event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_tag(event)
        plain, position = event.implicit[0], _position(event)
        null = plain and event.value in _NULLS and not self.tree.awaits_key
        node = Node(None if null else event.value, position)
        self._anchor(event, node)
        if self.tree.awaits_key:
            self.tree.take_key(Key(event.value, position, plain))
        else:
            self.tree.add(node)

    def _open(
        self, value: dict[str, object] | list[object], event: yaml.CollectionStartEvent
    ) -> None:
        self._refuse_tag(event)
        if self.tree.awaits_key:
            raise self._unreadable(UnreadableCode.KEY_NOT_TEXT, event)
        if self.tree.depth >= _DEEPEST:
            raise self._unreadable(UnreadableCode.TOO_DEEP, event)
        node = Node(value, _position(event))
        self._anchor(event, node)
        self.tree.open(node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        anchor = event.anchor or ""
        node = self.anchors.get(anchor)
        if node is None:
            raise self._unreadable(UnreadableCode.UNKNOWN_ANCHOR, event, anchor)
        if not node.complete:
            raise self._unreadable(UnreadableCode.SELF_REFERENCE, event, anchor)
        self.copied += node.size
        if self.copied > _MOST_COPIED:
            raise self._unreadable(UnreadableCode.ALIAS_BOMB, event, anchor)
        if not self.tree.awaits_key:
            self.tree.add(node.at(_position(event)))
        elif isinstance(node.value, str):
            self.tree.take_key(Key(node.value, _position(event), plain=False))
        else:
            raise self._unreadable(UnreadableCode.KEY_NOT_TEXT, event)

    def _anchor(self, event: yaml.NodeEvent, node: Node) -> None:
        if event.anchor:
            self.anchors[event.anchor] = node

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            raise self._unreadable(UnreadableCode.TAG, event, event.tag.replace(_OF_YAML, "!!"))

    def _unreadable(
        self, code: UnreadableCode, event: yaml.Event, detail: str = ""
    ) -> UnreadableMap:
        return UnreadableMap(self.name, code, detail, _position(event))


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
