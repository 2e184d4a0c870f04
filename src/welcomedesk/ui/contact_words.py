"""Values of contacts as people read them, for what an import or an update changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from welcomedesk.domain import fields
from welcomedesk.domain.contacts import KINDS, LIFECYCLES
from welcomedesk.i18n import _

if TYPE_CHECKING:
    from welcomedesk.domain.saying import Speaker

_OPTIONS: Mapping[str, Mapping[str, str]] = {
    name: {option.id: option.label for option in options}
    for name, options in (
        ("topics", fields.TOPICS),
        ("target_groups", fields.TARGET_GROUPS),
        ("kind", KINDS),
        ("lifecycle", LIFECYCLES),
    )
}


def value_words(name: str, value: object, say: Speaker) -> str:
    """A value of a field of contacts, as in the packs or as own data; empty for nothing."""
    if isinstance(value, Mapping):
        # Words in German and English: those of the window's language are enough to see what changed.
        if set(value) <= {"de", "en"}:
            return str(value.get(say.language) or value.get("de") or "")
        return "; ".join(filter(None, (value_words(key, each, say) for key, each in value.items())))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    items = [str(each) for each in value] if isinstance(value, list) else [str(value or "")]
    if name == "districts":
        return ", ".join(say.regions.names(items))
    if name == "languages":
        return ", ".join(map(say.language_name, items))
    labels = _OPTIONS.get(name, {})
    return ", ".join(_(labels[item]) if item in labels else item for item in items)
