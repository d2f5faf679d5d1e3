"""Why a file gives no map at all."""

from collections.abc import Mapping

from bot.wording.quoting import file_place, shown
from knowledge.errors import UnreadableCode, UnreadableMap


def unreadable_text(error: UnreadableMap) -> str:
    """One sentence, after the place in the file that it is about."""
    return f"{file_place(error.path, error.position)}: {unreadable_reason(error)}"


def unreadable_reason(error: UnreadableMap) -> str:
    """The sentence alone."""
    return UNREADABLE_TEXTS[UnreadableCode(error.code)].format(detail=shown(error.detail))


UNREADABLE_TEXTS: Mapping[UnreadableCode, str] = {
    UnreadableCode.MISSING: "there is no such file.",
    UnreadableCode.DIRECTORY: "this is a directory; name a file in it.",
    UnreadableCode.FORBIDDEN: "you have no right to read this file.",
    UnreadableCode.NOT_TO_BE_OPENED: "the file cannot be opened ({detail}).",
    UnreadableCode.TOO_BIG: "the file is larger than {detail} bytes, which is the most.",
    UnreadableCode.NOT_UTF_8: "the file is not UTF-8 text; save it as that.",
    UnreadableCode.EMPTY: "the file is empty; a map needs an organisation and a model or a team.",
    UnreadableCode.NOT_YAML: "this is not YAML: {detail}.",
    UnreadableCode.NOT_JSON: "this is not JSON: {detail}.",
    UnreadableCode.NOT_A_MAPPING: (
        "a map starts with keys such as `organisation:` and `models:`, not with a list or a word."
    ),
    UnreadableCode.SEVERAL_DOCUMENTS: "a second YAML document starts here; a map is one document.",
    UnreadableCode.ALIAS_BOMB: "the aliases up to `*{detail}` stand for over a million values.",
    UnreadableCode.SELF_REFERENCE: "the anchor `&{detail}` contains itself.",
    UnreadableCode.UNKNOWN_ANCHOR: "the alias `*{detail}` has no anchor before it.",
    UnreadableCode.TAG: "the YAML tag `{detail}` is not read; leave it out.",
    UnreadableCode.KEY_NOT_TEXT: "a key must be plain text, not a list or a mapping.",
    UnreadableCode.TOO_DEEP: "lists and mappings are nested too deep to be a map.",
}
