"""Whether the indexes of a map are those that its models come to."""

from dataclasses import replace

from knowledge.names import ModelNames
from knowledge.ownership import OwnershipMap


def assert_indexed_as_anew(ownership: OwnershipMap) -> None:
    """Each index of the map is as one that is made of its models by itself."""
    fresh = replace(ownership)
    assert _flat(ownership.model_names) == _flat(fresh.model_names)
    assert dict(ownership.pages_of).keys() == dict(fresh.pages_of).keys()
    for owner, pages in ownership.pages_of.items():
        assert sorted(pages) == sorted(fresh.pages_of[owner])
    assert dict(ownership.models_by_channel) == dict(fresh.models_by_channel)
    assert ownership.producing_teams == fresh.producing_teams
    assert ownership.people_by_chat_id == fresh.people_by_chat_id
    assert ownership.party_names == fresh.party_names


def _flat(names: ModelNames) -> tuple[object, ...]:
    lengths = {n: sorted(words) for n, words in names.spelling.by_length.items() if words}
    models_with = {word: sorted(ids) for word, ids in names.models_with.items()}
    return dict(names.book.meanings), lengths, models_with
