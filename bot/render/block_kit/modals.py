"""Form -> Slack's modal, within Slack's limits. A field's key is the `block_id` of its block."""

from datetime import UTC, datetime
from typing import Any, assert_never

from bot.form import Choice, ChoiceField, Field, Filled, Form, MomentField, PersonField, TextField
from bot.render.block_kit.buttons import Block
from bot.render.block_kit.clipping import ELLIPSIS, clipped
from bot.render.block_kit.mrkdwn import marked
from bot.render.cleaning import clean
from bot.wording.form_fields import CANCEL

_TITLE = 24  # also of what is written on the two buttons
_LABEL, _HINT, _CHOICE = 150, 300, 75
_CHOICES = 100
_INTRO = 3_000
_ELEMENT = "field"


def modal(form: Form, callback_id: str, private_metadata: str) -> Block:
    """The view of a form. What comes back with it is told to nobody by Slack."""
    blocks = [_field(field) for field in form.fields]
    if intro := clipped(marked(form.intro), _INTRO):
        text = {"type": "mrkdwn", "text": intro, "verbatim": True}
        blocks.insert(0, {"type": "section", "text": text})
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": private_metadata,
        "title": _plain(form.title, _TITLE),
        "submit": _plain(form.submit, _TITLE),
        "close": _plain(CANCEL, _TITLE),
        "blocks": blocks,
    }


def filled_in(values: dict[str, Any]) -> Filled:
    """What Slack says was filled in, by the key of each field."""
    read = {key: _value(block.get(_ELEMENT) or {}) for key, block in values.items()}
    return {key: value for key, value in read.items() if value}


def _value(state: dict[str, Any]) -> str:
    match state:
        case {"value": str(text)}:
            return text.strip()
        case {"selected_user": str(user)}:
            return f"<@{user}>"
        case {"selected_option": {"value": str(value)}}:
            return value
        case {"selected_date_time": int(seconds)}:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return ""


def _field(field: Field) -> Block:
    block = {
        "type": "input",
        "block_id": field.key,
        "label": _plain(field.label, _LABEL),
        "element": {"action_id": _ELEMENT, **_element(field)},
        "optional": field.optional,
    }
    return {**block, "hint": _plain(field.hint, _HINT)} if field.hint else block


def _element(field: Field) -> Block:
    match field:
        case TextField():
            return _typed(field.initial, field.longest, several_lines=field.several_lines)
        case ChoiceField() if 0 < len(field.choices) <= _CHOICES:
            return _menu(field)
        case ChoiceField():  # Slack takes no menu that is empty or longer: it is typed instead
            return _typed(field.initial or "", _CHOICE, several_lines=False)
        case PersonField():
            return {"type": "users_select"}
        case MomentField(initial=at):
            then = {"initial_date_time": int(at.timestamp())} if at else {}
            return {"type": "datetimepicker", **then}
        case _:
            assert_never(field)


def _typed(initial: str, longest: int, *, several_lines: bool) -> Block:
    element = {"type": "plain_text_input", "multiline": several_lines, "max_length": longest}
    return {**element, "initial_value": initial[:longest]} if initial else element


def _menu(field: ChoiceField) -> Block:
    options = {choice.value: _option(choice) for choice in field.choices}
    chosen = options.get(field.initial or "")
    menu = {"type": "static_select", "options": list(options.values())}
    return {**menu, "initial_option": chosen} if chosen else menu


def _option(choice: Choice) -> Block:
    return {"text": _plain(choice.label, _CHOICE), "value": choice.value}


def _plain(text: str, longest: int) -> Block:
    """A plain text is shown as it is: nothing in it comes alive, but emoji names, if told to."""
    said = clean(text).strip() or ELLIPSIS
    short = said if len(said) <= longest else said[: longest - 1] + ELLIPSIS
    return {"type": "plain_text", "text": short, "emoji": False}
