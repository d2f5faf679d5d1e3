"""The index of models by name, amended where a few models have changed."""

from collections.abc import Iterable, Sequence

from knowledge.entities import Id, Model
from knowledge.fork import Fork
from knowledge.names import ModelNames, key, words_of
from knowledge.ownership import names_of


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
