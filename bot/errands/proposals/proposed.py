"""A proposal in the light of the map: what it means, who may decide it, whom it is from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.commands import wished
from bot.commands.speaker import Speaker, account_of
from bot.commands.wish import Wish
from bot.office import Office
from bot.reply import Notice, Reaction
from bot.wording import proposals as words
from bot.wording.audit import change_text
from knowledge.changes import Change, Declared
from knowledge.entities import Page, Person
from knowledge.ownership import OwnershipMap
from knowledge.proposals import Proposal
from knowledge.rights import may_declare
from knowledge.store.rows import value_text

_MOST_ASKED = 10


def key_of(proposal: Proposal) -> str:
    """Under which key those who may decide are told."""
    return f"proposal {proposal.number}"


def signed(proposal: Proposal) -> str:
    """The command, whose reason names who wanted it."""
    by = f"(proposed by {proposal.name})"
    text = proposal.command
    return f"{text} {by}" if " because " in text.lower() else f"{text} because {by[1:-1]}"


def meaning_of(changes: Iterable[Change]) -> str:
    """What would be declared, whoever declares it and when."""
    return "\n".join(
        f"{kind} {subject} {aspect} {value_text(kind, aspect, _bare(after)) if after else None}"
        for kind, subject, aspect, _, after in changes
    )


def _bare(declared: Declared) -> Declared:
    return replace(declared, declared=None) if isinstance(declared, Page) else declared


def changed_since(
    proposal: Proposal, changes: tuple[Change, ...], ownership: OwnershipMap, office: Office
) -> Iterator[str]:
    """What was declared at these places after the proposal was made."""
    for entry in office.declared_since(proposal.revision, changes):
        yield change_text(entry.change, ownership)


def those_asked(wish: Wish, office: Office, ownership: OwnershipMap) -> tuple[Person, ...]:
    """The nearest of those who may decide it."""
    return office.who_may_declare(wish.changes, ownership)[:_MOST_ASKED]


def asking(
    proposal: Proposal, wish: Wish, able: Iterable[Person], ownership: OwnershipMap
) -> list[Notice]:
    """What those read who may decide it."""
    asked = words.asking_reply(proposal, wish.changes, wish.reason, ownership)
    return [Notice(person, asked, key_of(proposal)) for person in able]


def asked_again(proposal: Proposal, office: Office, ownership: OwnershipMap) -> Reaction | None:
    """The same once more, of one that nobody may have heard of."""
    proposer = ownership.people.get(proposal.by)
    speaker = Speaker(proposer, proposal.name, proposal.source, proposal.at)
    wish = wished(proposal.command, ownership, speaker)
    if not isinstance(wish, Wish):
        return None
    able = those_asked(wish, office, ownership)
    asked = words.proposed_reply(proposal, able, ownership)
    return Reaction(asked, asking(proposal, wish, able, ownership))


def may_decide(proposal: Proposal, speaker: Speaker, ownership: OwnershipMap) -> bool:
    """Whether somebody may make the change, and so approve or decline it."""
    wish = wished(proposal.command, ownership, speaker)
    changes = wish.changes if isinstance(wish, Wish) else ()
    return speaker.is_admin or (bool(changes) and may_declare(speaker.person, changes, ownership))


def able(
    proposal: Proposal, reader: Speaker, office: Office, ownership: OwnershipMap
) -> tuple[Person, ...]:
    """Those who may."""
    wish = wished(proposal.command, ownership, reader)
    return office.who_may_declare(wish.changes, ownership) if isinstance(wish, Wish) else ()


def is_by(proposal: Proposal, speaker: Speaker) -> bool:
    """Whether it is somebody's own; whom the map doesn't know may have changed their name."""
    made, theirs = (proposal.source, proposal.account), (speaker.source, speaker.account)
    return proposal.by == speaker.signature if speaker.person else made == theirs


def proposer_of(proposal: Proposal, ownership: OwnershipMap) -> Person | None:
    """Whoever proposed it, also where the map doesn't know them."""
    return ownership.people.get(proposal.by) or account_of(
        proposal.source, proposal.account, proposal.name
    )
