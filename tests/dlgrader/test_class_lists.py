"""Class lists as Excel, Moodle and Canvas write them, into the gradebook; and output that no terminal can break."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from dlgrader.collecting.class_lists import read_class_list
from dlgrader.collecting.tables import TableError

REPOSITORY = Path(__file__).resolve().parents[2]
LUCIA = ("s001", "Fernández", "Lucía", "l@example.org")
LISTS = {
    "ours": "id,first_name,last_name,email\ns001,Lucía,Fernández,l@example.org\n",
    "Excel's semicolons": "id;first_name;last_name;email\r\ns001;Lucía;Fernández;l@example.org\r\n",
    "tabs": "email\tlast_name\tid\tfirst_name\nl@example.org\tFernández\ts001\tLucía\n",
    "blanks and quotes": 'id , "first_name", last_name, email\n s001, "Lucía" ,Fernández , l@example.org\n\n , , ,\n',
    "more columns": "Group,ID,First Name,Last Name,Email Address,Note\nA,s001,Lucía,Fernández,l@example.org,=1+1\n",
    "Excel's own line": "sep=;\nid;first_name;last_name;email\ns001;Lucía;Fernández;l@example.org\n",
    "Moodle, English": "First name,Last name,ID number,Email address,Groups\nLucía,Fernández,s001,l@example.org,\n",
    "Moodle, German": "Vorname;Nachname;ID-Nummer;E-Mail-Adresse;Gruppen\nLucía;Fernández;s001;l@example.org;A\n",
    "Moodle, French": "Prénom;Nom;Numéro d'identification;Courriel\nLucía;Fernández;s001;l@example.org\n",
    "Moodle, Spanish": "Nombre,Apellido(s),Número de ID,Dirección de correo\nLucía,Fernández,s001,l@example.org\n",
    "Moodle, Arabic": "الاسم الأول,اسم العائلة,رقم الهوية,البريد الإلكتروني\nLucía,Fernández,s001,l@example.org\n",
    "one name": 'Student;Login ID;Email\n"Fernández, Lucía";s001;l@example.org\n',
    "a title above": "Deep Learning, winter\n\nid;first_name;last_name;email\ns001;Lucía;Fernández;l@example.org\n",
    "a title of many words": "Kurs;;;\nStand: 30.11.2026;;;\n;;;\nMatrikelnummer;Vorname;Nachname;E-Mail\n"
    "s001;Lucía;Fernández;l@example.org\n",
    "a title like a column": "Students\nid,first_name,last_name,email\ns001,Lucía,Fernández,l@example.org\n",
    "Brightspace": "OrgDefinedId,Last Name,First Name,Email,Quiz 1,Quiz 1,End-of-Line Indicator\n"
    "#s001,Fernández,Lucía,l@example.org,1,2,#\n",
    "Blackboard": '"Last Name"\t"First Name"\t"Username"\t"Email"\n"Fernández"\t"Lucía"\t"s001"\t"l@example.org"\n',
    "Gradescope": "First Name,Last Name,SID,Email,Role,id\nLucía,Fernández,7,l@example.org,Student,s001\n",
    "bars": "id|last_name|first_name|email\ns001|Fernández|Lucía|l@example.org\n",
    "old Macs' lines": "id,last_name,first_name,email\rs001,Fernández,Lucía,l@example.org\r",
    "a formula around the id": 'id\tlast_name\tfirst_name\temail\n"=""s001"""\tFernández\tLucía\tl@example.org\n',
    "Google's columns": "id,First Name [Required],Last Name [Required],Email Address [Required]\n"
    "s001,Lucía,Fernández,l@example.org\n",
    "no-break blanks": "id\u00a0,last_name,first_name,email\ns001\u00a0,Fernández\u00a0,Lucía,\u00a0l@example.org\n",
    "a comma within": 'id,last_name,first_name,email\n"s001","Fernández","Lucía","l@example.org"\n',
}
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]


def entries(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    listed = read_class_list(path)
    return [(one.id, one.last_name, one.first_name, one.email) for one in listed.entries], listed


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_any_program(tmp_path, name, encoding):
    if name == "Moodle, Arabic" and encoding == "cp1252":
        encoding = "utf-8"  # has no Arabic
    assert entries(tmp_path / "class.csv", LISTS[name], encoding)[0] == [LUCIA]


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1250", "Łukasz"), ("cp1251", "Лев"), ("mac_roman", "Zoë"), ("shift_jis", "太郎")]
)
def test_an_encoding_that_is_named(tmp_path, encoding, name):
    path = tmp_path / "class.csv"
    path.write_bytes(f"id;first_name\ns001;{name}\n".encode(encoding))
    assert read_class_list(path, encoding).entries[0].first_name == name
    assert read_class_list(path).entries[0].id == "s001"
    with pytest.raises(TableError, match="No encoding is called 'klingon'"):
        read_class_list(path, "klingon")
    with pytest.raises(TableError, match="The file is not in utf-8"):
        read_class_list(path, "utf-8")


def test_canvas_gradebook(tmp_path):
    text = """Student,ID,SIS Login ID,Section,HW1 (12)
    Points Possible,,,,10
"Fernández, Lucía",340934,s001,A,9
"Student, Test",99,,A,
"""
    found, listed = entries(tmp_path / "c.csv", text)
    assert found == [("s001", "Fernández", "Lucía", "")]
    assert listed.entries[0].lms_user_id == "340934"
    assert listed.problems == []


def test_without_an_id_the_address_is_one(tmp_path):
    assert entries(tmp_path / "c.csv", "Vorname,Nachname,E-Mail\nA,B,a@x.org\n")[0] == [
        ("a@x.org", "B", "A", "a@x.org")
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["s1,A", "s1,B"], "line 3: s1 stands also in line 2"),
        (["s1,A", "S1,A"], "line 3: S1 stands also in line 2"),
        (["s2,A", ",B"], "line 3: B has no id"),
        (["s2,A", "a/b,B"], "line 3: 'a/b' cannot be a folder's name"),
        (["s2,A", "..,B"], "line 3: '..' cannot be"),
        (["s2,A", f"{'x' * 200},B"], "line 3: the id xxx"),
        (["s2,A", "1.23457E+11,B"], r"line 3: the id 1.23457E\+11 was shortened by a spreadsheet"),
        (["s2,A", '"4,2E+09",B'], "line 3: the id 4,2E"),
        (["s2,A", "######,B"], "line 3: the id ###### was shortened"),
        (["s2,A", "#NAME?,B"], "line 3: the id #NAME"),
        (["s2,A", "s\x1b[2J,B"], r"line 3: 's\\x1b\[2J' cannot be"),
    ],
)
def test_a_line_that_cannot_be_used_is_left_out_and_said(tmp_path, lines, problem):
    found, listed = entries(tmp_path / "c.csv", "\n".join(["id,first_name", *lines]) + "\n")
    assert [one[0] for one in found] == (["s2"] if lines[0].startswith("s2") else [])
    assert len(listed.problems) == 1
    assert re.match(problem, listed.problems[0])


def test_zeros_in_front_stay_and_a_point_behind_whole_numbers_goes(tmp_path):
    assert [one[0] for one in entries(tmp_path / "c.csv", 'id\n"=""00123"""\n00124\n')[0]] == ["00123", "00124"]
    assert [one[0] for one in entries(tmp_path / "c.csv", "MtkNr\n123456.0\n123457.0\n")[0]] == ["123456", "123457"]
    assert [one[0] for one in entries(tmp_path / "c.csv", "id\n1.0\nv2.0\n")[0]] == ["1.0", "v2.0"]


def test_the_same_line_twice_is_no_problem(tmp_path):
    found, listed = entries(tmp_path / "c.csv", "id,first_name\ns1,A\ns1,A\n")
    assert (len(found), listed.problems) == (1, [])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04xlsx", "is a spreadsheet"),
        (b"name,group\nA,B\n", "no column is a student's id. It has: name, group"),
        (b"id,id\n1,2\n", "two columns are called 'id'"),
        (b"<html><table><tr><td>id</td></tr></table>", "is a web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "is a web page or XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is a spreadsheet"),
        (b"id,first_name\ns1,A,B,C\n", "line 2: 4 values for 2 columns"),
        (b'id,first_name\ns1,"A\n', None),
        (bytes(range(256)), None),
    ],
)
def test_what_is_no_list_is_one_sentence(tmp_path, data, said):
    (tmp_path / "c.csv").write_bytes(data)
    if said is None:  # read or refused, and no other exception
        try:
            read_class_list(tmp_path / "c.csv")
        except TableError:
            return
    else:
        with pytest.raises(TableError, match=said):
            read_class_list(tmp_path / "c.csv")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with settings, one assignment's source and an empty gradebook."""
    course = tmp_path_factory.mktemp("made") / "course"
    course.mkdir()
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)
    name = "implementing-backpropagation"
    shutil.copytree(REPOSITORY / "source" / name, course / "source" / name)
    (course / "class.csv").write_text("id,first_name\ns001,Lucía\n", encoding="utf-8")
    assert call(course, "dlgrader", "roster", "class.csv", "--yes").returncode == 0
    return course


@pytest.fixture
def course(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "course"))


def call(course, module, *arguments, text=None, **variables):
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    command = [sys.executable, "-m", module, *arguments]
    given = {"input": text} if text is not None else {"stdin": subprocess.DEVNULL}
    return subprocess.run(
        command, cwd=course, env=environment | variables, capture_output=True, encoding="utf-8", errors="replace",
        timeout=200, **given,
    )  # fmt: skip


def students(course):
    with sqlite3.connect(course / "gradebook.db") as opened:
        return {row[0]: row[1:] for row in opened.execute("SELECT id, first_name, last_name, email FROM student")}


def test_the_command_shows_asks_adds_and_deletes_nobody(course):
    (course / "class.csv").write_text("id;first_name;last_name\ns001;Lucia;\ns002;Omar;Haddad\n", encoding="utf-8")
    done = call(course, "dlgrader", "roster", "class.csv")
    assert done.returncode == 1
    assert "s002" in done.stdout
    assert "--yes" in done.stderr
    assert set(students(course)) == {"s001"}
    done = call(course, "dlgrader", "roster", "class.csv", "--yes")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 added, 1 changed, 0 unchanged.")
    (course / "class.csv").write_text("id\ns002\n", encoding="utf-8")  # empty fields and missing lines change nothing
    assert call(course, "dlgrader", "roster", "class.csv").stdout.splitlines()[-1] == "0 added, 0 changed, 1 unchanged."
    assert students(course) == {"s001": ("Lucia", None, None), "s002": ("Omar", "Haddad", None)}


def test_nbgraders_own_import_reads_the_same(course):
    (course / "class.csv").write_bytes("Vorname;Nachname;ID-Nummer\nÉmile;Ångström;s007\n".encode("cp1252"))
    done = call(course, "nbgrader", "db", "student", "import", "class.csv")
    assert done.returncode == 0, done.stderr
    assert students(course)["s007"] == ("Émile", "Ångström", None)
    (course / "class.csv").write_bytes(b"Vorname;Gruppe\nA;B\n")
    done = call(course, "nbgrader", "db", "student", "import", "class.csv")
    assert done.returncode == 1
    assert "no column is a student's id" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"COLUMNS": "20"},
        {"COLUMNS": "1"},
    ],
)
def test_no_terminal_ends_a_command_in_a_traceback(course, variables):
    (course / "class.csv").write_text("id,first_name,last_name\ns008,李,娜\n", encoding="utf-8")
    (course / "in/李 娜").mkdir(parents=True)
    (course / "in/李 娜/作业.ipynb").write_bytes(b"x")
    (course / "in/王 芳").mkdir(parents=True)
    (course / "in/王 芳/作业.ipynb").write_bytes(b"y")
    done = call(course, "dlgrader", "roster", "class.csv", "--yes", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert "s008" in done.stdout or variables.get("COLUMNS") == "1"
    done = call(course, "dlgrader", "collect", "in", "implementing-backpropagation", **variables)
    assert (done.returncode, done.stderr) == (3, "")
    assert "1 collected, 0 late, 1 nobody's." in done.stdout
    assert "Nothing says when 1 of 1 handed in" in done.stdout


@pytest.mark.parametrize(
    "command", [["roster", "class.csv", "--yes"], ["collect", "in", "implementing-backpropagation"]]
)
def test_a_closed_pipe_is_met_in_silence(course, command):
    (course / "in/s001").mkdir(parents=True)
    (course / "in/s001/w.ipynb").write_bytes(b"x")
    read, write = os.pipe()
    os.close(read)
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    done = subprocess.run([sys.executable, "-m", "dlgrader", *command], cwd=course, env=environment, stdout=write,
                          stderr=subprocess.PIPE, timeout=200)  # fmt: skip
    os.close(write)
    assert done.stderr == b""


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/gradebook.db", "odd://x"]
)
def test_a_database_that_is_down_is_one_line(course, url):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    (course / "in/s001").mkdir(parents=True)
    (course / "in/s001/w.ipynb").write_bytes(b"x")
    for command in (["collect", "in", "implementing-backpropagation"], ["roster", "class.csv", "--yes"]):
        done = call(course, "dlgrader", *command)
        assert done.returncode == 1
        assert "The gradebook" in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
    assert not (course / "submitted").exists()


def test_a_gradebook_that_is_no_database_is_one_line(course):
    (course / "gradebook.db").write_bytes(b"no database" * 100)
    done = call(course, "dlgrader", "collect", ".", "implementing-backpropagation")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "Traceback" not in done.stderr
