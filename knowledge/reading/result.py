"""What a text mentions, put together."""

from collections.abc import Set as AbstractSet

from msgspec import Struct

from knowledge.entities import PAGE_KINDS, KnowledgeKind, Model, PageKind, Party, Person, Rotation
from knowledge.lexicon import Cue
from knowledge.mentions import Correction, Doubt
from knowledge.moments import Moment, UnclearMoment


class Asker(Struct, frozen=True, gc=False):
    """Who asks and from where, as far as it bears on the answer."""

    person: Person | None = None
    channel: str | None = None


class Reading(Struct, frozen=True, gc=False):
    """What a text mentions. `doubt` stands where a model is mentioned, but not for certain.

    `left_out` are models that were named as not meant.

    `page_kinds` is empty where none was mentioned. `parties` holds a tuple for each mention: of
    several where one name is that of several, of none where a chat id is nobody's. `sure_parties` are those
    whose names say nothing else, as `will` does in `which models will have no owner`; `listed` are rotations
    that are listed with a model; `followed` are none of the parties, but whom `who is after priya` starts from.
    `pasted` says that it is asked of an alert that stands there.
    """

    text: str
    asker: Asker
    zone: str
    words: tuple[str, ...] = ()
    models: tuple[Model, ...] = ()
    left_out: tuple[Model, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubt: Doubt | None = None
    page_kinds: tuple[PageKind, ...] = ()
    knowledge: tuple[KnowledgeKind, ...] = ()
    cues: AbstractSet[Cue] = frozenset()
    parties: tuple[tuple[Party, ...], ...] = ()
    sure_parties: tuple[tuple[Party, ...], ...] = ()
    listed: tuple[Rotation, ...] = ()
    followed: tuple[tuple[Party, ...], ...] = ()
    channels: tuple[str, ...] = ()
    moment: Moment | None = None
    unclear: UnclearMoment | None = None
    pasted: bool = False

    @property
    def kinds(self) -> tuple[PageKind, ...]:
        """The page kinds asked about: both where none was mentioned."""
        return self.page_kinds or PAGE_KINDS
