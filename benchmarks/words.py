"""Names for made-up models and people: many, readable, the same in every run."""

from itertools import product


def _listed(words: str) -> list[str]:
    return words.split()


_SUBJECTS = _listed(
    "fraud churn credit demand search basket claims returns pricing routing session delivery "
    "warranty catalog payout voucher refund supply stock freight invoice survey review photo "
    "speech address identity merchant loyalty coupon energy battery turbine sensor weather crop "
    "dosage triage bedside referral lending mortgage pension reserve abuse spam intent topic"
)
_TASKS = _listed("scoring ranking uplift forecast matching tagging routing sizing")
_FIRST = _listed(
    "Ada Amir Anna Ben Bela Chen Clara Dana Dev Elena Emil Farah Felix Gita Goran Hana Hugo Ines "
    "Ivo Jana Jonas Kai Kira Lars Lena Luca Mara Marek Mila Milan Nadia Nils Nora Omar Olga Paul "
    "Petra Priya Quinn Rafi Rosa Ruben Sami Sara Selma Tara Theo Tomas Uma Viktor Wanda Yara Zoe"
)
_LAST = _listed(
    "Abara Adler Bauer Berg Castro Cohen Costa Dahl Diaz Dubois Eder Egger Ferrari Fischer Gomez "
    "Haas Hansen Ibarra Ito Jansen Jovanov Kaur Keller Kim Kovac Lang Larsen Lopez Marin Meyer "
    "Moreau Nair Novak Okafor Olsen Park Petrov Popov Quist Reyes Ricci Ruiz Sato Silva Singh "
    "Suzuki Tanaka Torres Urban Varga Vogel Weber Wolf Yamada Zeman Ziegler"
)

_SYLLABLES = ["".join(pair) for pair in product("bdfghklmnprstvz", "aeiou")]
_ENDINGS = ("", "n", "ra", "lis")
_PRODUCTS = 2_400
_NUMBERS = 89


def product_word(index: int) -> str:
    """One of 2,400 invented words, of six to nine letters."""
    count, k = len(_SYLLABLES), index % _PRODUCTS
    first, second, third = k % count, (k // count + 3 * k) % count, 11 * k % count
    return _SYLLABLES[first] + _SYLLABLES[second] + _SYLLABLES[third] + _ENDINGS[k % 4]


def model_name(index: int) -> str:
    """Two or three words and a number, another one for each index."""
    turn = index // _PRODUCTS
    around, subject = divmod(turn, len(_SUBJECTS))
    words = [product_word(index), _SUBJECTS[subject]]
    if index % 3 == 0:
        words.append(_TASKS[index % len(_TASKS)])
    number = 1 + 7 * index % _NUMBERS + _NUMBERS * around
    return "-".join([*words, str(number)])


def person_name(index: int) -> str:
    """A first and a last name; after some thousands they come again, as in life."""
    return f"{_FIRST[index % len(_FIRST)]} {_LAST[index // len(_FIRST) % len(_LAST)]}"
