"""The building parts of pages. Each shows values and emits signals; none owns a rule of the trade.

| to show | take |
|---|---|
| a button, a link, an icon button | `buttons.button`, `buttons.link`, `buttons.icon_button` |
| rows, columns, wrapping rows, a scrolling column | `layout.row`, `layout.column`, `layout.Flow`, `layout.Scroll` |
| title, subtitle, chips and actions of a page | `head.PageHead` |
| a bordered card with head and rows | `cards.Card` |
| a fact with source, edited in place (F2) | `facts.FactRow`, `facts.FactTable` |
| a small state in words | `chips.Chip` |
| a notice in place, errors too | `banner.Banner`, `banner.error_banner` |
| "done", with undo | `toast.Toasts` (pages call `context.did`) |
| a long list with heads | `rows.RowList`, in a card `list_card.ListCard` |
| columns with headings | `table.Table` |
| two or three choices side by side | `segments.Segments` |
| tabs with counts | `tabs.TabBar` |
| a guide question | `question.QuestionCard` |
| results in groups with their trace | `verdicts.VerdictList` |
| steps with rings, papers with four states | `checklist.StepList`, `papers.PaperTable` |
| an office | `contact.ContactCard`, `contact.ContactDetail` |
| filters above a list, a menu of actions | `filters.FilterField`, `menu.open_menu` |
| the offline map with its legend | `map_view.MapPane` |
| the page of a letter | `letter_preview.LetterPreview` |
| list, middle and detail | `three_panes.ThreePanes` |
| what happened, by date | `timeline.Timeline` |
| fields with words beside them | `forms.Form` and the fields in `fields` |
| a question to the person, a failure | `dialog.ask`, `dialog.tell`, `dialog.show_error` |
| nothing there yet, still reading | `empty.EmptyState`, `busy.BusyFrame` |
| the search box of the header | `search.SearchBox` |
"""
