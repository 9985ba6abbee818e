"""dlgrader: the grader of dlcourse, for instructors."""
