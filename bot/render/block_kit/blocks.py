"""Reply -> Slack's blocks, within Slack's limits whatever the data.

A message has been refused near 13,000 characters although each block kept its own limit, so
12,000 are shared out: to the texts, to the buttons and to the fallback text.
"""

from collections.abc import Iterable
from itertools import groupby

from bot.render.block_kit.buttons import Block, ButtonRoom, rows
from bot.render.block_kit.clipping import ELLIPSIS, clipped, fitting
from bot.render.block_kit.mrkdwn import escaped, marked, mrkdwn, plain
from bot.reply import Action, Alarm, Bullet, Buttons, Fineprint, Headline, Line, Part, Reply

_BLOCKS = 50
_SECTION = 3_000
_CONTEXT = 2_000
_ROOM_FOR_TEXTS = 7_000
_ROOM_FOR_FALLBACK = 2_400

_PREFIX: dict[type[Part], str] = {
    Headline: "",
    Alarm: "🚨 ",
    Line: "",
    Bullet: "• ",
    Fineprint: "",
}
_FAMILY: dict[type[Part], type[Part]] = {
    Headline: Line,
    Alarm: Line,
    Line: Line,
    Bullet: Line,
    Fineprint: Fineprint,
    Buttons: Buttons,
}


def block_kit(reply: Reply) -> list[Block]:
    """The blocks of a message; a button's `action_id` is its action and a number: `ask:1`."""
    room, button_room = _ROOM_FOR_TEXTS, ButtonRoom()
    blocks: list[Block] = []
    for family, parts in groupby(reply.parts, key=_family):
        if family is Buttons:
            blocks += rows(parts, button_room)
            continue
        small = family is Fineprint
        texts = _texts(parts, _CONTEXT if small else _SECTION, room)
        room -= sum([len(text) for text in texts])
        blocks += [_context(text) if small else _section(text) for text in texts]
    return blocks if len(blocks) <= _BLOCKS else [*blocks[: _BLOCKS - 1], _section(ELLIPSIS)]


def fallback_text(reply: Reply) -> str:
    """The same in plain words, for notifications and clients that show no blocks."""
    text = "\n".join([line for part in reply.parts if (line := _plain_line(part))]) or ELLIPSIS
    whole = escaped(text)
    if len(whole) <= _ROOM_FOR_FALLBACK:
        return whole
    return fitting(text, _ROOM_FOR_FALLBACK, lambda start: escaped(start) + ELLIPSIS)


def _family(part: Part) -> type[Part]:
    """What shares a block: texts with texts, small print with small print."""
    return _FAMILY[type(part)]


def _section(text: str) -> Block:
    return {"type": "section", "text": _text(text)}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_text(text)]}


def _text(text: str) -> Block:
    """`verbatim`: Slack makes no link of a word that merely looks like a channel or an address."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _texts(parts: Iterable[Part], limit: int, room: int) -> list[str]:
    lines = [line for part in parts if (line := _line(part))]
    whole = mrkdwn("\n".join(lines)) if lines else ""
    if len(whole) <= limit and len(whole) <= room:
        return [whole] if whole else []
    return _packed(lines, limit, room)


def _line(part: Part) -> str:
    line = "" if isinstance(part, Buttons) else marked(part.spans)
    return _PREFIX[type(part)] + line if line and not line.isspace() else ""


def _plain_line(part: Part) -> str:
    """The names to choose from stand in for buttons; the others say nothing that is new."""
    if isinstance(part, Buttons):
        return plain([" · ".join([b.label for b in part.buttons if b.action is Action.ASK])])
    line = plain(part.spans)
    return _PREFIX[type(part)] + line if line and not line.isspace() else ""


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
