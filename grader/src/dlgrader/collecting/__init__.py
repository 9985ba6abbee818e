"""Collecting: from a folder or an LMS's archive to `submitted/STUDENT/ASSIGNMENT/`, nothing dropped in silence."""
