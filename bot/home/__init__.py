"""The home page: what concerns one person, in no platform's dialect.

A new section is a function of the visit that comes to parts, or to none; it is listed here.
"""

from bot.commands.speaker import Speaker
from bot.home import onboarded, sections
from bot.home.visit import Section, Visit
from bot.office import Office
from bot.reply import Reply
from bot.wording import home as words

SECTIONS: tuple[Section, ...] = (
    sections.waiting,
    sections.pages,
    sections.my_shifts,
    sections.gaps,
    onboarded.state,
    sections.lately,
)
"""In the order in which they stand."""


def home(speaker: Speaker, office: Office) -> Reply:
    """The page of whoever looks. Blocks for as long as the disk takes."""
    ownership = office.current()
    if ownership is None:
        return words.no_map_home()
    if not speaker.is_member:
        return words.guest_home()
    if speaker.person is None:
        return words.stranger_home(speaker.name)
    visit = Visit(speaker.person, speaker, ownership, office)
    parts = [part for section in SECTIONS for part in section(visit)]
    return Reply((words.greeting(visit.person), *parts, words.more_to_ask()))
