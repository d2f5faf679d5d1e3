"""Many durations -> the few numbers that a table shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many of a hundred don't exceed."""
    ordered = sorted(values)
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]


@dataclass(frozen=True, slots=True)
class Sample:
    """One measurement under load: answers a second, and seconds that an answer took."""

    rate: float
    p50: float
    p99: float
    share: float

    @classmethod
    def of(cls, took: Sequence[float], seconds: float, share: float) -> "Sample":
        """Sum up what one stream of questions met with."""
        return cls(len(took) / seconds, percentile(took, 50), percentile(took, 99), share)


def typical(samples: Sequence[Sample]) -> Sample:
    """The median of each number over several rounds."""
    return Sample(
        median(sample.rate for sample in samples),
        median(sample.p50 for sample in samples),
        median(sample.p99 for sample in samples),
        median(sample.share for sample in samples),
    )
