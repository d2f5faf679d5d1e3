"""The form that gives a page to somebody goes by one name, wherever a button opens it."""

from pathlib import Path

from bot import wording
from bot.wording.form_fields import DECLARE
from bot.wording.remedies import declare_button
from knowledge.entities import PageKind

MAKES_THE_BUTTON = "remedies.py"


def test_the_button_says_what_the_form_is_called() -> None:
    assert declare_button("churn", PageKind.MODEL_QUALITY).label == DECLARE == "Declare owner"


def test_nobody_else_makes_a_button_of_that_form() -> None:
    (directory,) = wording.__path__
    modules = {path.name: path.read_text("utf-8") for path in Path(directory).rglob("*.py")}
    assert [name for name, text in modules.items() if '"declare {' in text] == [MAKES_THE_BUTTON]
