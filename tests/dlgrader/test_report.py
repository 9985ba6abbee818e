"""The report of a graded class: for people, as CSV, and as JSON of a fixed shape."""

import csv
import io
import json
import shutil

import pytest
from dlgrader.clean.spreadsheet import cell, table
from dlgrader.cli.app import app
from dlgrader.course.nbgrader import Course
from dlgrader.mistakes.notebooks import ASSIGNMENT
from dlgrader.reports.gather import gather
from dlgrader.reports.statistics import correlation, mistakes, question_figures, spread
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED
from nbgrader.api import Gradebook
from typer.testing import CliRunner

STATES = {
    "honest": NEEDS_A_PERSON, "wrong1": GRADED, "wrong2": GRADED, "flagged": NEEDS_A_PERSON, "broken": NEEDS_A_PERSON,
    "lost": NOT_GRADED, "nothing": GRADED, "twin1": GRADED, "twin2": GRADED,
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def report(course, *arguments):
    done = run("report", ASSIGNMENT, "--course", course, *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def machine(graded_course):
    return json.loads(report(graded_course, "--json", "-"))


@pytest.fixture
def course(graded_course, tmp_path):
    """A copy that may be changed."""
    return shutil.copytree(graded_course, tmp_path / "course")


@pytest.fixture
def gradebook(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as opened:
        yield opened


def test_json_has_the_documented_shape(machine):
    assert list(machine) == ["assignment", "students"]
    assert machine["assignment"] == ASSIGNMENT
    for student in machine["students"].values():
        assert list(student) == ["state", "points", "max", "notes", "flags", "questions"]
        assert student["state"] in (GRADED, NOT_GRADED, NEEDS_A_PERSON)
        assert all(isinstance(note, str) for note in student["notes"])
        assert all(list(flag) == ["kind", "question", "evidence", "decisive"] for flag in student["flags"])
        assert student["points"] == pytest.approx(sum(one["points"] for one in student["questions"].values()))
        assert student["max"] == 104
        for question in student["questions"].values():
            assert list(question) == ["points", "max", "state", "checks"]
            for check in question["checks"]:
                assert list(check) == ["name", "passed", "points", "max", "message", "mistake"]


def test_json_says_who_is_in_which_state(machine):
    assert {student: one["state"] for student, one in machine["students"].items()} == STATES


def test_json_names_the_mistake_or_says_null(machine):
    (check,) = machine["students"]["wrong1"]["questions"]["backward"]["checks"]
    assert check == {
        "name": "value", "passed": False, "points": 0, "max": 24, "message": "db2 is 5 times too large",
        "mistake": "average missing",
    }  # fmt: skip
    assert {one["mistake"] for one in machine["students"]["wrong1"]["questions"]["cost"]["checks"]} == {None}


def test_json_goes_on_one_line_per_student_into_a_file(graded_course, tmp_path, machine):
    for option in (["--json"], ["--json", "-"], ["--json=-"]):
        assert json.loads(report(graded_course, *option)) == machine
    assert report(graded_course, "--json", tmp_path / "r.json") == ""
    assert json.loads((tmp_path / "r.json").read_text()) == machine


def test_what_is_held_has_no_points_yet_and_costs_nothing_else(machine):
    flagged = machine["students"]["flagged"]
    assert flagged["questions"]["cost"]["state"] == NEEDS_A_PERSON
    assert flagged["questions"]["cost"]["points"] == 0
    assert flagged["points"] == 95
    assert flagged["flags"][0]["evidence"] == "calls forward 40 times"
    broken = machine["students"]["broken"]
    assert {one["state"] for one in broken["questions"].values()} == {NEEDS_A_PERSON, GRADED}
    assert "could not be read" in broken["notes"][0]


def test_a_question_for_a_person_waits_where_something_was_written(machine):
    assert machine["students"]["honest"]["questions"]["explain"]["state"] == NEEDS_A_PERSON
    untouched = machine["students"]["wrong1"]["questions"]["explain"]
    assert untouched == {"points": 0, "max": 4, "state": GRADED, "checks": []}


def test_points_given_by_hand_count_and_end_the_waiting(course, gradebook):
    for question, student, points in (("explain", "honest", 3), ("test_cost", "flagged", 2.5)):
        grade = gradebook.find_grade(question, ASSIGNMENT, ASSIGNMENT, student)
        grade.manual_score, grade.needs_manual_grade = points, False
    gradebook.db.commit()
    found = json.loads(report(course, "--json"))["students"]
    assert (found["honest"]["state"], found["honest"]["points"]) == (GRADED, 103)
    assert (found["flagged"]["state"], found["flagged"]["points"]) == (GRADED, 97.5)
    assert any("cost: 2.5 points given by hand" in note for note in found["flagged"]["notes"])


def test_a_late_penalty_is_said_and_taken_off_in_the_export_alone(course, gradebook):
    gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "wrong1").late_submission_penalty = 10
    gradebook.db.commit()
    found = json.loads(report(course, "--json"))["students"]["wrong1"]
    assert found["points"] == 76
    assert any("penalty of 10" in note for note in found["notes"])
    assert "1 with a late penalty" in report(course)
    assert run("export", "--course", course, "--to", course / "g.csv").exit_code == 0
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO((course / "g.csv").read_text()))}
    assert (rows["wrong1"]["raw_score"], rows["wrong1"]["late_submission_penalty"], rows["wrong1"]["score"]) == (
        "76", "10", "66",
    )  # fmt: skip


def test_the_export_escapes_formulas_and_knows_every_student(graded_course):
    done = run("export", ASSIGNMENT, "--course", graded_course, "--to", "-")
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert set(rows) == {*STATES, "absent"}
    assert rows["wrong1"]["first_name"] == "'=cmd()"
    assert rows["absent"]["state"] == "nothing handed in"
    assert rows["flagged"]["state"] == "needs a person"
    assert (rows["nothing"]["score"], rows["nothing"]["max_score"]) == ("0", "104")
    assert run("export", "no-such", "--course", graded_course).exit_code == 1
    done = run("export", "--student", "nobody", "--course", graded_course, "--to", "-")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "There is no student 'nobody'" in done.stderr


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cells_that_a_spreadsheet_would_run(start):
    assert cell(start + "1") == "'" + start + "1"
    assert next(csv.reader(io.StringIO(table([start + "x"], [])))) == ["'" + start + "x"]


def test_numbers_stay_numbers_in_a_table():
    assert [cell(value) for value in (-1.5, 0, 97.25, None, "3-4")] == ["-1.5", "0", "97.25", "", "3-4"]


def test_the_table_has_a_line_per_student(graded_course):
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(report(graded_course, "--csv")))}
    assert set(rows) == set(STATES)
    assert rows["flagged"]["cost"] == ""
    assert rows["flagged"]["why"] == "cost: calls forward 40 times"
    assert rows["wrong1"]["mistakes"] == "backward: average missing"
    assert rows["wrong1"]["name"].startswith("'=")


def test_the_terminal_says_what_a_teacher_asks(graded_course):
    said = report(graded_course)
    assert "9 handed in, 5 graded, 3 needs a person, 1 not graded" in said
    assert "Nothing from 1: absent" in said
    assert "average missing" in said
    assert "cost: calls forward 40 times" in said
    assert "1 wait only for what a person grades: explain" in said
    assert "without explain, of 100" in said
    assert "the worker was lost" in said
    assert "twin1, twin2" in said
    assert "Discrimination is" in said
    assert "\x1b" not in said


def test_questions_mistakes_and_spread_count_what_they_say(graded_course):
    whole = gather(graded_course, ASSIGNMENT)
    backward = next(one for one in question_figures(whole) if one.name == "backward")
    assert (backward.full, backward.part, backward.none, backward.untouched, backward.held) == (4, 2, 1, 1, 2)
    assert backward.difficulty == pytest.approx((4 * 25 + 2 * 1) / 7 / 25)
    (mistake,) = mistakes(whole)
    assert (mistake.mistake, mistake.question, mistake.students) == (
        "average missing",
        "backward",
        ("wrong1", "wrong2"),
    )
    found = spread(whole)
    assert (found.count, found.least, found.most, found.max, found.left_out) == (6, 0, 100, 100, ("explain",))
    assert sum(count for _, _, count in found.bins) == 6
    explain = question_figures(whole)[-1]
    assert (explain.name, explain.difficulty, explain.discrimination) == ("explain", None, None)


def test_a_question_for_a_person_counts_once_it_is_done(course, gradebook):
    for submission in gradebook.assignment_submissions(ASSIGNMENT):
        grade = gradebook.find_grade("explain", ASSIGNMENT, ASSIGNMENT, submission.student.id)
        grade.manual_score, grade.needs_manual_grade = 2, False
    gradebook.db.commit()
    whole = gather(course, ASSIGNMENT, answers=False)
    assert spread(whole).max == 104
    assert spread(whole).left_out == ()
    assert question_figures(whole)[-1].difficulty == 0.5


def test_points_by_hand_that_the_checks_no_longer_agree_with_are_explained(course, gradebook):
    grade = gradebook.find_grade("test_cost", ASSIGNMENT, ASSIGNMENT, "honest")
    grade.manual_score, grade.needs_manual_grade = 1, True  # as nbgrader leaves it after another attempt
    gradebook.db.commit()
    student = gather(course, ASSIGNMENT, answers=False).students["honest"]
    assert student.state == "needs a person"
    assert student.why() == "cost: 1 points given by hand stand; the checks now give 5. Look again"


def test_correlation():
    assert correlation([(0, 1), (1, 3), (2, 5)]) == pytest.approx(1)
    assert correlation([(0, 5), (1, 3), (2, 1)]) == pytest.approx(-1)
    assert correlation([(1, 5), (1, 3)]) is None


def test_without_verdicts_the_notebooks_speak(course):
    """Graded by nbgrader's own command: there is no store."""
    shutil.rmtree(course / "verdicts")
    found = json.loads(report(course, "--json"))["students"]
    assert {student: one["state"] for student, one in found.items()} == STATES
    (check,) = found["wrong1"]["questions"]["backward"]["checks"]
    assert check["mistake"] == "average missing"
    assert found["flagged"]["flags"][0]["evidence"] == "calls forward 40 times"
    assert "could not be read" in found["broken"]["notes"][0]


def test_what_was_handed_in_after_the_grading_is_said(course):
    (course / "submitted" / "new" / ASSIGNMENT).mkdir(parents=True)
    (course / "submitted" / "new" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{}")
    (course / "submitted" / "honest" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("again")
    found = json.loads(report(course, "--json"))["students"]
    assert found["new"]["state"] == NOT_GRADED
    assert "autograde" in found["new"]["notes"][0]
    assert any("handed in again" in note for note in found["honest"]["notes"])


def test_damaged_files_of_ours_are_said_and_not_believed(course):
    (course / "verdicts" / ASSIGNMENT / "index.json").write_text("{")
    (course / "autograded" / "wrong1" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_bytes(b"\xff[")
    whole = gather(course, ASSIGNMENT)
    assert any("not believed" in note for note in whole.notes)
    assert whole.students["wrong1"].points == 76
    assert whole.students["wrong2"].state == GRADED


def test_errors_say_what_to_do(graded_course, tmp_path):
    for arguments, said in (
        (["report", ASSIGNMENT, "--course", tmp_path], "no course folder"),
        (["report", "no-such", "--course", graded_course], "there is: implementing-backpropagation"),
        (["report", ASSIGNMENT, "--course", graded_course, "--html", tmp_path], "could not be written"),
        (["report", ASSIGNMENT, "--course", graded_course, "--csv", "--json"], "Only one"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert said in done.stderr
        assert done.stdout == ""


def test_without_a_gradebook_and_without_submissions(course):
    shutil.rmtree(course / "submitted")
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").rename(course / "kept.db")
    done = run("report", ASSIGNMENT, "--course", course)
    assert "There is no gradebook" in done.stderr
    assert not (course / "gradebook.db").exists()
    (course / "gradebook.db").write_bytes(b"no database at all, but long enough to be looked at by sqlite" * 20)
    assert "The gradebook is damaged" in run("report", ASSIGNMENT, "--course", course).stderr


def test_nbgraders_own_export_is_as_safe(graded_course, tmp_path):
    with Course(graded_course) as course:
        assert course._config.ExportApp.plugin_class == "dlgrader.reports.export.SafeCsvExport"
        course.export(tmp_path / "g.csv")
    done = run("export", "--course", graded_course, "--to", "-")
    assert (tmp_path / "g.csv").read_text() == done.stdout
