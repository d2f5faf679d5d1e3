"""Questions asked the wrong way round.

who is not on call | who doesn't own MODEL | who should not be paged
which models does PERSON not own | models PERSON doesn't own

The question word has to stand in the same clause, and to be the last one: `who has churn if priya isn't
on call` and `goran is not on call, who is` ask who is.
"""

from collections.abc import Sequence

from knowledge.text import is_stop

_NOT = frozenset({"not", "never"}).union(
    {"isnt", "arent", "wasnt", "werent", "doesnt", "dont", "didnt", "wont", "shouldnt", "wouldnt"}
)
_BETWEEN = frozenset({"be", "been", "being", "get", "getting", "to", "i", "we", "you"}).union(
    {"the", "a", "an", "currently", "actually", "yet"}
)
_ASKING = frozenset({"who", "whos", "whom", "which", "what", "models"})
_ANOTHER_CLAUSE = frozenset({"if", "when", "while", "because", "since", "as", "that", "and"}).union(
    {"but", "or", "after", "until", "unless", "though", "so"}
)


def is_negated(texts: Sequence[str], index: int) -> bool:
    """Whether `not` stands before a word, or before no more than leads up to it."""
    while index and texts[index - 1] in _BETWEEN:
        index -= 1
    before = texts[max(index - 2, 0) : index]
    return bool(before) and (before[-1] in _NOT or (before[-1] == "t" and before[0].endswith("n")))


def is_asked(texts: Sequence[str], gaps: Sequence[str], index: int) -> bool:
    """Whether a word is what a question asks: one that begins before, with none behind."""
    if not _ASKING.isdisjoint(texts[index + 1 :]):
        return False
    for place in range(index, -1, -1):
        if texts[place] in _ASKING:
            return True
        if texts[place] in _ANOTHER_CLAUSE or is_stop(gaps[place]):
            return False
    return False
