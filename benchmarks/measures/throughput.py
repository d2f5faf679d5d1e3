"""Answers a second and what one takes: large map, small map and floor in turns."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from benchmarks.load import Job, Stream
from benchmarks.questions import asked
from benchmarks.samples import Sample, typical
from benchmarks.servers import FLOOR, IN_STEP, OURS, STOCK, Server, serving
from benchmarks.table import Row, at_least, at_most, milliseconds
from benchmarks.workbench import Workbench

_GROWTH_AT = 16
_LARGE, _SMALL, _FLOOR = "large map", "small map", "floor"
_IN_STEP, _STOCK = "a floor that keeps step", "Bolt as it comes"

Samples = Mapping[str, Mapping[int, Sample]]
"""By server, then by the number of clients."""


@dataclass(frozen=True, slots=True)
class _Side:
    server: Server
    questions: list[str] = field(repr=False)


def throughput(bench: Workbench) -> Iterator[Row]:
    """Rates and ratios, latencies, growth, and how much the clients took for themselves."""
    samples = _in_turns(bench)
    yield from _rates(samples, bench)
    yield from _latencies(samples, bench)
    yield _growth(samples, bench)
    for side in (_IN_STEP, _STOCK):
        yield from _beside(side, samples, bench)
    yield from _shares(samples, bench)


def _in_turns(bench: Workbench) -> Samples:
    taken: dict[str, dict[int, list[Sample]]] = {}
    with ExitStack() as stack:
        sides = _sides(bench, stack)
        for side in sides.values():
            side.server.answer_to(side.questions[0])
        for side in sides.values():
            side.server.come_to_rest()  # so that none still starts beside another
        for clients in bench.plan.clients:
            for number in range(bench.plan.rounds):
                bench.say(f"answers: {clients} clients, round {number + 1} of {bench.plan.rounds}")
                for name, side in sides.items():
                    taken.setdefault(name, {}).setdefault(clients, []).append(
                        _sample(bench, side, clients)
                    )
    return {
        name: {clients: typical(rounds) for clients, rounds in by_clients.items()}
        for name, by_clients in taken.items()
    }


def _sides(bench: Workbench, stack: ExitStack) -> dict[str, _Side]:
    plan = bench.plan
    kinds = {  # what is laid side by side is measured one after the other
        _SMALL: (OURS, plan.small),
        _LARGE: (OURS, plan.large),
        _FLOOR: (FLOOR, plan.large),
        _IN_STEP: (IN_STEP, plan.large),
        _STOCK: (STOCK, plan.large),
    }
    return {
        name: _Side(
            stack.enter_context(serving(module, bench.database(models))),
            asked(bench.ownership(models)),
        )
        for name, (module, models) in kinds.items()
    }


def _sample(bench: Workbench, side: _Side, clients: int) -> Sample:
    streams = (Stream(side.questions, clients),)
    heard = bench.under(Job(side.server.port, streams, bench.plan.seconds))
    return Sample.of([took for _, took in heard.answers[0]], heard.seconds, heard.share)


def _rates(samples: Samples, bench: Workbench) -> Iterator[Row]:
    for clients in bench.plan.clients:
        ours, floor = samples[_LARGE][clients], samples[_FLOOR][clients]
        measure = f"answers a second, {_clients(clients)}, {bench.plan.large:,} models"
        yield at_least(0.80, ours.rate / floor.rate, measure, _rate(ours), f"floor {_rate(floor)}")


def _latencies(samples: Samples, bench: Workbench) -> Iterator[Row]:
    few, many = bench.plan.clients[0], bench.plan.clients[-1]
    ours, floor = samples[_LARGE][few], samples[_FLOOR][few]
    took, at_the_floor = milliseconds(ours.p50), f"floor {milliseconds(floor.p50)}"
    yield at_most(1.5, ours.p50 / floor.p50, f"p50, {_clients(few)}", took, at_the_floor)
    ours, floor = samples[_LARGE][many], samples[_FLOOR][many]
    took, at_the_floor = milliseconds(ours.p99), f"floor {milliseconds(floor.p99)}"
    measure = f"p99, {_clients(many)}"
    yield at_most(300, ours.p99 * 1000, measure, took, at_the_floor, unit=" ms")


def _growth(samples: Samples, bench: Workbench) -> Row:
    """Time for an answer on the large map, in that on the small one."""
    clients = _GROWTH_AT if _GROWTH_AT in bench.plan.clients else bench.plan.clients[-1]
    large, small = samples[_LARGE][clients], samples[_SMALL][clients]
    measure = f"growth from {bench.plan.small:,} models, {_clients(clients)}"
    return at_most(1.1, small.rate / large.rate, measure, _rate(large), f"small {_rate(small)}")


def _beside(side: str, samples: Samples, bench: Workbench) -> Iterator[Row]:
    for clients in bench.plan.clients:
        ours, theirs = samples[_LARGE][clients], samples[side][clients]
        ratio = f"{ours.rate / theirs.rate:.2f}"
        yield Row(f"beside {side}, {_clients(clients)}", _rate(ours), _rate(theirs), ratio)


def _shares(samples: Samples, bench: Workbench) -> Iterator[Row]:
    for clients in bench.plan.clients:
        ours, floor = (f"{samples[side][clients].share:.0%}" for side in (_LARGE, _FLOOR))
        yield Row(
            f"the load's own share of a core, {_clients(clients)}", ours, f"floor {floor}", ""
        )


def _rate(sample: Sample) -> str:
    return f"{sample.rate:,.0f}/s"


def _clients(number: int) -> str:
    return f"{number} client{'s' if number > 1 else ''}"
