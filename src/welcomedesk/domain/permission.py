"""Whether a referral may leave: a consent for this recipient and topic, and a release from secrecy where one is needed.

Source: GDPR Art. 6 and 7 for the consent, § 203 StGB for the release. Which recipients need a release is data of the
letter kind, because it depends on who works there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welcomedesk.domain.case import CaseFile
from welcomedesk.domain.consent import Standing, standing


@dataclass(frozen=True, slots=True)
class Permission:
    """What is recorded for one recipient on one day.

    Args:
        release: `None` where this recipient needs none.
    """

    consent: Standing
    release: Standing | None = None

    @property
    def ok(self) -> bool:
        return self.consent.ok and (self.release is None or self.release.ok)

    @property
    def lacks(self) -> str:
        """What is missing first: `consent`, `release` or nothing."""
        if not self.consent.ok:
            return "consent"
        return "" if self.ok else "release"

    @property
    def problem(self) -> str:
        """Why it may not leave: a code of `domain.consent`, empty where it may."""
        if not self.consent.ok or self.release is None:
            return self.consent.problem
        return self.release.problem


def permission(case: CaseFile, contact: str, on: date, topic: str = "", *, release: bool) -> Permission:
    """Whether something about a case may go to a contact on a day.

    Args:
        contact: id of the recipient.
        topic: topic of the referral.
        release: whether this recipient needs a release from secrecy.
    """
    needed = standing(case, contact, on, topic, "release") if release else None
    return Permission(standing(case, contact, on, topic), needed)
