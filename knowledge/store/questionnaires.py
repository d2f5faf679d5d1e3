"""How far people have got with their questionnaires, kept over restarts."""

import json
from datetime import datetime
from typing import Any, Final

from sqlite_utils import Database

from knowledge.questionnaire import Answer, Progress, Sort, State, Topic
from knowledge.store.instants import instant, text
from knowledge.store.store import Store

_COLUMNS: Final = (
    "id, topic, subject, respondent, account, state, at, answers, misread, begun, touched, version,"
    " summary_read"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM questionnaire"  # noqa: S608  # made of constants
_INSERT: Final = """
INSERT INTO questionnaire
    (topic, subject, respondent, account, state, at, answers, misread, begun, touched, version)
VALUES (?, ?, ?, ?, 'open', NULL, '{}', 0, ?, ?, 0)
"""
_UPDATE: Final = """
UPDATE questionnaire SET account = ?, state = ?, at = ?, answers = ?, misread = ?, touched = ?,
    version = version + 1
WHERE id = ? AND version = ?
"""


class Questionnaires:
    """The questionnaires of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(
        self, topic: Topic, subject: str, respondent: str, account: str, at: datetime
    ) -> Progress:
        """The unfinished one of that person about that, or a new one."""
        now = text(at)
        with self._store.writing() as db:
            found = _unfinished(db, topic, subject, respondent)
            if found is None:
                db.execute(_INSERT, [topic, subject, respondent, account, now, now])
                found = _unfinished(db, topic, subject, respondent)
        if found is None:
            raise LookupError(topic, subject)  # we have just put it there
        return found

    def get(self, number: int) -> Progress | None:
        """The one of that number."""
        with self._store.reading() as db:
            return _progress(db.execute(f"{_SELECT} WHERE id = ?", [number]).fetchone())

    def unfinished(self, *respondents: str) -> list[Progress]:
        """What somebody, by any of their names here, has begun; the latest first."""
        return self._where(
            "respondent IN (SELECT value FROM json_each(?)) AND state IN ('open', 'paused') "
            "ORDER BY touched DESC, id DESC",
            json.dumps(respondents),
        )

    def listening(self, account: str, since: datetime) -> Progress | None:
        """The one that takes what this account writes for an answer; touched since then."""
        found = self._where(
            "account = ? AND state = 'open' AND touched >= ? ORDER BY touched DESC, id DESC LIMIT 1",
            account,
            text(since),
        )
        return found[0] if found else None

    def finished(self, since: datetime) -> list[Progress]:
        """Those that were gone through to the end since then, the latest first."""
        return self._where(
            "state = 'done' AND touched >= ? ORDER BY touched DESC, id DESC", text(since)
        )

    def all(self) -> list[Progress]:
        """Every one that was ever begun, the latest first."""
        return self._where("1 ORDER BY touched DESC, id DESC")

    def save(self, progress: Progress) -> bool:
        """Keep how it stands now, unless it was changed since it was read: then nothing is."""
        answers = {step: [answer.sort, answer.text] for step, answer in progress.answers.items()}
        with self._store.writing() as db:
            written = db.execute(
                _UPDATE,
                [
                    progress.account,
                    progress.state,
                    progress.at,
                    json.dumps(answers, ensure_ascii=False),
                    progress.misread,
                    text(progress.touched),
                    progress.id,
                    progress.version,
                ],
            )
            return written.rowcount == 1

    def show_summary(self, number: int, seal: str) -> None:
        """Keep which summary is shown: it is the one that a typed `confirm` is about."""
        with self._store.writing() as db:
            db.execute("UPDATE questionnaire SET summary_read = ? WHERE id = ?", [seal, number])

    def offer(self, person: str, topic: Topic, subject: str, at: datetime) -> bool:
        """Note that somebody is offered one; False where they were already."""
        with self._store.writing() as db:
            noted = db.execute(
                "INSERT OR IGNORE INTO questionnaire_offer VALUES (?, ?, ?, ?)",
                [person, topic, subject, text(at)],
            )
            return noted.rowcount == 1

    def _where(self, condition: str, *values: object) -> list[Progress]:
        with self._store.reading() as db:
            rows = db.execute(f"{_SELECT} WHERE {condition}", values).fetchall()
        return [found for row in rows if (found := _progress(row))]


def _unfinished(db: Database, topic: Topic, subject: str, respondent: str) -> Progress | None:
    row = db.execute(
        f"{_SELECT} WHERE respondent = ? AND topic = ? AND subject = ? "
        "AND state IN ('open', 'paused')",
        [respondent, topic, subject],
    ).fetchone()
    return _progress(row)


def _progress(row: tuple[Any, ...] | None) -> Progress | None:
    if row is None:
        return None
    (number, topic, subject, respondent, account, state, at, answers, misread, *rest) = row
    begun, touched, version, summary_read = rest
    return Progress(
        id=number,
        topic=Topic(topic),
        subject=subject,
        respondent=respondent,
        account=account,
        state=State(state),
        at=at,
        answers={k: Answer(Sort(s), t) for k, (s, t) in json.loads(answers).items()},
        misread=misread,
        begun=instant(begun),
        touched=instant(touched),
        version=version,
        summary_read=summary_read or "",
    )
