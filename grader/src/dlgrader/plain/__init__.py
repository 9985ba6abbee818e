"""Assignments made with nbgrader's own cells alone, of any course: graded in the sandbox, by the tests they bring."""
