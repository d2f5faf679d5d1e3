"""What `whoowns chat` says first."""

from bot.wording.counting import counted
from knowledge.ownership import OwnershipMap


def greeting_text(declared: OwnershipMap | None, where: str, stranger: str | None = None) -> str:
    """Whose map this is, where it comes from, how to begin, and that nobody knows who speaks."""
    if declared is None:
        return (
            f"Nothing is declared in {where} yet. Say `onboard`, and I ask what I need to know; "
            "`exit` ends.\n"
        )
    name, models = declared.organisation.name, len(declared.models)
    whose = f"{name}, from {where}" if where else f"the sample organisation {name}"
    load = "" if where else "\nYour own: whoowns import ownership.yaml, then whoowns chat."
    unknown = f"\nNobody knows you here: {stranger}." if stranger else ""
    return (
        f"WhoOwns answers for {whose}: {counted(models, 'model')}."
        f"{load}{unknown}\nAsk who is paged for a model; `help` lists what you can ask, `exit` ends.\n"
    )
