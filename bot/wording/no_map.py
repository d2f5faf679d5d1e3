"""What is said while nothing is declared yet, whatever was wanted."""

from bot.reply import Headline, Line, Part, Verbatim


def no_map_parts(sentence: str) -> tuple[Part, ...]:
    """Why it can't be done, and how there comes to be a map."""
    return (
        Headline((sentence,)),
        Line(
            (
                "An admin can begin one here with ",
                Verbatim("onboard"),
                ", or load one on the machine where I run: ",
                Verbatim("whoowns import ownership.yaml"),
                ".",
            )
        ),
    )
