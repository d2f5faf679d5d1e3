"""Somebody picked from the platform's directory, as the answer to a question: `answer 12 STEP`."""

from bot.commands.said import number_of
from bot.commands.speaker import Speaker
from bot.errands.onboarding.desk import Desk
from bot.form import Filled, Form
from bot.office import Office
from bot.onboarding.moves import Do, Move
from bot.onboarding.respondents import names_of
from bot.onboarding.saying import saying
from bot.reply import Reply
from bot.wording import form_fields as words
from bot.wording.onboarding.starting import no_such_reply, not_yours_reply
from bot.wording.onboarding.steps import question_text


def build(arguments: str, office: Office, speaker: Speaker) -> Form | Reply:
    """The question, and a field for whoever is the answer."""
    number, _, step = arguments.partition(" ")
    known = number_of(number)
    desk = Desk(speaker, office)
    progress = desk.questionnaires.get(known) if known is not None else None
    if progress is None:
        return no_such_reply()
    if progress.respondent not in names_of(speaker):
        return not_yours_reply()
    walked = desk.look(progress)
    seen = walked.seen(step)
    if seen is None or not progress.is_unfinished:
        return no_such_reply()
    return Form(
        "answer",
        arguments,
        words.ANSWER,
        (words.person_field(words.WHO),),
        words.SUBMIT_ANSWER,
        (question_text(seen, walked.draft),),
    )


def in_words(arguments: str, filled: Filled) -> str:
    """What the button of that answer would say."""
    number, _, step = arguments.partition(" ")
    return saying(int(number), Move(Do.GIVE, step, filled.get("person", "")))
