"""What Teams' message extension says, beside the answers themselves."""

WHO_OWNS = "Who owns this?"
SHARE = "Answer in the thread"
ASKED = "Only you see this."


def question_about(model: str) -> str:
    """The question whose answer is a model's card."""
    return f"who owns {model}"


def none_found(typed: str) -> str:
    """Where no name fits what was typed."""
    if not typed:
        return "Nobody has declared a model yet."
    return f"I know no model like {typed}."
