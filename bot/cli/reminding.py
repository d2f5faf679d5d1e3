"""What the settings say of reminders, and the ticker that `whoowns serve` runs."""

import os
import secrets
import socket
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta

from bot.identity import platform_of
from bot.office import Office
from bot.outbox import Outboxes
from bot.reminders.courier import Courier
from bot.reminders.leading import Leadership
from bot.reminders.pace import Pace
from bot.reminders.policy import Policy
from bot.reminders.registry import KINDS
from bot.reminders.schedule import Schedule
from bot.reminders.ticker import Ticker
from bot.reminders.ticking import Ticking
from bot.settings import Fault, SettingProblem, Settings, UnusableSettings
from knowledge.concerns import Watch
from knowledge.entities import Channel, channel_on
from knowledge.store import Store
from knowledge.store.hindrances import Hindrances
from knowledge.store.leases import Leases
from knowledge.store.reminders import LEASE, Reminders


def policy_of(settings: Settings) -> Policy:
    """What the organisation wants; `UnusableSettings` where it can't be had."""
    schedule = Schedule(
        days=settings.whoowns_reminder_days,
        at=settings.whoowns_reminder_at,
        quiet=settings.whoowns_quiet_hours,
        holidays=settings.whoowns_holidays,
    )
    if schedule.is_quiet(schedule.at):
        raise UnusableSettings(SettingProblem("WHOOWNS_REMINDER_AT", Fault.INVALID))
    return Policy(
        schedule=schedule,
        watch=Watch(
            settings.whoowns_reminder_pages,
            settings.whoowns_reminder_ahead,
            settings.whoowns_confirm_after,
        ),
        grace=settings.whoowns_reminder_grace,
        ladder=settings.whoowns_ladder,
        fallback=_channel(settings.whoowns_fallback_channel),
        coverage=_channel(settings.whoowns_coverage_channel),
        admins=settings.whoowns_admins,
    )


def reminding(
    settings: Settings, policy: Policy, store: Store, office: Office, outboxes: Outboxes
) -> AbstractAsyncContextManager[None]:
    """Remind people while entered, unless the settings say no."""
    if not settings.whoowns_reminders:
        return nullcontext()
    every = timedelta(seconds=settings.whoowns_reminder_interval)
    return ticker_of(every, policy, store, office, outboxes.without_patience()).running()


def ticker_of(
    every: timedelta, policy: Policy, store: Store, office: Office, outboxes: Outboxes
) -> Ticker:
    """Looks as often as the settings say; all other spans follow from that one.

    Another process leads, at the latest, after a lease, a beat and the settling: 45 of 60 seconds
    at 30 between two ticks.
    """
    clock = office.clock
    leadership = Leadership(Leases(store, LEASE), _name(), every * 2 / 3, every / 2, clock)
    pace = Pace(patience=every.total_seconds() / 2)
    courier = Courier(
        Reminders(store), Hindrances(store), outboxes, leadership, clock, pace, every * 2 / 5
    )
    ticking = Ticking(store, office.current, clock, policy, KINDS, courier)
    return Ticker(ticking, every, every / 3, clock)


def _channel(chat_id: str | None) -> Channel | None:
    return channel_on(platform_of(chat_id), chat_id) if chat_id else None


def _name() -> str:
    """What this process is called in the lease: no two are the same."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
