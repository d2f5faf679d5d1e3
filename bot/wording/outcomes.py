"""An outcome of a question becomes a reply here and nowhere else."""

from collections.abc import Iterable
from datetime import timedelta
from typing import assert_never, get_args

from bot.reply import Part, Reply
from bot.wording.advice import recommend_parts
from bot.wording.briefs import escalation_parts, history_parts, knowledge_parts, ownership_parts
from bot.wording.consumers import consumers_parts
from bot.wording.drill import drill_parts
from bot.wording.gap_list import gaps_parts
from bot.wording.looking_back import unremembered_parts
from bot.wording.makers import makers_parts
from bot.wording.patterns import compare_parts, pattern_parts
from bot.wording.portfolio import portfolio_parts
from bot.wording.refusals import help_parts, refusal_parts
from bot.wording.signals import signals_parts
from knowledge.questions import Outcome
from knowledge.questions.comparing import CompareAnswer
from knowledge.questions.consuming import ConsumersAnswer
from knowledge.questions.drilling import DrillAnswer
from knowledge.questions.escalation import EscalationAnswer
from knowledge.questions.gaps import GapsAnswer
from knowledge.questions.helping import HelpAnswer
from knowledge.questions.history import HistoryAnswer
from knowledge.questions.knowing import KnowledgeAnswer
from knowledge.questions.making import MakersAnswer
from knowledge.questions.outcome import (
    NothingThen,
    NotUnderstood,
    OfFormerOwners,
    OfThePast,
    Refusal,
    SeveralParties,
    UnclearInstant,
    Unsettled,
)
from knowledge.questions.ownership import OwnershipAnswer
from knowledge.questions.pattern import PatternAnswer
from knowledge.questions.portfolio import PortfolioAnswer
from knowledge.questions.recommending import RecommendAnswer
from knowledge.questions.signals import SignalsAnswer

_ASIDES = frozenset((*get_args(Refusal), HelpAnswer))


def word(outcome: Outcome, confirm_after: timedelta | None = None) -> Reply:
    """Put an outcome into words; it says where a declaration is older than `confirm_after`."""
    return Reply(tuple(_parts(outcome, confirm_after)), aside=type(outcome) in _ASIDES)


def _parts(  # noqa: C901, PLR0912 - a case for each kind of outcome
    outcome: Outcome, confirm_after: timedelta | None
) -> Iterable[Part]:
    match outcome:
        case OwnershipAnswer():
            return ownership_parts(outcome, confirm_after)
        case EscalationAnswer():
            return escalation_parts(outcome, confirm_after)
        case KnowledgeAnswer():
            return knowledge_parts(outcome, confirm_after)
        case HistoryAnswer():
            return history_parts(outcome, confirm_after)
        case PortfolioAnswer():
            return portfolio_parts(outcome, confirm_after)
        case GapsAnswer():
            return gaps_parts(outcome)
        case DrillAnswer():
            return drill_parts(outcome)
        case SignalsAnswer():
            return signals_parts(outcome)
        case ConsumersAnswer():
            return consumers_parts(outcome)
        case MakersAnswer():
            return makers_parts(outcome)
        case PatternAnswer():
            return pattern_parts(outcome)
        case CompareAnswer():
            return compare_parts(outcome)
        case RecommendAnswer():
            return recommend_parts(outcome)
        case HelpAnswer():
            return help_parts(outcome)
        case Unsettled() | NotUnderstood() | UnclearInstant() | SeveralParties():
            return refusal_parts(outcome)
        case OfThePast() | NothingThen() | OfFormerOwners():
            return unremembered_parts(outcome)
        case _:
            assert_never(outcome)
