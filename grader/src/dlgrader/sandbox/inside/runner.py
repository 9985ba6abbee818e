"""The process inside the sandbox: runs the cells, then answers calls, each question in a fork of its own.

It reads requests on its standard input and answers on its standard output; both are moved away before the first line of
a student's code runs, and prints go elsewhere. A submission can write what it likes to them: the judge takes an answer
for a value and for nothing else.
"""

import contextlib
import gc
import os
import re
import signal
import sys
import time
import warnings
from types import FunctionType


def main():
    """Serve until the input ends."""
    uid, processes = int(sys.argv[1]), int(sys.argv[2])  # 0 processes: no sandbox around, no limit of ours
    if uid:  # as root, outside: become somebody without rights before anything else
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    requests, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    sys.path[:0] = sys.argv[3:]
    work(requests, answers, processes, uid)


def import_all():
    """What NumPy, the runner and its forks import, once. A cell may leave no descriptor to read more with."""
    import ctypes  # noqa: F401

    import numpy.linalg
    import numpy.ma
    import numpy.random  # noqa: F401
    from inside import (  # noqa: F401 - the last looks at all others
        cells,
        channel,
        course,
        folder,
        frames,
        guard,
        history,
        lent,
        origin,
        places,
        probe,
        shell,
        steps,
        tested,
        whole,
    )
    from running import imports, parts, plain  # noqa: F401

    return frames, whole


def work(requests, answers, processes, uid):
    """Run the cells that come on one descriptor and answer on the other, until the input ends."""
    import resource

    frames, whole = import_all()
    from inside import tested
    from inside.cells import Notebook
    from inside.channel import Channel
    from inside.history import History
    from inside.origin import file_of

    sandboxed = processes > 0
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sandboxed and (uid or own_count()):
        resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))
    warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork.*")
    channel = Channel(requests, answers, frames)
    hello = channel.receive()
    if hello["op"] == "tests":
        tested.work(channel, hello, sandboxed)
    notebook = Notebook(hello["output_bytes"], channel.reader.value(hello.get("data")), hello.get("modules"))
    put_back, history = whole.keeper(), History(notebook.names)
    notebook.provide(hello.get("given", ()))
    for position, source, seconds, defining in hello["cells"]:
        channel.send({"op": "cell", "position": position})
        if position in hello.get("answers", ()):
            history.begins(position)
        outputs, error, taken, went_on = notebook.run(source, seconds, defining, file_of(position))
        again = put_back()
        notebook.tidy()
        if sandboxed:
            end_others()
        ran = {"op": "ran", "position": position, "outputs": outputs, "error": error, "taken": taken}
        ran |= {"missing": notebook.missing, "went_on": went_on}
        channel.send(ran | {"put_back": again[:50]})
    again = put_back(True)
    gc.collect()
    gc.freeze()  # a fork need not copy what it only looks at
    message, writer = ready(notebook.names, hello.get("wanted", ()), frames)
    channel.send(message | {"put_back": again[:50], "changed_later": history.changed_later()}, writer)
    while True:
        request = channel.receive()
        child = os.fork()
        if child == 0:
            channel.owner = os.getpid()
            history.back_to(request.get("as_of"))
            serve(channel, notebook, request)
            os._exit(0)
        watch(channel, child, sandboxed)


def ready(names, wanted, frames):
    """What the cells left: the names, which of them are functions, and the values of those that are ``wanted``.

    Only what can be written without running a line of the submission's goes along; other values are asked for.
    """
    texts = sorted(str(name) for name in names)[:2000]
    functions = [name for name in texts if type(names.get(name)) is FunctionType]
    writer, values = frames.Writer(), {}
    for name in wanted:
        if name in names and frames.harmless(names[name]):
            values[name] = writer.node(names[name])
    return {"op": "ready", "names": texts, "functions": functions, "values": values}, writer


def own_count():
    """Whether the kernel counts this user namespace's processes alone (Linux 5.14 on), not all of the user's."""
    numbers = re.findall(r"\d+", os.uname().release)
    return tuple(map(int, numbers[:2])) >= (5, 14)


def end_others():
    """Kill what a cell has left running. In a pid namespace of our own -1 means its processes and nobody else's."""
    for _ in range(50):
        try:
            os.kill(-1, signal.SIGKILL)
            time.sleep(0.002)
        except ProcessLookupError:
            pass
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return


def watch(channel, child, sandboxed):
    """Wait for the child that talks to the judge, end what it has left running, and say how it ended."""
    _, status = os.waitpid(child, 0)
    if sandboxed:
        end_others()
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    channel.send({"op": "ended", "code": code})


def serve(channel, notebook, request):
    """The child: answers requests about this namespace until told to end."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    stand_ins = request.get("stand_ins", {})
    replace(notebook.names, {name: channel.reader.value(node) for name, node in stand_ins.items()})
    while request["op"] != "end":
        if request["op"] == "get":
            writer = channel.frames.Writer()
            channel.send({"op": "value", "values": [writer.node(notebook.names.get(request["name"]))]}, writer)
        elif request["op"] == "probe":
            channel.send({"op": "value", "values": [probe(channel, notebook.names, request)]})
        else:
            call_all(channel, notebook.names, request)
        request = channel.receive()


def probe(channel, names, request):
    """A second look at calls: ``{"moved": [seven numbers], "kept": [[name or None, for others too], ...]}``."""
    from inside import probe
    from inside.cells import TimeIsUp, alarm, hear_alarms

    calls = [
        (names.get(name), [[channel.reader.value(node) for node in nodes] for _ in range(3)],
         {key: channel.reader.value(node) for key, node in options.items()})
        for name, nodes, options in request["calls"]
    ]  # fmt: skip
    reply, folder = {"moved": [0] * 6 + [1], "kept": []}, "/tmp" if request["files"] else None
    hear_alarms()
    with warnings.catch_warnings(), np_quiet():
        warnings.simplefilter("ignore")
        try:
            alarm(request["seconds"])
            if request["parameters"] is not None:
                function, copies, options = calls[0]
                reply["moved"] = probe.moved_entries(function, copies, options, request["parameters"])
            else:
                reply["kept"] = probe.kept_answers(calls, names, folder)
        except (TimeIsUp, Exception):
            pass
        finally:
            alarm(0)
    return reply


def np_quiet():
    import numpy as np

    return np.errstate(all="ignore")


def call_all(channel, names, request):
    """Make a request's calls, one after the other, and send what they gave: together, unless it is much or takes long.

    A call that ran out of time is the last; the judge decides about the others.
    """
    from inside.cells import hear_alarms

    reader, calls = channel.reader, request["calls"]
    caller = Caller(channel.frames, reader, names, request)
    hear_alarms()
    replies, writer, sent = [], channel.frames.Writer(), time.monotonic()
    for number, nodes in enumerate(calls, 1):
        try:
            replies.append(caller.call(nodes, writer))
        except channel.frames.Malformed as error:
            if replies:  # what it has taken of this frame is no longer there for the others
                channel.send({"op": "value", "values": replies}, writer)
            replies, writer = (
                [{"error": ["Malformed", str(error)], "stub": False, "arguments": []}],
                channel.frames.Writer(),
            )
        stopped = replies[-1].get("error", ("",))[0] == "TimeIsUp"
        if number == len(calls) or stopped or writer.size > 2**20 or time.monotonic() - sent > 0.2:
            channel.send({"op": "value", "values": replies}, writer)
            replies, writer, sent = [], channel.frames.Writer(), time.monotonic()
        if stopped:
            return


def global_state(np):
    """A function that gives the state of NumPy's global generator as bytes, faster than ``np.random.get_state``."""
    import ctypes

    generator = np.random.get_bit_generator()
    if type(generator) is not np.random.MT19937:  # somebody has put in another
        return lambda: str(np.random.get_state(legacy=False))
    address, size = generator.ctypes.state_address, 625 * 4  # 624 words and the place in them
    return lambda: ctypes.string_at(address, size)


class Caller:
    """Calls one of the student's functions, and says what it gave, raised, changed and used on the way."""

    def __init__(self, frames, reader, names, request):
        import numpy as np

        self.np = np
        self.frames, self.reader, self.names, self.request = frames, reader, names, request
        self.numpy_seed, self.global_state = np.random.seed, global_state(np)
        self.seeded = None  # NumPy's global generator as it was before a call

    def call(self, nodes, writer):
        """The reply to one call. Raises Malformed."""
        from inside.cells import TimeIsUp, alarm, missing_module
        from inside.origin import origin
        from inside.steps import counted

        request, reader = self.request, self.reader
        arguments = [reader.value(node) for node in nodes[0]]
        options = {name: reader.value(node) for name, node in nodes[1].items()}
        self.seed()
        reply, start = {}, time.perf_counter()
        with count_calls(self.names, request["count"]) as counts, warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                with self.np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
                    function = self.names[request["name"]]
                    alarm(request["seconds"])
                    with counted(function, request.get("steps")):
                        value = function(*arguments, **options)
                reply["value"] = writer.node(value)  # within its time: this may run lines of the submission's
                alarm(0)
            except BaseException as error:
                name, text = type(error).__name__[:80], _text(error)
                alarm(0)
                if isinstance(error, TimeIsUp) or text is None:
                    name, text = "TimeIsUp", f"stopped after {request['seconds']:g} s"
                reply |= {"error": [name, text], "stub": isinstance(error, NotImplementedError)}
                reply |= {"missing": missing_module(error), "origin": origin()}
        reply["seconds"] = time.perf_counter() - start
        if any("overflow" in str(warning.message) for warning in caught):
            reply["overflow"] = True
        if self.drawn():
            reply["global_random"] = True
        if counts:
            reply["counts"] = counts
        reply["arguments"] = [self.left(value, node, writer) for value, node in zip(arguments, nodes[0], strict=True)]
        return reply

    def left(self, value, node, writer):
        """The node of an argument after the call; None where it is what it was."""
        if type(node) is list and node[0] == "g":
            return writer.node(value) if self.request["generators"] else None
        return None if self.frames.unchanged(value, node, self.reader.arrays) else writer.node(value)

    def seed(self):
        """Two calls alike stay alike, even where a student draws from NumPy's global generator."""
        if self.seeded is None:
            self.numpy_seed(self.request["global_seed"])
            self.seeded = self.global_state()

    def drawn(self):
        """Whether the call drew from NumPy's global generator, or seeded it."""
        if self.global_state() == self.seeded:
            return False
        self.seeded = None
        return True


def _text(error):
    """What an exception says, on one line; None where saying it took the call's time."""
    from inside.cells import TimeIsUp

    try:
        return " ".join(str(error).split())[:300]
    except TimeIsUp:
        return None
    except BaseException:
        return ""


@contextlib.contextmanager
def count_calls(names, counted):
    """{name: 0}, counted up whenever the student's function of that name meets arguments it has not met before."""
    counts, met, before = dict.fromkeys(counted, 0), set(), {}
    for name in counted:
        if callable(names.get(name)):
            before[name] = names[name]
            names[name] = _counting(name, names[name], counts, met)
    try:
        yield counts
    finally:
        names.update(before)


def _counting(name, inner, counts, met):
    def wrapped(*a, **k):
        key = name, content(a), content(list(k.values()))
        counts[name] += key not in met
        met.add(key)
        return inner(*a, **k)

    wrapped.counted = inner
    return wrapped


def content(value):
    """The numbers in arguments, as bytes."""
    import numpy as np

    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return b"".join(map(content, value))
    if isinstance(value, (np.ndarray, np.generic)) and not value.dtype.hasobject:
        return value.tobytes()
    return repr(value).encode() if type(value) in (bool, int, float, str) else type(value).__name__.encode()


def replace(names, stand_ins):
    """Put the judge's functions in the place of the student's, in the namespace and in its tables of functions."""
    old = {id(names[name]): name for name in stand_ins if name in names}
    for value in list(names.values()):
        if type(value) is dict and any(id(item) in old for item in value.values()):
            value.update({key: stand_ins[old[id(item)]] for key, item in value.items() if id(item) in old})
    names.update(stand_ins)


if __name__ == "__main__":
    main()
