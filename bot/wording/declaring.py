"""What is said back to somebody who wants to change something."""

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from bot.commands.outcome import (
    ChangedMeanwhile,
    Declared,
    Handover,
    NoMap,
    NotAllowed,
    Outcome,
    SameAlready,
    handovers,
)
from bot.commands.reliefs import Relief, reliefs
from bot.commands.wish import (
    Inconsistent,
    Objection,
    PerhapsTrouble,
    Refused,
    SeveralMeant,
    Trouble,
)
from bot.reply import (
    Action,
    Alarm,
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Notice,
    Part,
    Reaction,
    Reply,
    Strong,
    Verbatim,
)
from bot.wording.able import able_text
from bot.wording.audit import change_text
from bot.wording.counting import counted
from bot.wording.gaps import reason_text
from bot.wording.no_map import no_map_parts
from bot.wording.offers import window_text
from bot.wording.parties import party_text
from bot.wording.problems import problem_text
from bot.wording.proposals import LONGEST_PROPOSED, propose_button
from bot.wording.quoting import quoted
from bot.wording.registering import registered_notices
from knowledge.changes import Change, Kind
from knowledge.entities import PageKind
from knowledge.ownership import NobodyNamed, OwnershipMap, PageKey

_SHOWN = 10
_WINDOWS_SHOWN = 3
_SEVERAL_MEANT = "That name is that of several. Say which, by id:"
_STRANGER = (
    "The map doesn't know that account. Say whose it is: link PERSON @somebody, or person add."
)
_CONTRADICTION = "That would make the map contradict itself. Nothing was changed."
_PARTIES = frozenset({Kind.PERSON, Kind.TEAM, Kind.ROTATION})

_OBJECTIONS = {
    Trouble.MODEL: "I know no model called {phrase}; for a change I need its name letter for letter",
    Trouble.KIND: "I need to know which kind, and {phrase} says none",
    Trouble.PARTY: "I know no person, rotation or team called {phrase}",
    Trouble.PERSON: "It takes a person there, and {phrase} is none",
    Trouble.ROTATION: "It takes a rotation there, and {phrase} is none",
    Trouble.TEAM: "It takes a team there, and {phrase} is none",
    Trouble.INACTIVE: "{phrase} is inactive, so nobody would be paged",
    Trouble.TAKEN: "{phrase} is taken already",
    Trouble.INSTANT: "I can't tell which time {phrase} is; say a day and an hour, such as friday 18:00",
    Trouble.UNHEARD_OF: "No model, person, team or rotation called {phrase} was ever declared",
    Trouble.ZONE: "I know no time zone called {phrase}; one is called such as Europe/London, or UTC",
    Trouble.PAST: "{phrase} is over already",
    Trouble.FAR: "{phrase} is more than one shift away, and nobody would be on call in between",
    Trouble.WINDOW: "That window ends before it starts",
    Trouble.ADDRESS: "It takes a web address there, and {phrase} is none",
    Trouble.EMAIL: "It takes an e-mail address there, and {phrase} is none",
    Trouble.FINDING: "No finding called {phrase} stands now; health lists them with their ids",
    Trouble.TOO_MANY: "There are too many of these already; somebody has to look at them first",
    Trouble.REASON: "That takes a reason; say because and why",
    Trouble.REVISION: "Revision {phrase} can't be undone: there is none, or something has changed since",
    Trouble.BEGINNING: "The map began with revision {phrase}, so that one can't be taken back",
    Trouble.NUMBER: "It takes a number there, and {phrase} is none that I can use",
    Trouble.TOO_LONG: "{phrase} is too long: four weeks at most. To wait longer, accept the risk",
    Trouble.TOO_FAR: "{phrase} is too far ahead: at most a year",
    Trouble.NO_CONFLICT: "Nothing about {phrase} is contested",
    Trouble.IN_USE: "Something still depends on {phrase}",
    Trouble.PROPOSAL: "I know of no proposal {phrase}; say proposals for those that wait",
    Trouble.OFFER: "I know of no shift that was offered as number {phrase}",
    Trouble.GRAMMAR: "I didn't understand {phrase}",
}

_NEAR = {
    Trouble.TAKEN: "It is that of {}.",
    Trouble.IN_USE: "These do: {}. Declare them otherwise first.",
}


def declaring_reply(outcome: Outcome, command: str = "") -> Reply:
    """Put what became of a command into words; one that is not allowed can be proposed."""
    parts = tuple(_parts(outcome))
    if isinstance(outcome, NotAllowed) and outcome.able and 0 < len(command) <= LONGEST_PROPOSED:
        return Reply((*parts, Buttons((propose_button(command),))), aside=True)
    return Reply(parts, aside=not isinstance(outcome, Declared))


def declaring_reaction(outcome: Outcome, command: str = "") -> Reaction:
    """The same, and what those are told who lost or gained a page, or a shift."""
    notices = (
        [
            *(
                Notice(h.person, handover_reply(h, outcome), outcome.key)
                for h in handovers(outcome)
            ),
            *(Notice(r.person, relief_reply(r, outcome), outcome.key) for r in reliefs(outcome)),
            *registered_notices(outcome),
        ]
        if isinstance(outcome, Declared)
        else ()
    )
    return Reaction(declaring_reply(outcome, command), notices)


def refused_reply(refused: Refused) -> Reply:
    """Put why something can't be carried out as it stands into words."""
    return Reply(tuple(_refused(refused)), aside=True)


def taken_for_a_question(answer: Reply, usage: str) -> Reply:
    """The answer to what began as a command does, and how that goes."""
    said = "I took that for a question. As a command it goes like this: "
    return replace(answer, parts=(*answer.parts, Fineprint((said, Verbatim(usage)))))


def answered_as_trouble(answer: Reply, perhaps: PerhapsTrouble) -> Reply:
    """The answer to what may have been a name, and how it is said that it is one."""
    nothing = Fineprint(("I took that for a question, and declared nothing.",))
    return replace(answer, parts=(*answer.parts, nothing, Buttons((_insist(perhaps),))))


def _insist(perhaps: PerhapsTrouble) -> Button:
    return Button("No, it is a name", Action.ASK, perhaps.insisting)


def handover_reply(handover: Handover, declared: Declared) -> Reply:
    """What somebody is told who lost or gained a page."""
    page = handover.page
    verb = "are now paged" if handover.gained else "are no longer paged"
    said = Headline((f"You {verb} for {page.kind} on ", Strong(page.model), "."))
    return Reply((said, _signature(declared)))


def relief_reply(relief: Relief, declared: Declared) -> Reply:
    """What somebody is told who lost or gained a shift."""
    rotation, windows = relief.rotation, relief.windows
    verb = "are" if relief.gained else "are no longer"
    now = "" if windows or not relief.gained else " now"
    shown = [
        window_text(window, rotation.time_zone, declared.speaker.now)
        for window in windows[:_WINDOWS_SHOWN]
    ]
    hidden = len(windows) - len(shown)
    more = (f"and {counted(hidden, 'more time')}",) if hidden else ()
    when = f" {', '.join((*shown, *more))}" if shown else ""
    said = Headline((f"You {verb}{now} on call for ", Strong(rotation.name), f"{when}."))
    return Reply((said, _signature(declared)))


def _signature(declared: Declared) -> Part:
    who = declared.speaker.person.name if declared.speaker.person else declared.speaker.name
    reason = f" Reason: {declared.wish.reason}" if declared.wish.reason else ""
    return Fineprint((f"Declared by {who}, revision {declared.revision}.{reason}",))


def _parts(outcome: Outcome) -> Iterator[Part]:
    match outcome:
        case Declared():
            yield from _declared(outcome)
        case SameAlready():
            yield Headline(("It is so already. Nothing was changed.",))
        case NotAllowed(able):
            yield Headline(("You may not declare that.",))
            yield Line((able_text(able),))
        case ChangedMeanwhile(wanted, now):
            yield Headline(
                ("Somebody else has changed that meanwhile. Nothing of yours was recorded.",)
            )
            yield from _bullets(wanted, now, "it would now be: ")
            yield Line(("If you still want it, say it again.",))
        case NoMap():
            yield from no_map_parts(
                "Nobody has declared an ownership map yet, so there is nothing to change."
            )
        case Objection() | SeveralMeant() | Inconsistent() | PerhapsTrouble():
            yield from _refused(outcome)
        case _:
            assert_never(outcome)


def _refused(refused: Refused) -> Iterator[Part]:
    match refused:
        case Objection():
            yield from _objection(refused)
        case SeveralMeant(parties):
            yield Headline((_SEVERAL_MEANT,))
            for party in parties[:_SHOWN]:
                yield Bullet((Verbatim(party.id), f": {party_text(party)}"))
        case Inconsistent(problems):
            yield Headline((_CONTRADICTION,))
            for problem in problems[:_SHOWN]:
                yield Bullet((problem_text(problem),))
        case PerhapsTrouble(asked=asked):
            yield Headline((complaint_text(refused),))
            yield Buttons((Button("Who is paged", Action.ASK, asked), _insist(refused)))


def _declared(declared: Declared) -> Iterator[Part]:
    yield Headline(("Declared.",))
    yield from _bullets(declared.wish.changes, declared.after)
    yield from _gaps(declared)
    people = [*(h.person for h in handovers(declared)), *(r.person for r in reliefs(declared))]
    told = ", ".join(dict.fromkeys(person.name for person in people))
    yield Fineprint((f"Revision {declared.revision}.{f' Concerned: {told}.' if told else ''}",))
    yield Buttons((Button("Undo", Action.ASK, f"undo {declared.revision}"),))


def _bullets(
    changes: tuple[Change, ...], ownership: OwnershipMap, lead: str = ""
) -> Iterator[Part]:
    for change in changes[:_SHOWN]:
        yield Bullet((f"{lead}{change_text(change, ownership)}",))
    if len(changes) > _SHOWN:
        yield Fineprint((f"and {len(changes) - _SHOWN} more",))


def _gaps(declared: Declared) -> Iterator[Part]:
    """A page that has nobody now is said so at once, not at 2 a.m."""
    pages = list(_vacant(declared))
    for page in pages[:_SHOWN]:
        resolution = declared.after.resolve_page(page, declared.speaker.now)
        if isinstance(resolution, NobodyNamed):
            why = reason_text(resolution)
            nobody = f"NOBODY is named for {page.kind} pages on "
            yield Alarm((nobody, Strong(page.model), f" now: {why}."))
    if len(pages) > _SHOWN:
        yield Alarm((f"NOBODY is named for {len(pages) - _SHOWN} more pages.",))


def _vacant(declared: Declared) -> Iterator[PageKey]:
    """The pages that were declared and have nobody, and those that lost whom they meant."""
    changes, now = declared.wish.changes, declared.speaker.now
    said = [
        PageKey(change.subject, PageKind(change.aspect))
        for change in changes
        if change.kind is Kind.MODEL and change.aspect in set(PageKind) and change.after
    ]
    yield from (p for p in said if isinstance(declared.after.resolve_page(p, now), NobodyNamed))
    if any(change.kind in _PARTIES for change in changes):
        before = {*declared.before.gaps(now), *said}
        yield from (page for page in declared.after.gaps(now) if page not in before)


def complaint_text(refused: Refused) -> str:
    """The same in one text, to be read beside the field that it is about."""
    match refused:
        case Objection():
            return " ".join(filter(None, (_complaint(refused), _nearest(refused))))
        case SeveralMeant(parties):
            ids = ", ".join(f"{p.id} ({party_text(p)})" for p in parties[:_SHOWN])
            return f"{_SEVERAL_MEANT} {ids}"
        case Inconsistent(problems):
            return " ".join((_CONTRADICTION, *map(problem_text, problems[:_SHOWN])))
        case PerhapsTrouble(name):
            return f"{quoted(name)} may be a name or tell of a trouble. Nothing was declared."


def _objection(objection: Objection) -> Iterator[Part]:
    yield Headline((_complaint(objection),))
    if near := _nearest(objection):
        yield Line((near,))
    yield Line(("It goes like this: ", Verbatim(objection.usage)))


def _complaint(objection: Objection) -> str:
    if objection.phrase.startswith("<@"):
        return _STRANGER
    phrase = f'"{objection.phrase[:80]}"' if objection.phrase else "nothing"
    return f"{_OBJECTIONS[objection.trouble].format(phrase=phrase)}."


def _nearest(objection: Objection) -> str:
    if not objection.near:
        return ""
    how = _NEAR.get(objection.trouble, "Did you mean {}?")
    return how.format(", ".join(objection.near))
