"""The filters of the directory: for which case, topic, place, language and group, and words to look for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from welcomedesk.i18n import _
from welcomedesk.ui.components.fields import LineField
from welcomedesk.ui.components.filters import FilterField, removable
from welcomedesk.ui.components.layout import Flow, Wrapping, clear
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.offices import Choices, Query

POSTAL_CODE = 5


class ContactFilters(Wrapping):
    """A row of filters that wraps; `changed()` after every change by the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._query = Query()
        self.text = LineField("", _("Look for an office"), _("Name, place or offer"))
        self.postal_code = LineField("", _("Postal code"), _("Postcode"), longest=POSTAL_CODE)
        for field in (self.text, self.postal_code):
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.topic = FilterField(_("Topic"))
        self.district = FilterField(_("District"))
        self.language = FilterField(_("Language"))
        self.group = FilterField(_("Target group"))
        self._case_box = QWidget()
        self._case_box.setLayout(Flow())
        self._case_box.hide()
        self.setLayout(
            Flow(self._case_box, self.text, self.topic, self.district, self.postal_code, self.language, self.group)
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.relook()
        self.text.textChanged.connect(lambda words: self._set(text=words))
        self.postal_code.textChanged.connect(self._postal_code_typed)
        self.topic.edited.connect(lambda value: self._set(topics=_codes(value)))
        self.language.edited.connect(lambda value: self._set(languages=_codes(value)))
        self.group.edited.connect(lambda value: self._set(group=value))
        self.district.edited.connect(self.choose_district)

    @property
    def query(self) -> Query:
        return self._query

    def hold(self, query: Query) -> None:
        """Take over filters that hold already, before it is known what can be chosen."""
        self._query = query

    def show_query(self, query: Query, choices: Choices, case_words: str = "") -> None:
        """Show what holds and what can be chosen; emits nothing."""
        self._query = query
        for field, words in ((self.text, query.text), (self.postal_code, query.postal_code)):
            if field.text() != words:
                field.blockSignals(True)
                field.set_value(words)
                field.blockSignals(False)
        self.topic.offer(choices.topics, ",".join(query.topics))
        self.district.offer(choices.districts, query.district)
        self.language.offer(choices.languages, ",".join(query.languages))
        self.group.offer(choices.groups, query.group)
        inside = self._case_box.layout()
        assert inside is not None
        clear(inside)
        if query.case:
            inside.addWidget(removable(case_words, "close", self.leave_case))
        self._case_box.setVisible(bool(query.case))

    def relook(self) -> None:
        for field, width in ((self.text, 160), (self.postal_code, 84)):
            field.setFixedWidth(look().size(width))

    def words(self) -> str:
        """The filters that hold, in words."""
        fields = (self.topic, self.district, self.language, self.group)
        said = [field.currentText() for field in fields if field.value()]
        return " · ".join(part for part in (self._query.text, self._query.postal_code, *said) if part)

    def leave_case(self) -> None:
        """Look at the directory for itself."""
        self._set(**{name: getattr(Query(), name) for name in ("case", "topics", "group", "district", "place")},
                  postal_code="", languages=())  # fmt: skip

    def clear_filters(self) -> None:
        """Take away all filters but the case."""
        self._query = Query(self._query.case)
        self.changed.emit()

    def choose_district(self, district: str) -> None:
        """A district was chosen; a postal code that it settles stays."""
        keep = bool(self._query.postal_code and district in self.asked)
        self._set(district=district, postal_code=self._query.postal_code if keep else "", place="")

    asked: frozenset[str] = frozenset()
    """Districts of which one applies, as the last answer said."""

    def _postal_code_typed(self, text: str) -> None:
        code = text.strip()
        if code == self._query.postal_code or 0 < len(code) < POSTAL_CODE:
            return
        self._set(postal_code=code, district="", place="")

    def _set(self, **parts: object) -> None:
        self._query = replace(self._query, **parts)  # type: ignore[arg-type]
        self.changed.emit()


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code for code in value.split(",") if code)
