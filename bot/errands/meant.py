"""What a name is of that an errand looks back at: it may be of something that is no more."""

from bot.commands.chat_marks import chat_person
from bot.commands.said import Said
from bot.commands.wish import Trouble
from bot.office import Office
from knowledge.changes import Kind
from knowledge.meanings import Meaning, meanings, near_names
from knowledge.ownership import OwnershipMap
from knowledge.store import AuditTrail


def meanings_of(command: Said, name: str, office: Office, ownership: OwnershipMap) -> list[Meaning]:
    """What goes by a name, or had this id once; of a model and others, all of them."""
    name = name.removeprefix("@")
    mentioned = ownership.people_by_chat_id.get(chat_person(name) or "")
    if mentioned:
        return [Meaning(Kind.PERSON, mentioned.id)]
    found = meanings(name, ownership) or AuditTrail(office.store).once_called(name)
    if not found:
        raise command.objection(Trouble.UNHEARD_OF, name, near_names(name, ownership))
    return found
