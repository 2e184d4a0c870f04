"""Little room: toasts that give way, pages that scroll as a whole, words that find their place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeShell
from welcomedesk.ui.components.buttons import button
from welcomedesk.ui.components.map_paint import _free
from welcomedesk.ui.components.three_panes import ThreePanes
from welcomedesk.ui.components.tiles import Tiles, TileWords
from welcomedesk.ui.components.toast import Toasts, keeps_clear
from welcomedesk.ui.frame.room import Room
from welcomedesk.ui.look.theme import look
from welcomedesk.ui.text import Label, paragraph

ARABIC = "توضيح الدعم المالي وجمع"


def host(qtbot: QtBot, width: int = 800, height: int = 500) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    return made


def place_of(toasts: Toasts) -> QRect:
    assert toasts.shown is not None
    return toasts.shown.geometry()


# --- toasts -----------------------------------------------------------------------------------------------------------


def test_a_toast_sits_at_the_bottom_start_beside_the_rail(qtbot: QtBot) -> None:
    window = host(qtbot)
    rail = QWidget(window)
    rail.setGeometry(0, 0, 184, 500)
    rail.show()
    toasts = Toasts(window, beside=rail)
    toasts.say("Gesichert.")
    assert 184 < place_of(toasts).left() < 220 and place_of(toasts).bottom() > 400


@pytest.mark.parametrize("what", ["a button", "words that are needed"])
def test_a_toast_gives_way_to_what_is_in_use(qtbot: QtBot, what: str) -> None:
    window = host(qtbot)
    low = QPushButton("Zurück", window) if what == "a button" else QLabel("14 Gespräche heute", window)
    low.setGeometry(10, 420, 200, 40)
    low.show()
    if isinstance(low, QLabel):
        keeps_clear(low)
    toasts = Toasts(window)
    toasts.say("Leitfaden begonnen.")
    assert not place_of(toasts).intersects(low.geometry())
    assert window.rect().contains(place_of(toasts))


def test_a_toast_goes_up_where_both_edges_are_in_use(qtbot: QtBot) -> None:
    window = host(qtbot, 400)
    foot = QPushButton("Drucken und nächste Person", window)
    foot.setGeometry(0, 430, 400, 40)
    foot.show()
    toasts = Toasts(window)
    toasts.say("Gezählt.")
    assert place_of(toasts).bottom() < 430


# --- pages in a small window ------------------------------------------------------------------------------------------


class Tall(QWidget):
    def minimumSizeHint(self) -> QSize:
        return QSize(300, 700)


def test_a_page_that_needs_more_than_the_window_scrolls_as_a_whole(qtbot: QtBot) -> None:
    pages = QStackedWidget()
    tall, low = Tall(), QWidget()
    for page in (tall, low):
        pages.addWidget(page)
    room = Room(pages)
    qtbot.addWidget(room)
    room.resize(500, 400)
    room.show()
    assert pages.height() == 700 and room.verticalScrollBar().maximum() > 0
    assert room.minimumSizeHint() == QSize(0, 0), "the window never grows because a page would like it"
    pages.setCurrentWidget(low)
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() == 0)
    assert pages.height() == 400, "a page that is not shown asks for nothing"


def test_cover_and_lock_keep_their_icons_where_large_text_leaves_no_room(make_shell: MakeShell) -> None:
    shell = make_shell()
    header = shell.header
    assert header.cover.text() and header.lock.text()
    shell.resize(800, 460)
    look().zoom_by(10)
    shell.header.relook()
    assert header.minimumSizeHint().width() <= 800
    for each in (header.cover, header.lock):
        assert not each.text() and not each.icon().isNull()
        assert each.accessibleName() in each.toolTip()
    look().zoom_by(0)


def test_tiles_stand_below_each_other_where_they_do_not_fit_beside(qtbot: QtBot) -> None:
    tiles = Tiles([TileWords(str(n), f"Sprache {n}") for n in range(4)], "Sprache", columns=4)
    window = host(qtbot, 1300)
    tiles.setParent(window)
    tiles.show()
    tiles.resize(1200, 200)
    assert len({tile.y() for tile in tiles.tiles}) == 1
    tiles.resize(tiles.minimumSizeHint().width() + 20, 400)
    layout = tiles.layout()
    assert layout is not None
    layout.activate()
    assert len({tile.y() for tile in tiles.tiles}) == 4


def test_the_pane_that_is_shown_is_the_one_whose_name_is_marked(qtbot: QtBot) -> None:
    """The letter opened on its fields while *Page* was marked."""
    parts = [QLabel(words) for words in ("Felder", "Seite", "Druck")]
    panes = ThreePanes(parts[0], parts[1], parts[2], ("Felder", "Seite", "Druck"))
    qtbot.addWidget(panes)
    panes.show()
    for number, name in enumerate(("start", "middle", "detail")):
        panes.choose(name)
        assert panes.tabs.value() == name
        assert [part.isVisible() for part in parts] == [at == number for at in range(3)]


# --- words ------------------------------------------------------------------------------------------------------------


def ink(label: Label, height: int) -> int:
    """How many points of a label are written on."""
    label.resize(label.width(), height)
    image = QImage(label.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    label.render(image, QPoint(0, 0))
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    row = grey.bytesPerLine()
    return sum(value < 128 for value in bytes(grey.constBits())[: row * grey.height()])


@pytest.mark.parametrize("wrap", [False, True])
def test_no_dot_of_an_arabic_line_is_cut_off(qtbot: QtBot, wrap: bool) -> None:
    """A font may reach below the descent it declares; the view of the visitor lost the dots of every last line."""
    label = Label(ARABIC, "client-title", wrap=wrap)
    qtbot.addWidget(label)
    label.resize(600, 100)
    needed = label.heightForWidth(600) if wrap else label.sizeHint().height()
    assert ink(label, needed) == ink(label, 200) > 0


def test_latin_lines_need_no_more_room_than_before(qtbot: QtBot) -> None:
    label = Label("Förderung klären", "client-title")
    qtbot.addWidget(label)
    assert label.sizeHint() == QLabel.sizeHint(label)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Verfahren nach § 81a AufenthG", "§\u00a081a"),
        ("§§ 18a und 18b, Abs. 4", "Abs.\u00a04"),
        ("nach Art. 18 DSGVO", "Art.\u00a018"),
        ("§ 18g Absatz 1 Satz 2 Nummer 1", "Absatz\u00a01 Satz\u00a02 Nummer\u00a01"),
    ],
)
def test_a_section_and_its_number_stay_on_one_line(text: str, kept: str) -> None:
    assert kept in paragraph(text)
    assert paragraph(text).replace("\u00a0", " ") == text


def test_names_on_the_map_never_stand_on_each_other() -> None:
    written: list[QRectF] = []
    size = QSizeF(80, 16)
    found = [_free(QPointF(100, 100), size, [], written) for _name in range(4)]
    assert all(found) and len(written) == 4
    for number, one in enumerate(written):
        assert not any(one.intersects(other) for other in written[number + 1 :])
    crowd = [QRectF(0, 0, 400, 400)]
    assert _free(QPointF(100, 100), size, [], crowd) is None, "where it is too full a name is left out"


def test_an_icon_on_a_button_that_cannot_be_pressed_is_seen(qtbot: QtBot) -> None:
    made = button("Drucken", "printer", kind="main")
    qtbot.addWidget(made)
    made.setEnabled(False)
    picture = made.icon().pixmap(QSize(40, 18), QIcon.Mode.Disabled).toImage()
    darkest = min(
        picture.pixelColor(x, y).lightness()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    )
    assert darkest < 140
