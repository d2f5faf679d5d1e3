"""What is to be typed, or is quoted back, is shown so in a chat."""

import pytest

from bot.commands.wish import Inconsistent, PerhapsTrouble
from bot.conversation import reply_to
from bot.outbox import Hindrance
from bot.render.block_kit import block_kit
from bot.reply import Message, Place, Reply, Verbatim
from bot.wording.hindrances import Blocked, hindrances_reply
from bot.wording.objections import refused_reply
from bot.wording.queue import not_yours_to_report_reply
from bot.wording.quoting import spans_of
from bot.wording.trail import several_meant_reply
from knowledge.errors import Problem, ProblemCode
from tests.northwind import NORTHWIND, NOW

NAME = (("name", "old churn"),)


def test_a_sentence_as_spans() -> None:
    assert list(spans_of("`undo 3` takes it back, `help` tells more.")) == [
        Verbatim("undo 3"),
        " takes it back, ",
        Verbatim("help"),
        " tells more.",
    ]


def asked(text: str) -> Reply:
    return reply_to(Message(text, "U0STRANGER", Place("slack", "C1")), NORTHWIND, NOW)


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (asked("what do I own"), "as in `what does Priya Nair own`, or have"),
        (asked("queue signals"), "to set: `queue threshold depth NUMBER`."),
        (not_yours_to_report_reply([]), "in the map (`queue: {team: …}`), or set"),
        (
            hindrances_reply([Blocked(None, "C1", Hindrance.MISSING_SCOPE)]),
            "with what `whoowns manifest` prints.",
        ),
        (several_meant_reply("sam", (), NORTHWIND), "`sam` is the name of several"),
        (refused_reply(PerhapsTrouble("latency", "", "")), "`latency` may be a name"),
        (
            refused_reply(Inconsistent((Problem(ProblemCode.REPEATED_NAME, (), NAME),))),
            "repeats the name `old churn` (case, `-`, `_` and spaces are the same)",
        ),
    ],
)
def test_in_slack(reply: Reply, shown: str) -> None:
    said = block_kit(reply)[0]["text"]["text"]
    assert shown in said
    assert "`'" not in said
