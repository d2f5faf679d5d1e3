"""How the fields of what is declared read: `runbook https://…`, `lead Priya Nair`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from bot.wording.quoting import shown
from knowledge.changes import Declared
from knowledge.entities import (
    Channel,
    Holders,
    Id,
    Model,
    Organisation,
    Override,
    Page,
    Pause,
    Queue,
    Rotation,
    Team,
    Thresholds,
)
from knowledge.ownership import OwnershipMap

_WHOLE: Final = frozenset({"id", "name", "pages", "knowledge", "declared"})
"""What is no field of its own here: it is said elsewhere, or declared apart."""

_IDS: Final[Mapping[type, frozenset[str]]] = {
    Organisation: frozenset({"admins", "sponsor"}),
    Team: frozenset({"lead", "members"}),
    Rotation: frozenset({"members"}),
    Model: frozenset({"trained_by", "served_by"}),
    Queue: frozenset({"team"}),
    Page: frozenset({"owner", "escalation"}),
    Holders: frozenset({"business_domain", "model", "infrastructure"}),
}
"""The fields that hold ids of people, teams and rotations."""

_LABELS: Final = {
    "owner": "",
    "business_domain": "business-domain",
    "model_quality": "model-quality",
}
_WINDOWS: Final = {"overrides": "override", "pauses": "pause"}
_NOTHING: Final[tuple[object, ...]] = (None, (), {})


def one_line(text: str) -> str:
    """Somebody's own words, on one line and without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ".join(text.split()))


def name_of(party_id: Id, ownership: OwnershipMap) -> str:
    """The name of a person, a team or a rotation; the id of one that is no more."""
    party = ownership.party(party_id)
    return one_line(party.name if party else party_id)


def stated_text(declared: Declared, ownership: OwnershipMap) -> str:
    """All that is stated: `Priya Nair; escalation Tomas Reyes`. Defaults are left out."""
    said = [
        f"{_label(name)} {_value_text(declared, name, ownership)}".strip()
        for name in _names(declared)
        if name == "owner" or not _is_left_out(declared, name)
    ]
    return "; ".join(said)


def keys_text(declared: Declared, keys: Iterable[str], ownership: OwnershipMap) -> str:
    """What is stated by some keys alone: `name Hana Ito; time zone Asia/Tokyo`."""
    wanted = {key.replace("-", "_") for key in keys}
    return "; ".join(
        f"{_label(name)} {_value_text(declared, name, ownership)}".strip()
        for name in ("name", *_names(declared))
        if name in wanted
    )


def differences(
    before: Declared,
    after: Declared,
    ownership: OwnershipMap,
    form: str = "{field} was {was}, is {is_}",
) -> Iterator[str]:
    """Each field that differs: `runbook was none, is https://…`."""
    for name in ("name", *_names(after)):
        if getattr(before, name, None) == getattr(after, name, None):
            continue
        if name in _WINDOWS:
            yield from _window_differences(name, before, after, ownership)
            continue
        was, is_ = (_value_text(side, name, ownership) for side in (before, after))
        yield form.format(field=_label(name), was=was, is_=is_).strip()


def _window_differences(
    name: str, before: Declared, after: Declared, ownership: OwnershipMap
) -> Iterator[str]:
    """Only those that come or go, with the clocks that they go by: a rotation may hold many."""
    old, new = ((side, getattr(side, name, ())) for side in (before, after))
    for fate, (holder, there), (_, others) in (("no more", old, new), ("new", new, old)):
        for window in there:
            if window not in others:
                zone = f" ({holder.time_zone})" if isinstance(holder, Rotation) else ""
                because = _because(window) if isinstance(window, Pause) else ""
                span = _text(window, ownership).removesuffix(because)
                yield f"{fate} {_WINDOWS[name]} {span}{zone}{because}"


def _names(declared: Declared) -> list[str]:
    return [field.name for field in fields(declared) if field.name not in _WHOLE]


def _is_left_out(declared: Declared, name: str) -> bool:
    value = getattr(declared, name)
    return value in _NOTHING or any(f.name == name and f.default == value for f in fields(declared))


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


def _value_text(declared: Declared, name: str, ownership: OwnershipMap) -> str:
    value = getattr(declared, name)
    if name not in _IDS.get(type(declared), ()):
        return _text(value, ownership)
    if not value:
        return "nobody"
    ids = (value,) if isinstance(value, str) else value
    between = ", then " if name == "escalation" else ", "
    return between.join(name_of(party_id, ownership) for party_id in ids)


def _text(value: Any, ownership: OwnershipMap) -> str:
    match value:
        case _ if value in _NOTHING:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Override(start=start, end=end, person=person):
            return f"{name_of(person, ownership)} from {_wall(start)} to {_wall(end)}"
        case Pause(start=start, end=end):
            return f"from {_wall(start)} to {_wall(end)}{_because(value)}"
        case datetime():
            return _wall(value)
        case tuple():
            return ", ".join(_text(item, ownership) for item in value)
        case Mapping():
            return ", ".join(f"{shown(k)} {shown(v)}" for k, v in sorted(value.items()))
        case Channel() | Thresholds():
            said = [(f.name, getattr(value, f.name)) for f in fields(value)]
            return ", ".join(f"{_label(n)} {v}" for n, v in said if v is not None) or "none"
        case _:
            return shown(one_line(str(value)))


def _because(pause: Pause) -> str:
    return f" because {shown(one_line(pause.reason))}" if pause.reason else ""


def _wall(at: datetime) -> str:
    return at.isoformat(" ", timespec="minutes")
