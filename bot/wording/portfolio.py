"""What a person, a rotation or a team owns."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Mention,
    Part,
    Strong,
    Verbatim,
)
from bot.wording.age import age_text
from bot.wording.gaps import reason_text
from bot.wording.instants import instant_text
from bot.wording.parties import chain_text, party_text, successor_text
from knowledge.briefs import PageAnswer
from knowledge.entities import Model, Person, Rotation
from knowledge.ownership import NobodyNamed, OnCall
from knowledge.questions.outcome import When
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.questions.subject import names_of
from knowledge.questions.turns import Turns

_SHOWN = 20


def portfolio_parts(answer: PortfolioAnswer, confirm_after: timedelta | None) -> Iterator[Part]:
    """Who it is, and every page, at most twenty of them in full."""
    at_first = tuple(_at_first(answer))
    yield from at_first
    count = (Strong(answer.party.name), f" {_count(answer)}.")
    yield Line(count) if at_first else Headline(count)
    for page in answer.pages[:_SHOWN]:
        age = age_text(page, answer.when, confirm_after)
        through = f": {_through(page, answer)}{age}{_behind(page, answer)}"
        yield Bullet((f"{page.kind} on ", Strong(page.model.id), through))
    if len(answer.pages) > _SHOWN:
        yield Fineprint((f"and {len(answer.pages) - _SHOWN} more",))
    yield from _members(answer)
    if isinstance(answer.party, Rotation) and not answer.when.past:
        yield _stand_in(answer.party)
    yield from _models("Trains", answer.trains)
    yield from _models("Serves", answer.serves)
    if isinstance(answer.party, Person) and not answer.party.chat_ids:
        link = Verbatim(f"link {answer.party.id} @SOMEBODY")
        yield Fineprint(("No chat account is known, so nobody is notified: ", link, "."))
    if isinstance(answer.party, Person) and not answer.party.active:
        yield Alarm((f"{answer.party.name} is inactive: each of these pages is a gap.",))


def _at_first(answer: PortfolioAnswer) -> Iterator[Part]:
    """The turns that were asked about, and of a rotation who is on call."""
    if answer.taker:
        yield from _turns(answer.taker, answer)
    if isinstance(answer.party, Rotation) and not any(turns.current for turns in answer.turns):
        yield from _on_call(answer)


def _turns(taker: Person, answer: PortfolioAnswer) -> Iterator[Part]:
    for turns in answer.turns[:_SHOWN]:
        yield Headline((Strong(taker.name), f" {_turn(turns, taker, answer.when)}."))
    if len(answer.turns) > _SHOWN:
        yield Fineprint((f"and {len(answer.turns) - _SHOWN} more rotations",))
    if not answer.turns:
        within = answer.party.name if isinstance(answer.party, Rotation) else "any rotation"
        yield Headline((Strong(taker.name), f" takes no turns in {within}."))


def _turn(turns: Turns, taker: Person, when: When) -> str:
    """`is on call for fraud-quality until …; next is Tomas Reyes, and Priya Nair again from …`."""
    name, stated = turns.rotation.name, f" on {_at(when)}" if when.stated else ""
    if not taker.active:
        return f"is inactive: nobody is on call for {name} in their turns"
    ahead = None if when.past else turns.ahead
    start = instant_text(ahead.start, when.zone, when.now) if ahead else ""
    if turns.current:
        again = f", and {taker.name} again from {start}" if ahead else ""
        return f"{_holding(turns.current, name, stated, when)}{again}"
    if ahead is None:
        return f"is not on call for {name}{stated}" + (
            "" if when.past else ", with no turn in sight"
        )
    end = f" until {instant_text(ahead.end, when.zone, when.now)}" if ahead.end else " on"
    then = f", then {party_text(turns.then) if turns.then else 'NOBODY'}" if ahead.end else ""
    return f"is not on call for {name}{stated}; next from {start}{end}{then}"


def _holding(on_call: OnCall, rotation: str, stated: str, when: When) -> str:
    until = f" until {instant_text(on_call.until, when.zone, when.now)}" if on_call.until else ""
    successor = successor_text(on_call)
    then = f"; next is {successor}" if successor else ""
    return f"is on call for {rotation}{stated}{until}{then}"


def _behind(page: PageAnswer, answer: PortfolioAnswer) -> str:
    """Whom to try next, where it is asked who comes after somebody."""
    if answer.taker is None or not page.escalation:
        return ""
    return f" · escalate to {chain_text(page.escalation)}"


def _stand_in(rotation: Rotation) -> Part:
    return Buttons(
        (
            Button("Stand in", Action.FORM, f"override {rotation.id}"),
            Button("Ask for cover", Action.FORM, f"cover {rotation.id}"),
            Button("Swap", Action.FORM, f"swap {rotation.id}"),
        )
    )


def _count(answer: PortfolioAnswer) -> str:
    count, but = len(answer.pages), names_of(answer.left_out)
    apart = f", leaving out {but}" if but else ""
    return f"is declared for {count or 'no'} page{'' if count < 2 else 's'}{apart}"


def _on_call(answer: PortfolioAnswer) -> Iterator[Part]:
    stated = f" on {_at(answer.when)}" if answer.when.stated else ""
    match answer.resolution:
        case OnCall() as on_call:
            holding = _holding(on_call, answer.party.name, stated, answer.when)
            yield Headline((Mention(on_call.person), f" {holding}."))
        case NobodyNamed() as nobody:
            reason = reason_text(nobody)
            yield Alarm((f"NOBODY is on call for {answer.party.name}{stated}: {reason}.",))


def _at(when: When) -> str:
    return instant_text(when.at, when.zone, when.now)


def _through(page: PageAnswer, answer: PortfolioAnswer) -> str:
    owner = page.resolution.owner
    match page.resolution:
        case NobodyNamed() as nobody:
            return f"nobody is named: {reason_text(nobody)}"
        case OnCall(person=person) if person == answer.party:
            return (
                "on call"
                if owner is None or owner == person
                else f"on call, by {party_text(owner)}"
            )
        case OnCall(person=person):
            return f"{person.name} is on call" + (f", by {party_text(owner)}" if owner else "")


def _members(answer: PortfolioAnswer) -> Iterator[Part]:
    if isinstance(answer.party, Person):
        return
    names = ", ".join(map(party_text, answer.members[:_SHOWN])) or "nobody"
    more = f" and {len(answer.members) - _SHOWN} more" if len(answer.members) > _SHOWN else ""
    if isinstance(answer.party, Rotation):
        yield Line((f"Takes turns: {names}{more}",))
    else:
        lead = f" · led by {party_text(answer.lead)}" if answer.lead else " · no lead is declared"
        yield Line((f"Members: {names}{more}{lead}",))


def _models(verb: str, models: Sequence[Model]) -> Iterator[Part]:
    if models:
        names = ", ".join(model.id for model in models[:_SHOWN])
        more = f" and {len(models) - _SHOWN} more" if len(models) > _SHOWN else ""
        yield Line((f"{verb} {len(models)}: {names}{more}",))
