"""Which models a text mentions: for certain, by one near miss, or in doubt.

The rules, all of which serve one end, never to answer for another model:

- The longest match wins, over the whole text.
- A match never cuts a compound: `fraud-model-eu` does not mention `fraud-model`.
- Neither do words side by side: in `fraud model eu` the unknown `eu` may belong to the name. A
  name typed with its hyphens stands more firmly against a neighbour than one typed as plain words. Of
  two declared names side by side, typed as plain words, either may be meant, or a third model.
- A word that would make another declared name is asked about wherever it stands, and so are words that
  all stand in another declared name. More than one model is asked for by `churn-*` and by `churn and
  everything else`, and perhaps another one by `churn in germany`.
- A word is repaired if that makes a name of it. Fits one model: corrected. Several: asked.
- A name made only of words that also say something else (a model called `drift`) is heeded only
  where no other model is mentioned, unless it is typed as one word and listed: `churn and no-show`.
- A name that says a time (`tomorrow`, `at-2am`) tells the time where another model is mentioned, unless
  it is listed with it or introduced as a model.
- A model that is ruled out (`not churn-uplift`, `everything but churn`) is not meant; where no other is
  named, that is no question about it either.
"""

from knowledge.mentions.alerts import (
    doubt_in_alert,
    doubt_of_label,
    doubt_of_longer_name,
    doubt_of_names_within,
    is_reference,
)
from knowledge.mentions.beyond import (
    doubt_beyond,
    doubt_of_namesake,
    doubt_of_plural,
    is_plural,
)
from knowledge.mentions.certain import (
    apart,
    certain_mentions,
    is_compound,
    is_firm,
    outweighing,
    stands_alone,
)
from knowledge.mentions.doubts import (
    doubt_among,
    doubt_beside,
    doubt_of_compound,
    doubt_of_list,
    doubt_of_listed_word,
    doubt_of_longer,
    doubt_of_neighbours,
    doubt_without,
)
from knowledge.mentions.labels import Labelled, labelled_models
from knowledge.mentions.mention import (
    MOST_CANDIDATES,
    Correction,
    Doubt,
    Mention,
    SeveralModels,
    UnknownModel,
    several,
)
from knowledge.mentions.repairs import doubt_of_near_miss, repaired_mentions
from knowledge.mentions.ruling_out import judged, ruling_before

__all__ = [
    "MOST_CANDIDATES",
    "Correction",
    "Doubt",
    "Labelled",
    "Mention",
    "SeveralModels",
    "UnknownModel",
    "apart",
    "certain_mentions",
    "doubt_among",
    "doubt_beside",
    "doubt_beyond",
    "doubt_in_alert",
    "doubt_of_compound",
    "doubt_of_label",
    "doubt_of_list",
    "doubt_of_listed_word",
    "doubt_of_longer",
    "doubt_of_longer_name",
    "doubt_of_names_within",
    "doubt_of_namesake",
    "doubt_of_near_miss",
    "doubt_of_neighbours",
    "doubt_of_plural",
    "doubt_without",
    "is_compound",
    "is_firm",
    "is_plural",
    "is_reference",
    "judged",
    "labelled_models",
    "outweighing",
    "repaired_mentions",
    "ruling_before",
    "several",
    "stands_alone",
]
