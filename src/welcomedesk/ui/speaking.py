"""The language of what Qt itself says: its dialogs, its menus, dates in its fields, and the direction of the window.

Imported at the start, so Qt is asked for only when it has to speak: loading its enumerations takes longer than the
first picture.
"""

from __future__ import annotations

from welcomedesk import i18n


def speak() -> None:
    """Give Qt's own dialogs the words of the language in use, and the window its direction."""
    from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
    from PySide6.QtWidgets import QApplication

    language = i18n.language()

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    QLocale.setDefault(QLocale(language))
    old = app.property("wd_words")
    if isinstance(old, QTranslator):
        app.removeTranslator(old)
    words = QTranslator(app)
    if words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    app.setProperty("wd_words", words)
    # After the translator: it brings a direction of its own.
    leftward = i18n.right_to_left()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
