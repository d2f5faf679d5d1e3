"""Which teams train a model and serve it."""

from collections.abc import Iterator

from bot.reply import Headline, Line, Part, Strong, Verbatim
from bot.wording.briefs import corrected
from knowledge.questions.making import Makers, MakersAnswer


def makers_parts(answer: MakersAnswer) -> Iterator[Part]:
    """Each model with its teams, and how to ask who is paged: that is another question."""
    for makers in answer.models:
        yield Headline((Strong(makers.model.id), f" {_sentence(makers)}."))
    asked = Verbatim(f"who owns {answer.models[0].model.id}")
    yield Line(("A team answers no pager. Who is paged: ", asked, "."))
    yield from map(corrected, answer.corrections)


def _sentence(makers: Makers) -> str:
    trained, served = makers.trained_by, makers.served_by
    if trained is not None and trained == served:
        return f"is trained and served by {trained.name}"
    training = f"trained by {trained.name}" if trained else "trained by no team that is declared"
    serving = f"served by {served.name}" if served else "served by no team that is declared"
    return f"is {training} and {serving}"
