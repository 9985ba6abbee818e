"""Plain nbgrader, run from this folder: where things lie, and pages that load nothing from the network."""

from dlgrader.feedback import configure

c = get_config()  # noqa: F821  nbgrader provides it

c.CourseDirectory.course_id = "dlcourse"
# Without the timeout, one lock held by another process ends a whole batch.
c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=60"

c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("Not written yet: put your own work here.")'}
c.ClearSolutions.text_stub = "Your answer here."

# One cell may take this long, in seconds: enough for slow code, an end to loops without one.
c.Execute.timeout = 60
c.ExecutePreprocessor.timeout = 60

configure(c)
