"""What the search box finds: cases, contacts, what the packs say, what can be set and done. Runs on the worker.

Nothing is typed twice: the list also offers a new enquiry with the text, and the search of a page with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from welcomedesk.desk import cases, contacts, knowledge, plan_views
from welcomedesk.domain.fields import FIELDS
from welcomedesk.i18n import N_, _, language
from welcomedesk.ui.components.search import Hit
from welcomedesk.ui.dates import long_date
from welcomedesk.ui.page import Place
from welcomedesk.ui.text import first_sentence

if TYPE_CHECKING:
    from welcomedesk.desk.core import Desk
    from welcomedesk.desk.ports import CaseHit
    from welcomedesk.domain.library import KnowledgeItem

MOST_CASES, MOST_CONTACTS, MOST_STATEMENTS, MOST_PLANS, MOST_SETTINGS, MOST_HELP = 8, 5, 8, 5, 5, 3
SHORTEST_FOR_HELP = 3
"""Letters of the longest word from which on sentences of the manual are found."""

_KINDS = {
    "note": N_("Basics"),
    "result": N_("Way or title"),
    "step": N_("Step"),
    "paper": N_("Paper"),
    "row": N_("Occupation or table"),
    "figure": N_("Figure"),
    "question": N_("Question of a guide"),
}


def find(desk: Desk | Any, text: str) -> tuple[Hit, ...]:
    """Everything whose words begin like those of the text, in groups, best first."""
    return (
        *_slips(text),
        *_cases(desk, text),
        *_contacts(desk, text),
        *_knowledge(desk, text),
        *_plans(desk, text),
        *_help(text),
        *_settings(text),
        *_actions(text),
    )


_CODE_LIKE = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9]{3}-[A-Za-z0-9]{2,4}")
"""Written like a short code: a group of three, a hyphen, a digit somewhere."""


def _slips(text: str) -> Iterator[Hit]:
    """A short code leads to the slip that came back; one with a mistake does too, and the mistake is said there."""
    from welcomedesk.domain.reply_codes import read_reply_code

    code = read_reply_code(text) or (text.strip().upper() if _CODE_LIKE.fullmatch(text.strip()) else "")
    if code:
        title = _("Enter the reply with code {code}").format(code=code)
        yield Hit(_("Reply slip"), title, icon="referral", place=Place("today", tab="reply", item=code))


def _cases(desk: Desk, text: str) -> Iterator[Hit]:
    for hit in cases.search(desk, text, MOST_CASES):
        second, second_marks = _found_in(hit)
        yield Hit(
            group=_("Cases"),
            title=hit.row.name or _("Anonymous enquiry"),
            second=second,
            second_marks=second_marks,
            marks=marks_of(hit.row.name, text),
            right=_("{number} · {state}").format(number=hit.row.number, state=_state(hit)),
            icon="company" if hit.row.kind == "company" else "person",
            place=Place("case", case=hit.row.id),
            facts=tuple(_case_facts(hit)),
            chip=_("Sample case") if hit.row.sample else "",
            chip_tone="sample",
        )


_HOW = {
    "sound": lambda: _("The name sounds like it."),
    "slip": lambda: _("Written a little differently."),
}


def _found_in(hit: CaseHit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The second line of a case: the field that holds the words, unless the first line shows it already."""
    if hit.how:
        return _HOW[hit.how](), ()
    if hit.excerpt in ("", hit.row.name, hit.row.number):
        kind = _("Company") if hit.row.kind == "company" else _("Person")
        place = hit.row.place if not hit.row.protected else ""
        return " · ".join(part for part in (kind, place) if part), ()
    label = _(FIELDS[hit.field].label) if hit.field in FIELDS else ""
    begin = f"{label}: " if label else ""
    return f"{begin}{hit.excerpt}", tuple((start + len(begin), length) for start, length in hit.marks)


def _state(hit: CaseHit) -> str:
    return _("closed") if hit.row.state == "closed" else _("open")


def _case_facts(hit: CaseHit) -> Iterator[tuple[str, str]]:
    if hit.row.place and not hit.row.protected:
        yield _("Place"), hit.row.place
    if hit.row.next_step:
        when = long_date(hit.row.next_date) if hit.row.next_date else ""
        yield _("Next step"), " · ".join(part for part in (hit.row.next_step, when) if part)
    if hit.row.adviser:
        yield _("Adviser"), hit.row.adviser


def _contacts(desk: Desk, text: str) -> Iterator[Hit]:
    from welcomedesk.ui.offices import office_of, speaker

    directory = contacts.directory(desk)
    found = directory.search(text, MOST_CONTACTS)
    say = speaker(desk, directory) if found else None
    for contact in found:
        assert say is not None
        office = office_of(desk, contact, say)
        yield Hit(
            group=_("Contacts"),
            title=office.name,
            second=" · ".join(part for part in (office.kind, contact.address.town) if part),
            right=office.fresh_words,
            icon="pin",
            marks=marks_of(office.name, text),
            place=Place("contacts", item=contact.id),
            text=first_sentence(contact.offer.de if language() == "de" else contact.offer.en or contact.offer.de),
        )


def _knowledge(desk: Desk, text: str) -> Iterator[Hit]:
    found = [item for item in knowledge.search(desk, text) if item.kind != "contact"]
    for item in found[:MOST_STATEMENTS]:
        yield _statement(item, text)
    if len(found) > MOST_STATEMENTS:
        more = _("All {n} hits in the packs").format(n=len(found))
        yield Hit(_("Knowledge"), more, icon="book", place=Place("knowledge", item=f"?{text}"), also=True)


def _statement(item: KnowledgeItem, text: str) -> Hit:
    kind = _(_KINDS.get(item.kind, N_("Statement")))
    said = item.text.partition("\n")[0]
    return Hit(
        group=_("Knowledge"),
        title=item.title,
        second=" · ".join(part for part in (kind, first_sentence(said) or item.law) if part),
        right=_("as of {date}").format(date=long_date(item.as_of)) if item.as_of else "",
        icon="book",
        marks=marks_of(item.title, text),
        place=Place("knowledge", item=f"{item.pack}/{item.kind}/{item.id}"),
        text=item.text,
        facts=((_("Basis"), item.law),) if item.law else (),
        chip=_("confirmed by a source") if item.status == "S" else _("to be verified") if item.status == "K" else "",
        chip_tone="good" if item.status == "S" else "open",
    )


def _plans(desk: Desk, text: str) -> Iterator[Hit]:
    """Formats and lists whose title or programme has all words of the text."""
    wanted = _words(text).split()
    found = [
        each for each in (plan_views.offers(desk) if wanted else ()) if _holds(f"{each.title} {each.programme}", wanted)
    ]
    for each in found[:MOST_PLANS]:
        yield Hit(
            group=_("Formats and lists"),
            title=each.title,
            second=each.programme,
            icon="calendar" if each.plan else "checklist",
            marks=marks_of(each.title, text),
            place=Place("plans", item=each.id),
            text=each.text,
        )


def _help(text: str) -> Iterator[Hit]:
    """Chapters of the manual whose headings hold all words of the text, then those with a sentence that does."""
    from welcomedesk.ui.manual import chapters

    wanted = _words(text).split()
    by_head, by_sentence = [], []
    for chapter in chapters(language()) if wanted else ():
        heads = " ".join(block.text for block in chapter.blocks if block.kind in ("title", "heading"))
        said = next((b.text for b in chapter.blocks if b.kind in ("text", "point") and _holds(b.text, wanted)), "")
        said = said if max(map(len, wanted)) >= SHORTEST_FOR_HELP else ""
        first = next(block.text for block in chapter.blocks if block.kind != "title")
        hit = Hit(
            _("Help"), chapter.title, said, icon="help", marks=marks_of(chapter.title, text),
            second_marks=marks_of(said, text), place=Place("help", item=chapter.id), text=said or first,
        )  # fmt: skip
        if _holds(heads, wanted):
            by_head.append(hit)
        elif said:
            by_sentence.append(hit)
    yield from (*by_head, *by_sentence)[:MOST_HELP]


def _holds(text: str, wanted: Sequence[str]) -> bool:
    """Whether words of the text begin like each of those that are wanted."""
    words = f" {_words(text)}"
    return all(f" {word}" in words for word in wanted)


def _settings(text: str) -> Iterator[Hit]:
    """What can be set; its page opens narrowed down to it. What is called so itself comes first."""
    from welcomedesk.ui.pages import PAGES
    from welcomedesk.ui.settings_index import SETTINGS

    titles = {page.name: page.title for page in PAGES}
    wanted = _words(text).split()
    found = []
    for each in SETTINGS if wanted else ():
        title, under = _(each.words).rstrip(" …"), _(each.under) if each.under else ""
        if _holds(f"{title} {under} {_(each.also) if each.also else ''}", wanted):
            place = Place(each.page, item=title)
            second = under or _(titles[each.page])
            hit = Hit(_("Settings"), title, second, icon="gear", marks=marks_of(title, text), place=place)
            found.append((not _holds(title, wanted), hit))
    found.sort(key=lambda pair: pair[0])
    yield from (hit for _rank, hit in found[:MOST_SETTINGS])


def _words(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in _plain(text))


_DOABLE = {
    "cover": "cover",
    "lock": "lock",
    "larger": "plus",
    "smaller": "minus",
    "usual_size": "refresh",
    "undo": "undo",
    "help": "help",
}
"""Keys of the window that can be done from anywhere, with their icons."""

_JOBS = (
    (N_("Enter a reply"), "referral", Place("today", tab="reply"), N_("answer slip code")),
    (N_("New contact"), "plus", Place("contact-edit"), N_("enter own office")),
    (N_("Import contacts"), "save", Place("contact-import"), N_("read in Excel CSV table")),
    (N_("Call list"), "phone", Place("calls"), N_("check contacts by phone")),
    (N_("Erasure list"), "trash", Place("retention"), N_("erase delete period monthly")),
    (N_("What updates changed"), "refresh", Place("contact-changes"), N_("contacts packs new")),
)
"""What can be done from anywhere: words, icon, where it leads, and other words that people use for it."""


def _actions(text: str) -> Iterator[Hit]:
    """A new enquiry with the text, and pages and actions whose words begin like it."""
    from welcomedesk.ui.keys import KEYS, spoken
    from welcomedesk.ui.pages import PAGES

    group = _("Actions")
    wanted = _words(text).split()
    for page in PAGES:
        words = _(page.title)
        if (page.rail or page.found) and _holds(words, wanted):
            yield Hit(
                group, words, _("Page"), icon=page.icon, place=Place(page.name), marks=marks_of(words, text), also=True
            )
    for title, icon, place, other in _JOBS if wanted else ():
        if _holds(f"{_(title)} {_(other)}", wanted):
            yield Hit(group, _(title), icon=icon, place=place, marks=marks_of(_(title), text), also=True)
    for key in KEYS:
        words = _(key.words)
        if wanted and key.name in _DOABLE and _holds(words, wanted):
            yield Hit(
                group, words, spoken(key.sequences[0]), icon=_DOABLE[key.name], code=f"do:{key.name}",
                marks=marks_of(words, text), also=True,
            )  # fmt: skip
    new = _("New enquiry “{text}”").format(text=text.strip()[:60])
    yield Hit(group, new, icon="plus", place=Place("cases", tab="new", item=text.strip()), also=True)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in folded if not unicodedata.combining(sign)).split())


def marks_of(title: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a search stand in a title, from the beginning of its words."""
    low = title.casefold()
    if len(low) != len(title):
        return ()
    found = []
    for word in text.casefold().split():
        at = low.find(word)
        while at > 0 and low[at - 1].isalnum():
            at = low.find(word, at + 1)
        if at >= 0:
            found.append((at, len(word)))
    return tuple(sorted(found))
