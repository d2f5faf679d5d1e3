"""A tree of mappings, lists and scalars that grows in the order in which a file is read."""

from dataclasses import dataclass, field

from knowledge.errors import MapPath, Position, Problem, ProblemCode

_MERGE = "<<"


@dataclass(slots=True)
class Node:
    """A value, where it stands, and what is within; `size` counts an alias as what it names."""

    value: dict[str, object] | list[object] | str | None
    position: Position
    within: dict[str | int, "Node"] = field(default_factory=dict)
    size: int = 1
    complete: bool = True

    def at(self, position: Position) -> "Node":
        """The same value, standing elsewhere."""
        return Node(self.value, position, self.within, self.size)


@dataclass(frozen=True, slots=True)
class Key:
    """A key whose value has not come yet; `plain` tells that it was not quoted."""

    text: str
    position: Position
    plain: bool


@dataclass(slots=True)
class _Branch:
    node: Node
    key: Key | None = None


@dataclass(slots=True)
class GrowingTree:
    """The tree so far: `branches` lead from its root to the place where the next value goes."""

    root: Node | None = None
    branches: list[_Branch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return len(self.branches)

    @property
    def awaits_key(self) -> bool:
        top = self.branches[-1] if self.branches else None
        return top is not None and isinstance(top.node.value, dict) and top.key is None

    def open(self, node: Node) -> None:
        """What comes next goes into `node`, until it is closed."""
        node.complete = False
        self.branches.append(_Branch(node))

    def close(self) -> None:
        node = self.branches.pop().node
        node.complete = True
        self.add(node)

    def take_key(self, key: Key) -> None:
        self.branches[-1].key = key

    def add(self, node: Node) -> None:
        """Put a complete node in its place."""
        if not self.branches:
            self.root = node
            return
        top = self.branches[-1]
        top.node.size += node.size
        if isinstance(top.node.value, list):
            top.node.within[len(top.node.value)] = node
            top.node.value.append(node.value)
        elif isinstance(top.node.value, dict) and top.key is not None:
            self._add_member(top.node.within, top.node.value, top.key, node.at(top.key.position))
            top.key = None

    def _add_member(
        self, within: dict[str | int, Node], members: dict[str, object], key: Key, node: Node
    ) -> None:
        """The first of two members with one key counts."""
        if key.plain and key.text == _MERGE:
            self._complain(ProblemCode.MERGE_KEY, key)
        elif key.text in within:
            line = within[key.text].position.line
            self._complain(ProblemCode.DUPLICATE_KEY, key, ("line", str(line)))
        else:
            within[key.text], members[key.text] = node, node.value

    def _complain(self, code: ProblemCode, key: Key, *facts: tuple[str, str]) -> None:
        self.problems.append(Problem(code, self._path(), facts, key.position))

    def _path(self) -> MapPath:
        return tuple(
            branch.key.text if branch.key else len(branch.node.within) for branch in self.branches
        )
