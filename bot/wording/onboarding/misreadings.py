"""Why an answer can't be taken. What would work stands below it: an example, or what to pick."""

from typing import Final

from bot.onboarding.script import Misread, Misreading
from bot.wording.quoting import shown

_WHY: Final = {
    Misreading.NOT_AN_OPTION: "{phrase} is none of the answers to pick from.",
    Misreading.NO_NUMBER: "I need one number, and don't find it in {phrase}.",
    Misreading.NO_NAME: "I can't read {phrase} as a name.",
    Misreading.NOT_ONE: "I need one name there, and {phrase} looks like several.",
    Misreading.NEAR: "{phrase} resembles a name that I know. Which is meant?",
    Misreading.SEVERAL: "{phrase} is the name of several. Which one?",
    Misreading.TEAM: "{phrase} is a team, and a team answers no pager. Who in it?",
    Misreading.NOT_A_PERSON: "I need a person there, and {phrase} is none.",
    Misreading.INACTIVE: "{phrase} is inactive, so nobody would be reached.",
    Misreading.ACCOUNT: "I can't tell whose account that is: say {phrase} by name, or link the account first.",
    Misreading.NO_CHANNEL: "I need a channel there, linked with # or by its id, and {phrase} is none.",
    Misreading.NO_ZONE: "I know no time zone called {phrase}.",
    Misreading.BAD_ID: "{phrase} can't be an id: letters, digits and - _ . : / + can stand in one.",
    Misreading.NOT_A_MODEL: "I need models there, and {phrase} is a person, a team or a rotation.",
    Misreading.ELSEWHERE: "{phrase} is declared as trained by another team.",
    Misreading.TOO_LONG: "That is too long for this question.",
}


def misread_text(misread: Misread) -> str:
    """One sentence, with the person's own words in it."""
    phrase = f'"{shown(misread.phrase)}"' if misread.phrase.strip() else "that"
    text = _WHY[misread.why].format(phrase=phrase)
    return text[0].upper() + text[1:]
