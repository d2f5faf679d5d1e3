"""What `whoowns chat` says first."""

from bot.wording.counting import counted
from knowledge.ownership import OwnershipMap


def greeting_text(
    declared: OwnershipMap | None, where: str, stranger: str | None = None, *, unnamed: bool = False
) -> str:
    """Whose map this is, where it comes from, how to begin, and what who speaks can't do."""
    if declared is None:
        return (
            f"Nothing is declared in {where} yet. Say `onboard`, and I ask what I need to know; "
            "`exit` ends.\n"
        )
    name, models = declared.organisation.name, len(declared.models)
    whose = f"{name}, from {where}" if where else f"the sample organisation {name}"
    load = "" if where else "\nYour own: whoowns import ownership.yaml, then whoowns chat."
    unknown = f"\nNobody knows you here: {stranger}." if stranger else ""
    if unnamed:
        unknown = "\nTo declare something, begin as a person of the map: whoowns chat --as PERSON."
    return (
        f"WhoOwns answers for {whose}: {counted(models, 'model')}."
        f"{load}\nAsk who is paged for a model; `help` lists what you can ask, `exit` ends.{unknown}\n"
    )
