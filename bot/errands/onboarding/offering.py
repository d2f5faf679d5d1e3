"""Offering the questionnaire to whoever installs the app, once."""

import re
from collections.abc import Iterator
from functools import partial

from bot.errands.settled import Settled, settles
from bot.office import Office
from bot.reply import Notice, Reaction
from bot.wording.onboarding.offers import installed_offer_reply
from knowledge.entities import Person
from knowledge.questionnaire import Topic
from knowledge.store.questionnaires import Questionnaires

_SLACK_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,20}")
_QUESTIONNAIRE = "questionnaire "


def offer_to_begin(office: Office) -> Iterator[Settled]:
    """What the admins in the settings are offered, once each, while nothing is declared yet.

    Whoever installs the app names them. Only Slack's accounts look like what they are.
    """
    if office.current() is not None:
        return
    kept, now = Questionnaires(office.store), office.clock()
    for account in filter(_SLACK_ACCOUNT.fullmatch, sorted(office.admins)):
        key = f"{_QUESTIONNAIRE}{account}"
        offer = partial(kept.offer, f"slack:{account}", Topic.ORGANISATION, "", now)
        if settles(key, offer, office):
            yield Settled(key, _offer(account))


def offered_again(key: str, office: Office) -> Reaction | None:
    """The same once more, to somebody who may not have heard of it, if it still makes sense."""
    return _offer(key.removeprefix(_QUESTIONNAIRE)) if office.current() is None else None


def _offer(account: str) -> Reaction:
    offer = installed_offer_reply()
    return Reaction(offer, [Notice(Person(id=account, name=account, slack=account), offer)])
