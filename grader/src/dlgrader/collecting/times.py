"""When work was handed in: a table that the instructor gives, and what zone a time without one is in.

Taken are a table with an id and a time in each line, and Moodle's grading worksheet in several languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dlgrader.collecting.archives import ArchiveError
from dlgrader.collecting.names import Students, plain
from dlgrader.collecting.tables import TableError, read_table

_WHO = """id|student id|student|login|username|email|email address|e mail|e mail address|mail|e mail adresse|
    adresse de courriel|direccion de correo|full name|name|vollstandiger name|nom complet|nombre completo|
    lms user id"""
_NUMBER = "identifier|id der bewertung|teilnehmer id|identifiant|identificador|kennung"
_WHEN = """time|handed in|submitted|submission time|timestamp|last modified submission|zuletzt geandert abgabe|
    zuletzt geandert einreichung|derniere modification travail remis|derniere modification remise|
    ultima modificacion entrega|ultima modificacion envio"""
_MONTHS = [
    "january januar janvier enero gennaio janeiro يناير",
    "february februar fevrier febrero febbraio fevereiro فبراير",
    "march marz mars marzo marco مارس",
    "april avril abril aprile أبريل ابريل",
    "may mai mayo maggio maio مايو",
    "june juni juin junio giugno junho يونيو",
    "july juli juillet julio luglio julho يوليو",
    "august aout agosto أغسطس اغسطس",
    "september septembre septiembre settembre setembro سبتمبر",
    "october oktober octobre octubre ottobre outubro أكتوبر اكتوبر",
    "november novembre noviembre novembro نوفمبر",
    "december dezember decembre diciembre dicembre dezembro ديسمبر",
]
_MONTH = {plain(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


class TimesError(ArchiveError):
    """The table of times or the zone cannot be used; the message is one line for the instructor."""


@dataclass
class Times:
    """Times that the instructor gave, in UTC: by student's id, and by Moodle's number of the hand-in."""

    students: dict[str, datetime] = field(default_factory=dict)
    numbers: dict[str, datetime] = field(default_factory=dict)


def zone_of(name: str | None) -> tzinfo:
    """The zone of this name, such as Europe/Berlin; the machine's own where none is given. Raises TimesError."""
    if not name:
        return datetime.now().astimezone().tzinfo or UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TimesError(f"There is no time zone {name}. Write it as Europe/Berlin or UTC.") from None


def to_utc(time: datetime, zone: str | None) -> datetime:
    """nbgrader's way to write times: UTC, without saying so. A time without a zone is taken for one in ``zone``."""
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone_of(zone)) if zone else time.astimezone()
    return time.astimezone(UTC).replace(tzinfo=None)


def read_times(path: Path, students: Students, zone: str | None) -> Times:
    """The times of a table.

    Raises
    ------
    TimesError
        If the table has not both columns, a time cannot be read, or a name is nobody's. Then nothing is taken from it.
    """
    try:
        table = read_table(path)
    except TableError as error:
        raise TimesError(str(error)) from None
    columns = {plain(name): name for name in table.header}
    when, *_ = [*_those(columns, _WHEN), None]
    who, (number, *_) = _those(columns, _WHO), [*_those(columns, _NUMBER), None]
    if when is None or not (who or number):
        seen = ", ".join(table.header[:12])
        raise TimesError(
            f"{path.name}: a column for the student (id) and one for the time (time) are needed; it has: {seen}."
        )
    times = Times()
    for line, row in table.rows:
        text = row[when].strip()
        if text in {"", "-"}:  # has not handed in
            continue
        time = moment(text)
        if time is None:
            raise TimesError(f"{path.name}, line {line}: {text!a} is no time. Write it as 2026-10-12 16:00.")
        found = _whose(row, who, students)
        moodle = re.search(r"(\d+)\s*$", row[number][-100:]) if number else None
        if len(found) == 1:
            student = next(iter(found))
            if times.students.get(student, to_utc(time, zone)) != to_utc(time, zone):
                raise TimesError(f"{path.name}, line {line}: {student} has two times. Keep one.")
            times.students[student] = to_utc(time, zone)
        elif not moodle:
            said = " ".join(row[name] for name in who)
            what = "may be " + " or ".join(sorted(found)) if found else "is nobody in the gradebook"
            raise TimesError(f"{path.name}, line {line}: {said!a} {what}. Correct or delete the line.")
        if moodle:
            times.numbers[moodle[1]] = to_utc(time, zone)
    return times


def _those(columns: dict[str, str], names: str) -> list[str]:
    """The table's columns of these names, in the order of the names."""
    return [columns[name] for one in names.split("|") if (name := plain(one)) in columns]


def _whose(row: dict[str, str], columns: list[str], students: Students) -> set[str]:
    for name in columns:  # the surest first
        word = row[name].strip()
        if word and not students.known:
            return {word}
        if found := students.by_id(word) | students.by_name(word):
            return found
    return set()


def moment(text: str) -> datetime | None:
    """A time as tables write it: 2026-10-12 16:00, 12.10.2026 16:00, Monday, 12 October 2026, 4:00 PM.

    Day and month as 10/12/2026 may be read in two ways, and are not read.
    """
    text = " ".join(text.split())[:80]
    try:
        return datetime.fromisoformat(text.removesuffix(" UTC") + ("+00:00" if text.endswith(" UTC") else ""))
    except ValueError:
        pass
    clock = re.search(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?\s?[Mm]\b)?", text)
    if not clock:
        return None
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    day = _day(plain(text[: clock.start()]), text[: clock.start()])
    try:
        return datetime(*day, hour, minute, second) if day else None
    except ValueError:
        return None


def _day(words: str, text: str) -> tuple[int, int, int] | None:
    if match := re.search(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b", text):
        return int(match[3]), int(match[2]), int(match[1])
    parts = words.split()
    month = next((_MONTH[one] for one in parts if one in _MONTH), None)
    numbers = [int(one) for one in parts if one.isdecimal()]
    days, years = [one for one in numbers if one < 32], [one for one in numbers if one > 1900]
    return (years[0], month, days[0]) if month and len(days) == 1 and len(years) == 1 else None
