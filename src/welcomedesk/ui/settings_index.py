"""What can be set, as the search box finds it: each opens its page narrowed down to it.

The words are those of the settings themselves, so they are written and translated once; `also` holds further words
somebody may look for. A test opens every entry and looks for it, and looks for every field of the settings here.
"""

from __future__ import annotations

from dataclasses import dataclass

from welcomedesk.i18n import N_


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set or done in the settings.

    Args:
        words: msgid of what it is called there.
        under: msgid of the section it stands in; empty for a whole section.
        also: msgid of further words under which it is found.
        page: the page it stands on.
    """

    words: str
    under: str = ""
    also: str = ""
    page: str = "settings"


SETTINGS = (
    Setting(N_("Office and letterhead"), "", N_("Address Phone E-mail Website Footer Sender")),
    Setting(N_("Letter form"), N_("Office and letterhead"), "DIN 5008"),
    Setting(N_("Look of the letterhead"), "", N_("Logo Colour Footer Test print")),
    Setting(N_("Test print"), N_("Look of the letterhead"), N_("Ruler Printer")),
    Setting(N_("Advisers"), "", N_("Name Initials Phone E-mail")),
    Setting(N_("Language"), N_("Language and look"), N_("German English")),
    Setting(N_("Look"), N_("Language and look"), N_("Light Dark Night Colours Theme")),
    Setting(N_("Size of text"), N_("Language and look"), N_("Larger Smaller Font Zoom")),
    Setting(N_("Lock without input"), N_("Locking and privacy"), N_("Minutes Screen lock")),
    Setting(N_("Lists show case numbers only, no names"), N_("Locking and privacy")),
    Setting(N_("Change passphrase …"), N_("Locking and privacy"), N_("Password")),
    Setting(N_("Who can open the case file"), "", N_("Passphrase Recovery sheet Encryption")),
    Setting(N_("Give access …"), N_("Who can open the case file"), N_("Colleague Password")),
    Setting(N_("New recovery sheet …"), N_("Who can open the case file"), N_("Forgotten passphrase Password")),
    Setting(N_("Packs"), "", N_("Version Update")),
    Setting(N_("Data folder"), N_("Data"), N_("Where the files lie")),
    Setting(N_("Check file"), N_("Data"), N_("Damaged Repair")),
    Setting(N_("Make a backup"), N_("Data"), N_("Save Copy")),
    Setting(N_("Copy to another medium …"), N_("Data"), N_("Backup USB stick Drive")),
    Setting(N_("Restore …"), N_("Data"), N_("Backup Go back")),
    Setting(N_("Look at support package"), N_("About this program"), N_("Version Error Help")),
    Setting(N_("Carrier and law"), "", N_("GDPR BDSG KDG DSG-EKD authority officer basis sensitive"), "privacy"),
    Setting(N_("Information for the person"), "", N_("Notice rights complaint"), "privacy"),
    Setting(N_("Log of views"), "", N_("Access opened protected restricted"), "privacy"),
    Setting(N_("Catalogue of fields"), "", N_("Purpose retention sensitive printed"), "privacy"),
    Setting(N_("Record of processing activities"), "", N_("Article 30"), "privacy"),
    Setting(N_("Lost device"), "", N_("Stolen laptop report Article 33 34"), "privacy"),
)
