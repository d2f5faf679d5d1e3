"""What is said when a question cannot be answered, and what would work."""

from collections.abc import Iterator, Mapping, Sequence

from bot.reply import Action, Button, Buttons, Fineprint, Headline, Line, Part, Verbatim
from bot.wording.no_map import no_map_parts
from bot.wording.parties import party_text
from knowledge.entities import Party
from knowledge.mentions import SeveralModels, UnknownModel
from knowledge.questions import EXAMPLES
from knowledge.questions.helping import HelpAnswer
from knowledge.questions.outcome import (
    Missing,
    NotUnderstood,
    Refusal,
    SeveralParties,
    UnclearInstant,
    Unsettled,
)
from knowledge.reading import LONGEST_QUESTION

_SAID = {
    Missing.SENSE: "I didn't understand that.",
    Missing.MODEL: "Which model is this about? Name it, or ask in a channel that belongs to it.",
    Missing.OTHERS: "You only say what to leave out",
    Missing.MAP: "Nobody has declared an ownership map yet, so I can't name anybody.",
    Missing.ASKER: "I don't know which person of the map you are, so I can't tell what is yours.",
    Missing.PERSON: "I know no person, rotation or team by that name",
    Missing.TEAM: "I can tell all gaps, or a team's, but not a person's.",
    Missing.OWN_TEAM: "The map has you in no team, so I can't tell which is yours.",
    Missing.KNOWN_MODEL: "That message names no model that I know, so I can't tell who is paged.",
    Missing.NEGATED: "I can tell who is, and where nobody is, but not who isn't.",
    Missing.BEING_ONE: "One question at a time, please.",
    Missing.QUESTION: "That asks nothing, and I have changed nothing.",
    Missing.BREVITY: f"That is too long for a question: keep it under {LONGEST_QUESTION:,} characters.",
}
_ALL_GAPS = ("All pages for which nobody is named: ", Verbatim("gaps"), ".")
_WORKS: Mapping[Missing, Sequence[str | Verbatim]] = {
    Missing.ASKER: (
        "Ask by name, as in ",
        Verbatim("what does Priya Nair own"),
        ", or have your chat id added to the map.",
    ),
    Missing.OWN_TEAM: ("Ask by name, as in ", Verbatim("what does TEAM own"), "."),
    Missing.OTHERS: ("Name the models that you mean, several if you like. ", *_ALL_GAPS),
    Missing.NEGATED: (
        "Ask the other way round, such as ",
        Verbatim("what does Priya Nair own"),
        ". ",
        *_ALL_GAPS,
    ),
    Missing.TEAM: _ALL_GAPS,
    Missing.BEING_ONE: ("Ask about the model by itself, and about all the others apart.",),
    Missing.QUESTION: (
        "To declare an owner, say ",
        Verbatim("set MODEL model-quality OWNER"),
        "; ",
        Verbatim("help commands"),
        " lists what else can be told.",
    ),
}
_SEVERAL_AT_ONCE = "Several models are meant here."
_QUOTED = 80


def refusal_parts(refusal: Refusal) -> Iterator[Part]:
    """One friendly sentence, and what would work."""
    match refusal:
        case Unsettled():
            yield from _unsettled(refusal)
        case NotUnderstood(missing=Missing.MAP):
            yield from no_map_parts(_SAID[Missing.MAP])
        case NotUnderstood(missing=missing, phrase=phrase, near=near):
            quoted = f": {phrase[:_QUOTED]}." if phrase else ""
            yield Headline((_SAID[missing].rstrip(".") + (quoted or "."),))
            yield from _meant(near) if near else _what_works(missing)
        case UnclearInstant(phrase=phrase):
            when = f'When is "{phrase[:_QUOTED]}"?' if phrase else "When in the past do you mean?"
            yield Headline((f"{when} A wrong hour could be a wrong person.",))
            example = Verbatim("saturday 02:00" if phrase else "yesterday 02:00")
            yield Line(("Say a day and a time, such as ", example, "."))
        case SeveralParties(parties=parties, by_one_name=by_one_name, models=models):
            several = "That name is that of several." if by_one_name else "One at a time, please."
            yield Headline((f"{several} Which one?",))
            named = (*(f"{m.id} (a model)" for m in models), *map(_with_id, parties))
            yield Line((", ".join(named[:5]),))


def _with_id(party: Party) -> str:
    return f"{party_text(party)}, id {party.id}"


def _unsettled(refusal: Unsettled) -> Iterator[Part]:
    phrase = refusal.doubt.phrase[:_QUOTED]
    match refusal.doubt:
        case SeveralModels(more=more):
            meant = f'"{phrase}" fits several models.' if phrase else _SEVERAL_AT_ONCE
            yield Headline((f"{meant} Which one?",))
            if more:
                yield Fineprint((f"and {more} more: type more of the name",))
        case UnknownModel(near=near):
            yield Headline(("I know no model called ", Verbatim(phrase), "."))
            offer = f"Did you mean {'this one' if len(near) == 1 else 'one of these'}?"
            yield Line((offer if near else _NOTHING_NEAR,))
    if refusal.questions:
        yield Buttons(tuple(Button(m, Action.ASK, question) for m, question in refusal.questions))


def _meant(near: Sequence[tuple[Party, str]]) -> Iterator[Part]:
    yield Line((f"Did you mean {'this one' if len(near) == 1 else 'one of these'}?",))
    yield Buttons(tuple(Button(party.name, Action.ASK, question) for party, question in near))


_NOTHING_NEAR = "No model's name comes near it. It may not be in the map yet, so nobody is named."


def _what_works(missing: Missing) -> Iterator[Part]:
    if missing in _WORKS:
        yield Line((*_WORKS[missing],))
    elif missing is not Missing.BREVITY:
        yield Line(("Try ", Verbatim(EXAMPLES[0]), ", or ", Verbatim("help"), "."))


def help_parts(answer: HelpAnswer) -> Iterator[Part]:
    """Everything that can be asked, by example."""
    yield Headline(("I answer who is paged for an ML model. Ask me, for instance:",))
    for example in answer.examples:
        yield Line(("• ", Verbatim(example)))
    yield Line(("You can tell me things, too: ", Verbatim("help commands"), " lists them."))
    yield Fineprint(
        (
            (
                "A page is infrastructure or model-quality; name a symptom and I know which. "
                "Where nobody is named, I say so."
            ),
        )
    )
