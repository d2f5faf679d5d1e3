"""One page in an answer: who is paged for it, or loudly that nobody is."""

from collections.abc import Iterable, Iterator

from bot.reply import Alarm, ChannelMention, Headline, Line, Mention, Part, Spans, Strong, Verbatim
from bot.wording.gaps import reason_text
from bot.wording.instants import distance_text, instant_text
from bot.wording.joining import joined
from bot.wording.parties import (
    KIND_NAMES,
    KNOWLEDGE_NAMES,
    behind_text,
    chain_text,
    party_text,
    successor_text,
)
from knowledge.briefs import Brief, OtherPage, PageAnswer
from knowledge.ownership import GapReason, NobodyNamed, OnCall
from knowledge.questions.outcome import When


def page_parts(page: PageAnswer, brief: Brief, when: When) -> Iterable[Part]:
    """Who is paged, or that nobody is named: why, whom to ask, and how to mend it."""
    if isinstance(page.resolution, OnCall):
        return _paged(page, page.resolution, when)
    return _nobody(page, page.resolution, brief, when)


def _paged(page: PageAnswer, on_call: OnCall, when: When) -> list[Part]:
    stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
    paged, model = f" is paged for {page.kind} on ", Strong(page.model.id)
    facts = joined((until_text(on_call, when), next_text(on_call), _then(page), _owner(on_call)))
    return [
        Headline((Mention(on_call.person), paged, model, f"{stated}.")),
        Line((facts,)),
    ]


def until_text(on_call: OnCall, when: When) -> str:
    """`On call until Mon 30 Nov 09:00 (Europe/London), in 6 days`."""
    if on_call.owner is on_call.person:
        return "The declared owner in person, with no rotation behind"
    if on_call.until is None:
        return "On call with no end in sight"
    until = instant_text(on_call.until, when.zone, when.now)
    distance = distance_text(on_call.until - when.now)
    return f"On call until {until}{', ' if distance else ''}{distance}"


def next_text(on_call: OnCall) -> str:
    """`next Tomas Reyes`; empty where nobody is."""
    successor = successor_text(on_call)
    return f"next {successor}" if successor else ""


def _then(page: PageAnswer) -> str:
    return (
        f"escalate to {chain_text(page.escalation)}"
        if page.escalation
        else "no escalation is declared"
    )


def _owner(on_call: OnCall) -> str:
    if on_call.owner is on_call.person:
        return ""
    standing_in = ", by an override" if on_call.override else ""
    return f"declared owner {party_text(on_call.owner)}{standing_in}"


def _nobody(page: PageAnswer, nobody: NobodyNamed, brief: Brief, when: When) -> Iterator[Part]:
    stated = f" on {instant_text(when.at, when.zone, when.now)}" if when.stated else ""
    yield Alarm((f"NOBODY is named for {page.kind} pages on ", Strong(page.model.id), f"{stated}."))
    yield Line((f"Why: {reason_text(nobody)}.",))
    if nobody.next and nobody.from_:
        start = instant_text(nobody.from_, when.zone, when.now)
        yield Line((f"{party_text(nobody.next)} is on call from {start}.",))
    yield from _who_would_know(page, brief)
    yield Line(_how_to_fix(page, nobody))


def _who_would_know(page: PageAnswer, brief: Brief) -> Iterator[Part]:
    """People to ask, each once; never as owners."""
    asked = {
        p.id: f"{p.name}, who knows {KNOWLEDGE_NAMES[k]}" for k, p in brief.holders if p.active
    }
    team = brief.trained_by
    if brief.lead and brief.lead.active and team:
        asked.setdefault(brief.lead.id, f"{brief.lead.name}, who leads {team.name}")
    elif team:
        asked[team.id] = f"{team.name}, the team that trains it"
    if page.escalation:
        asked["escalation"] = f"the declared escalation: {chain_text(page.escalation)}"
    channel = brief.model.channel or (team and team.channel)
    people = "; ".join(asked.values())
    if channel:
        spans: Spans = (f"{people}; or in " if people else "in ", ChannelMention(channel), ".")
    else:
        spans = (f"{people}.",)
    if people or channel:
        yield Line(("Ask, as none of them is the owner: ", *spans))
    else:
        yield Line(("The map names nobody who would know.",))


def _how_to_fix(page: PageAnswer, nobody: NobodyNamed) -> Spans:
    """The command that would mend it, as it is said to the bot."""
    declare = Verbatim(f"set {page.model.id} {page.kind} SOMEBODY")
    owner = nobody.owner
    if nobody.reason is GapReason.EMPTY_ROTATION and owner:
        fill = Verbatim(f"rotation members {owner.id} SOMEBODY, SOMEBODY")
        return ("To fix it, say ", fill, " or ", declare, ".")
    remark = " A team answers no pager." if nobody.reason is GapReason.ONLY_A_TEAM else ""
    return ("To fix it, say ", declare, f", a person or a rotation.{remark}")


def page_in_one_line(page: PageAnswer | OtherPage) -> str:
    """`Model-quality pages: Priya Nair (fraud-quality)`."""
    resolution = page.resolution
    if isinstance(resolution, OnCall):
        return f"{KIND_NAMES[page.kind]} pages: {resolution.person.name}{behind_text(resolution)}"
    return f"{KIND_NAMES[page.kind]} pages: NOBODY is named: {reason_text(resolution)}"
