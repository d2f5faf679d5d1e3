"""Who takes turns in a rotation, and when."""

from knowledge.rotation.turns import (
    Turn,
    next_turn,
    pause_at,
    turn_at,
    turns_started,
    window_of,
)

__all__ = ["Turn", "next_turn", "pause_at", "turn_at", "turns_started", "window_of"]
