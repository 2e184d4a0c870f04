"""How well the districts are served: the same map with hatched districts, the same as a list, and the gaps of one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from welcomedesk.desk import contacts
from welcomedesk.desk.directory import printed_map
from welcomedesk.domain import fields
from welcomedesk.domain.contacts import KINDS
from welcomedesk.domain.coverage import (
    FAIR,
    FAIR_SHARE,
    GOOD,
    GOOD_SHARE,
    HERE,
    NONE,
    THIN,
    UNSURE,
    WIDE,
    DistrictCoverage,
    coverage,
)
from welcomedesk.domain.map_sheet import CROSSED, HATCHED, PLAIN, MapLine, MapSheet
from welcomedesk.i18n import N_, _, language, ngettext
from welcomedesk.ui import offices
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Pane
from welcomedesk.ui.components.chips import IconLabel
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.filters import FilterField
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Scroll, clear, column, flow, holding, line, row
from welcomedesk.ui.components.map_view import MapPane, map_notes
from welcomedesk.ui.components.rows import Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.three_panes import COLUMNS, DRAWER, TABS, ThreePanes
from welcomedesk.ui.look.tokens import S1, S2, S3, S4
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages.directory_menu import DirectoryMenu
from welcomedesk.ui.pages.map_printing import districts
from welcomedesk.ui.text import Label, one_line

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk

LEVEL_WORDS = {
    HERE: N_("an office of the district can be reached"),
    UNSURE: N_("an office is known, but it is doubtful or has only a web address"),
    WIDE: N_("only state-wide or nationwide offices"),
    NONE: N_("nobody known"),
}
GRADE_ICONS = {GOOD: ("check-circle", "good"), FAIR: ("half-circle", ""), THIN: ("triangle", "caution")}
LONGEST_LINK = 44
GRADE_FILLS = {GOOD: PLAIN, FAIR: HATCHED, THIN: CROSSED}


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows: a district each with its name, and the choices of the filters."""

    districts: tuple[tuple[str, DistrictCoverage], ...]
    choices: offices.Choices


class CoveragePage(PageView):
    """List, map and the gaps of the chosen district."""

    areas = frozenset({"contacts"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._read: Read | None = None
        self._chosen = ""
        self.head = self.set_head(PageHead(_("Contacts"), lined=True))
        self.head.add_chip(Label(_("Who can be reached in the districts"), "body", "text2"))
        self.views = Segments(offices.view_options(), "coverage", _("View"))
        self.views.chosen.connect(self._use_view)
        self.head.add_action(self.views)
        self.head.add_action(button(_("Print"), "printer", then=self.print_map))
        self.topic = FilterField(_("Topic"))
        self.group = FilterField(_("Target group"))
        self.language = FilterField(_("Language"))
        for field in (self.topic, self.group, self.language):
            field.edited.connect(lambda _value: self.reload())
        self.head.add_below(holding(column(flow(self.topic, self.group, self.language), margins=(0, 0, 0, S3))))
        self._make_panes()

    def _make_panes(self) -> None:
        self.list = RowList()
        self.list.setAccessibleName(_("Districts"))
        self.list.chosen.connect(lambda key: self._choose(key, "list"))
        self.list.opened.connect(self._show_side)
        self.list.clicked.connect(self._show_side)
        start = Pane()
        start.body.addWidget(self.list, 1)
        self.map = MapPane()
        self.map.map.setAccessibleName(_("Map of the districts"))
        self.map.map.district_chosen.connect(lambda key: self._choose(key, "map"))
        self._scroll = Scroll(margins=(S4, S4, S4, S4), space=S2)
        side = Pane()
        side.body.addWidget(self._scroll)
        self.detail = self._scroll.inner
        empty = EmptyState(_("No district chosen"), _("Choose one in the list or on the map."), icon="map")
        self.detail.addWidget(empty)
        self.panes = ThreePanes(start, self.map, side, (_("Districts"), _("Map"), _("Gaps")))
        self.content.addWidget(self.panes)

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        topic = place.item.partition(",")[0]
        if topic != self.topic.value():
            self.topic.offer([(topic, topic)] if topic else [], topic)
            self.reload()

    def keep(self) -> Mapping[str, Any]:
        return {"filters": [self.topic.value(), self.group.value(), self.language.value()], "district": self._chosen}

    def restore(self, state: Mapping[str, Any]) -> None:
        for field, value in zip((self.topic, self.group, self.language), state["filters"], strict=True):
            field.offer([(value, value)] if value else [], value)
        self._chosen = str(state.get("district", ""))

    def reload(self) -> None:
        topic, group, spoken = self.topic.value(), self.group.value(), self.language.value()
        self.ask(lambda desk: _read(desk, topic, group, spoken), self._show, latest="coverage")

    def _use_view(self, view: str) -> None:
        if view != "coverage":
            self.views.set_value("coverage")
            topic = self.topic.value()
            self.context.shell.go(Place("contacts", tab=view, item=f"topic:{topic}" if topic else ""))

    # --- showing ----------------------------------------------------------------------------------------------

    def _show(self, read: Read) -> None:
        self._read = read
        choices = read.choices
        for field, options in ((self.topic, choices.topics), (self.group, choices.groups),
                               (self.language, choices.languages)):  # fmt: skip
            field.offer(options, field.value())
        self.list.blockSignals(True)
        self.list.set_rows([_row(name, each) for name, each in read.districts])
        self.list.blockSignals(False)
        self.map.map.set_fills({each.district: each.grade for _name, each in read.districts})
        topics = len(read.districts[0][1].topics) if read.districts else 0
        self.map.set_legend(grade_words(topics))
        if self._chosen:
            self._choose(self._chosen, "")
        else:
            self.list.choose_first()

    def _show_side(self, _what: object = None) -> None:
        self.panes.show_detail()

    def _choose(self, key: str, by: str) -> None:
        self._chosen = key
        if by != "list":
            self.list.blockSignals(True)
            self.list.choose(key)
            self.list.blockSignals(False)
        if by != "map":
            self.map.map.set_district(key)
        found = next((each for each in self._read.districts if each[1].district == key), None) if self._read else None
        if found is not None:
            self._show_district(*found)
        if by == "map":
            self.panes.show_detail()

    def _show_district(self, name: str, each: DistrictCoverage) -> None:
        clear(self.detail)
        add = self.detail.addWidget
        add(Label(name, "page", wrap=True))
        add(Label(_of_topics(each), "body", "text2", wrap=True))
        if each.gaps:
            add(Label(_("Topics with a gap"), "card"))
        for topic in each.gaps:
            add(self._topic(topic, each))
        if each.missing:
            add(line())
            add(Label(_("Offices one expects here"), "card"))
        for missing in each.missing:
            words = _("no phone, mailbox or address known") if missing.known else _("none in the directory")
            add(_gap(_(fields.label_of(KINDS, missing.kind)), words))
            if missing.keepers:
                add(Label(_("The current list is kept by"), "small", "text2"))
            for keeper in missing.keepers:
                add(link(one_line(keeper.title, LONGEST_LINK), then=partial(self._go, keeper.id)))
        served = [topic for topic, level in each.topics.items() if level == HERE]
        if served:
            add(line())
            add(Label(_("Can be reached here"), "card"))
        for topic in served:
            number = len(each.offices[topic])
            words = ngettext("{n} office", "{n} offices", number).format(n=number)
            add(_pair(_topic_words(topic), words, link(_("Show"), then=partial(self._go_topic, topic, each.district))))
        self.detail.addStretch(1)

    def _topic(self, topic: str, each: DistrictCoverage) -> QWidget:
        show = link(_("Who helps instead"), then=partial(self._go_topic, topic, each.district))
        show.setAccessibleName(_("Who helps instead with {topic}").format(topic=_topic_words(topic)))
        made = column(_gap(_topic_words(topic), _(LEVEL_WORDS[each.topics[topic]])), row(28, show, None), space=0)
        return holding(made)

    def _go(self, contact: str) -> None:
        self.context.shell.go(Place("contacts", item=contact))

    def _go_topic(self, topic: str, district: str) -> None:
        self.context.shell.go(Place("contacts", item=f"topic:{topic}:{district}"))

    # --- paper ------------------------------------------------------------------------------------------------

    def print_map(self) -> None:
        """The map with its hatching, then every district with its gaps."""
        if self._read is None:
            return
        read = self._read
        filters = [field.currentText() for field in (self.topic, self.group, self.language) if field.value()]
        sheet = _sheet(read, " · ".join(filters))
        DirectoryMenu(self, self.print_map).print(lambda desk: printed_map(desk, sheet), _("Coverage of the districts"))

    # --- the window asks --------------------------------------------------------------------------------------

    def first_stop(self) -> QWidget | None:
        return self.list

    def do(self, name: str) -> bool:
        if name == "print":
            self.print_map()
            return True
        return False

    def toggle_panel(self) -> None:
        self.panes.show_detail(not self.panes.detail_visible())

    def width_changed(self, width: Width) -> None:
        self.panes.arrange(COLUMNS if width >= Width.WIDE else DRAWER if width >= Width.MEDIUM else TABS)

    def regions(self) -> list[QWidget]:
        parts = [self.head, self.panes.start, self.map, self.panes.detail]
        return [part for part in parts if part.isVisible()]


def _read(desk: Desk, topic: str, group: str, spoken: str) -> Read:
    directory = contacts.directory(desk)
    topics = (topic,) if topic else ()
    found = coverage(directory, desk.today, topics=topics, group=group, language=spoken)
    names = directory.regions.names([each.district for each in found])
    query = offices.Query(topics=topics, languages=(spoken,) if spoken else ())
    return Read(tuple(zip(names, found, strict=True)), offices.choices(desk, query))


def grade_words(topics: int) -> list[tuple[str, str]]:
    """What each filling means for so many topics."""
    if topics <= 1:
        return [(GOOD, _("can be reached")), (FAIR, _("doubtful")), (THIN, _("no office in the district"))]
    good, fair = math.ceil(GOOD_SHARE * topics - 1e-9), math.ceil(FAIR_SHARE * topics - 1e-9)
    said = _("{low} to {high} of {n} topics")
    return [
        (GOOD, said.format(low=good, high=topics, n=topics)),
        (FAIR, said.format(low=fair, high=good - 1, n=topics)),
        (THIN, said.format(low=0, high=fair - 1, n=topics)),
    ]


def _row(name: str, each: DistrictCoverage) -> Row:
    icon, tone = GRADE_ICONS[each.grade]
    kinds = ", ".join(_(fields.label_of(KINDS, missing.kind)) for missing in each.missing)
    return Row(
        each.district,
        name,
        _of_topics(each),
        icon=icon,
        icon_tone=tone,
        third=_("Missing: {kinds}").format(kinds=kinds) if kinds else "",
        kind=_("District"),
    )


def _of_topics(each: DistrictCoverage) -> str:
    if len(each.topics) == 1:
        (level,) = each.topics.values()
        words = _(LEVEL_WORDS[level])
        return words[:1].upper() + words[1:]
    return _("{here} of {n} topics can be reached here").format(here=each.here, n=len(each.topics))


def _topic_words(topic: str) -> str:
    return _(fields.label_of(fields.TOPICS, topic))


def _gap(title: str, words: str) -> QWidget:
    sign = column(IconLabel("open-circle", "text2", 16), None)
    text = column(Label(title, "medium", wrap=True), Label(words, "small", "text2", wrap=True), space=0)
    made = row(sign, text, space=S3)
    made.setStretch(1, 1)
    return holding(made)


def _pair(title: str, words: str, action: QPushButton) -> QWidget:
    sign = IconLabel("check-circle", "good", 16)
    made = row(sign, Label(title, "body", wrap=True), Label(words, "small", "text2"), action, space=S3)
    made.setStretch(1, 1)
    made.setContentsMargins(0, S1, 0, 0)
    action.setAccessibleName(f"{action.text()}: {title}, {words}")
    return holding(made)


def _sheet(read: Read, filters: str) -> MapSheet:
    topics = len(read.districts[0][1].topics)
    lines = tuple(MapLine("", name, _gap_lines(each)) for name, each in read.districts)
    return MapSheet(
        title=_("Who can be reached in the districts"),
        subtitle=filters or _("all topics"),
        language=language(),
        districts=districts({each.district: GRADE_FILLS[each.grade] for _name, each in read.districts}),
        points=(),
        groups=((_("Gaps"), lines),),
        words={"page": _("Page {page} of {pages}"), "here": "", "fits": "", "other": ""},
        notes=map_notes()[1:],
        legend=tuple((GRADE_FILLS[grade], words) for grade, words in grade_words(topics)),
    )


def _gap_lines(each: DistrictCoverage) -> tuple[str, ...]:
    said = [_of_topics(each)]
    by_level: Sequence[tuple[str, list[str]]] = [
        (level, [_topic_words(topic) for topic in each.gaps if each.topics[topic] == level])
        for level in (UNSURE, WIDE, NONE)
    ]
    if len(each.topics) > 1:
        said += [f"{', '.join(names)}: {_(LEVEL_WORDS[level])}" for level, names in by_level if names]
    kinds = ", ".join(_(fields.label_of(KINDS, missing.kind)) for missing in each.missing)
    return (*said, _("Missing: {kinds}").format(kinds=kinds)) if kinds else tuple(said)
