"""Form -> the card of a Teams task module. An input's id is `field.` and its field's key.

A moment is a day and an hour on the wall clock of a zone, which its label names.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, assert_never
from zoneinfo import ZoneInfo

from bot.form import Choice, ChoiceField, Field, Filled, Form, MomentField, PersonField, TextField
from bot.render.adaptive_card.card import Card
from bot.render.adaptive_card.texts import ELLIPSIS, Element, Mentions, line, plain_line
from bot.render.cleaning import clean
from bot.wording.form_fields import needed
from knowledge.entities import Person

_PREFIX: Final = "field."
_DATE, _TIME = ".date", ".time"
_LABEL, _HINT, _CHOICE, _TYPED = 150, 300, 75, 1_000
_ROOM: Final = 26_000
"""Bytes of a card."""


def form_card(
    form: Form,
    people: Sequence[Person],
    zone: ZoneInfo,
    wrong: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Card:
    """The card of a form; after a refusal with what was typed, and what is wrong at its field.

    Where its menus take more than a card may have, all is typed instead.
    """
    card = _card(form, people, zone, wrong or {}, typed or {})
    if len(json.dumps(card, ensure_ascii=False).encode()) <= _ROOM:
        return card
    few = [_typed_instead(field) for field in form.fields]
    return _card(replace(form, fields=few), (), zone, wrong or {}, typed or {})


def _typed_instead(field: Field) -> Field:
    return replace(field, choices=()) if isinstance(field, ChoiceField) else field


def _card(
    form: Form,
    people: Sequence[Person],
    zone: ZoneInfo,
    wrong: Mapping[str, str],
    typed: Mapping[str, str],
) -> Card:
    intro = line("", form.intro, Mentions(most=0))
    body = [intro] if intro else []
    for field in form.fields:
        body += _inputs(field, people, zone, typed)
        body += _below(field.hint, isSubtle=True, size="Small")
        body += _below(wrong.get(field.key, ""), color="Attention", weight="Bolder")
    data = {"form": form.name, "arguments": form.arguments}
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": _short(form.title, _LABEL),
        "speak": _short(f"{form.title}. {plain_line(form.intro)}", _HINT),
        "body": body,
        "actions": [{"type": "Action.Submit", "title": _short(form.submit, _LABEL), "data": data}],
    }


def typed_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The inputs of a submission as they were typed, by their ids."""
    return {
        key: value
        for key, value in data.items()
        if key.startswith(_PREFIX) and isinstance(value, str) and value.strip()
    }


def filled_in(typed: Mapping[str, str], zone: ZoneInfo) -> Filled:
    """What was filled in, by the key of each field; half a moment is none."""
    filled = {}
    for input_id, value in typed.items():
        key = input_id.removeprefix(_PREFIX)
        if key.endswith(_DATE):
            clock = typed.get(f"{input_id.removesuffix(_DATE)}{_TIME}", "")
            if moment := _moment(value, clock, zone):
                filled[key.removesuffix(_DATE)] = moment
        elif not key.endswith(_TIME):
            filled[key] = value.strip()
    return filled


def _moment(day: str, clock: str, zone: ZoneInfo) -> str | None:
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).isoformat()
    except ValueError:
        return None


def _inputs(
    field: Field, people: Sequence[Person], zone: ZoneInfo, typed: Mapping[str, str]
) -> list[Element]:
    match field:
        case TextField():
            return [_text(field, typed, field.initial, field.longest, lines=field.several_lines)]
        case ChoiceField():
            return [_menu(field, field.choices, field.initial or "", typed)]
        case PersonField():
            choices = [Choice(p.id, p.name) for p in people]
            return [_menu(field, choices, "", typed)]
        case MomentField():
            return list(_day_and_hour(field, zone, typed))
        case _:
            assert_never(field)


def _menu(
    field: Field, choices: Sequence[Choice], initial: str, typed: Mapping[str, str]
) -> Element:
    offered = [{"title": _short(c.label, _CHOICE), "value": c.value} for c in choices]
    if not offered:
        return _text(field, typed, initial, _TYPED, lines=False)
    menu = {**_input("Input.ChoiceSet", field), "style": "compact", "choices": offered}
    chosen = typed.get(menu["id"], initial)
    return {**menu, "value": chosen} if any(c["value"] == chosen for c in offered) else menu


def _text(
    field: Field, typed: Mapping[str, str], initial: str, longest: int, *, lines: bool
) -> Element:
    text = {**_input("Input.Text", field), "isMultiline": lines, "maxLength": longest}
    said = typed.get(text["id"], initial)[:longest]
    return {**text, "value": said} if said else text


def _day_and_hour(
    field: MomentField, zone: ZoneInfo, typed: Mapping[str, str]
) -> Iterator[Element]:
    at = field.initial.astimezone(zone) if field.initial else None
    initial = {_DATE: at.strftime("%Y-%m-%d"), _TIME: at.strftime("%H:%M")} if at else {}
    for kind, part in (("Input.Date", _DATE), ("Input.Time", _TIME)):
        whole = _input(kind, field)
        element = {**whole, "id": whole["id"] + part}
        if part == _TIME:
            element["label"] = str(zone)
        said = typed.get(element["id"], initial.get(part, ""))
        yield {**element, "value": said} if said else element


def _input(kind: str, field: Field) -> Element:
    label = _short(field.label, _LABEL)
    element = {"type": kind, "id": f"{_PREFIX}{field.key}", "label": label}
    if field.optional:
        return element
    return {**element, "isRequired": True, "errorMessage": needed(label)}


def _below(text: str, **style: Any) -> list[Element]:
    """A line close under its field."""
    said = line("", (_short(text, _HINT),), Mentions(most=0), **style) if text else None
    return [{**said, "spacing": "Small"}] if said else []


def _short(text: str, longest: int) -> str:
    said = clean(text).strip() or ELLIPSIS
    return said if len(said) <= longest else said[: longest - 1] + ELLIPSIS
