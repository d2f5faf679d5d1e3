"""Words -> what they mention, in the light of the map."""

from knowledge.reading.reader import LONGEST_ALERT, LONGEST_QUESTION, read, read_alert
from knowledge.reading.result import Asker, Reading

__all__ = ["LONGEST_ALERT", "LONGEST_QUESTION", "Asker", "Reading", "read", "read_alert"]
