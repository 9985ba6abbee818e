"""`python -m dlcourse`: open the course, check the set-up, check a finished assignment."""

from dlcourse.commands import app

if __name__ == "__main__":
    app(prog_name="python -m dlcourse")
