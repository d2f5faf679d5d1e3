"""What is said of a command that can't be carried out as it stands, and what would work."""

from collections.abc import Iterator

from msgspec.structs import replace

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
    Bullet,
    Button,
    Buttons,
    Fineprint,
    Headline,
    Line,
    Part,
    Reply,
    Verbatim,
)
from bot.wording.parties import party_text
from bot.wording.problems import problem_text
from bot.wording.quoting import quoted, spans_of

_SHOWN = 10
_SEVERAL_MEANT = "That name is that of several. Say which, by id:"
_STRANGER = (
    "The map doesn't know that account. Say whose it is: link PERSON @somebody, or person add."
)
_CONTRADICTION = "That would make the map contradict itself. Nothing was changed."

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
    Trouble.REPEATED: (
        "{phrase} is in an hour that clocks show twice, and of the two I can keep only the first;"
        " choose a time outside that hour"
    ),
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

_LACKING = {
    Trouble.MODEL: "I need to know which model",
    Trouble.KIND: "I need to know which kind",
    Trouble.PARTY: "I need to know who",
    Trouble.PERSON: "I need to know who",
    Trouble.ROTATION: "I need to know which rotation",
    Trouble.TEAM: "I need to know which team",
    Trouble.INSTANT: "I need to know when; say a day and an hour, such as friday 18:00",
    Trouble.ADDRESS: "It takes a web address there",
    Trouble.EMAIL: "It takes an e-mail address there",
    Trouble.NUMBER: "It takes a number there",
    Trouble.REVISION: "I need to know which revision",
    Trouble.PROPOSAL: "I need to know which proposal; say proposals for those that wait",
    Trouble.OFFER: "I need to know which number the shift was offered as",
}
"""The same, where nothing stands at the place at all."""

_NEAR = {
    Trouble.TAKEN: "It is that of {}.",
    Trouble.IN_USE: "These do: {}. Declare them otherwise first.",
}


def refused_reply(refused: Refused) -> Reply:
    """Put why something can't be carried out as it stands into words."""
    return Reply(tuple(refused_parts(refused)), aside=True)


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


def refused_parts(refused: Refused) -> Iterator[Part]:
    """The same, as parts of a reply."""
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
                yield Bullet((*spans_of(problem_text(problem)),))
        case PerhapsTrouble(asked=asked):
            yield Headline((*spans_of(complaint_text(refused)),))
            yield Buttons((Button("Who is paged", Action.ASK, asked), _insist(refused)))


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
    objecting = _OBJECTIONS[objection.trouble]
    if not objection.phrase and "{phrase}" in objecting:
        return f"{_LACKING.get(objection.trouble, 'Something is missing there')}."
    phrase = f'"{objection.phrase[:80]}"'
    return f"{objecting.format(phrase=phrase)}."


def _nearest(objection: Objection) -> str:
    if not objection.near:
        return ""
    how = _NEAR.get(objection.trouble, "Did you mean {}?")
    return how.format(", ".join(objection.near))
