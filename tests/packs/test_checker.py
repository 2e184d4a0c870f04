"""Every kind of mistake in a pack is named with file, key and line, and the other packs go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.guides import result
from tests.helpers.pack_folders import pack
from welcomedesk.packs.checker import main
from welcomedesk.packs.compiler import compile_folder
from welcomedesk.packs.problems import BROKEN, HINT, WRONG, Problem


def problems_of(folder: Path, *, hints: bool = False) -> list[Problem]:
    found = [problem for made in compile_folder(folder) for problem in made.problems]
    return [problem for problem in found if hints or problem.level != HINT]


def only_problem(folder: Path) -> Problem:
    found = problems_of(folder)
    assert len(found) == 1, [problem.line_of_text() for problem in found]
    return found[0]


def test_a_pack_without_mistakes_has_no_problems(tmp_path: Path):
    pack(tmp_path, "good", guide=True, rules=result("a", "goal = work and salary >= figure.FLOOR"))
    assert problems_of(tmp_path) == []


CONDITIONS = [
    ("gaol = work", "gaol"),
    ("goal = wrok", "wrok"),
    ("goal = work and", "too early"),
    ("salary >= figure.FLOR", "FLOR"),
    ("job.regulatd = yes", "regulatd"),
    ("job.regulated = perhaps", "perhaps"),
    ("applies(nowhere)", "nowhere"),
    ("purpose = work", "has"),
    ("goal has work", "goal"),
    ("goal", "comparison"),
    ("licence >= yes", "compared"),
    ("months >= A2", "A2"),
    ("born + 1 > 2", "number"),
    ("age(months) > 2", "date"),
    ("goal starts {21}", "code"),
]


@pytest.mark.parametrize(("condition", "part"), CONDITIONS)
def test_a_condition_that_does_not_fit_names_word_file_key_and_line(tmp_path: Path, condition: str, part: str):
    pack(tmp_path, "bad", guide=True, rules=result("a", "licence", condition))
    found = problems_of(tmp_path)[0]
    assert (found.pack, found.file, found.key, found.level) == ("bad", "rules.toml", "result a when[1]", BROKEN)
    assert found.line == 6
    assert part in found.sentence()


FIGURE = """
[[figure]]
id = "X"
title = {{de = "Zahl", en = "Figure"}}
unit = "EUR"
rows = [{rows}]
"""
QUESTION = """
[[question]]
id = "{id}"
kind = "{kind}"
text = {{de = "Was?", en = "What?"}}
{more}

[[result]]
id = "r"
kind = "flag"
title = {{de = "r", en = "r"}}
when = ["{id} known"]
"""
CHECKLIST = """
[[checklist]]
id = "c"
title = {{de = "Liste", en = "List"}}
{more}

  [[checklist.step]]
  id = "one"
  title = {{de = "Eins", en = "One"}}
  {one}

  [[checklist.step]]
  id = "two"
  title = {{de = "Zwei", en = "Two"}}
  {two}
"""


def figure(rows: str) -> str:
    return FIGURE.format(rows=rows)


def question(name: str = "q", kind: str = "number", more: str = "") -> str:
    return QUESTION.format(id=name, kind=kind, more=more)


def checklist(one: str = "", two: str = "", more: str = "") -> str:
    return CHECKLIST.format(one=one, two=two, more=more)


MISTAKES = {
    "overlapping figure rows": (
        figure('{value="1", valid_to="2026-06-30"}, {value="2", valid_from="2026-06-30"}'),
        "figure X rows[1]",
        "overlap",
        BROKEN,
    ),
    "a row that ends before it begins": (
        figure('{value="1", valid_from="2026-06-30", valid_to="2026-01-01"}'),
        "figure X rows[0]",
        "before it begins",
        WRONG,
    ),
    "a value that is no number": (figure('{value="1.000,00"}'), "figure X rows", "number", BROKEN),
    "a span upside down": (figure('{value="5", value_max="1"}'), "figure X rows[0]", "smaller", WRONG),
    "a source that is not there": (figure('{value="1", source=["s9"]}'), "figure X rows[0].source", "s9", WRONG),
    "confirmed without a source": (figure('{value="1", status="S"}'), "figure X rows[0].status", "source", WRONG),
    "a kind of question that is not there": (question(kind="colour"), "question q kind", "colour", BROKEN),
    "a question without options": (question(kind="choice"), "question q options", "options", BROKEN),
    "a table that is not there": (
        question(kind="occupation", more='options_from = "nowhere"'),
        "question q options_from",
        "nowhere",
        BROKEN,
    ),
    "a usual answer that is no option": (
        question(kind="yes_no", more='usual = "maybe"'),
        "question q usual",
        "maybe",
        BROKEN,
    ),
    "limits the wrong way round": (question(more="min = 5\nmax = 1"), "question q min", "larger", BROKEN),
    "a name with another meaning": (question("figure"), "question figure id", "figure", BROKEN),
    "a field of the case that is not there": (
        question(more='lives_in = "person.shoe"'),
        "question q lives_in",
        "shoe",
        WRONG,
    ),
    "a figure beside a question that is not there": (
        question(more='figures = ["Y"]'),
        "question q figures",
        "Y",
        WRONG,
    ),
    "a field nobody knows": (question(more='ask_if = "licence"'), "question q ask_if", "ask_if", WRONG),
    "a question that can never arise": (
        question(more='ask_when = "goal = work and goal = study"'),
        "question q ask_when",
        "No answers",
        WRONG,
    ),
    "missing English words": (
        question(more='why = {de = "Darum", en = " "}'),
        "question q why",
        "en",
        WRONG,
    ),
    "an option without words": (
        question(kind="choice", more='options = [{id = "a", de = "a"}]'),
        "question q options[0]",
        "en",
        WRONG,
    ),
    "a result that can never apply": (result("a", "goal = work", "goal = study"), "result a when", "exclude", WRONG),
    "a result under a question that cannot arise then": (
        result("a", "goal = study", "salary >= 5"),
        "result a when",
        "exclude",
        WRONG,
    ),
    "a kind of result that is not there": (result("a", "licence", kind="wish"), "result a kind", "wish", BROKEN),
    "a next result that is not there": (result("a", "licence", more='next = ["b"]'), "result a next[0]", "b", WRONG),
    "a paper that is not there": (result("a", "licence", more='papers = ["D9"]'), "result a papers[0]", "D9", WRONG),
    "an office that is not there": (
        result("a", "licence", more='authorities = ["x"]'),
        "result a authorities[0]",
        "x",
        WRONG,
    ),
    "a checklist that is not there": (result("a", "licence", more='checklist = "x"'), "result a checklist", "x", WRONG),
    "a result behind one that is not there": (
        result("a", "licence", more='behind = ["x"]'),
        "result a behind",
        "x",
        BROKEN,
    ),
    "a circle of results": (
        result("a", "applies(b)") + result("b", "not applies(a)"),
        "result a",
        "circle",
        BROKEN,
    ),
    "a circle of questions": (
        question(more='ask_when = "r2"')
        + '\n[[derived]]\nid = "r2"\nkind = "yes_no"\ntitle = {de = "r", en = "r"}\nvalue = "q > 1"\n',
        "question q",
        "circle",
        BROKEN,
    ),
    "a derived value without a rule": (
        '[[derived]]\nid = "d"\nkind = "yes_no"\ntitle = {de = "d", en = "d"}\n',
        "derived d",
        "exactly one",
        BROKEN,
    ),
    "a circle of steps": (
        checklist(one='needs = ["two"]', two='due = {after = "one", days = 3}'),
        "checklist c needs",
        "one → two → one",
        BROKEN,
    ),
    "a step that is not there": (checklist(one='needs = ["three"]'), "checklist c step one needs", "three", WRONG),
    "an event that is not there": (
        checklist(one='due = {after = "wedding", days = 1}'),
        "checklist c step one due.after",
        "wedding",
        WRONG,
    ),
    "an office of a step that is not there": (checklist(one='office = "x"'), "checklist c step one office", "x", WRONG),
    "a cost that is not there": (checklist(one='cost = {figure = "Y"}'), "checklist c step one cost", "Y", WRONG),
    "a checklist for a result that is not there": (checklist(more='for = ["zzz"]'), "checklist c for[0]", "zzz", WRONG),
    "a step under a condition that cannot be read": (
        checklist(one='if = "gaol = 1"'),
        "checklist c step one if",
        "gaol",
        WRONG,
    ),
    "a part nobody knows": ("[[recipe]]\nid = 'x'\n", "recipe", "recipe", BROKEN),
    "a part that is no list": ("[result]\nid = 'x'\n", "result", "[[result]]", BROKEN),
    "an id that stands twice": (result("a", "licence") + result("a", "licence"), "result a", "twice", BROKEN),
    "an entry without an id": ('[[paper]]\ntitle = {de = "p", en = "p"}\n', "paper", "id", BROKEN),
    "a row of a table that is not there": ('[[row]]\ntable = "x"\nid = "r"\n', "row x r", "x", BROKEN),
    "a row that stands twice": (
        '[[row]]\ntable = "jobs"\nid = "cook"\ntitle = {de = "Koch", en = "Cook"}\n',
        "row jobs cook",
        "twice",
        BROKEN,
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, name: str):
    text, key, part, level = MISTAKES[name]
    pack(tmp_path, "bad", guide=True, rules=text)
    matching = [problem for problem in problems_of(tmp_path) if problem.key == key]
    assert matching, [problem.line_of_text() for problem in problems_of(tmp_path)]
    assert (matching[0].file, matching[0].level) == ("rules.toml", level)
    assert part in matching[0].sentence()


def test_a_dead_end_and_an_answer_nobody_reads_are_hints(tmp_path: Path):
    pack(tmp_path, "thin", guide=True, rules=result("a", "licence"))
    hints = {problem.key: problem.sentence() for problem in problems_of(tmp_path, hints=True)}
    assert "ends here" in hints["result a"]
    assert "No rule" in hints["question born"]


class TestFilesThatCannotBeRead:
    def test_a_wrong_encoding(self, tmp_path: Path):
        pack(tmp_path, "bad")
        (tmp_path / "bad" / "old.toml").write_bytes('[[note]]\nid = "x"\n# schön\n'.encode("latin-1"))
        found = only_problem(tmp_path)
        assert (found.file, found.line, found.level) == ("old.toml", 3, BROKEN)
        assert "UTF-8" in found.sentence()

    def test_a_slip_in_the_toml(self, tmp_path: Path):
        pack(tmp_path, "bad", rules='[[note]]\nid = "x"\ntitle = \n')
        found = only_problem(tmp_path)
        assert (found.file, found.line, found.level) == ("rules.toml", 3, BROKEN)

    def test_a_json_file_is_read_like_toml(self, tmp_path: Path):
        place = pack(tmp_path, "good")
        (place / "n.json").write_text(
            '{"note": [{"id": "x", "title": {"de": "x", "en": "x"}, "text": {"de": "x", "en": "x"}}]}'
        )
        assert problems_of(tmp_path) == []
        (place / "n.json").write_text("[1, 2]")
        assert only_problem(tmp_path).file == "n.json"

    def test_a_pack_without_a_head(self, tmp_path: Path):
        place = pack(tmp_path, "bad")
        (place / "pack.toml").write_text("", encoding="utf-8")
        assert "no [pack]" in only_problem(tmp_path).sentence()

    def test_a_pack_in_a_folder_of_another_name(self, tmp_path: Path):
        pack(tmp_path, "good").rename(tmp_path / "other")
        assert "folder" in only_problem(tmp_path).sentence()


def test_figures_and_sources_can_be_shared_with_another_pack(tmp_path: Path):
    pack(tmp_path, "base", figures=figure('{value="1"}'))
    place = pack(tmp_path, "user", guide=True, rules=result("a", "months > figure.X"))
    assert "X" in problems_of(tmp_path)[0].sentence()
    head = (place / "pack.toml").read_text(encoding="utf-8")
    (place / "pack.toml").write_text(head.replace("version", 'uses = ["base"]\nversion'), encoding="utf-8")
    assert problems_of(tmp_path) == []
    (place / "pack.toml").write_text(head.replace("version", 'uses = ["nowhere"]\nversion'), encoding="utf-8")
    assert "nowhere" in problems_of(tmp_path)[0].sentence()


def test_the_command_prints_every_problem_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    pack(tmp_path, "bad", guide=True, rules=result("a", "goal = wrok"))
    assert main([str(tmp_path)]) == 1
    assert "broken: bad/rules.toml:6: result a when[0]: “wrok” is not an option here." in capsys.readouterr().out
    pack(tmp_path, "bad", guide=True, rules=result("a", "goal = work"))
    assert main([str(tmp_path)]) == 0


def test_a_number_with_thousands_of_digits_is_a_problem_of_its_pack_only(tmp_path: Path):
    pack(tmp_path, "bad", rules="salary = " + "9" * 5_000)
    assert problems_of(tmp_path)[0].level == BROKEN
