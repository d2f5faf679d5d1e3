"""What is said of words that nobody can read."""


def no_text_text(word: str) -> str:
    """Why a word of the command line is none, with its bytes."""
    shown = word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return f"`{shown}` is no text: it holds bytes that are no UTF-8"
