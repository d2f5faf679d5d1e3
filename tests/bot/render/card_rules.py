"""What Adaptive Cards 1.5 allow of the elements that we use: an independent reading of the rules."""

from collections.abc import Iterator
from typing import Any

_SIZES = {"Small", "Default", "Medium", "Large", "ExtraLarge"}
_ELEMENT: dict[str, Any] = {"type": str, "id": str, "spacing": _SIZES | {"None"}, "separator": bool}
_TEXT: dict[str, Any] = {
    "text": str,
    "size": _SIZES,
    "weight": {"Lighter", "Default", "Bolder"},
    "color": {"Default", "Attention", "Good", "Warning", "Accent"},
    "isSubtle": bool,
    "fontType": {"Default", "Monospace"},
}
_INPUT = _ELEMENT | {"label": str, "isRequired": bool, "errorMessage": str}
_ACTION = {"type": str, "title": str, "id": str}
_RULES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "AdaptiveCard": (
        {
            "type": str,
            "$schema": str,
            "version": {"1.5"},
            "body": list,
            "actions": list,
            "fallbackText": str,
            "speak": str,
        },
        {"version", "body", "fallbackText", "speak"},
    ),
    "TextBlock": (_ELEMENT | _TEXT | {"wrap": bool, "style": {"heading"}}, {"text", "wrap"}),
    "RichTextBlock": (_ELEMENT | {"inlines": list}, {"inlines"}),
    "TextRun": (_TEXT | {"type": str, "selectAction": dict, "strikethrough": bool}, {"text"}),
    "Container": (
        _ELEMENT | {"items": list, "style": {"default", "emphasis", "attention", "good"}},
        {"items"},
    ),
    "ActionSet": (_ELEMENT | {"actions": list}, {"actions"}),
    "Action.Execute": (_ACTION | {"verb": str, "data": dict}, {"title", "verb", "data"}),
    "Action.Submit": (_ACTION | {"data": dict}, {"title", "data"}),
    "Action.OpenUrl": (_ACTION | {"url": str}, {"url"}),
    "Input.Text": (
        _INPUT | {"isMultiline": bool, "maxLength": int, "placeholder": str, "value": str},
        {"id", "label"},
    ),
    "Input.ChoiceSet": (
        _INPUT
        | {"choices": list, "value": str, "style": {"compact", "expanded"}, "placeholder": str},
        {"id", "label", "choices"},
    ),
    "Input.Date": (_INPUT | {"value": str}, {"id", "label"}),
    "Input.Time": (_INPUT | {"value": str}, {"id", "label"}),
}
_CHILDREN = ("body", "items", "inlines", "actions")


def faults(card: dict[str, Any]) -> list[str]:
    """Everything in a card that the rules do not allow; `msteams` is the host's, beside them."""
    return list(_faults({key: value for key, value in card.items() if key != "msteams"}))


def elements(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every element of a card, outer before inner."""
    yield node
    for key in _CHILDREN:
        for child in node.get(key, ()):
            yield from elements(child)
    if "selectAction" in node:
        yield from elements(node["selectAction"])


def _faults(card: dict[str, Any]) -> Iterator[str]:
    for element in elements(card):
        kind = element.get("type", "?")
        allowed, needed = _RULES.get(kind, ({}, {"a known type"}))
        yield from (f"{kind} lacks {key}" for key in needed - element.keys())
        for key, value in element.items():
            rule = allowed.get(key)
            fits = value in rule if isinstance(rule, set) else isinstance(value, rule or ())
            if not fits:
                yield f"{kind}.{key} may not be {value!r}"
