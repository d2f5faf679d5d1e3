"""The daily digest: one message a channel about every page that needs somebody.

A new one is due each working day from its hour on, if anything that came up before that hour still
needs somebody. Through the day the same message is edited: what is seen to is struck through, what
comes up is added. Between one day's and the next, only closures are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.reminders.digest_rows import Rows
from bot.reminders.due import Outgoing
from bot.reminders.homes import Home, home_at, home_of
from bot.reminders.kind import Kind
from bot.reminders.local_digest import KIND, LocalDigest
from bot.reminders.respites import LATELY, PutOff
from bot.reminders.situation import Situation
from knowledge.entities import Id
from knowledge.reminders import Respite, Sent, Tracked
from knowledge.store import Store
from knowledge.store.concerns import Concerns
from knowledge.store.respites import Respites


@dataclass(frozen=True, slots=True)
class Facts:
    """What earlier digests spoke of, open or closed; what people have put off."""

    spoken_of: Mapping[str, Tracked]
    respites: Sequence[Respite]


def look(store: Store, situation: Situation) -> Facts:
    """Read what earlier digests were about, and what is or was lately put off."""
    digests = [sent for (kind, _), sent in situation.sent.items() if kind == KIND]
    subjects = {subject for sent in digests for subject in sent.claim.about}
    since = situation.now - LATELY
    spoken_of = Concerns(store).of(subjects)
    # By today's names, also where nothing is noted of them.
    spoken_of |= {t.subject: t for t in situation.tracked if t.subject in spoken_of}
    return Facts(spoken_of, Respites(store).standing(since))


def due(situation: Situation, facts: Facts) -> Iterator[Outgoing]:
    """What to post, and what to edit."""
    put_off = PutOff.of(facts.respites, situation.ownership, situation.now)
    open_ = {tracked.page: tracked for tracked in situation.tracked}
    for home, tracked in _by_home(situation, facts).values():
        rows = Rows(situation, put_off, home.place, open_)
        local = LocalDigest(home, rows, tracked, facts.spoken_of)
        outgoing = local.post() or local.edit()
        if outgoing:
            yield outgoing


GAP_DIGESTS: Final = Kind(look, due)


def _by_home(situation: Situation, facts: Facts) -> dict[str, tuple[Home, list[Tracked]]]:
    """Open concerns by where they are spoken of; and every place where a digest still stands."""
    homes: dict[Id, Home | None] = {}
    found: dict[str, tuple[Home, list[Tracked]]] = {}
    for tracked in situation.tracked:
        model = tracked.page.model
        if model not in homes:
            homes[model] = home_of(model, situation)
        if home := homes[model]:
            found.setdefault(home.place, (home, []))[1].append(tracked)
    for (kind, place), sent in situation.sent.items():
        if kind == KIND and place not in found and (home := _standing(sent, situation, facts)):
            found[place] = (home, [])
    return found


def _standing(sent: Sent, situation: Situation, facts: Facts) -> Home | None:
    """The place of a digest that speaks of nothing that is open there any more."""
    place = sent.claim.place
    spoken_of = (facts.spoken_of.get(subject) for subject in sent.claim.about)
    homes = (home_of(t.page.model, situation) for t in spoken_of if t)
    same = next((home for home in homes if home and home.place == place), None)
    return same or home_at(place, situation)
