"""What stands in forms: their titles, labels and hints, and what is wrong with what was filled in."""

from collections.abc import Iterable

from bot.form import (
    Choice,
    ChoiceField,
    Field,
    Misfilled,
    MomentField,
    PersonField,
    TextField,
)
from bot.reply import Headline, Line, Reply, Spans, Strong, Verbatim
from bot.wording.parties import KIND_NAMES, KNOWLEDGE_NAMES, party_text
from knowledge.entities import (
    KNOWLEDGE_KINDS,
    PAGE_KINDS,
    KnowledgeKind,
    PageKind,
    Party,
    Rotation,
    Team,
)

MOST_CHOICES = 100
"""As many as Slack shows in one menu; more are typed instead."""

_LONGEST_CHAIN = 500
"""Characters of an escalation."""

CHOOSE_ONE = "Choose a person here, or a rotation or team below."
NOT_BOTH = "A person and a rotation or team are both chosen: leave one of them empty."
NOTHING_SAID = "Choose who is paged, or change whom to escalate to."

DECLARE, CORRECT, KNOWS = "Declare owner", "Correct this", "Who knows"
STANDS_IN, COVER, DECLINE = "Stand in", "Ask for cover", "Decline"
DISMISS, SUBMIT_DISMISS = "Dismiss a finding", "Dismiss"
SUBMIT_DECLARE, SUBMIT_ASK, CANCEL = "Declare", "Ask", "Cancel"
A_PERSON, THIS_PERSON = "A person", "It should be this person"
WHO, WHO_STANDS_IN = "Who", "Who stands in"
FROM, UNTIL = "From", "Until"
SWAP, WITH_WHOM, SHIFT_OF = "Swap shifts", "With whom", "The shift of"
SHIFT_HINT = "Yours or theirs. It is exchanged whole for the other's next one."
ANSWER, SUBMIT_ANSWER = "Somebody else", "Answer"
ACKNOWLEDGE, SUBMIT_ACKNOWLEDGE = "Acknowledge the signals", "Acknowledge"
NOT_REPEATED = "Signals that fire are not repeated before then; a further one is told all the same."
ACCEPT_RISK, SUBMIT_ACCEPT = "Accept the risk", "Accept"
ASK_AGAIN, THAT_DAY = "Until", "The day counts: that day I ask again."


def page_kind_field(initial: PageKind | None) -> ChoiceField:
    """Which of the two pagers."""
    choices = [Choice(kind, KIND_NAMES[kind]) for kind in PAGE_KINDS]
    hint = "Model-quality: precision, drift, wrong scores. Infrastructure: latency, outages."
    return ChoiceField("kind", "Which page", choices, hint, initial or PageKind.MODEL_QUALITY)


def knowledge_kind_field(initial: KnowledgeKind | None) -> ChoiceField:
    """Which kind of knowledge."""
    choices = [Choice(kind, f"Knows {KNOWLEDGE_NAMES[kind]}") for kind in KNOWLEDGE_KINDS]
    return ChoiceField("kind", "What they know", choices, initial=initial or KnowledgeKind.MODEL)


def person_field(label: str, *, optional: bool = False) -> Field:
    """Somebody from the directory."""
    return PersonField("person", label, optional=optional)


def group_field(parties: Iterable[Rotation | Team]) -> Field:
    """A rotation or a team, chosen; typed where there are too many to choose from."""
    choices = [Choice(party.id, party_text(party)) for party in parties]
    label, hint = (
        "Or a rotation or team",
        "A rotation pages whoever is on call. A team pages nobody.",
    )
    if 0 < len(choices) <= MOST_CHOICES:
        return ChoiceField("group", label, choices, hint, optional=True)
    return TextField("group", label, f"Its id or name. {hint}", optional=True, longest=200)


def escalation_field(initial: Iterable[Party]) -> TextField:
    """Whom to try next, in order; a chain that has no room there is not shown in part."""
    hint = "Whom to try next, in order: tomas then risk-ml. Left empty, it stays as it is."
    said = " then ".join(party.id for party in initial)
    shown = said if len(said) <= _LONGEST_CHAIN else ""
    return TextField(
        "escalation", "Escalate to", hint, shown, optional=True, longest=_LONGEST_CHAIN
    )


def reason_field(*, optional: bool = True) -> TextField:
    """Why; it is kept with the declaration."""
    hint = "Whoever reads the history will see it."
    return TextField("reason", "Because", hint, optional=optional, several_lines=True, longest=1000)


def moment_field(key: str, label: str, hint: str = "") -> MomentField:
    """A day and an hour."""
    return MomentField(key, label, hint)


def page_intro(model_id: str, owner: Party | None) -> Spans:
    """What the form is about, and what is declared now."""
    now = f"Declared now: {party_text(owner)}." if owner else "Nobody is declared now."
    return ("Who is paged for ", Strong(model_id), f"? {now}")


def model_intro(model_id: str) -> Spans:
    """Which model the form is about."""
    return ("About ", Strong(model_id), ".")


def proposal_intro(number: str) -> Spans:
    """Which proposal the form is about."""
    return (f"Proposal {number}. Whoever proposed it will read the reason.",)


def finding_intro(finding: str) -> Spans:
    """Which finding is put aside, and what that does."""
    return ("Put ", Strong(finding), " aside? It no longer counts, until somebody takes it up.")


def rotation_intro(rotation: Rotation) -> Spans:
    """Which rotation the form is about, and whose clock counts where one is typed."""
    return ("About the rotation ", Strong(rotation.name), ".")


def needed(label: str) -> str:
    """What is said of a field that has to be filled in and isn't."""
    return f"{label}: this is needed."


def risk_intro(page: str) -> Spans:
    """What is accepted."""
    return ("You accept that nobody is paged for ", Strong(page), ".")


def corrections_reply(misfilled: Misfilled) -> Reply:
    """What is wrong with what was filled in, where the form is no longer there to show it."""
    lines = [Line((sentence,)) for sentence in misfilled.by_field.values()]
    return Reply((Headline(("Nothing was changed.",)), *lines))


def no_such_form() -> Reply:
    """A button of an older version, or somebody else's."""
    return Reply(
        (
            Headline(("That button is from another time: I no longer have its form.",)),
            Line(("Say ", Verbatim("help"), " for what you can say instead.")),
        )
    )
