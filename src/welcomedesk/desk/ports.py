"""What the desk asks of floor 1, as protocols and plain values. Real parts are chosen in `bootstrap.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from welcomedesk.desk.locked import Check as Check
from welcomedesk.desk.locked import NewVault as NewVault
from welcomedesk.desk.locked import VaultState as VaultState
from welcomedesk.domain.log import Change, EntryId, Json

if TYPE_CHECKING:
    from pathlib import Path

    from welcomedesk.domain.backup_plan import Copy, Inside
    from welcomedesk.domain.case import CaseFile, Entity
    from welcomedesk.domain.contact_import import RowFault
    from welcomedesk.domain.contacts import Contact
    from welcomedesk.domain.sheets import Sheet


# --- the case file -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """Which cases a list wants.

    Args:
        states: of `open`, `closed`; empty means all.
        kind: `person`, `company` or empty for both.
        adviser: name of the adviser or empty for all.
        text: words that must occur in name or number, any text whatever.
        order: `number`, `name`, `changed` (newest first) or `next` (next date first).
        sample: `None` for all, else only sample cases or only real ones.
    """

    states: tuple[str, ...] = ("open",)
    kind: str = ""
    adviser: str = ""
    text: str = ""
    order: str = "number"
    offset: int = 0
    limit: int = 200
    sample: bool | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the case register."""

    id: str
    number: str
    kind: str
    name: str
    state: str
    place: str
    adviser: str
    opened: str
    changed: str
    next_step: str
    next_date: str
    sample: bool
    protected: bool
    has_conflict: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    rows: tuple[RegisterRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case the search found; `excerpt` is plain text, `marks` are (start, length) inside it.

    Args:
        how: empty, or `sound` (the name sounds so) or `slip` (found with another letter) where it is not written so.
    """

    row: RegisterRow
    field: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    how: str = ""


@dataclass(frozen=True, slots=True)
class DoubleHit:
    """A case that may be the same person or company.

    Args:
        reasons: codes, best first: `same_name`, `similar_name`, `sounds_alike`, `same_birth_date`.
    """

    row: RegisterRow
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something with a date: a task, a checklist item, a referral that waits, a residence title that ends.

    Args:
        kind: `task`, `item`, `referral` or `residence_title`.
        date: ISO date; `time` is `HH:MM` or empty.
        state: state of the entity, for example `open`, `sent`.
        what, note: plain text; for `item` the step id, for `referral` the contact id.
    """

    case: RegisterRow
    ref: str
    kind: str
    date: str
    time: str
    state: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change as the history shows it; `value` is `None` when cleared, `erased` when taken out by law."""

    entry: EntryId
    entity: str
    field: str
    value: Json
    before: Json
    actor: str
    at: str
    erased: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed and has not saved yet.

    Args:
        case_id: the case it belongs to; empty where there is none yet.
        field: page or dialog and field, for example `consultation/note`.
        value: what the page needs to show it again; `None` forgets it.
        at: ISO date and time of the typing.
    """

    case_id: str
    field: str
    value: Json
    at: str


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log of views: who looked at what.

    Args:
        what: a code, never words of a case.
        reason: as it was typed; empty where none was asked for, and after the case was erased.
    """

    number: int
    at: str
    actor: str
    case_id: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class ErasureStep:
    """One step of an erasure with its result.

    Args:
        what: `values`, `search`, `drafts`, `files`, `journal`, `ledger` or `scan`.
        count: how many values, drafts or files went; of `scan` how many pages of the file were read.
        words: of `scan`, how many different words were looked for.
        left: of `scan`, how many of them were still found although nobody else has them; 0 is what must come out.
        elsewhere: of `scan`, how many stand in other cases as well and stay there.
    """

    what: str
    count: int
    words: int = 0
    left: int = 0
    elsewhere: int = 0

    @property
    def ok(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did, step by step, in the order it was done."""

    steps: tuple[ErasureStep, ...] = ()

    @property
    def ok(self) -> bool:
        return all(step.ok for step in self.steps)

    def count(self, what: str) -> int:
        """The count of a step, 0 where there was none."""
        return sum(step.count for step in self.steps if step.what == what)


@dataclass(frozen=True, slots=True)
class CheckReport:
    checks: tuple[Check, ...]
    cases: int
    entries: int

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)


class CaseStore(Protocol):
    """One unlocked case file. All calls come from one thread at a time, in order."""

    @property
    def notices(self) -> tuple[Check, ...]:
        """What was found about the files when they were opened."""

    @property
    def opened_by(self) -> str:
        """Name of the adviser whose passphrase opened it; empty for the recovery sheet."""

    def write(self, changes: Sequence[Change], *, actor: str, at: datetime) -> tuple[EntryId, ...]:
        """Write all changes in one transaction; on return they are durable."""

    def case(self, case_id: str) -> CaseFile | None: ...

    def next_number(self, year: int) -> str:
        """The next free case number of that year, `2026-0001`."""

    def find_number(self, number: str) -> str | None:
        """The id of the case with this number."""

    def register(self, query: RegisterQuery) -> RegisterPage: ...

    def search(self, text: str, limit: int = 50) -> tuple[CaseHit, ...]:
        """Cases whose searchable fields hold all words (prefixes); any text whatever is a search."""

    def doubles(self, name: str, kind: str, birth_date: str = "", limit: int = 5) -> tuple[DoubleHit, ...]: ...

    def due(self, until: date, kinds: Sequence[str] = ()) -> tuple[DueItem, ...]:
        """Open things dated up to and including `until`, earliest first; all kinds unless named."""

    def entities(self, kind: str, fields: Sequence[str], *, samples: bool = False) -> tuple[tuple[str, Entity], ...]:
        """Id of the case and these fields of everything of a kind that is not removed; for counting.

        Cases whose processing is restricted are left out, and sample cases unless asked for.
        """

    def history(self, case_id: str, entity: str = "", field: str = "", limit: int = 500) -> tuple[HistoryLine, ...]:
        """What happened, newest first."""

    def put_blob(self, content: bytes, *, case: str, media_type: str) -> str:
        """Keep a letter or attachment unchangeably; returns its SHA-256 as hex."""

    def blob(self, sha256: str) -> bytes | None: ...

    def keep_drafts(self, adviser: str, changed: Sequence[Draft]) -> None:
        """Keep what an adviser types; a draft without a value is forgotten, one of an erased case is not kept."""

    def drafts(self, adviser: str) -> tuple[Draft, ...]:
        """What an adviser typed and did not save, oldest first."""

    def note_access(self, case_id: str, what: str, reason: str = "", *, actor: str, at: datetime) -> int:
        """Add a line to the log of views, which nobody can change; returns its number, counted from 1."""

    def accesses(self, case_id: str = "", after: int = 0, limit: int = 1000) -> tuple[Access, ...]:
        """Lines of the log of views in order, of one case where it is named, that come after a number."""

    def forget_accesses(self, before: str) -> int:
        """Take out the lines of the log of views from before an ISO date and time; gives how many."""

    def erase(self, case_id: str, *, actor: str, at: datetime) -> Erasure:
        """Take a case out by law: rows, log values and salts, index, blobs, drafts, reasons of views; then scan."""

    def erase_parts(self, case_id: str, refs: Sequence[str], *, actor: str, at: datetime) -> Erasure:
        """Take single things of a case out by the same procedure: a note, a letter, an attachment."""

    def check(self) -> CheckReport: ...

    def rebuild_views(self) -> None: ...

    def written(self) -> int:
        """A number that changes with everything written or erased since the file was unlocked; costs nothing."""

    def keep_reserve(self) -> bool:
        """Set room aside for erasing on a full drive, where it is not there; whether it is."""

    def counts(self) -> dict[str, int]:
        """`cases`, `open`, `entries`, `people`, `companies`."""

    def close(self) -> None: ...


# --- the files of a workplace ---------------------------------------------------------------------------------------


class Vault(Protocol):
    """Key file and case file of one workplace."""

    def state(self) -> VaultState: ...

    def create(self, *, office: str, workplace: str, adviser: str, passphrase: str) -> NewVault:
        """Make key file and empty case file; refuses where either exists."""

    def unlock(self, passphrase: str, adviser: str = "") -> CaseStore:
        """Open with an adviser's passphrase; without a name every slot is tried. Raises a `DeskError`."""

    def unlock_with_recovery(self, recovery_code: str) -> CaseStore: ...

    def change_passphrase(self, adviser: str, old: str, new: str) -> None: ...

    def set_passphrase(self, recovery_code: str, adviser: str, new: str) -> None:
        """Give an adviser a (new) slot with the office recovery code."""

    def add_adviser(self, passphrase: str, adviser: str, new_adviser: str, new_passphrase: str) -> None: ...

    def remove_adviser(self, passphrase: str, adviser: str, gone: str) -> None: ...

    def new_recovery_code(self, passphrase: str, adviser: str) -> NewVault: ...


class Backups(Protocol):
    """Copies of the case file, each opened and compared before it counts."""

    def make(
        self,
        store: CaseStore,
        to: str = "",
        between: Callable[[], None] = ...,
        progress: Callable[[int, int], None] = ...,
    ) -> str:
        """Write a verified backup; returns its path.

        Args:
            to: a folder, a whole path, or just a name in the folder of this workplace.
            between: called between two slices; what it raises ends the backup, and nothing is left of it.
            progress: called on the way with how many of how many parts are done.
        """

    def look(self, path: str) -> Inside:
        """Read a backup to its end and say what is in it, before it is restored; nothing is changed."""

    def copies(self) -> tuple[Copy, ...]:
        """The backups in the folder of this workplace."""

    def renew_keys(self, store: CaseStore, between: Callable[[], None] = ...) -> int:
        """Put today's key file into the backups of this workplace that hold an older one; gives how many.

        Whose passphrase was taken away or changed opens none of them afterwards. One that cannot be read or written
        is left as it is.
        """

    def newest_entries(self) -> int:
        """How many entries the newest of them holds by its own account; -1 where there is none."""

    def remove(self, path: str) -> None:
        """Take a backup away; one that cannot be removed now is left for the next time."""

    def forget_aside(self, before: datetime) -> None:
        """Remove what restores put aside before a point in time (local, without zone) and what a killed backup left."""

    def elsewhere(self, path: str) -> bool:
        """Whether a path lies on another drive than the case file."""

    def restore(self, from_path: str) -> str:
        """Put the current files aside and this backup in their place; returns where the old ones lie."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Local date and time with time zone."""


# --- printing -------------------------------------------------------------------------------------------------------


class Printer(Protocol):
    """Turns letters and handouts into PDF; see `domain.letters` and `domain.handouts` for the values."""

    def letter(self, letter: object) -> bytes: ...

    def letter_with_regions(self, letter: object) -> tuple[bytes, tuple[object, ...]]:
        """The PDF and where words of the case stand on it."""

    def handout(self, handout: object) -> bytes: ...

    def logo(self, content: bytes) -> bytes:
        """A logo as letters carry it, from a PNG file; raises `BadLogo`."""

    def addresses(self, wanted: object) -> bytes:
        """Envelopes or labels of a `domain.envelopes.Addresses`."""

    def ruler(self, letterhead: object, form: str, language: str) -> bytes:
        """The test print with rulers, window and folds."""

    def regional_guide(self, guide: object) -> bytes:
        """The PDF of a `domain.regional_guide.RegionalGuide`."""

    def map_sheet(self, sheet: object) -> bytes:
        """The PDF of a `domain.map_sheet.MapSheet`."""


# --- tables and documents from outside ------------------------------------------------------------------------------


class DirectoryFiles(Protocol):
    """The directory as files; see `exchange/contact_files.py`."""

    def read_table(self, file: Path, encoding: str = ...) -> Sheet:
        """A table, XLSX by its name, otherwise CSV. Raises `OSError`, and `LookupError` for an unknown encoding."""

    def read_documents(self, folder: Path) -> tuple[tuple[Contact | None, tuple[RowFault, ...]], ...]:
        """Contacts from HSDS documents, one per service. Raises `OSError`."""

    def csv_bytes(self, rows: Iterable[Sequence[str]]) -> bytes: ...

    def write_documents(self, folder: Path, documents: Iterable[tuple[str, Mapping[str, object]]]) -> int:
        """Write documents under their relative paths and give their number. Raises `DeskError`."""

    def write_table(self, file: Path, rows: Iterable[Sequence[str]]) -> None:
        """Write a table as CSV, whole or not at all. Raises `DeskError`."""
