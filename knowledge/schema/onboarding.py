"""Questionnaires that people are going through, and to whom one was offered."""

from typing import Final

from sqlite_utils import Database

from knowledge.schema.registry import migrations

_QUESTIONNAIRES: Final = """
CREATE TABLE questionnaire (
    id         INTEGER PRIMARY KEY,
    topic      TEXT NOT NULL,
    subject    TEXT NOT NULL,
    respondent TEXT NOT NULL,
    account    TEXT NOT NULL,
    state      TEXT NOT NULL,
    at         TEXT,
    answers    TEXT NOT NULL,
    misread    INTEGER NOT NULL,
    begun      TEXT NOT NULL,
    touched    TEXT NOT NULL,
    version    INTEGER NOT NULL
);
CREATE UNIQUE INDEX questionnaire_unfinished ON questionnaire (respondent, topic, subject)
    WHERE state IN ('open', 'paused');
CREATE INDEX questionnaire_account ON questionnaire (account, touched) WHERE state = 'open';
CREATE TABLE questionnaire_offer (
    person  TEXT NOT NULL,
    topic   TEXT NOT NULL,
    subject TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (person, topic, subject)
) WITHOUT ROWID;
"""


_SUMMARY_READ: Final = "ALTER TABLE questionnaire ADD COLUMN summary_read TEXT"
"""The seal of the summary that was shown last, which is what a typed `confirm` is about."""


@migrations(name="0009_onboarding")
def _onboarding(db: Database) -> None:
    db.executescript(_QUESTIONNAIRES)


@migrations(name="0014_summary_read")
def _summary_read(db: Database) -> None:
    db.execute(_SUMMARY_READ)
