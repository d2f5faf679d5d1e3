"""The index of models by chat channel, amended where a few models have changed."""

from collections.abc import Mapping, Sequence

from knowledge.entities import Channel, Id, Model, Team
from knowledge.fork import Fork
from knowledge.homes import chat_ids, home_of
from knowledge.ownership import OwnershipMap

ModelsByChannel = Mapping[str, tuple[Id, ...]]


def same_channels(teams: Mapping[Id, Team], changed: Mapping[Id, Team | None]) -> bool:
    """Whether changed teams keep their channels."""
    return all(_channel(teams.get(team_id)) == _channel(changed[team_id]) for team_id in changed)


def _channel(team: Team | None) -> Channel | None:
    return team.channel if team else None


def amended_channels(
    before: OwnershipMap, gone: Sequence[Model], come: Sequence[Model]
) -> ModelsByChannel | None:
    """`models_by_channel` after some models have changed and no team has.

    None where a channel may fall back from a model's own to that of a team: that shows only when
    all models are looked at.
    """
    moved = {home_of(model) for model in gone} ^ {home_of(model) for model in come}
    touched = {model_id for model_id, _, _ in moved}
    left, arrived = ([m for m in models if m.id in touched] for models in (gone, come))
    amended = Fork(before.models_by_channel)
    for chat_id in {c for m in (*left, *arrived) for c in _channels(m, before.teams)}:
        listed = before.models_by_channel.get(chat_id, ())
        candidates = [*(before.models[m] for m in listed if m not in touched), *arrived]
        own = [m.id for m in candidates if chat_id in chat_ids(m.channel)]
        if not own and any(chat_id in chat_ids(m.channel) for m in left):
            return None
        ids = own or [m.id for m in candidates if chat_id in _channels(m, before.teams)]
        amended.pop(chat_id, None)
        if ids:
            amended[chat_id] = tuple(sorted(ids))
    return amended


def _channels(model: Model, teams: Mapping[Id, Team]) -> set[str]:
    """Where the model is at home: its own channel and that of the team that trains it."""
    team = teams.get(model.trained_by) if model.trained_by else None
    return chat_ids(model.channel) | chat_ids(team.channel if team else None)
