"""The indexes of models by name and by owner, amended where a few models have changed.

An index over 100,000 models takes most of a second to build and a millisecond to amend. What
isn't concerned is shared with the index it was made from, which stays as it is.
"""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence

from knowledge.entities import Id, Model, PageKind
from knowledge.fork import Fork
from knowledge.names import ModelNames, key, words_of
from knowledge.ownership import PageKey

PagesOf = Mapping[Id | None, tuple[PageKey, ...]]


def names_of(model: Model) -> tuple[str, ...]:
    """Everything that a model is called."""
    return model.id, *model.aliases


def amended_names(names: ModelNames, gone: Sequence[Model], come: Sequence[Model]) -> ModelNames:
    """`names` without those of some models, with those of others; `longest` stays a bound."""
    before = {(name, model.id) for model in gone for name in names_of(model)}
    after = {(name, model.id) for model in come for name in names_of(model)}
    if before == after:
        return names
    return _with_pairs(names, before, [(n, model.id) for model in come for n in names_of(model)])


def _with_pairs(
    names: ModelNames, gone: Iterable[tuple[str, Id]], come: Sequence[tuple[str, Id]]
) -> ModelNames:
    leaving = {model_id for _, model_id in gone}
    words = {word for name, _ in (*gone, *come) for word in words_of(name)}
    book, models_with = names.book.copy(), Fork(names.models_with)
    for name, model_id in gone:
        if book.meanings.get(key(name)) == model_id:
            del book.meanings[key(name)]
    for word in words:
        models_with[word] = [m for m in names.models_with.get(word, ()) if m not in leaving]
    for name, model_id in come:
        if book.add(name, model_id):
            for word in words_of(name):
                models_with[word].append(model_id)
    unused = {word for word in words if not models_with[word]}
    for word in unused:
        del models_with[word]
    new = {word for word in words - unused if word not in names.models_with}
    return ModelNames(book, names.spelling.amended(unused, new), models_with)


def owners_of(model: Model) -> tuple[tuple[Id | None, PageKey], ...]:
    """Each page of a model with whom it is declared to."""
    serving, quality = model.pages.infrastructure, model.pages.model_quality
    return (
        (serving.owner if serving else None, PageKey(model.id, PageKind.INFRASTRUCTURE)),
        (quality.owner if quality else None, PageKey(model.id, PageKind.MODEL_QUALITY)),
    )


def amended_pages(pages_of: PagesOf, gone: Iterable[Model], come: Iterable[Model]) -> PagesOf:
    """`pages_of` without the pages of some models, with those of others."""
    before = {owned for model in gone for owned in owners_of(model)}
    after = {owned for model in come for owned in owners_of(model)}
    leaving, joining = _by_owner(before - after), _by_owner(after - before)
    amended = dict(pages_of)
    for owner in leaving.keys() | joining.keys():
        out = leaving.get(owner, set())
        pages = [page for page in amended.pop(owner, ()) if page not in out]
        for page in joining.get(owner, ()):
            insort(pages, page)
        if pages:
            amended[owner] = tuple(pages)
    return amended


def _by_owner(owned: Iterable[tuple[Id | None, PageKey]]) -> dict[Id | None, set[PageKey]]:
    by_owner: dict[Id | None, set[PageKey]] = {}
    for owner, page in owned:
        by_owner.setdefault(owner, set()).add(page)
    return by_owner
