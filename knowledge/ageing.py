"""How old a declaration is: one that nobody confirmed for long may have stopped being true."""

from datetime import datetime, timedelta

from knowledge.entities import Page


def unconfirmed_for(
    page: Page | None, now: datetime, confirm_after: timedelta | None
) -> timedelta | None:
    """How long ago a page was last declared or confirmed, if that is longer than it may be.

    None where it is young enough, where nothing ages (`confirm_after` is None), where nobody is
    declared, and where no date is known.
    """
    if confirm_after is None or page is None or page.owner is None or page.declared is None:
        return None
    age = now - page.declared.at
    return age if age > confirm_after else None
