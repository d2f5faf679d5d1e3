"""How each question is put, by its key: a question that is added needs its words here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_PEOPLE = "By name or @mention. Somebody whom I don't know yet is added to the map."
_OWNER = (
    "One person, or a rotation that is declared. A team answers no pager. Somebody whom I don't "
    "know yet is added to the map."
)
_COUNTED = "A number; the central queue then tells when it is passed."


class Choice(NamedTuple):
    """The button of an answer, and what is meant by it."""

    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question's words. `{organisation}`, `{team}`, `{item}` and `{owner}` are filled in."""

    text: str
    hint: str = ""
    example: str = ""
    choices: Mapping[str, Choice] = field(default_factory=dict)


YES_OR_NO: Final = {"yes": Choice("Yes"), "no": Choice("No")}
NONE: Final = {"none": Choice("None")}

ASKINGS: Final[Mapping[str, Asking]] = {
    "organisation": Asking("What is your organisation called?", example="Northwind"),
    "called": Asking("And what are you called?", example="Priya Nair"),
    "zone": Asking(
        "In which time zone does {organisation} work?",
        "It holds for everybody who has none of their own.",
        "Europe/London",
    ),
    "pattern": Asking(
        "How does {organisation} ship models today?",
        choices={
            "centralised": Choice("Centralised", "one ML team builds and runs every model"),
            "embedded": Choice("Embedded", "each product team has ML engineers and its own tools"),
            "federated": Choice(
                "Federated", "product teams run their models on rails that a platform team offers"
            ),
            "platform-as-mlops": Choice(
                "Platform as MLOps", "a platform team runs every model for the product teams"
            ),
        },
    ),
    "context": Asking(
        "Where do the models run?",
        choices={
            "pure-cloud": Choice("Pure cloud", "everything is rented"),
            "on-prem": Choice("On-premises", "on machines of your own"),
            "hybrid": Choice("Hybrid", "some of each"),
            "regulated": Choice("Regulated", "under a regulator's eye, or cut off from networks"),
        },
    ),
    "mandate": Asking(
        "Does a regulator or a contract demand one single accountable operator for every model?",
        choices=YES_OR_NO,
    ),
    "autonomy": Asking(
        "Does the regulator let product teams work on their models themselves?",
        choices=YES_OR_NO,
    ),
    "maturity": Asking(
        "Which of these comes nearest to how models get into production?",
        choices={
            "1": Choice("1 Initiation", "each time by hand, by whoever built the model"),
            "2": Choice("2 Repeatable", "by steps that are written down and can be repeated"),
            "3": Choice("3 Managed", "by pipelines, with monitoring and a model registry"),
            "4": Choice("4 Governed", "the platform sees to access, audit trails and costs"),
            "5": Choice("5 Optimising", "measured all the way, and retrained by what is measured"),
        },
    ),
    "ml-engineers": Asking(
        "How many ML engineers are there in all?", "Data scientists who ship count.", "about 12"
    ),
    "teams": Asking(
        "Which product teams have models in production?",
        "Their names, with commas between.",
        "Risk ML, Growth",
    ),
    "platform": Asking(
        "Which team runs the platform that models are trained and served on?",
        example="ML Platform",
        choices=NONE,
    ),
    "platform-engineers": Asking("How many engineers does the platform have?", example="4"),
    "rails": Asking(
        "Can product teams ship by themselves on paved paths that the platform team offers?",
        choices=YES_OR_NO,
    ),
    "lead": Asking("Who leads {item}?", _PEOPLE, "Maya Osei"),
    "queue": Asking(
        "Who works off the queue of requests to the platform?", example="ML Platform", choices=NONE
    ),
    "depth": Asking("How many requests in that queue are too many?", _COUNTED, "30"),
    "producing-teams": Asking(
        "From how many model-producing teams on is one central team too few?", _COUNTED, "5"
    ),
    "models-in-production": Asking("And from how many models in production on?", _COUNTED, "20"),
    "team-lead": Asking("Who leads {team}?", _PEOPLE, "Maya Osei"),
    "channel": Asking(
        "Which channel is {team}'s?", "Alerts about its models are told there.", "#risk-ml"
    ),
    "members": Asking(
        "Who is in {team}?", "Names or @mentions, with commas between.", "Priya Nair, Tomas Reyes"
    ),
    "monitoring": Asking("What does {team} watch its models with?", example="Evidently"),
    "registry": Asking("Which model registry does {team} use?", example="MLflow"),
    "ci": Asking("What runs {team}'s tests and deployments?", example="GitHub Actions"),
    "models": Asking(
        "Which models does {team} train that are in production?",
        "Their ids, with commas between. None, if there are no others than I know.",
        "fraud-model, churn",
        NONE,
    ),
    "model-quality": Asking(
        "It is 2 a.m. and {item}'s precision has dropped 5 %. Who is paged?", _OWNER, "Priya Nair"
    ),
    "infrastructure": Asking(
        "It is 2 a.m. and {item} answers with errors and timeouts. Who is paged?",
        _OWNER,
        "Hana Sato",
    ),
    "knows-business": Asking(
        "Who knows the business that {item} decides on?", example="Elena Ruiz"
    ),
    "knows-model": Asking("Who knows how {item} was built and trained?", example="Priya Nair"),
    "knows-infrastructure": Asking("Who knows what {item} runs on?", example="Goran Petrov"),
    "quality-escalation": Asking(
        "If {owner} doesn't answer for {item}'s quality, who is tried next?",
        "One or more, in order: people, rotations, teams.",
        "Tomas Reyes, then Risk ML",
    ),
    "infrastructure-escalation": Asking(
        "If {owner} doesn't answer for {item}'s infrastructure, who is tried next?",
        "One or more, in order: people, rotations, teams.",
        "Goran Petrov",
    ),
}
