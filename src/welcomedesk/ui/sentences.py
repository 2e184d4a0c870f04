"""A failure in words: what happened, what is safe, what to do next."""

from __future__ import annotations

from welcomedesk.domain.errors import DeskError
from welcomedesk.i18n import _


def sentences(error: Exception) -> tuple[str, str, str]:
    """What happened, what is safe and what to do next, in the language of the window.

    Anything but a `DeskError` is a broken promise of ours: it is logged with its trace and reported as a bug.
    """
    if isinstance(error, DeskError):
        return (
            translated(error.what, error.details),
            translated(error.safe, error.details),
            translated(error.next_step, error.details),
        )
    import logging
    import traceback

    log = logging.getLogger(__name__)
    # Without its message, which may hold what somebody entered.
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s\n%s", type(error).__name__, trace, extra={"error": error})
    return (
        _("Something went wrong inside the program."),
        _("Everything that was saved is safe."),
        _("Please try again. If it happens again, pass on the report from the settings."),
    )


def beside_own_passphrase(error: Exception) -> str:
    """What to say beside the field for one's own passphrase, in a window that is open already."""
    if getattr(error, "code", "") == "wrong_passphrase":
        # The advice of the unlock page, the recovery sheet, would be no help here.
        return _("This is not your own passphrase. Check caps lock and keyboard language.")
    what, _safe, next_step = sentences(error)
    return " ".join(part for part in (what, next_step) if part)


def translated(msgid: str, details: dict[str, object]) -> str:
    """A sentence of an error in the language of the window, placeholders filled."""
    if not msgid:
        return ""
    words = _(msgid)
    try:
        return words.format(**details) if details else words
    except (KeyError, IndexError, ValueError):
        return words
