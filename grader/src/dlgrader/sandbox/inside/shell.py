"""What ``get_ipython()`` gives: an object that can be asked for all that Jupyter's shell can, and does little of it."""

import types

from running import plain


class ZMQInteractiveShell:
    """Code asks for the shell's name to learn that it runs in a notebook."""

    __module__ = "ipykernel.zmqshell"

    def __init__(self, names, silent):
        self.user_ns = self.user_global_ns = names
        self.__dict__["_silent"] = silent
        self.execution_count, self.ast_node_interactivity, self.colors = 1, "last_expr", "NoColor"
        self.history_manager, self.kernel, self.events = silent, silent, silent
        self.input_transformers_cleanup, self.input_transformers_post, self.ast_transformers = [], [], []
        self.config = types.SimpleNamespace()

    def run_cell(self, source, *_, **__):
        """Run a text as a cell of the notebook."""
        self._run(source)

    def ex(self, source):
        """Run a statement."""
        self._run(source)

    def ev(self, source):
        """The value of an expression."""
        return eval(source, self.user_ns)

    def push(self, variables, *_, **__):
        """Put variables into the notebook."""
        if type(variables) is dict:
            self.user_ns.update(variables)

    def magic(self, line):
        """The old name of :meth:`run_line_magic`."""
        name, _, rest = str(line).lstrip("%").partition(" ")
        return self.run_line_magic(name, rest)

    def run_line_magic(self, name, line="", *_, **__):
        """Of the magics in a line, those that time a line run it; all others do nothing."""
        if name in ("time", "timeit", "prun") and line:
            self._run(line)

    def run_cell_magic(self, name, line="", cell="", *_, **__):
        """Of the magics of a cell, those that time or capture it run it; all others do nothing."""
        if name in plain.BODY_RUNS:
            self._run(cell)

    def system(self, *_, **__):
        """There is no other program."""

    getoutput = getoutput_split = lambda self, *_, **__: []
    system_raw = system_piped = system

    def _run(self, source):
        text, _ = plain.python_of(str(source))
        exec(compile(text, "cell", "exec"), self.user_ns)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.__dict__["_silent"]
