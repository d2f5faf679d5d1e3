"""Reply -> Slack's blocks, within Slack's limits whatever the data.

A message has been refused near 13,000 characters although each block kept its own limit, so
12,000 are shared out: to the texts, to the buttons and to the fallback text.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.render.block_kit.buttons import Block, ButtonRoom, rows
from bot.render.block_kit.clipping import ELLIPSIS, clipped, fitting
from bot.render.block_kit.mrkdwn import escaped, marked_and_plain, mrkdwn
from bot.render.block_kit.pictures import image
from bot.render.cleaning import clean
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Picture,
    Reply,
)

_ASK = Action.ASK
_BLOCKS = 50
_SECTION = 3_000
_CONTEXT = 2_000
_ROOM_FOR_TEXTS = 7_000
_ROOM_FOR_FALLBACK = 2_400

Text = Headline | Alarm | Line | Bullet | Fineprint

_PREFIX: dict[type[Part], str] = {
    Headline: "",
    Alarm: "🚨 ",
    Line: "",
    Bullet: "• ",
    Fineprint: "",
    Picture: "",
}
_FAMILY: dict[type[Part], type[Part]] = {
    Headline: Line,
    Alarm: Line,
    Line: Line,
    Bullet: Line,
    Fineprint: Fineprint,
    Buttons: Buttons,
    Picture: Line,
}


Files = Mapping[Picture, str]
"""The ids of the files that pictures were uploaded as."""

NO_FILES: Files = MappingProxyType({})


def message(reply: Reply, files: Files = NO_FILES) -> Block:
    """`text` and `blocks` of a message; a button's `action_id` is its action and a number: `ask:1`.

    Texts share a block with texts, small print with small print, buttons with buttons. A picture
    that is no file yet is shown by its alternative text. Where a text is cut, of all buttons behind
    it only those at the end are left, which lead on.
    """
    room, button_room, is_cut = _ROOM_FOR_TEXTS, ButtonRoom(), False
    blocks: list[Block] = []
    said: list[str] = []
    runs = _runs(reply.parts, files)
    for family, parts in runs:
        if family is Buttons:
            buttons = [button for part in parts for button in part.buttons]
            said += _choices(buttons)
            if not is_cut or parts is runs[-1][1]:
                blocks += rows(buttons, button_room)
        elif family is Picture:
            _written(parts, said)
            blocks += [image(picture, files[picture]) for picture in parts]
            room -= sum(len(picture.alt) + len(picture.title) for picture in parts)
        else:
            lines = _written(parts, said)
            block, limit = (_context, _CONTEXT) if family is Fineprint else (_section, _SECTION)
            whole = mrkdwn("\n".join(lines))
            is_cut = is_cut or len(whole) > room
            for text in _texts(whole, lines, limit, room):
                room -= len(text)
                blocks.append(block(text))
    if len(blocks) > _BLOCKS:
        blocks[_BLOCKS - 1 :] = [_section(ELLIPSIS)]
    return {"text": _fallback("\n".join(said) or ELLIPSIS), "blocks": blocks}


def _runs(parts: Iterable[Part], files: Files) -> list[tuple[type[Part], list[Any]]]:
    """Parts that share blocks, and their family; a picture that is a file stands by itself."""
    runs: list[tuple[type[Part], list[Any]]] = []
    run: list[Any] = []
    current, has_files = None, bool(files)
    for part in parts:
        family = Picture if has_files and part in files else _FAMILY[type(part)]
        if family is current:
            run.append(part)
            continue
        current, run = family, [part]
        runs.append((family, run))
    return runs


def block_kit(reply: Reply) -> list[Block]:
    """The blocks of a message."""
    blocks: list[Block] = message(reply)["blocks"]
    return blocks


def fallback_text(reply: Reply) -> str:
    """The same in plain words, for notifications and clients that show no blocks."""
    return str(message(reply)["text"])


def _choices(buttons: Iterable[Button]) -> Iterable[str]:
    """The names to choose from stand in for buttons; the others say nothing that is new."""
    labels = [clean(button.label) for button in buttons if button.action is _ASK]
    return (" · ".join(labels),) if labels else ()


def _written(parts: Iterable[Text | Picture], said: list[str]) -> list[str]:
    """Parts as lines, marked for a block; `said` gets them as they are in the fallback text."""
    lines = []
    for part in parts:
        spans = part.spans
        if len(spans) == 1 and type(spans[0]) is str:  # as in most: no marks, one text for both
            marks = words = clean(spans[0])
        else:
            marks, words = marked_and_plain(spans)
        if words and not words.isspace():
            prefix = _PREFIX[type(part)]
            lines.append(prefix + marks)
            said.append(prefix + words)
    return lines


def _fallback(text: str) -> str:
    whole = escaped(text)
    if len(whole) <= _ROOM_FOR_FALLBACK:
        return whole
    return fitting(text, _ROOM_FOR_FALLBACK, lambda start: escaped(start) + ELLIPSIS)


def _section(text: str) -> Block:
    """`verbatim`: Slack makes no link of a word that merely looks like a channel or an address."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _texts(whole: str, lines: Sequence[str], limit: int, room: int) -> list[str]:
    if len(whole) > limit or len(whole) > room:
        return _packed(lines, limit, room)
    return [whole] if whole else []


def _packed(lines: Iterable[str], limit: int, room: int) -> list[str]:
    """As many lines to a text as its limit allows, as long as there is room in the message."""
    texts: list[str] = []
    for line in lines:
        piece = clipped(line, min(limit, room))
        if not piece:
            break
        room -= len(piece) + 1
        if texts and len(texts[-1]) + 1 + len(piece) <= limit:
            texts[-1] += f"\n{piece}"
        else:
            texts.append(piece)
    return texts
