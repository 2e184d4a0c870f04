"""The page of one case: head, tabs with counts, and whatever stands above all tabs (closed, restricted, two values)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from welcomedesk.desk import access, case_view, cases
from welcomedesk.i18n import _, ngettext
from welcomedesk.ui.acting import act
from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.busy import BusyFrame
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import Filling, clear, column, set_end
from welcomedesk.ui.components.tabs import Tab as TabWords
from welcomedesk.ui.components.tabs import TabBar
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.look import icons
from welcomedesk.ui.look.tokens import S4, S6
from welcomedesk.ui.page import GAP, Context, PageView, Place, Width
from welcomedesk.ui.pages import case_tabs
from welcomedesk.ui.pages.case_head import second_line, state_chips
from welcomedesk.ui.refresh import SaysWhatChanged
from welcomedesk.ui.text import button_text

if TYPE_CHECKING:
    from welcomedesk.desk.case_view import Face
    from welcomedesk.desk.erasing import Erased
    from welcomedesk.ui.pages.case_tabs.tab import Tab

TABS_IN_BAR = 5
"""So many tabs stand in the bar where the window is not wide; the others move into *More*."""


class CasePage(PageView):
    """One case. The tabs are made when they are first shown and then follow every change of the case."""

    areas = frozenset({"cases", "letters"})
    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.face: Face | None = None
        self._tab = "overview"
        self._item = ""
        self._came = False
        self._last_item: dict[str, str] = {}
        self._views: dict[str, Tab] = {}
        self._seen: dict[str, Face] = {}
        self._drafts: dict[str, dict[str, Any]] = {}
        self._reason = ""
        self._openings = access.Openings()
        self._resume = ""
        self.tabs = TabBar(name=_("Tabs of the case"))
        self.tabs.chosen.connect(self.go_tab)
        self.head = self.set_head(PageHead(lined=True))
        self.head.add_below(self.tabs)
        self._shown_actions: tuple[QPushButton, ...] = ()
        self.more = button(_("More"), "more", then=self._open_menu)
        self.head.add_action(self.more)
        self._above = column(space=S4, margins=(S6, 0, S6, 0))
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self._stack.addWidget(self._nothing)
        self.busy = BusyFrame(self._stack)
        self.content.addLayout(self._above)
        self.content.addWidget(Filling(column(self.busy, space=0)), 1)

    # --- where we are -----------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        super().open(place)
        self._tab, self._item = place.tab or "overview", place.item
        self._came = True
        self.clear_notice()
        if self.case_id != place.case:
            self._leave_case()
            self.case_id, self.face, self._reason = place.case, None, ""
            self.head.set_title("")
            self.head.clear_chips()
            clear(self._above)
            self._stack.setCurrentWidget(self._nothing)
            self._stale = True
            if self.isVisible():
                self.owed_focus.give()
        if self._stale:
            self._stale = False
            self.reload()
        else:
            self._show_tab()

    def reload(self) -> None:
        """Read the case and show it; the same tab and the same place in it stay."""
        if not self.case_id:
            return
        wanted = self.case_id
        task = self.ask(lambda desk: case_view.face(desk, wanted), self._show, failed=self._missing, latest="face")
        if self.face is None:
            self.busy.follow(task)

    def concerns(self, changes: SaysWhatChanged) -> bool:
        if any(view.areas & frozenset(changes.areas) for view in self._views.values()):
            return True
        return super().concerns(changes)

    def _leave_case(self) -> None:
        """Keep drafts and let the tabs go: nothing typed for one person may show up in the case of another."""
        if self.case_id and self._views:
            self._drafts[self.case_id] = self._drafts_here()
        self._shown_actions = ()
        for view in self._views.values():
            for action in view.head_actions():
                action.hide()
                action.deleteLater()
            view.beside.deleteLater()
            self._stack.removeWidget(view)
            view.deleteLater()
        clear(self.panel)
        self._views, self._seen, self._last_item = {}, {}, {}

    def _drafts_here(self) -> dict[str, Any]:
        here = self._drafts.get(self.case_id, {})
        return {**here, **{name: state for name, view in self._views.items() if (state := dict(view.keep()))}}

    def _show(self, face: Face) -> None:
        if face.case.id != self.case_id:
            return
        if self.face is None:
            self._note_opening(face.case.id)
        self.face = face
        self._show_head(face)
        self._show_above(face)
        self._show_tab()
        self.title_changed.emit()
        self._resume_now()

    def _note_opening(self, case_id: str) -> None:
        session, openings = self.context.session, self._openings
        self.context.worker.run(lambda progress: openings.note(session.desk, case_id), owner=self)

    def _missing(self, error: Exception) -> None:
        self.show_error(error)
        back = button(_("To the list of cases"), then=lambda: self.go(Place("cases")))
        empty = EmptyState(_("This case cannot be shown."), "", back)
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)

    def window_title(self) -> str:
        return _("Case {number}").format(number=self.face.case.number) if self.face else ""

    # --- head -------------------------------------------------------------------------------------------------

    def _show_head(self, face: Face) -> None:
        case = face.case
        name = case.name or _("Anonymous enquiry")
        self.head.set_title(name, second_line(face), case.kind)
        self.head.clear_chips()
        for chip in state_chips(face, self.context.today()):
            self.head.add_chip(chip)
        self.tabs.set_tabs(
            [
                TabWords(tab.name, _(tab.title), tab.count(case) if tab.count else 0)
                for tab in case_tabs.of_kind(case.kind)
            ]
        )

    def _show_above(self, face: Face) -> None:
        """The one banner that belongs to the case itself."""
        clear(self._above)
        case = face.case
        self._set_top(0)
        made: Banner | None = None
        if case.closed:
            note = case.root.text("close_note")
            on = case.root.text("closed_on")
            reopen = button(_("Reopen"), "undo", small=True, then=self.reopen)
            bold = _("Closed on {date}: {reason}").format(date=long_date(on), reason=face.close_reason)
            made = Banner(bold, note, "plain", icon="lock", actions=(reopen,))
        elif face.doubles:
            made = self._double_banner(face)
        if made is not None:
            self._set_top(S4)
            self._above.addWidget(made)

    def _set_top(self, margin: int) -> None:
        margins = self._above.contentsMargins()
        margins.setTop(margin)
        self._above.setContentsMargins(margins)

    def _double_banner(self, face: Face) -> Banner:
        first, more = face.doubles[0], len(face.doubles) - 1
        every = button(_("All linked cases"), small=True, then=lambda: self.go_tab("links"))
        if not first.number:
            return Banner(_("A linked case was erased."), "", "open", icon="compare", actions=(every,))
        about = _("This case and case {number} are about the same person.")
        if face.case.kind == "company":
            about = _("This case and case {number} are about the same company.")
        others = ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
        opens = button(
            _("Open case {number}").format(number=first.number), small=True,
            then=lambda: self.go(Place("case", case=first.case)),
        )  # fmt: skip
        compare = button(_("Compare"), "compare", small=True, then=lambda: self._compare_with(first.case))
        actions = (opens, compare, *((every,) if more else ()))
        return Banner(about.format(number=first.number), others, "open", icon="compare", actions=actions)

    def _compare_with(self, other: str) -> None:
        from welcomedesk.ui.pages.doubles_dialog import show_both

        show_both(self, self.context, self.case_id, other, self.show_error)

    def compare(self) -> None:
        """Look for a case that is about the same person or company, and compare both."""
        if self.face is not None:
            from welcomedesk.ui.pages.doubles_dialog import compare_with

            compare_with(self, self.context, self.face.case, self.show_error)

    # --- tabs -------------------------------------------------------------------------------------------------

    @property
    def tab(self) -> Tab | None:
        """The tab that is shown."""
        return self._views.get(self._tab) if self.face is not None else None

    def go_tab(self, name: str, item: str = "") -> None:
        self.owed_focus.forget()  # whoever stands in the bar stays there
        self.context.shell.go(Place("case", case=self.case_id, tab=name, item=item))

    def go(self, place: Place) -> None:
        self.context.shell.go(place)

    def _show_tab(self, *, focus: bool = False) -> None:
        face = self.face
        if face is None:
            return
        names = [tab.name for tab in case_tabs.of_kind(face.case.kind)]
        if self._tab not in names:
            self._tab = names[0]
        self.tabs.set_current(self._tab)
        if face.case.root.get("restricted") and not self._reason:
            self._show_restricted()
            return
        view = self._views.get(self._tab) or self._make_tab(self._tab)
        if self._seen.get(self._tab) is not face:
            self._seen[self._tab] = face
            view.case = face.case
            view.show_case(face.case)
            draft = self._drafts.get(self.case_id, {}).pop(self._tab, None)
            if draft:
                view.restore(draft)
        before = self._stack.currentWidget()
        focused = self.focusWidget() or self
        held = (
            before is not None
            and before is not view
            and (focused in self._shown_actions or before.isAncestorOf(focused))
        )
        self._stack.setCurrentWidget(view)
        self._dress(view)
        self._show_above(face)
        if (focus or held) and self.isVisible():
            self.owed_focus.give()
        if self._came and (self._item or self._last_item.get(self._tab)):
            self._last_item[self._tab] = self._item
            self._came = False
            view.open_item(self._item)

    def _make_tab(self, name: str) -> Tab:
        place = next(tab for tab in case_tabs.TABS if tab.name == name)
        view = place.build(self)
        view.width_changed(self.width_class)
        self._views[name] = view
        self._stack.addWidget(view)
        return view

    def _dress(self, view: Tab) -> None:
        """Give head and panel to the tab that is shown."""
        if self.panel.indexOf(view.beside) < 0:
            for other in self._views.values():
                if other is not view and self.panel.indexOf(other.beside) >= 0:
                    self.panel.removeWidget(other.beside)
                    other.beside.hide()
                    other.beside.setParent(other)
            self.panel_width = view.panel_width
            self.panel.addWidget(view.beside)
            view.beside.show()
        self.head_changed()

    def set_beside(self, beside: bool) -> None:
        end = GAP if beside else S6
        for view in self._views.values():
            view.set_end(end)
        set_end(self._above, end, mirrored=self.isRightToLeft())

    def has_panel(self) -> bool:
        return self.tab is not None and self.tab.panel.count() > 0

    def head_changed(self) -> None:
        wanted = self.tab.head_actions() if self.tab is not None else ()
        if wanted != self._shown_actions:
            for old in self._shown_actions:
                old.hide()
            for new in wanted:
                self.head.add_action(new)
                new.show()
            self._shown_actions = wanted
        self.head.add_action(self.beside)
        self.head.add_action(self.more)
        self._drawer.sync()

    def width_changed(self, width: Width) -> None:
        self.tabs.set_most(0 if width >= Width.WIDE else TABS_IN_BAR)
        for view in self._views.values():
            view.width_changed(width)

    # --- restricted -------------------------------------------------------------------------------------------

    def _show_restricted(self) -> None:
        from welcomedesk.ui.pages.case_dialogs import RestrictedView

        view = RestrictedView(self._read_restricted)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.field.setFocus()

    def _read_restricted(self, reason: str) -> None:
        def opened(_number: int) -> None:
            self._reason = reason
            self._show_tab(focus=True)

        wanted = self.case_id
        self._act(lambda desk: cases.note_access(desk, wanted, "restricted", reason), "", opened)

    # --- what can be done with a case -------------------------------------------------------------------------

    def _act(self, work: Any, words: str, then: Any = None) -> None:
        act(self.context, self, work, words, then, failed=self.show_error)

    def turn_round(self) -> None:
        """Show the visitor the next steps."""
        self.context.shell.go(Place("client", case=self.case_id))

    def _open_menu(self) -> None:
        face = self.face
        if face is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(_("What can be done with the case"))
        entries = [
            (_("New task"), "plus", self.new_task, not face.case.closed),
            (_("Compare with another case"), "compare", self.compare, True),
            (_("Calculators"), "table", self.calculate, True),
            (_("Client view"), "eye", self.turn_round, True),
            (_("Close case"), "lock", self.close_case, not face.case.closed),
            (_("Reopen"), "undo", self.reopen, face.case.closed),
            (_("Copy of all data"), "person", self.copy_data, True),
            (_("Keep proof for the funder"), "euro", self.keep_proof, True),
            (_("Erase case"), "trash", self.erase, True),
        ]
        for words, icon, then, shown in entries:
            if shown:
                menu.addAction(icons.icon(icon), button_text(words)).triggered.connect(lambda *_on, do=then: do())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def new_task(self) -> None:
        if self.face is not None:
            from welcomedesk.ui.pages.task_dialog import TaskDialog

            TaskDialog(self, self.context, case=self.face.case).open()

    def calculate(self) -> None:
        """The calculators with the facts of this case."""
        if self.face is not None:
            self.context.shell.go(Place("calculators", case=self.face.case.id))

    def resume(self, form: str) -> None:
        """Open the form again once the case is shown."""
        self._resume = form
        self._resume_now()

    def _resume_now(self) -> None:
        opens = {"task": self.new_task, "close": self.close_case}
        form, tab = self._resume, self._views.get(self._tab)
        if self.face is None or not form or tab is None:
            return
        self._resume = ""
        if form in opens:
            opens[form]()
        else:
            tab.resume(form)

    def close_case(self) -> None:
        if self.face is not None:
            from welcomedesk.ui.pages.case_dialogs import CloseDialog

            wanted, number = self.case_id, self.face.case.number

            def close(reason: str, note: str) -> None:
                words = _("Case {number} closed.").format(number=number)
                self._act(lambda desk: cases.close_case(desk, wanted, reason, note), words)

            CloseDialog(self, number, self.face.open_steps, close).open()

    def reopen(self) -> None:
        wanted = self.case_id
        self._act(lambda desk: cases.reopen_case(desk, wanted), _("Case opened again."))

    def erase(self) -> None:
        """Erase the whole case by law, step by step."""
        if self.face is None:
            return
        from welcomedesk.ui.pages.erase_dialogs import erase_case

        def gone(erased: Erased) -> None:
            self.case_id = ""
            self.go(Place("cases"))
            words = _("Case {number} erased.").format(number=erased.number)
            self.context.shell.did(words, erased.changed)

        erase_case(self, self.ask, self.case_id, self.show_error, gone)

    def copy_data(self) -> None:
        """A copy of all data for the person, after a look at what is about others."""
        if self.face is not None:
            from welcomedesk.ui.pages.copy_dialog import copy_data

            copy_data(self, self.ask, self.case_id, self.face.case.number, self.show_error)

    def keep_proof(self) -> None:
        """Counts for the funder, apart from the case."""
        if self.face is not None:
            from welcomedesk.ui.pages.proof_dialog import keep_proof

            keep_proof(self, self.ask, self.case_id)

    # --- keys -------------------------------------------------------------------------------------------------

    def do(self, name: str) -> bool:
        if self.tab is not None and self.tab.do(name):
            return True
        if self.face is None:
            return False
        if name in ("tab_before", "tab_after"):
            self.tabs.step(1 if name == "tab_after" else -1)
            return True
        goes = {"consultation": ("talks", "new"), "referral": ("contacts", "new"), "letter": ("letters", "new")}
        if name in goes:
            self.go_tab(*goes[name])
            return True
        if name == "history":
            self.go_tab("history")
            return True
        if name == "task" and not self.face.case.closed:
            self.new_task()
            return True
        return False

    def first_stop(self) -> QWidget | None:
        return self.tab.first_stop() if self.tab is not None else None

    def parking(self) -> QWidget:
        return self.tabs

    def main_action(self) -> QPushButton | None:
        return self.tab.main_action() if self.tab is not None else None

    def keep_cases(self) -> Mapping[str, Mapping[str, Any]]:
        drafts = {**self._drafts, self.case_id: self._drafts_here()}
        return {case: states for case, states in drafts.items() if case and states}

    def restore_cases(self, drafts: Mapping[str, Mapping[str, Any]]) -> None:
        self._drafts = {case: dict(states) for case, states in drafts.items()}
