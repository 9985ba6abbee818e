"""Plain nbgrader, run from this folder: where things lie, and pages that load nothing from the network."""

from dlgrader import settings

c = get_config()  # noqa: F821  nbgrader provides it

c.CourseDirectory.course_id = "dlcourse"
# Without the timeout, one lock held by another process ends a whole batch.
c.CourseDirectory.db_url = "sqlite:///gradebook.db?timeout=60"

c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("Not written yet: put your own work here.")'}
c.ClearSolutions.text_stub = "Your answer here."

# Submissions are judged in a sandbox (bubblewrap). Without one they stay "not graded"; to run them unprotected, at your
# own risk and marked in every result:  c.ApplyVerdicts.unsafe = True
settings.configure(c)
