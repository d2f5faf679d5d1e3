"""Who finished, and who stopped where."""

from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.office import Office
from bot.onboarding.respondents import is_admin
from bot.onboarding.standing import standings
from bot.reply import Reaction
from bot.wording.onboarding.starting import nothing_declared_reply
from bot.wording.onboarding.status import only_admins_reply, status_reply
from knowledge.store.questionnaires import Questionnaires


def status(_: Said, speaker: Speaker, office: Office) -> Reaction:
    """Tell an admin how everybody's questionnaires stand."""
    ownership = office.current()
    if ownership is None:
        return Reaction(nothing_declared_reply())
    if not is_admin(speaker, ownership):
        return Reaction(only_admins_reply(office.who_may_declare((), ownership)))
    found = standings(Questionnaires(office.store).all(), ownership, speaker.now)
    return Reaction(status_reply(found, ownership, speaker.now))
