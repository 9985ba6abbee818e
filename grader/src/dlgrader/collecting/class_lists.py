"""Class lists as programs write them: which column is what, and who stands in each line.

Known are our own columns, those of Moodle's participants list in six languages, of Canvas's gradebook export and its
roster, and of Brightspace's and Blackboard's grade lists.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from dlgrader.collecting.names import plain
from dlgrader.collecting.tables import TableError, read_table

FIELDS = ("id", "last_name", "first_name", "email", "lms_user_id")

# The surest first: where a table has several, the first counts.
_COLUMNS = {
    "id": """id|student id|studentid|sis login id|login id|login|username|user name|org defined id|orgdefinedid|
        matriculation number|student number|matrikelnummer|matrikelnr|mtknr|
        matrikel nr|anmeldename|nutzername|benutzername|
        kennung|nom d utilisateur|numero d etudiant|identifiant|nombre de usuario|usuario|matricula|
        numero de identificacion|numero id|nome utente|nome de utilizador|id number|idnumber|id nummer|
        numero d identification|numero de id|sis user id|اسم المستخدم|رقم الطالب|رقم الهوية|الرقم الجامعي""",
    "first_name": """first name|first name required|
        firstname|given name|given names|forename|vorname|vorname n|prenom|nombre|nombre s|nome|
        الاسم الاول|الاسم الأول|الاسم""",
    "last_name": """last name|last name required|
        lastname|surname|family name|nachname|familienname|nom|nom de famille|apellido|apellidos|
        apellido s|cognome|apelido|sobrenome|اسم العائلة|الاسم الاخير|الاسم الأخير|اللقب|الكنية""",
    "email": """email|email address required|
        e mail|mail|email address|e mail address|emailaddress|e mail adresse|emailadresse|mailadresse|
        adresse de courriel|adresse e mail|adresse email|courriel|adresse electronique|direccion de correo|
        direccion de correo electronico|correo|correo electronico|indirizzo email|endereco de e mail|
        عنوان البريد الالكتروني|عنوان البريد الإلكتروني|البريد الالكتروني|البريد الإلكتروني""",
    "lms_user_id": "lms user id|lms id|canvas id|canvas user id|moodle id",
    "name": """name|full name|student|student name|student full name|vollstandiger name|nom complet|nombre completo|
        nome completo|الاسم الكامل""",
}
_FIELD = {plain(word): (name, k) for name, words in _COLUMNS.items() for k, word in enumerate(words.split("|"))}
_SHORTENED = re.compile(r"\d[.,]\d{1,15}[eE]\+\d{1,3}|#{3,}|#(?:NAME|REF|VALUE|N/A|NAZWA|WERT|BEZUG)[?!]?")
_NOT_STUDENTS = {"points possible", "student test", "test student", "student  test"}


@dataclass(frozen=True)
class Entry:
    """A student of a class list; an empty field is not said."""

    line: int
    id: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    def told(self) -> dict[str, str]:
        """What the list says besides the id."""
        return {name: value for name in FIELDS[1:] if (value := getattr(self, name))}


@dataclass
class ClassList:
    """What a table was understood as.

    Attributes
    ----------
    entries : the students
    columns : {field: the column's name}
    left : names of columns that were not used
    problems : one sentence each for lines that were left out
    how : encoding and separator, in words
    """

    entries: list[Entry] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    how: str = ""


def read_class_list(path: Path, encoding: str | None = None) -> ClassList:
    """Read a class list; ``encoding`` None is found out.

    Raises
    ------
    TableError
        If it is no table, or no column can be the student's id.
    """
    table = read_table(path, lambda name: plain(name) in _FIELD, encoding)
    columns = _columns(table.header)
    separators = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
    said = ClassList(how=f"{table.encoding}, {separators.get(table.separator, table.separator)}")
    if "id" not in columns:
        if "email" not in columns:
            there = ", ".join(table.header[:12])
            raise TableError(f"{path.name}: no column is a student's id. It has: {there}. Call one of them id.")
        columns["id"] = columns["email"]  # Moodle's participants list of many sites has nothing else
    said.columns, said.left = columns, [name for name in table.header if name not in columns.values()]
    marked, pointed = _with_a_sign(table.rows, columns), _with_a_point(table.rows, columns["id"])
    seen: dict[str, Entry] = {}
    doubled: set[str] = set()
    for line, row in table.rows:
        row |= {name: row[name].removeprefix("#") for name in marked}
        row |= {columns["id"]: row[columns["id"]].removesuffix(".0")} if pointed else {}
        entry = _entry(line, row, columns)
        if not entry.id and _is_no_student(row, columns):
            continue
        before = seen.get(entry.id.casefold())
        if problem := _problem(entry, before):
            said.problems.append(f"line {line}: {problem}")
            doubled |= {entry.id.casefold()} if before else set()
        elif before is None:
            seen[entry.id.casefold()] = entry
            said.entries.append(entry)
    # The same id twice with two names: neither is certainly right.
    said.entries = [one for one in said.entries if one.id.casefold() not in doubled]
    return said


def _columns(header) -> dict[str, str]:
    found: dict[str, tuple[int, str]] = {}
    for name in header:
        known = _FIELD.get(plain(name))
        if known and (known[0] not in found or known[1] < found[known[0]][0]):
            found[known[0]] = (known[1], name)
    columns = {name: column for name, (_, column) in found.items()}
    words = {plain(name) for name in header}
    if words & {"sis login id", "sis user id", "section"} and "student" in words and found.get("id", (0,))[0] == 0:
        # Canvas's gradebook: ID is Canvas's own number; the login is the student's id.
        columns["lms_user_id"] = columns["id"]
        for better in ("sis login id", "sis user id", "login id"):
            if better in words:
                columns["id"] = next(name for name in header if plain(name) == better)
                break
    return columns


def _entry(line: int, row: dict[str, str], columns: dict[str, str]) -> Entry:
    values = {name: " ".join(row[column].split()) for name, column in columns.items()}
    whole = values.pop("name", "")
    if whole and not (values.get("first_name") or values.get("last_name")):
        if "," in whole:
            values["last_name"], _, values["first_name"] = (part.strip() for part in whole.partition(","))
        else:
            values["first_name"], _, values["last_name"] = whole.rpartition(" ")
    if values.get("email") and "@" not in values["email"] and columns["email"] != columns["id"]:
        values["email"] = ""
    return Entry(line, **values)


def _with_a_sign(rows, columns: dict[str, str]) -> list[str]:
    """Columns in which every value begins with #: so Brightspace keeps a spreadsheet from shortening ids."""
    said = {name: [row[name] for _, row in rows if row[name]] for name in set(columns.values())}
    return [name for name, values in said.items() if values and all(value.startswith("#") for value in values)]


def _with_a_point(rows, column: str) -> bool:
    """Whether every id is a whole number with ``.0`` behind it, as programs for tables of numbers write one."""
    said = [row[column] for _, row in rows if row[column]]
    return bool(said) and all(re.fullmatch(r"\d{1,30}\.0", value) for value in said)


def _is_no_student(row: dict[str, str], columns: dict[str, str]) -> bool:
    """Canvas writes lines of its own below the header, and a made-up student at the end."""
    said = [plain(value) for value in row.values() if value]
    return not any(row[column] for column in columns.values()) or any(one in _NOT_STUDENTS for one in said[:2])


def _problem(entry: Entry, before: Entry | None) -> str:
    if not entry.id:
        who = " ".join(one for one in (entry.first_name, entry.last_name) if one)
        return f"{who or 'a student'} has no id. Write one"
    if entry.id in {".", ".."} or "/" in entry.id or any(unicodedata.category(one)[0] == "C" for one in entry.id):
        return f"{entry.id!a} cannot be a folder's name. Give another id"
    if _SHORTENED.fullmatch(entry.id):
        return (
            f"the id {entry.id} was shortened by a spreadsheet. Give that column the format Text there, with whole ids"
        )
    if len(entry.id.encode()) > 128:
        return f"the id {entry.id[:20]}... is longer than 128 bytes. Give a shorter one"
    if before is not None and (before.id, before.told()) != (entry.id, entry.told()):
        return f"{entry.id} stands also in line {before.line}, otherwise. Keep one of them"
    return ""
