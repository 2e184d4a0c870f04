# ruff: noqa: E501 - invented content, one thing per line
"""Pages that show every component of the window with invented content."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welcomedesk.ui.components.banner import Banner
from welcomedesk.ui.components.buttons import button, link
from welcomedesk.ui.components.cards import Card
from welcomedesk.ui.components.checklist import Step, StepList
from welcomedesk.ui.components.chips import Chip, sample_chip, state_chip
from welcomedesk.ui.components.contact import ContactDetail, Office, office_row
from welcomedesk.ui.components.empty import EmptyState
from welcomedesk.ui.components.facts import FactRow, FactTable
from welcomedesk.ui.components.head import PageHead
from welcomedesk.ui.components.layout import column, row
from welcomedesk.ui.components.list_card import ListCard
from welcomedesk.ui.components.papers import Paper, PaperTable
from welcomedesk.ui.components.question import FigureLine, Question, QuestionCard
from welcomedesk.ui.components.rows import Head, Row, RowList
from welcomedesk.ui.components.segments import Segments
from welcomedesk.ui.components.table import Cell, Column, Table, TableRow
from welcomedesk.ui.components.tabs import Tab, TabBar
from welcomedesk.ui.components.timeline import Event, Timeline
from welcomedesk.ui.components.verdicts import Condition, Verdict, VerdictList
from welcomedesk.ui.page import Context, PageView, Place, Width
from welcomedesk.ui.pages import Page

TABS = (
    Tab("overview", "Überblick"), Tab("facts", "Angaben"), Tab("talks", "Gespräche", 3), Tab("guide", "Leitfäden", 2),
    Tab("checklist", "Checkliste und Unterlagen"), Tab("referrals", "Stellen und Verweise", 2),
    Tab("letters", "Schreiben", 1), Tab("history", "Verlauf"),
)  # fmt: skip


def sample_rows() -> list[Head | Row]:
    """The list of picture 02."""
    return [
        Head("late", "Überfällig", 2, "triangle", "danger"),
        Row("1", "Fiktionsbescheinigung: Ausstellung bestätigen lassen", "Antrag vor Ablauf gestellt · § 81 Abs. 4 AufenthG",
            "document", middle="R. Qasemi", middle_second="2026-0118", right="seit 4 Tagen",
            right_second="Donnerstag, 19.11.", tone="danger"),
        Row("2", "Rückmeldung vom Jobcenter Magdeburg nachfragen", "Verweis vom 02.11.2026 · bisher keine Antwort",
            "referral", middle="O. Petrenko", middle_second="2026-0131", right="seit 3 Tagen",
            right_second="Freitag, 20.11.", tone="danger"),
        Head("today", "Heute", 2, "today"),
        Row("3", "Beratungsgespräch, Sprachmittlung Arabisch bestätigt", "Thema: Antrag bei der Handwerkskammer",
            "chat", middle="S. Haddad", middle_second="2026-0147", right="10:30 Uhr", right_second="in 48 Minuten"),
        Row("4", "Rückruf <b>zwei</b> Pflegefachpersonen aus Vietnam", "Frage zum Verfahren, § 81a AufenthG", "phone",
            middle="Seniorenzentrum Elbaue mit einem sehr langen Namen", middle_second="2026-0152 · Betrieb",
            right="bis 12:00 Uhr", right_second="zugesagt"),
        Head("week", "Nächste sieben Tage", 9, open=False),
    ]  # fmt: skip


class TodayLike(PageView):
    """Rows under heads with cards beside, as on *Today*."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        head = self.set_head(
            PageHead("Heute", "Montag, 23. November 2026 · 2 überfällig, 4 heute, 3 warten auf Antwort")
        )
        head.add_action(sample_chip(many=True))
        head.add_action(Segments([("mine", "Meine"), ("all", "Ganzes Büro")], "mine", "Wessen"))
        head.add_action(button("Wiedervorlage", "plus"))
        self.rows = RowList(fit=True)
        self.rows.setAccessibleName("Aufgaben")
        self.rows.set_rows(sample_rows())
        self.rows.choose("1")
        self.content.addWidget(ListCard(self.rows))
        card = Card("Fachpakete", icon="book")
        card.add(Banner("Werte für 2027 fehlen noch.", "Gehaltsgrenzen gelten bis 31.12.2026.", "caution"))
        card.add(link("Betroffene Fälle ansehen"))
        self.panel.addWidget(card)
        events = [
            Event("a", "Handwerkskammer Magdeburg", "Entwurf · Sie handeln bis 30.11.", "open-circle", "open"),
            Event("b", "Jobcenter Magdeburg", "übergeben 19.11. · Antwort bis 03.12.", "clock"),
            Event("c", "SiSA – Sprachmittlung", "angenommen 16.11. · Termin heute 10:30", "check-circle", "good"),
        ]
        referrals = Card("Verweise", action=link("Alle"))
        referrals.add(Timeline(events))
        self.panel.addWidget(referrals)
        context.shell.set_count("today", 6)

    def first_stop(self) -> QWidget:
        return self.rows


class CaseLike(PageView):
    """Facts, tabs and chips, as on a case."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        head = self.set_head(
            PageHead("Samir Haddad", "2026-0147 · Person · Magdeburg · Arabisch", "person", lined=True)
        )
        for chip in (
            sample_chip(),
            state_chip("In Beratung"),
            Chip("Titel läuft am 14.02.2027 ab", "caution", "clock"),
        ):
            head.add_chip(chip)
        head.add_action(button("Gespräch festhalten", "chat"))
        head.add_action(button("Verweis beginnen", "referral"))
        self.tabs = TabBar(TABS, "Teile des Falls")
        head.add_below(self.tabs)
        facts = FactTable("Angaben", action=link("Alle Angaben"))
        facts.add_fact(
            FactRow(
                "a",
                "Aufenthaltstitel",
                "§ 25 Abs. 2 AufenthG, subsidiärer Schutz",
                source="gesehen am 12.11.2026, A. B.",
                source_icon="eye",
            )
        )
        facts.add_fact(
            FactRow("b", "Gültig bis", "14.02.2027", source="gesehen am 12.11.2026, A. B.", source_icon="eye")
        )
        facts.add_fact(FactRow("c", "Referenzberuf", "Elektroniker/in, Handwerk", chip=("noch offen", "open")))
        facts.add_fact(FactRow("d", "Telefon", two_values=True, extra=link("Vergleichen")))
        facts.add_fact(FactRow("e", "Leistungen"))
        self.content.addWidget(facts)
        papers = PaperTable(button("Unterlage eintragen", "plus", small=True))
        yes, not_asked = {"seen": "yes", "copy": "yes"}, {"seen": "yes", "copy": "open", "translated": "open"}
        papers.show_papers(
            "Unterlagen", "4 von 8 vollständig",
            [Paper("1", "Reisepass", "gesehen am 12.11.2026", yes), Paper("2", "Abschlusszeugnis", "Arabisch", not_asked),
             Paper("3", "Fächer- und Stundenübersicht", "im Krieg verloren", {}, "fehlt")],
        )  # fmt: skip
        self.content.addWidget(papers)
        steps = StepList()
        steps.show_steps(
            "Gleichwertigkeitsfeststellung", "1 von 3 erledigt",
            [Step("1", "Unabhängige Anerkennungsberatung nutzen", "erledigt am 16.11.2026", "done", "erledigt"),
             Step("2", "Referenzberuf mit der Kammer klären", "in Arbeit seit 19.11.2026", "started", "bis 30.11.2026",
                  text="Die Kammer nennt den deutschen Beruf, mit dem der Abschluss verglichen wird.",
                  facts=(("Stelle", "Handwerkskammer Magdeburg"), ("Kosten", "")), office="c1", verify=True),
             Step("3", "Antrag einreichen", "Gebühr 100 bis 600 €", "open", "danach")],
        )  # fmt: skip
        steps.open_step("2")
        self.content.addWidget(steps)
        leaves = Card("Geht als Nächstes hinaus")
        leaves.add(Chip("Einwilligung bis 12.05.2027", "good"))
        leaves.body.addLayout(row(button("Schreiben prüfen", kind="main"), None))
        self.panel.addWidget(leaves)

    def width_changed(self, width: Width) -> None:
        self.tabs.set_most(0 if width >= Width.WIDE else 5)


class GuideLike(PageView):
    """A question and results, as in a guide run."""

    scrolls = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_head(PageHead("Aufenthalt", "Frage 9, noch etwa 3"))
        self.card = QuestionCard()
        self.card.show_question(
            Question(
                "salary_year", "Wie hoch ist das feste Bruttogehalt im Jahr?", "money",
                "Entscheidet über die Blaue Karte EU (§ 18g) und § 19c Abs. 2 AufenthG.", unit="€ im Jahr", value=48000,
                source="Arbeitsvertrag, gesehen am 19.11.2026", source_icon="papers",
                figures_head="Werte vom 01.01. bis 31.12.2026", figures_source="Quelle: SVBezGrV 2026",
                figures=(FigureLine("50.700,00 €", "Blaue Karte EU, Regel"), FigureLine("45.934,20 €", "Engpassberufe")),
            )
        )  # fmt: skip
        self.results = VerdictList()
        trace = (
            Condition("Hochschulabschluss ist vergleichbar", "met", "anabin, gesehen 10.11.2026"),
            Condition("Titel nach § 24 AufenthG", "unmet", "§ 19f AufenthG"),
            Condition("Angenommen: keine Straftaten", "assumed", "übliche Antwort"),
        )
        self.results.show_results(
            [Verdict("1", "applies", "Fachkraft mit akademischer Ausbildung, § 18b AufenthG", "Anspruch"),
             Verdict("2", "open", "Berufserfahrene, § 19c Abs. 2 AufenthG", "es fehlt: Berufsjahre"),
             Verdict("3", "excluded", "Blaue Karte EU im Engpassberuf, § 18g Abs. 1", "vorübergehender Schutz", trace,
                     ("Ein anderer Titel als § 24.",))]
        )  # fmt: skip
        self.results.open_result("3")
        self.boxes = row(column(self.card, None), column(self.results, None), space=24)
        self.boxes.setStretch(0, 1)
        self.boxes.setStretch(1, 1)
        self.content.addLayout(self.boxes)

    def width_changed(self, width: Width) -> None:
        from PySide6.QtWidgets import QBoxLayout

        beside = QBoxLayout.Direction.LeftToRight if width >= Width.MEDIUM else QBoxLayout.Direction.TopToBottom
        self.boxes.setDirection(beside)


class OfficeLike(PageView):
    """A table, a ranked list and details, as on *Contacts*."""

    scrolls = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_head(PageHead("Ansprechstellen", "163 im Verzeichnis", lined=True))
        offices = [
            Office("1", "Handwerkskammer Magdeburg", "Kammer · Bezirk Nord", 1, "zuständig für den Handwerksberuf",
                   "etwa 5 km", "source", "Quelle von Januar 2024", (("Anschrift", "39106 Magdeburg"), ("E-Mail", ""))),
            Office("2", "IQ Anerkennungsberatung Nord", "", 2, "kostenfreie Beratung", "", "old", "Quelle von 2019"),
        ]  # fmt: skip
        rows = RowList()
        rows.setAccessibleName("Stellen")
        rows.set_rows([Head("h", "Passt zum Fall", 2, note="nach Eignung, Nähe"), *map(office_row, offices)])
        rows.choose("1")
        table = Table([Column("n", "Name", 3), Column("d", "Kreis", 1), Column("f", "Geprüft", 1, end=True)], "Tabelle")
        table.set_rows(
            [TableRow("1", {"n": Cell("Handwerkskammer Magdeburg", "Kammer"), "d": Cell("Magdeburg"),
                            "f": Cell("2024", icon="clock")})]
        )  # fmt: skip
        detail = ContactDetail()
        detail.show_office(offices[0])
        middle = column(table, EmptyState("Heute ist nichts fällig.", "Neue Anfragen stehen dann hier."), space=0)
        line = row(rows, middle, detail, space=0)
        for number, share in enumerate((3, 4, 3)):
            line.setStretch(number, share)
        self.content.addLayout(line)


MAKERS = {"today": TodayLike, "case": CaseLike, "guide": GuideLike, "contacts": OfficeLike}


class SamplePage(Page):
    """A page of this file."""

    def build(self, context: Context) -> PageView:
        return MAKERS[self.name](context)


PAGES: tuple[Page, ...] = (
    SamplePage("today", "Today", "today", 10, "", rail="top", key=1),
    SamplePage("case", "Cases", "folder", 20, "", rail="top", key=2),
    SamplePage("contacts", "Contacts", "pin", 30, "", rail="top", key=3),
    SamplePage("guide", "Knowledge", "book", 40, "", rail="top", key=4),
)
PLACES = tuple(Place(page.name) for page in PAGES)
