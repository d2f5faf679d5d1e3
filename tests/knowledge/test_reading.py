"""What words mention: models, page kinds, people. Above all, which model they don't mention."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.entities import Model, PageKind, Person, Team, Vocabulary
from knowledge.lexicon import Cue, lexicon
from knowledge.mentions import SeveralModels, UnknownModel
from knowledge.moments import UnclearMoment
from knowledge.names import ModelNames, key
from knowledge.reading import Asker, Reading, read
from tests.northwind import NORTHWIND, NOW, weekly

MODELS_BY_ID = NORTHWIND.models
INFRA, QUALITY = PageKind.INFRASTRUCTURE, PageKind.MODEL_QUALITY


def reading(text: str) -> Reading:
    return read(text, NORTHWIND, Asker(), NOW)


def models(text: str) -> list[str]:
    return [model.id for model in reading(text).models]


@pytest.mark.parametrize(
    "said",
    [
        "fraud-model and kafka are down, who is paged",
        "who do I call, redis and fraud-model time out",
        "fraud-model latency and zebra",
    ],
)
def test_what_is_listed_with_a_model_in_telling_of_a_trouble_is_none(said: str) -> None:
    assert models(said) == ["fraud-model"]


@pytest.mark.parametrize(
    "said",
    [
        "who owns churn and zebra",
        "who owns churn, fraud-model, zebra",
        "who owns churn, zebra and fraud-model",
        "who owns fraud-model and the zebra model",
        "zebra and churn",
        "model churn or model zebra quality?",
    ],
)
def test_an_unknown_model_in_a_list_is_told_instead_of_passed_over(said: str) -> None:
    doubt = reading(said).doubt
    assert isinstance(doubt, UnknownModel)
    assert doubt.phrase == "zebra"


@pytest.mark.parametrize(
    ("said", "candidates"),
    [
        ("90 day churn", {"churn", "churn-90-day"}),
        ("churn for the last 90 of each day", {"churn", "churn-90-day"}),
        ("churn credit", {"churn", "credit"}),
        ("quality of churn credit", {"churn", "credit"}),
    ],
)
def test_words_that_may_make_another_name_are_asked_about(said: str, candidates: set[str]) -> None:
    names = ("churn-90-day", "credit")
    ownership = replace(
        NORTHWIND, models={**NORTHWIND.models, **{name: Model(id=name) for name in names}}
    )
    doubt = read(said, ownership, Asker(), NOW).doubt
    assert isinstance(doubt, SeveralModels)
    assert set(doubt.candidates) == candidates


def test_a_number_is_heeded_as_a_name_only_where_nothing_else_is_named() -> None:
    ownership = replace(NORTHWIND, models={**NORTHWIND.models, "10": Model(id="10")})
    said = ("fraud-model accuracy dropped 10%", "churn is 10 minutes late", "who owns 10")
    read_as = [read(each, ownership, Asker(), NOW).models for each in said]
    assert [[model.id for model in found] for found in read_as] == [
        ["fraud-model"],
        ["churn"],
        ["10"],
    ]


def test_names_with_hyphens_stand_by_themselves_side_by_side() -> None:
    assert models("fraud-model churn") == ["fraud-model", "churn"]


def test_a_lone_comma_may_begin_whom_the_question_is_put_to() -> None:
    assert models("who owns churn, Dave?") == ["churn"]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("latency", [QUALITY]),  # an organisation's own words outweigh ours
        ("gini", []),  # under both, so it tells neither
        ("drift", []),
        ("quality", [QUALITY]),  # what a kind is called goes on meaning that
        ("infra", [INFRA]),
        ("kserve", [INFRA]),
    ],
)
def test_an_organisations_own_words(said: str, kinds: list[PageKind]) -> None:
    own = Vocabulary(
        model_quality=("latency", "gini", "drift", "infra", "quality"),
        infrastructure=("Gini", "drift", "quality", "kserve"),
    )
    ownership = replace(NORTHWIND, vocabulary=own)
    assert read(f"fraud-model {said}", ownership, Asker(), NOW).page_kinds == tuple(kinds)


@pytest.mark.parametrize(
    ("said", "model", "kinds"),
    [
        ("who owns model-quality pages for fraud-model", "fraud-model", [QUALITY]),
        ("WHO OWNS MODEL_QUALITY PAGES FOR FRAUD_MODEL??", "fraud-model", [QUALITY]),
        ("fraud-model quality", "fraud-model", [QUALITY]),
        ("fraud model infra", "fraud-model", [INFRA]),
        ("who owns quality for `fraud-model`, thanks!", "fraud-model", [QUALITY]),
        ("who owns quality for *fraud-model* please", "fraud-model", [QUALITY]),
        ("who owns \u201cfraud-model\u201d\u2019s quality", "fraud-model", [QUALITY]),
        ("fraud\u2011model's latency is through the roof", "fraud-model", [INFRA]),
        ("<@U0TOMAS> who owns fraud scoring in <#C0X|alerts>?", "fraud-model", []),
        ("<https://g.example.com/d/churn|fraud-model> 503s", "fraud-model", [INFRA]),
        ("https://g.example.com/d/churn fraud-model 503s", "fraud-model", [INFRA]),
        ("fraud-model &amp; AUC dropped :fire: :fire:", "fraud-model", [QUALITY]),
        ("who owns <fraud-model>?", "fraud-model", []),
        ("precision < 0.5 on fraud-model and recall > 0.3", "fraud-model", [QUALITY]),
        ("model=fraud-model severity=critical drift", "fraud-model", [QUALITY]),
        ("fraud-model/infrastructure", "fraud-model", [INFRA]),
        ("fraud-model: precision is down", "fraud-model", [QUALITY]),
        ("fraud-model is down", "fraud-model", [INFRA]),
        ("fraud-model latency and drift", "fraud-model", [INFRA, QUALITY]),
        ("quality pages for fraud-model, latency is fine", "fraud-model", [QUALITY]),
        ("chargeback spike on fraud-model", "fraud-model", [QUALITY]),
        ("churn-uplift", "churn-uplift", []),
        ("churn uplift accuracy", "churn-uplift", [QUALITY]),
        ("churn accuracy", "churn", [QUALITY]),
        ("who babysits churn rn", "churn", []),
        ("quality-inspection", "quality-inspection", []),
        ("quality inspection infra", "quality-inspection", [INFRA]),
        ("infra-cost-forecaster quality", "infra-cost-forecaster", [QUALITY]),
        ("who owns drift", "drift", []),
        ("drift on fraud-model", "fraud-model", [QUALITY]),
        ("demand-2026 quality", "demand-2026", [QUALITY]),
        ("fraud-model, not churn", "fraud-model", []),
        ("not fraud-model but churn", "churn", []),
        ("churn (not churn-uplift)", "churn", []),
        ("churn instead of fraud-model", "churn", []),
        ("fraud-model infra, not quality", "fraud-model", [INFRA]),
        ("fraud-model, but not the quality pages", "fraud-model", [INFRA]),
        ("who owns fraud-model except infrastructure", "fraud-model", [QUALITY]),
        ("fraud-model pages other than infra", "fraud-model", [QUALITY]),
        ("fraud-model latency, it is not drift", "fraud-model", [INFRA]),
        ("fraud-model is not calibrated", "fraud-model", [QUALITY]),
        ("fraud-model quality is fine but latency is bad", "fraud-model", [INFRA]),
        ("fraud-model infra is all ok, predictions are off", "fraud-model", [QUALITY]),
        ("fraud-model latency looks normal, it drifts", "fraud-model", [QUALITY]),
        ("is fraud-model quality fine", "fraud-model", [QUALITY]),
        ("is fraud-model quality not fine, or its latency", "fraud-model", [QUALITY]),
        ("fraud-model isn't slow but scores look wrong", "fraud-model", [QUALITY]),
        ("fraud-model: no 5xx, but AUC dropped", "fraud-model", [QUALITY]),
        ("fraud-model has no quality pager", "fraud-model", [QUALITY]),
        ("who owns fraud-model apart from infra", "fraud-model", [QUALITY]),
        ("who owns fraud-model without infra", "fraud-model", [QUALITY]),
        ("fraud-model infra instead of quality", "fraud-model", [INFRA]),
        ("all of fraud-model, but not for quality", "fraud-model", [INFRA]),
        ("fraud-model, no errors at all", "fraud-model", [INFRA]),
        ("the non-quality pages of fraud-model", "fraud-model", [INFRA]),
        ("fraud-model response times", "fraud-model", [INFRA]),
        ("fraud-model AUC=0.61", "fraud-model", [QUALITY]),
        ("fraud-model recall@10 dropped", "fraud-model", [QUALITY]),
        ("fraud-model pager went off", "fraud-model", []),
        ("the fraud-quality rotation on churn", "churn", []),
        ("new errors on churn", "churn", [INFRA]),
        ("new drift on fraud-model", "fraud-model", [QUALITY]),
        ("new deploy of fraud-model, it crashes", "fraud-model", [INFRA]),
        ("fraud-model new deploy crashes", "fraud-model", [INFRA]),
        ("who is the new owner of churn", "churn", []),
        ("old errors on churn", "churn", [INFRA]),
    ],
)
def test_one_model_and_the_page_kinds(said: str, model: str, kinds: list[PageKind]) -> None:
    read_as = reading(said)
    assert [m.id for m in read_as.models] == [model]
    assert read_as.page_kinds == tuple(kinds)
    assert read_as.corrections == ()


@pytest.mark.parametrize(
    ("said", "model"),
    [
        ("fruad-model quality", "fraud-model"),
        ("who owns fraud-modle", "fraud-model"),
        ("fraudmodel infra", "fraud-model"),
        ("quality of chrun", "churn"),
        ("who owns churn-uplfit", "churn-uplift"),
        ("who owns churn uplfit", "churn-uplift"),
        ("infra-cost-forcaster latency", "infra-cost-forecaster"),
        ("demnd-2026 quality", "demand-2026"),
        ("demnd-2026 drift", "demand-2026"),
    ],
)
def test_a_near_miss_that_fits_one_model_is_corrected(said: str, model: str) -> None:
    read_as = reading(said)
    assert [m.id for m in read_as.models] == [model]
    assert [c.model for c in read_as.corrections] == [model]


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("who owns quality for fraud-model-eu", "fraud-model-eu"),
        ("who owns quality for eu-fraud-model", "eu-fraud-model"),
        ("who owns fraud model eu quality", "fraud model eu"),
        ("who owns fraud-model eu", "fraud-model eu"),
        ("who owns fraud-model v2", "fraud-model v2"),
        ("fraud-model:v2 drift", "fraud-model:v2"),
        ("who owns retail churn", "retail churn"),
        ("who owns churn forecasting", "churn forecasting"),
        ("demand-2027 quality", "demand-2027"),
        ("fraud-model and zebra-model", "zebra-model"),
        ("fraud&churn", "fraud&churn"),
        ("who owns zebra", "zebra"),
        ("zebra-model latency", "zebra-model"),
        ("quality-inspection-v2", "quality-inspection-v2"),
        ("who owns the drift-detector", "drift-detector"),
        ("drift on drift-alert", "drift-alert"),
        ("who's retail churn", "retail churn"),
        ("who owns fraud-model us", "fraud-model us"),
        ("fraud-model europe", "fraud-model europe"),
        ("shadow fraud-model drift", "shadow fraud-model"),
        ("who owns old churn", "old churn"),
        ("who owns new churn", "new churn"),
        ("the old churn model", "old churn"),
        ("the new churn model", "new churn"),
        ("new fraud-model quality", "new fraud-model"),
        ("brand new churn latency", "brand new churn"),
        ("fraud-model-new quality", "fraud-model-new"),
        ("churn-model quality", "churn-model"),
        ("churn2 quality", "churn2"),
        ("who owns fraud-quality-model", "fraud-quality-model"),
        ("who owns priya-model", "priya-model"),
        ("who owns fraud-model and zebra", "zebra"),
        ("who owns zebra or fraud-model", "zebra"),
        ("who is paged for churn and zebra quality?", "zebra"),
    ],
)
def test_another_name_is_an_unknown_model(said: str, phrase: str) -> None:
    read_as = reading(said)
    assert read_as.models == ()
    assert isinstance(read_as.doubt, UnknownModel)
    assert read_as.doubt.phrase == phrase


def test_near_names_are_offered_for_an_unknown_model() -> None:
    doubt = reading("who owns quality for fraud-model-eu").doubt
    assert isinstance(doubt, UnknownModel)
    assert doubt.near[0] == "fraud-model"


def test_a_part_of_several_names_is_asked_about() -> None:
    doubt = reading("who owns search quality").doubt
    assert doubt == SeveralModels("search", ("search-ranker", "search-suggest"))


def test_near_names_are_offered_for_other_digits_and_for_words_that_were_set_apart() -> None:
    found = ModelNames.of([("model2023", "model2023"), ("fraudmodel", "fraudmodel")])
    assert found.near(["model2025"]) == ["model2023"]
    assert found.near(["fraud", "model"]) == ["fraudmodel"]


def test_a_word_that_would_make_another_declared_name_is_asked_about() -> None:
    both = ("churn", "churn-uplift")
    for said in ("churn for the uplift voucher", "churn and its uplift", "uplift of churn drift"):
        doubt = reading(said).doubt
        assert isinstance(doubt, SeveralModels), said
        assert doubt.candidates == both


def test_names_of_everyday_words_are_told_apart_by_what_introduces_them() -> None:
    serving = replace(MODELS_BY_ID["drift"], id="serving")
    ownership = replace(NORTHWIND, models={**MODELS_BY_ID, "serving": serving})
    asked = {
        said: read(said, ownership, Asker(), NOW)
        for said in ("drift on serving", "who owns drift", "serving, drift", "serving drift")
    }
    found = {said: [model.id for model in a.models] for said, a in asked.items()}
    assert found == {
        "drift on serving": ["serving"],
        "who owns drift": ["drift"],
        "serving, drift": ["serving", "drift"],
        "serving drift": [],
    }
    assert asked["serving drift"].doubt == SeveralModels("", ("drift", "serving"))


@pytest.mark.parametrize(
    ("said", "models"),
    [
        ("who owns churn and no-show", ["churn", "no-show"]),
        ("who owns no-show, churn", ["no-show", "churn"]),
        ("churn, no-show and lead-time quality", ["churn", "no-show", "lead-time"]),
        ("chrun or no-show", ["churn", "no-show"]),
        ("who owns churn, not no-show", ["churn"]),
        ("no-show instead of churn", ["no-show"]),
        ("who owns no-show, not churn", ["no-show"]),
        ("no-show rather than churn", ["no-show"]),
        ("churn no-show", ["churn"]),
        ("who owns churn and no show for it", ["churn"]),
        ("who owns no-show", ["no-show"]),
    ],
)
def test_a_name_of_everyday_words_that_is_typed_as_one_and_listed_is_a_name(
    said: str, models: list[str]
) -> None:
    names = ("no-show", "lead-time")
    everyday = {name: replace(MODELS_BY_ID["drift"], id=name) for name in names}
    ownership = replace(NORTHWIND, models={**MODELS_BY_ID, **everyday})
    assert [model.id for model in read(said, ownership, Asker(), NOW).models] == models


def test_braces_stand_for_several_models_and_join_no_name() -> None:
    eu = replace(MODELS_BY_ID["drift"], id="fraud-model-eu")
    ownership = replace(NORTHWIND, models={**MODELS_BY_ID, eu.id: eu})
    asked = read("who owns fraud-model-{eu,us}", ownership, Asker(), NOW)
    assert asked.models == ()
    assert isinstance(asked.doubt, SeveralModels)


def test_a_question_word_is_no_model_though_one_is_called_so() -> None:
    who = replace(MODELS_BY_ID["drift"], id="who")
    ownership = replace(NORTHWIND, models={**MODELS_BY_ID, "who": who})
    asked = read("who owns quality", ownership, Asker(), NOW)
    assert asked.models == ()
    (model,) = read("who owns who", ownership, Asker(), NOW).models
    assert model.id == "who"


def test_what_a_party_owns_is_asked_though_a_model_is_called_like_them() -> None:
    growth = replace(MODELS_BY_ID["drift"], id="growth")
    ownership = replace(NORTHWIND, models={**MODELS_BY_ID, "growth": growth})
    for said in ("what does growth own", "what does the growth team own"):
        asked = read(said, ownership, Asker(), NOW)
        assert not asked.models, said
        assert [[party.id for party in several] for several in asked.parties] == [["growth"]]
    assert read("who owns growth", ownership, Asker(), NOW).models == (growth,)


@pytest.mark.parametrize("name", ["Churn Team", "Churn & Retention", "The Churn Crew", "Ada Churn"])
def test_what_a_party_owns_is_asked_though_a_model_is_called_by_a_part_of_their_name(
    name: str,
) -> None:
    ownership = replace(NORTHWIND, teams={"crew": Team(id="crew", name=name)})
    for said in (
        f"what does {name} own",
        f"which models does the {name.lower()} team own",
        f"what is {name} responsible for",
        f"what does {name.lower()} look after",
    ):
        asked = read(said, ownership, Asker(), NOW)
        assert not asked.models, said
        assert [[party.id for party in several] for several in asked.parties] == [["crew"]], said
    (model,) = read(f"does {name} own fraud-model", ownership, Asker(), NOW).models
    assert model.id == "fraud-model"


def test_an_alias_with_a_possessive_is_found() -> None:
    book = replace(MODELS_BY_ID["churn"], aliases=("Trader\u2019s book",))
    ownership = replace(NORTHWIND, models={**MODELS_BY_ID, "churn": book})
    for said in ("trader's book drift", "the TRADER\u2019S BOOK", "trader book"):
        assert read(said, ownership, Asker(), NOW).models == (book,), said


def test_of_several_models_each_may_have_its_own_trouble() -> None:
    for said in ("drift on fraud-model, latency on churn", "quality of fraud-model, churn latency"):
        assert reading(said).page_kinds == (INFRA, QUALITY)


def test_a_model_that_is_silent_has_a_symptom_and_a_person_who_is_needs_the_next_one() -> None:
    model = reading("fraud-model isn't responding")
    assert (model.page_kinds, Cue.ESCALATION in model.cues) == ((INFRA,), False)
    for said in ("fraud-model, goran isn't responding", "fraud-model oncall not responding"):
        person = reading(said)
        assert (person.page_kinds, Cue.ESCALATION in person.cues) == ((), True)


def test_a_misspelt_day_is_no_reason_to_answer_for_now() -> None:
    for said in ("on firday", "firday 2am", "at 2am on firday"):
        asked = reading(f"who is on call for fraud-model {said}")
        assert asked.unclear == UnclearMoment("firday"), said


@pytest.mark.parametrize(
    "said",
    [
        "morgen", "heute abend", "heute nacht um 2", "übermorgen", "am montag", "montags", "montag um 14:30", "demain",
        "demain matin", "ce soir", "lundi à 9h", "à 2h du matin", "mañana por la mañana", "esta noche", "el lunes", "domani",
        "stasera", "lunedì", "amanhã", "segunda-feira", "vanavond", "imorgon", "завтра", "明日", "friday morgen",
    ],
)  # fmt: skip
def test_a_day_in_another_language_is_no_reason_to_answer_for_now(said: str) -> None:
    for text in (
        f"who is on call for fraud-model {said}",
        f"wer hat {said} fraud-model bereitschaft",
    ):
        asked = reading(text)
        assert (asked.unclear is None, asked.moment) == (False, None), text


def test_a_person_called_by_a_word_of_time_of_another_language_is_a_person() -> None:
    people = {
        p.id: p for p in (Person(id="p-1", name="Anna Freitag"), Person(id="domingo", name="D"))
    }
    ownership = replace(NORTHWIND, people={**NORTHWIND.people, **people})
    for name in ("Anna Freitag", "domingo"):
        for said in (f"what does {name} own", f"is {name} on call for fraud-model"):
            asked = read(said, ownership, Asker(), NOW)
            assert (asked.moment, asked.unclear) == (None, None), said


def test_since_when_in_another_language_is_no_instant() -> None:
    asked = reading("fraud-model drift seit gestern, wer hat bereitschaft")
    assert (asked.moment, asked.unclear) == (None, None)


def test_the_night_of_a_trouble_told_is_no_instant() -> None:
    for said in ("fraud-model night batch failed", "fraud-model hangs at night"):
        asked = reading(said)
        assert (asked.moment, asked.unclear) == (None, None), said
    assert reading("fraud-model on friday at night").unclear == UnclearMoment("at night")


def test_a_misspelt_page_kind_is_understood_beside_a_model() -> None:
    assert reading("fraud-model qualty").page_kinds == (QUALITY,)
    assert reading("who owns infrastucture for churn").page_kinds == (INFRA,)


def test_people_are_found_by_name_first_name_email_and_chat_id() -> None:
    for said in ("Priya Nair", "priya", "priya@example.com", "<@U0PRIYA>", "<@U0PRIYA|p>"):
        parties = reading(f"what does {said} own").parties
        assert [[p.id for p in several] for several in parties] == [["priya"]], said


@pytest.mark.parametrize(
    "name",
    [
        "weekend-primary",
        "friday-oncall",
        "holiday-cover",
        "2am-crew",
        "morning-crew",
        "Monday Okafor",
    ],
)
def test_a_time_in_the_name_of_a_rotation_or_a_person_is_no_time(name: str) -> None:
    rotation = replace(NORTHWIND.rotations["fraud-quality"], id="r-1", name=name)
    people = {"p-1": Person(id="p-1", name=name)} if " " in name else {}
    rotations = {} if people else {"r-1": rotation}
    ownership = replace(
        NORTHWIND,
        people={**NORTHWIND.people, **people},
        rotations={**NORTHWIND.rotations, **rotations},
    )
    for said in (name, f"who is on call for {name}", f"what does {name} own"):
        asked = read(said, ownership, Asker(), NOW)
        assert [[p.name for p in several] for several in asked.parties] == [[name]], said
        assert (asked.moment, asked.unclear, asked.doubt) == (None, None, None), said
    beside = read(f"is {name} on call for churn", ownership, Asker(), NOW)
    assert (beside.moment, beside.unclear) == (None, None)
    later = read(f"who is on call for {name} on sunday 02:00", ownership, Asker(), NOW)
    assert later.moment
    assert later.moment.at == datetime(2026, 11, 29, 2, tzinfo=UTC)
    model = read("who is on call for churn this weekend", ownership, Asker(), NOW)
    assert model.unclear == UnclearMoment("this weekend")


def test_a_time_that_is_all_of_a_name_is_a_time() -> None:
    rotation = replace(NORTHWIND.rotations["fraud-quality"], id="r-1", name="monday morning")
    ownership = replace(NORTHWIND, rotations={**NORTHWIND.rotations, "r-1": rotation})
    asked = read("who is on call for fraud-quality monday morning", ownership, Asker(), NOW)
    assert [[p.id for p in several] for several in asked.parties] == [["fraud-quality"]]
    assert asked.moment or asked.unclear


def test_one_first_name_of_two_people_is_both() -> None:
    (parties,) = reading("what does sam own").parties
    assert {party.id for party in parties} == {"sam-lee", "sam-fox"}


@pytest.mark.parametrize(
    ("said", "parties"),
    [
        (
            "who is on call for platform-primary and fraud-quality",
            ["platform-primary", "fraud-quality"],
        ),
        ("is hana on call for platform-primary", ["hana", "platform-primary"]),
        ("who is on-call for fraud-quality", ["fraud-quality"]),
    ],
)
def test_a_rotation_called_by_everyday_words_counts_beside_others(
    said: str, parties: list[str]
) -> None:
    rotations = {**NORTHWIND.rotations, "on-call": weekly("on-call", "goran")}
    asked = read(said, replace(NORTHWIND, rotations=rotations), Asker(), NOW)
    assert [party.id for several in asked.parties for party in several] == parties


@pytest.mark.parametrize(
    "name", ["weekend-cover", "night-shift", "friday-primary", "holiday-cover"]
)
def test_a_rotation_called_by_a_time_tells_none(name: str) -> None:
    ownership = replace(NORTHWIND, rotations={name: weekly(name, "goran")})
    for said, timed in (
        (f"who is on call for {name}", None),
        (name, None),
        (f"who is on call for {name} tomorrow at 9am", "2026-11-24T09:00+00:00"),
    ):
        asked = read(said, ownership, Asker(), NOW)
        assert [[party.id for party in several] for several in asked.parties] == [[name]], said
        assert asked.unclear is None
        assert (asked.moment and asked.moment.at) == (timed and datetime.fromisoformat(timed))


def test_a_chat_id_of_nobody_is_kept_as_nobody() -> None:
    assert reading("what does <@U0STRANGER> own").parties == ((),)


def test_cues_tell_what_the_person_wants() -> None:
    assert Cue.ESCALATION in reading("who do I escalate to for churn").cues
    assert Cue.GAPS in reading("which models have no named quality owner").cues
    assert Cue.KNOW in reading("who knows fraud-model").cues


FILLERS = st.lists(
    st.sampled_from(["who", "owns", "quality", "pages", "for", "the", "infra", "drift", "on"]),
    max_size=4,
)
DECLARED_KEYS = {key(name) for m in NORTHWIND.models.values() for name in (m.id, *m.aliases)}


UNDECLARED = st.text("bcdfgkmxz", min_size=2, max_size=8).filter(
    lambda word: word not in lexicon(NORTHWIND.vocabulary).words
)


@given(
    model=st.sampled_from(["churn", "search ranker", "demand 2026", "fraud scoring"]),
    other=UNDECLARED,
    in_front=st.booleans(),
)
def test_an_unknown_word_beside_a_plain_name_never_goes_unheeded(
    *, model: str, other: str, in_front: bool
) -> None:
    found = reading(f"who owns {other} {model}" if in_front else f"who owns {model} {other}")
    assert found.models == ()
    assert found.doubt


@given(st.text(max_size=60))
@example("<@>")
@example("<<<|>>>")
@example("-" * 60)
@example("\u202efraud-model\u202c")
def test_no_text_makes_it_fail(text: str) -> None:
    reading(text)


@given(
    before=FILLERS,
    model=st.sampled_from(sorted(NORTHWIND.models)),
    glue=st.sampled_from(["-", "_", ".", "&", "+"]),
    other=st.text("abcdefgxyz0123456789", min_size=1, max_size=8),
    in_front=st.booleans(),
)
def test_an_undeclared_compound_never_names_a_declared_model(
    *, before: list[str], model: str, glue: str, other: str, in_front: bool
) -> None:
    name = f"{other}{glue}{model}" if in_front else f"{model}{glue}{other}"
    if key(name) in DECLARED_KEYS:
        return
    found = reading(" ".join([*before, name]))
    exact = [m.id for m in found.models if m.id not in {c.model for c in found.corrections}]
    assert exact == []


ODDLY_NAMED = replace(
    NORTHWIND,
    models={
        **MODELS_BY_ID,
        **{
            name: replace(MODELS_BY_ID["drift"], id=name)
            for name in ("forget-me-not", "who-is-who", "paging-doctor", "the-not-so-fast", "who")
        },
    },
)
KNOWN_WORDS = st.sampled_from(sorted(lexicon(NORTHWIND.vocabulary).phrases.meanings))


@given(
    before=st.lists(KNOWN_WORDS, max_size=4),
    model=st.sampled_from(sorted([*ODDLY_NAMED.models, "fraud scoring", "priya", "nowhere"])),
    after=st.lists(KNOWN_WORDS, max_size=3),
    gaps=st.lists(
        st.sampled_from([" ", ", ", " - ", ": ", "? ", "'s ", "=", "; not "]), min_size=8
    ),
)
@example(before=["who", "owns"], model="forget-me-not", after=["quality"], gaps=[" "] * 8)
@example(before=["not"], model="churn", after=["about", "latency"], gaps=[" "] * 8)
@example(before=["owner of"], model="paging-doctor", after=["not responding"], gaps=[" "] * 8)
def test_a_remembered_frame_reads_as_the_whole_text_does(
    before: list[str], model: str, after: list[str], gaps: list[str]
) -> None:
    words = [*before, model, *after]
    said = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    framed = read(said, ODDLY_NAMED, Asker(), NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.reading.reader.frame_around", lambda *_: None)
        assert framed == read(said, ODDLY_NAMED, Asker(), NOW)


TIMES = ("friday", "tomorrow", "at-2am", "march")
TIMELY = replace(NORTHWIND, models={**NORTHWIND.models, **{name: Model(id=name) for name in TIMES}})


@pytest.mark.parametrize(
    ("said", "models", "timed"),
    [
        ("churn on friday", ["churn"], "friday"),
        ("churn friday", ["churn"], "friday"),
        ("who is on call for churn tomorrow", ["churn"], "tomorrow"),
        ("who is on call for churn at 2am", ["churn"], "at 2am"),
        ("tomorrow at 2am who is paged for churn", ["churn"], "tomorrow at 2am"),
        ("churn on 3 march", ["churn"], "3 march"),
        ("who is on call for tomorrow tomorrow", ["tomorrow"], "tomorrow"),
        ("who owns at-2am and churn", ["at-2am", "churn"], ""),
        ("churn and march", ["churn", "march"], ""),
        ("who owns tomorrow", ["tomorrow"], ""),
        ("who is on call for churn on friday at 10:00", ["churn"], "friday"),
        ("on friday who is paged for churn", ["churn"], "friday"),
        ("fraud-model this friday", ["fraud-model"], "friday"),
        ("churn and fraud-model on friday", ["churn", "fraud-model"], "friday"),
        ("who owns friday on friday", ["friday"], "friday"),
        ("churn and friday", ["churn", "friday"], ""),
        ("churn, friday latency", ["churn", "friday"], ""),
        ("churn on friday model", ["churn", "friday"], ""),
        ("drift on friday", ["friday"], ""),
        ("who owns friday", ["friday"], ""),
        ("not churn on friday", ["friday"], ""),
    ],
)
def test_a_time_is_told_though_a_model_is_called_so(
    said: str, models: list[str], timed: str
) -> None:
    read_as = read(said, TIMELY, Asker(), NOW)
    assert [model.id for model in read_as.models] == models
    assert bool(read_as.moment) == bool(timed)
