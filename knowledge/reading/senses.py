"""The senses of words: the page kinds, the wishes, and what is unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.entities import PAGE_KINDS, KnowledgeKind, PageKind
from knowledge.lexicon import NOTHING, Cue, Lexicon, Sense, Strength
from knowledge.mentions import ruling_before
from knowledge.names import PhraseBook
from knowledge.reading.negations import is_asked, is_negated

_WHO = frozenset({"who", "whos", "whom", "whose"})
_VERB_ENDINGS = ("s", "ed")
_WIDEST_GAP = 2
_OWNERS = frozenset({Cue.OWN, Cue.ON_CALL})
_ASKING = frozenset({"who", "whos", "whom", "whose", "paged", "paging"})
_DENYING = frozenset({"not", "non", "neither", "nor"})
_BETWEEN = frozenset({"the", "a", "an", "about", "really", "its", "my"})
_BEING = frozenset({"is", "are", "was", "looks", "look", "seems", "all", "just"})
_FINE = frozenset({"fine", "ok", "okay", "good", "healthy", "normal", "green"})


@dataclass(slots=True)
class Senses:
    """What the words outside every name say.

    `denied` are page kinds that were ruled out, `fine` those that are well: `quality is fine`.
    """

    said: list[Sense] = field(default_factory=list)
    denied: list[Sense] = field(default_factory=list)
    fine: list[Sense] = field(default_factory=list)
    cues: set[Cue] = field(default_factory=set)
    unknown: list[int] = field(default_factory=list)


def read_senses(
    texts: Sequence[str], gaps: Sequence[str], free: Sequence[bool], lexicon: Lexicon
) -> Senses:
    """Read the words that are free, the longest phrases first; a gap stands before each word."""
    senses, read_to = Senses(), 0
    meaning_of, pairs = lexicon.phrases.meanings.get, lexicon.pairs
    for index, pair in enumerate(pairwise((*texts, ""))):
        if index < read_to or not free[index]:
            continue
        sense, read_to = meaning_of(pair[0]), index + 1
        if pair in pairs:
            sense, read_to = _longest_sense(texts, index, free, lexicon.phrases)
        if sense is None:
            if not _is_a_verb(texts, gaps[index], index):
                senses.unknown.append(index)
        elif sense is not NOTHING:
            _kept(senses, sense, texts, gaps, (index, read_to)).append(sense)
            senses.cues.update(_cues(sense, senses, texts, gaps, index))
    return senses


def _cues(
    sense: Sense, senses: Senses, texts: Sequence[str], gaps: Sequence[str], index: int
) -> Iterable[Cue]:
    """What a sense says of the wish: whether `no gaps` and `not own` are asked, or only told."""
    said_so = Cue.NEGATED in sense.cues
    if not said_so and (_OWNERS.isdisjoint(sense.cues) or not is_negated(texts, index)):
        return sense.cues
    asked = _OWNERS.isdisjoint(senses.cues) and is_asked(texts, gaps, index)
    if said_so:
        return sense.cues if asked else (Cue.GAPS,)
    return (*sense.cues, Cue.NEGATED) if asked else sense.cues


def _longest_sense(
    texts: Sequence[str], index: int, free: Sequence[bool], phrases: PhraseBook[Sense]
) -> tuple[Sense | None, int]:
    """What the longest phrase there means, and where it ends."""
    for sense, length in phrases.at(texts, index):
        if all(free[index : index + length]):
            return sense, index + length
    return None, index + 1


def _kept(
    senses: Senses, sense: Sense, texts: Sequence[str], gaps: Sequence[str], span: tuple[int, int]
) -> list[Sense]:
    """Where a sense belongs that was said by a span of words."""
    lacking = Cue.GAPS in senses.cues and "without" in texts[: span[0]]
    if sense.page is None or lacking:  # `models without a quality owner`
        return senses.said
    if ruling_before(span[0], texts, gaps) or _is_denied(sense, texts, span[0]):
        return senses.denied
    return senses.fine if _is_fine(texts, span[1]) else senses.said


def _is_denied(sense: Sense, texts: Sequence[str], index: int) -> bool:
    """Whether it says `not`: `not really quality`, `isn't slow`; `no` denies symptoms alone."""
    while index and texts[index - 1] in _BETWEEN:
        index -= 1
    if not index:
        return False
    before = texts[index - 1]
    if before == "no":
        return sense.strength is not Strength.NAME
    return before in _DENYING or (before == "t" and index > 1 and texts[index - 2].endswith("n"))


def _is_fine(texts: Sequence[str], index: int) -> bool:
    end = index
    while end < len(texts) and texts[end] in _BEING:
        end += 1
    return index < end < len(texts) and texts[end] in _FINE


def _is_a_verb(texts: Sequence[str], gap: str, index: int) -> bool:
    """Whether a word after `who` is what they do: `who babysits churn`, not `who's retail churn`."""
    after_who = index > 0 and texts[index - 1] in _WHO and gap.isspace()
    return after_who and len(gap) <= _WIDEST_GAP and texts[index].endswith(_VERB_ENDINGS)


def page_kinds(senses: Senses, *, names_outweigh: bool) -> tuple[PageKind, ...]:
    """The kinds that were said most strongly; where none was, those left of the pagers ruled out.

    A symptom that is denied (`not accurate`) is one all the same, and so is what is fine where nothing
    else is said: `is its quality fine?`.

    Names of pagers don't outweigh symptoms where each of several models may have its own trouble
    (`quality of fraud-model and latency of churn`), nor in an alert, whose labels hold such words
    (`namespace: ml-serving`).
    """
    of_pages = [s for s in senses.said if s.page] or senses.fine
    if not of_pages and senses.denied:
        ruled_out = {s.page for s in senses.denied if s.strength is Strength.NAME}
        if ruled_out:
            return tuple([kind for kind in PAGE_KINDS if kind not in ruled_out])
        of_pages = senses.denied
    if len(of_pages) < 2:  # as in most questions
        return tuple([sense.page for sense in of_pages if sense.page])
    strongest = max(sense.strength for sense in of_pages)
    if not names_outweigh:
        strongest = min(strongest, Strength.SYMPTOM)
    said = {sense.page for sense in of_pages if sense.strength >= strongest}
    return tuple(kind for kind in PAGE_KINDS if kind in said)


def knowledge_kinds(senses: Senses) -> tuple[KnowledgeKind, ...]:
    """The kinds of knowledge that were said, each once."""
    return tuple(dict.fromkeys([s.knowledge for s in senses.said if s.knowledge]))


def tells_of_an_owner(senses: Senses, texts: Sequence[str]) -> bool:
    """Whether it speaks of an owner without asking who that is: `the owner is not responding`."""
    return not _OWNERS.isdisjoint(senses.cues) and _ASKING.isdisjoint(texts)


def settle_silence(senses: Senses, *, somebody: bool) -> None:
    """Tell somebody who is `not responding`, or away, which calls for the next one, from a model that is.

    What is known is asked all the same while somebody is away.
    """
    if not somebody and Cue.SOMEBODY not in senses.cues:
        return
    if Cue.SILENT in senses.cues:
        senses.cues.add(Cue.ESCALATION)
        senses.said = [sense for sense in senses.said if Cue.SILENT not in sense.cues]
    elif Cue.AWAY in senses.cues and Cue.KNOW not in senses.cues:
        senses.cues.add(Cue.ESCALATION)
