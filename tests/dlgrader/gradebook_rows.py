"""What a gradebook and the autograded notebooks say, to compare two courses."""

import sqlite3
from contextlib import closing


def rows(course):
    """Everything the gradebook says about submissions, without its random ids."""
    grades = """select s.student_id, s.timestamp, n.late_submission_penalty, c.name, g.auto_score, g.manual_score,
        g.extra_credit, g.needs_manual_grade from grade g join submitted_notebook n on n.id = g.notebook_id
        join submitted_assignment s on s.id = n.assignment_id join base_cell c on c.id = g.cell_id order by 1, 4"""
    comments = """select s.student_id, c.name, m.auto_comment, m.manual_comment from comment m
        join submitted_notebook n on n.id = m.notebook_id join submitted_assignment s on s.id = n.assignment_id
        join base_cell c on c.id = m.cell_id order by 1, 2"""
    sums = "select 'students', count(*) from student union select 'submissions', count(*) from submitted_assignment"
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        return [database.execute(query).fetchall() for query in (grades, comments, sums)]


def notebooks(course):
    return {path.relative_to(course): path.read_text() for path in sorted((course / "autograded").rglob("*.ipynb"))}
