"""A change that one may not make oneself, proposed to those who may.

propose COMMAND       such as: propose set churn model-quality maya because she trained it
proposals             those that wait for a decision
"""

from bot.commands import verb_of, wished
from bot.commands.chat_marks import chat_person, without_mentions
from bot.commands.outcome import SameAlready
from bot.commands.said import Said
from bot.commands.speaker import Speaker
from bot.commands.wish import Objected, Trouble, Wish
from bot.errands.proposals.proposed import asking, key_of, may_decide, meaning_of, those_asked
from bot.office import Office
from bot.reply import Reaction, Reply
from bot.wording import proposals as words
from bot.wording.declaring import declaring_reply
from knowledge.entities import PLATFORMS
from knowledge.ownership import OwnershipMap
from knowledge.proposals import Proposal, has_lapsed
from knowledge.rights import may_declare
from knowledge.store.proposals import Proposals

PROPOSE = "propose set MODEL KIND OWNER because REASON, or any other command"
PROPOSALS = "proposals"
EXAMPLES: tuple[str, ...] = ("propose set churn model-quality maya because she trained it",)

_ABOUT_ACCOUNTS = frozenset({"link", "person add"})
_MOST_WAITING = 20


def propose(command: Said, speaker: Speaker, office: Office) -> Reaction:
    """Keep what somebody would declare, and ask those who may."""
    ownership = office.known()
    text = _text(command, speaker, ownership)
    if verb_of(text) is None or len(text) > words.LONGEST_PROPOSED:
        raise command.objection(Trouble.GRAMMAR)
    wish = _wish(text, ownership, speaker)
    if not wish.changes:
        return Reaction(declaring_reply(SameAlready()))
    if speaker.is_admin or may_declare(speaker.person, wish.changes, ownership):
        return Reaction(words.say_it_yourself_reply(text))
    able = those_asked(wish, office, ownership)
    if not able:
        return Reaction(words.nobody_decides_reply())
    proposal = _kept(_draft(text, wish, ownership, speaker), office)
    if isinstance(proposal, Reply):
        return Reaction(proposal)
    notices = asking(proposal, wish, able, ownership)
    return Reaction(words.proposed_reply(proposal, able, ownership), notices)


def _text(command: Said, speaker: Speaker, ownership: OwnershipMap) -> str:
    """The command as it is kept. Where a mention is what it is about, it stays one.

    `link goran` is about the account of whoever proposes it, not of whoever approves it.
    """
    said = command.rest
    is_bare_link = verb_of(said) == "link" and chat_person(said) is None
    if is_bare_link and speaker.account and speaker.source in PLATFORMS:
        said = f"{said} <@{speaker.account}>"
    text = f"{said} because {command.reason}" if command.reason else said
    return text if verb_of(text) in _ABOUT_ACCOUNTS else without_mentions(text, ownership)


def _wish(text: str, ownership: OwnershipMap, speaker: Speaker) -> Wish:
    wish = wished(text, ownership, speaker)
    if not isinstance(wish, Wish):
        raise Objected(wish)
    return wish


def _kept(draft: Proposal, office: Office) -> Proposal | Reply:
    """The proposal with its number, unless the same person waits for too much already."""
    proposals = Proposals(office.store)
    with office.store.writing():
        theirs = [
            p for p in proposals.undecided() if p.by == draft.by and not has_lapsed(p, draft.at)
        ]
        if same := next((p for p in theirs if p.command == draft.command), None):
            return words.waiting_already_reply(same)
        if len(theirs) >= _MOST_WAITING:
            return words.too_many_reply(_MOST_WAITING)
        proposal = proposals.add(draft)
        office.owe(key_of(proposal), draft.source)
        return proposal


def _draft(text: str, wish: Wish, ownership: OwnershipMap, speaker: Speaker) -> Proposal:
    return Proposal(
        number=0,
        at=speaker.now,
        by=speaker.signature,
        name=speaker.called,
        source=speaker.source,
        account=speaker.account,
        command=text,
        meaning=meaning_of(wish.changes),
        revision=ownership.revision,
    )


def proposals(_: Said, speaker: Speaker, office: Office) -> Reaction:
    """List what waits."""
    ownership = office.known()
    waiting = [p for p in Proposals(office.store).undecided() if not has_lapsed(p, speaker.now)]
    yours = {p.number for p in waiting if may_decide(p, speaker, ownership)}
    return Reaction(words.proposals_reply(waiting, yours, ownership))
