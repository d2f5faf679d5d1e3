"""Everything that can be told to the bot, as it goes."""

from collections.abc import Iterable

from bot.reply import Fineprint, Headline, Line, Part, Reply, Verbatim


def usage_reply(usages: Iterable[str]) -> Reply:
    """The usages by their first word, a line for each."""
    families: dict[str, list[str]] = {}
    for usage in dict.fromkeys(usages):
        families.setdefault(usage.split(" ")[0], []).append(usage)
    lines: list[Part] = [Line(("• ", *_apart(family))) for family in families.values()]
    return Reply(
        (
            Headline(("You can tell me to do these. What is in [ ] may be left out.",)),
            *lines,
            Fineprint(
                ("What I may do for you follows from your teams and pages; admins may all.",)
            ),
        )
    )


def only_answers_reply() -> Reply:
    """Where a command or an errand would be carried out, as it isn't here."""
    return Reply(
        (
            Headline(("Here I only answer questions, so nothing was done.",)),
            Line(
                (
                    "Say that in Slack or Teams, or in a terminal with a database: ",
                    Verbatim("whoowns chat --as PERSON"),
                    ".",
                )
            ),
        ),
        aside=True,
    )


def _apart(family: Iterable[str]) -> list[str | Verbatim]:
    spans: list[str | Verbatim] = []
    for usage in family:
        spans += [" · "] * bool(spans)
        spans.append(Verbatim(usage))
    return spans
