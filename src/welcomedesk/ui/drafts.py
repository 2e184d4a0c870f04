"""What somebody types and has not saved yet: looked at every few seconds, and only what changed is written.

A form says once that what is typed in it is worth keeping; everything else happens here:

    class TaskDialog(Dialog):
        draft_name = "task"                       # dialogs: that is all
    keep_draft(editor, "fact/person.phone")       # a field in place, when it opens

The drafts lie in the encrypted file, one per case and field (`desk/drafts.py`). They outlive a lock, a crash and a
restart, come back when the same form opens again, and go when it is saved, cancelled or the draft is discarded.
Passphrases and numbers retyped for safety are no fields of ours (`components/fields.py`), so they are never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from welcomedesk.ui.components.choice import ChoiceField
from welcomedesk.ui.components.fields import LineField, TextField, TickField

if TYPE_CHECKING:
    from welcomedesk.desk.drafts import Key
    from welcomedesk.desk.ports import Draft

SECONDS = 3
"""Between two looks; with the time of a write no draft is older than five seconds."""

FORM = "form/"
_FIELDS = (LineField, TextField, TickField, ChoiceField)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Drafts of one form that is not open.

    Args:
        name: of the form, for example `task`.
        title: title of the page it was typed on, with a case number and no name.
        place: page, case, tab and item it was typed at.
        at: ISO date and time.
    """

    case: str
    name: str
    title: str
    place: tuple[str, str, str, str]
    at: str


@dataclass(slots=True)
class _Form:
    widget: QWidget
    case: str
    name: str
    before: list[Any]
    place: tuple[str, str, str, str]
    title: str


class Drafts(QObject):
    """The drafts of one unlocked window.

    Args:
        parts: gives what pages hold besides forms, by case and field; called at every look.
        write: gets what changed; `None` forgets a draft.
    """

    def __init__(
        self,
        parent: QObject,
        parts: Callable[[], Mapping[Key, Any]],
        write: Callable[[dict[Key, Any]], object],
    ) -> None:
        super().__init__(parent)
        self._parts, self._write = parts, write
        self._forms: list[_Form] = []
        self._waiting: dict[Key, Any] = {}
        self._at: dict[Key, str] = {}
        self._written: dict[Key, Any] = {}
        self._frozen = False
        self._timer = QTimer(self, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.tick)

    def begin(self, found: Iterable[Draft]) -> None:
        """Take over what was kept, and look from now on."""
        for draft in found:
            key = (draft.case_id, draft.field)
            self._written[key] = draft.value
            if draft.field.startswith(FORM) and isinstance(draft.value, dict):
                self._waiting[key] = draft.value
                self._at[key] = draft.at
        self._timer.start()

    def tick(self) -> None:
        """Write what changed since the last look."""
        if self._frozen:
            return
        changed = self._changes(self.now())
        if changed:
            self._write(changed)

    def now(self) -> dict[Key, Any]:
        """Everything that is typed and not saved at this moment."""
        return {**self._waiting, **self._parts(), **self._typed()}

    def freeze(self) -> dict[Key, Any]:
        """Look for the last time: forms that close afterwards do so because of a lock, and their drafts stay.

        Returns: what changed since the last look.
        """
        self._timer.stop()
        changed = self._changes(self.now())
        self._frozen = True
        return changed

    def lost(self, changed: Mapping[Key, Any]) -> None:
        """These could not be written; the next look tries again."""
        for key in changed:
            self._written.pop(key, None)

    def _changes(self, now: dict[Key, Any]) -> dict[Key, Any]:
        changed = {key: value for key, value in now.items() if self._written.get(key) != value}
        changed |= {key: None for key in self._written if key not in now}
        self._written = now
        return changed

    # --- forms ------------------------------------------------------------------------------------------------

    def mind(self, widget: QWidget, name: str, place: tuple[str, str, str, str], title: str) -> bool:
        """Keep what is typed in this form from now on; says whether a draft was put back into it.

        Args:
            name: what the form is called; together with the case it finds its draft again.
        """
        form = _Form(widget, place[1], name, [], place, title)
        fields = _fields(widget)
        form.before = [_read(field) for field in fields]
        self._forms.append(form)
        back = False
        for number, field in enumerate(fields):
            kept = self._waiting.pop(_key(form, number), None)
            if kept is not None and kept.get("value") != form.before[number]:
                _put(field, kept.get("value"))
                back = True
        return back

    def start_over(self, widget: QWidget) -> None:
        """Put the fields of a form back to what stood there before the draft."""
        for form in self._forms:
            if form.widget is widget:
                for field, value in zip(_fields(widget), form.before, strict=False):
                    _put(field, value)

    def open_in(self, part: QWidget) -> bool:
        """Whether a form stands open in this part of the window."""
        return any(shiboken6.isValid(form.widget) and part.isAncestorOf(form.widget) for form in self._forms)

    def forget(self, widget: QWidget) -> None:
        """The form was saved or given up."""
        if not self._frozen:
            self._forms = [form for form in self._forms if form.widget is not widget]

    def _typed(self) -> dict[Key, Any]:
        self._forms = [form for form in self._forms if shiboken6.isValid(form.widget)]
        found: dict[Key, Any] = {}
        for form in self._forms:
            more = {"title": form.title, "place": list(form.place)}
            for number, field in enumerate(_fields(form.widget)):
                if number < len(form.before) and _differs(form, field, form.before[number]):
                    found[_key(form, number)] = {"value": _read(field), **more}
        return found

    # --- forms that are not open ------------------------------------------------------------------------------

    def waiting(self) -> tuple[Waiting, ...]:
        """Drafts of forms that are not open, newest first."""
        found: dict[tuple[str, str], Waiting] = {}
        for key, kept in self._waiting.items():
            name = key[1].removeprefix(FORM).rpartition("/")[0]
            parts = [str(part) for part in kept.get("place", ())][:4]
            place = (*parts, *[""] * (4 - len(parts)))
            where, title = (place[0], place[1], place[2], place[3]), str(kept.get("title", ""))
            found[key[0], name] = Waiting(key[0], name, title, where, self._at.get(key, ""))
        return tuple(sorted(found.values(), key=lambda each: each.at, reverse=True))

    def discard(self, gone: Waiting) -> None:
        """Forget the drafts of a form that is not open."""
        start = f"{FORM}{gone.name}/"
        self._waiting = {
            key: kept for key, kept in self._waiting.items() if key[0] != gone.case or not key[1].startswith(start)
        }
        self.tick()


def _fields(widget: QWidget) -> list[Any]:
    inside = [field for field in widget.findChildren(QWidget) if isinstance(field, _FIELDS)]
    return [widget, *inside] if isinstance(widget, _FIELDS) else inside


def _differs(form: _Form, field: Any, before: Any) -> bool:
    """Whether something stands in a field that is not saved. A field in place saves itself, so it knows best."""
    if form.widget is field and isinstance(field, LineField | TextField):
        return field.unsaved()
    return bool(_read(field) != before)


def _read(field: Any) -> Any:
    return field.text() if isinstance(field, LineField | TextField) else field.value()


def _put(field: Any, value: Any) -> None:
    if isinstance(field, TextField):
        field.setPlainText(str(value))
    elif isinstance(field, LineField):
        field.setText(str(value))
    else:
        field.set_value(value)


def _key(form: _Form, number: int) -> Key:
    return (form.case, f"{FORM}{form.name}/{number}")


def keep_draft(widget: QWidget, name: str) -> bool:
    """Keep what is typed in this form, wherever in the window it stands; says whether a draft was put back into it."""
    from welcomedesk.ui.page import PageView

    above = widget.parentWidget()
    page: PageView | None = None
    while above is not None:
        if isinstance(above, PageView):
            page = page or above
        drafts = getattr(above, "drafts", None)
        if isinstance(drafts, Drafts) and page is not None:
            place = page.place
            return drafts.mind(widget, name, (place.page, place.case, place.tab, place.item), page.window_title())
        above = above.parentWidget()
    return False


def keep_draft_soon(field: QWidget, name: str) -> None:
    """The same for a field that is not in its place yet."""
    QTimer.singleShot(0, field, lambda: keep_draft(field, name))


def told_apart(words: str) -> str:
    """A short mark for a form that has no id of its own, so that its draft does not come back in another one."""
    return f"{crc32(words.encode('utf-8', 'surrogatepass')):08x}"


def drafts_of(widget: QWidget) -> Drafts | None:
    """The drafts of the window in which a widget stands."""
    above: QWidget | None = widget
    while above is not None:
        found = getattr(above, "drafts", None)
        if isinstance(found, Drafts):
            return found
        above = above.parentWidget()
    return None
