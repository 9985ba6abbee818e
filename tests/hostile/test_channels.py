# ruff: noqa: E501 - the submissions read better whole
"""What one look at an answer leaves is not there at the next: a question judged again starts from the cells alone.

Each channel was open between two forks of the same process: files, descriptors and memory that a cell made before both,
processes, threads and signal handlers in the process that forks, and what a child may change of it.
"""

import pytest
from dlgrader.judging.judge import judge
from dlgrader.judging.remote import RemoteFunction
from dlgrader.judging.session import Submission
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
MADE = """
import fcntl, json, mmap, os, resource, signal, socket, subprocess, sys, tempfile, threading, time
pipe = os.pipe()
os.set_blocking(pipe[0], False)
ours, theirs = socket.socketpair()
ours.setblocking(False)
region = mmap.mmap(-1, 64)
held = tempfile.TemporaryFile()
gone = open("/tmp/gone", "w+")
os.remove("/tmp/gone")
lock = open("/tmp/lock", "w")
listener = socket.socket(socket.AF_UNIX)
listener.bind("\\0kept")
listener.listen(5)
listener.setblocking(False)
told = []
signal.signal(signal.SIGUSR1, lambda *_: told.append("signal"))
def listen(pipe=os.pipe()):
    def hear():
        os.read(pipe[0], 1)
        told.append("thread")
    threading.Thread(target=hear, daemon=True).start()
    return pipe
ears = listen()
import ctypes, types
libc = ctypes.CDLL(None)
sealed = os.memfd_create("kept") if hasattr(os, "memfd_create") else None
event = os.eventfd(0, os.EFD_NONBLOCK) if hasattr(os, "eventfd") else None
watching = libc.inotify_init1(0o4000)
libc.inotify_add_watch(watching, b"/tmp", 0x100)
port = socket.socket()
try:
    port.bind(("127.0.0.1", 4711))
    port.listen(5)
    port.setblocking(False)
except OSError:
    pass

def leave():
    def quietly(f, *a):
        try:
            f(*a)
        except Exception:
            pass
    open("/tmp/file", "w").write("x")
    quietly(os.mkdir, "/tmp/folder")
    os.write(pipe[1], b"x")
    theirs.send(b"x")
    region[0] = 88
    os.pwrite(held.fileno(), b"x", 0)
    gone.seek(7)
    fcntl.flock(lock, fcntl.LOCK_EX)
    caller = socket.socket(socket.AF_UNIX)
    quietly(caller.connect, "\\0kept")
    quietly(os.kill, os.getppid(), signal.SIGUSR1)
    os.write(ears[1], b"x")
    quietly(resource.prlimit, os.getppid(), resource.RLIMIT_MSGQUEUE, (4711, 819200))
    quietly(os.setpriority, os.PRIO_PROCESS, os.getppid(), 7)
    quietly(lambda: open(f"/proc/{os.getppid()}/oom_score_adj", "w").write("123"))
    os.environ["KEPT"] = "x"
    quietly(lambda: os.pwrite(sealed, b"x", 0))
    quietly(os.eventfd_write, event, 1)
    quietly(lambda: socket.create_connection(("127.0.0.1", 4711), 0.2))
    quietly(lambda: libc.shmget(4711, 64, 0o1666))
    quietly(lambda: libc.semget(4711, 1, 0o1666))
    quietly(lambda: libc.msgget(4711, 0o1666))
    quietly(lambda: libc.mq_open(b"/kept", 0o102, 0o666, None))
    quietly(lambda: open("/dev/shm/kept", "w").write("x"))
    quietly(lambda: libc.syscall(248, b"user", b"kept", b"x", 1, -4))
    sys.modules["kept"] = np.kept = types.ModuleType("kept")
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            s = socket.socket(socket.AF_UNIX)
            s.bind("\\0daemon")
            s.listen()
            time.sleep(60)
        os._exit(0)
    time.sleep(0.1)

def seen():
    found = [name for name in ("file", "folder") if os.path.exists("/tmp/" + name)]
    def there(name, f, *a):
        try:
            if f(*a):
                found.append(name)
        except Exception:
            pass
    there("pipe", os.read, pipe[0], 1)
    there("socket", ours.recv, 1)
    there("memory", lambda: region[0])
    there("held file", os.pread, held.fileno(), 1, 0)
    there("offset", gone.tell)
    there("connection", listener.accept)
    found.extend(told)
    there("limit", lambda: resource.getrlimit(resource.RLIMIT_MSGQUEUE)[0] == 4711)
    there("priority", os.getpriority, os.PRIO_PROCESS, 0)
    there("score", lambda: open("/proc/self/oom_score_adj").read().strip() == "123")
    there("environment", os.environ.get, "KEPT")
    there("sealed file", lambda: os.pread(sealed, 1, 0))
    there("event", lambda: os.eventfd_read(event))
    there("watch", lambda: os.read(watching, 64))
    there("port", port.accept)
    there("System V memory", lambda: libc.shmget(4711, 64, 0) >= 0)
    there("System V semaphore", lambda: libc.semget(4711, 1, 0) >= 0)
    there("System V queue", lambda: libc.msgget(4711, 0) >= 0)
    there("queue", lambda: libc.mq_open(b"/kept", 0) >= 0)
    there("shared file", lambda: os.path.exists("/dev/shm/kept"))
    there("key", lambda: libc.syscall(249, b"user", b"kept", None, 0) > 0)
    there("module", lambda: "kept" in sys.modules or hasattr(np, "kept"))
    def daemon():
        socket.socket(socket.AF_UNIX).connect("\\0daemon")
        return True
    there("daemon", daemon)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        found.append("lock")
    return " ".join(found)
"""
TELLS = "def update_parameters(*a, **k):\n    raise ValueError('seen: [' + seen() + ']')\n"
LEAVES = "left = []\ndef cost(y_hat, y):\n    if not left:\n        left.append(1)\n        leave()\n"
RIGHT, WRONG = "    return float(np.sum((y_hat - y) ** 2) / len(y))\n", "    return 1.0\n"


def graded(before="", **answers):
    cells = [Cell(0, None, BANK.given + before)]
    for number, (question, text) in enumerate(BANK.solution_cells().items(), start=1):
        cells.append(Cell(number, question, answers.get(question, text)))
    return judge(cells, NAME, 4711)


@pytest.mark.parametrize("ending", [RIGHT, WRONG], ids=["in the first look", "in another question's second look"])
def test_nothing_is_left_for_a_second_look(ending):
    verdict = graded(MADE, cost=LEAVES + ending, update=TELLS)
    assert "seen: []" in verdict.questions["update"].said, verdict.questions["update"].said
    lost = {name for name, found in verdict.questions.items() if found.points < found.max}
    assert lost == {"update"} | ({"cost"} if ending == WRONG else set())


def test_the_channels_are_open_within_one_look():
    """Else the test above shows nothing."""
    source = "import numpy as np\n" + MADE + "def both(x):\n    leave()\n    return seen()\n"
    submission = Submission([Cell(0, None, source)], Limits())
    try:
        found = set(RemoteFunction(submission, "both", {})(1).split())
    finally:
        submission.close()
    assert {"file", "folder", "pipe", "socket", "memory", "held", "connection", "daemon", "event", "module"} <= found


# --- code is not lent -------------------------------------------------------------------------------------------------

KEEPS = """
import marshal, types, gc
def codes(thing, depth=0, met=None):
    met = set() if met is None else met
    if id(thing) in met or depth > 8:
        return
    met.add(id(thing))
    if isinstance(thing, types.CodeType):
        yield thing
    if isinstance(thing, (types.FunctionType, types.MethodType)) or type(thing).__name__ == "Portable":
        for other in gc.get_referents(thing):
            yield from codes(other, depth + 1, met)
    elif isinstance(thing, (tuple, list, types.CellType)):
        for other in gc.get_referents(thing):
            yield from codes(other, depth + 1, met)
    elif isinstance(thing, types.CodeType):
        for other in thing.co_consts:
            yield from codes(other, depth + 1, met)
"""


def test_no_right_code_is_in_what_is_lent():
    """The names of a network's right cost, anywhere in what `gradient_check` is handed."""
    answer = KEEPS + (
        "def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):\n"
        "    names = {name for code in codes(cost_of) for name in (code.co_name, *code.co_names, *code.co_varnames)}\n"
        "    raise ValueError('met ' + ' '.join(sorted(names & {'network_cost', 'bowl', 'exp', 'tanh', 'hidden'})) + '.')\n"
    )
    verdict = graded(gradient_check=answer)
    assert "met ." in verdict.questions["gradient_check"].said


# `gradient_check` walks frames, objects, code and memory, and listens to the call of what it is lent.
WALKS = """
import gc, sys, types
WORDS = {"network_cost", "bowl", "cubic", "nn", "inspect_cost", "killed_by", "Portable", "mse"}
def all_names():
    names, codes, frame = set(), [], sys._getframe()
    while frame:
        names |= {*frame.f_locals, *frame.f_globals, frame.f_code.co_name}
        frame = frame.f_back
    for one in gc.get_objects():
        if isinstance(one, dict):
            names |= {key for key in list(one) if type(key) is str}
        if isinstance(one, types.FunctionType):
            codes.append(one.__code__)
    while codes:
        code = codes.pop()
        names |= {code.co_name, *code.co_names, *code.co_varnames}
        codes += [one for one in code.co_consts if isinstance(one, types.CodeType)]
    return names
def memory():
    try:
        with open("/proc/self/mem", "rb") as file:
            return "open"
    except OSError:
        return "closed"
def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    heard = set()
    def listen(frame, event, argument):
        heard.add(frame.f_code.co_name)
        return listen
    sys.settrace(listen)
    sys.setprofile(listen)
    try:
        cost_of(parameters)
    finally:
        sys.settrace(None)
        sys.setprofile(None)
    raise ValueError("met " + " ".join(sorted((all_names() | heard) & WORDS)) + ". memory: " + memory())
"""
# `gradient_check` keeps the code that it is lent; three wrong answers look for it and run it under a trace.
THIEF = """
import marshal, types, sys
def gradient_check(cost_of, parameters, gradients, epsilon=1e-5):
    for cell in cost_of.__closure__ or ():
        thing = cell.cell_contents
        for function in (thing.values() if isinstance(thing, dict) else [thing]):
            if isinstance(function, types.FunctionType):
                with open("/tmp/" + function.__code__.co_name, "wb") as file:
                    marshal.dump(function.__code__, file)
    return checked(cost_of, parameters, gradients, epsilon)
"""
FENCE = """
import marshal, types, sys
def run(X, y, parameters, hidden, output):
    with open("/tmp/network_cost", "rb") as file:
        function = types.FunctionType(marshal.load(file), {"np": np, "__builtins__": __builtins__})
    kept = {}
    def trace(frame, event, argument):
        kept.update(frame.f_locals)
        return trace
    sys.settrace(trace)
    try:
        value = function(parameters, X, y, hidden, output)
    finally:
        sys.settrace(None)
    return value, kept
"""
STOLEN = {
    "cost": FENCE + "def cost(y_hat, y):\n    p = {'W1': np.eye(y.shape[1]), 'b1': np.zeros(y.shape[1])}\n"
                    "    return run(y_hat, y, p, 'identity', 'identity')[0]\n",
    "activations": FENCE + "\n".join(
        f"def {name}(z):\n    return run(np.ravel(z)[:, None], 0.0, {{'W1': np.eye(1), 'b1': np.zeros(1)}}, '{name}', "
        f"'{name}')[1]['A'].reshape(np.shape(z))\n" for name in ("sigmoid", "tanh", "relu")
    ) + "def sigmoid_prime(z): ...\ndef tanh_prime(z): ...\ndef relu_prime(z): ...\n",
    "forward": FENCE + 'def forward(X, parameters, hidden="sigmoid", output="sigmoid"):\n'
                       '    kept = run(X, 0.0, parameters, hidden, output)[1]\n'
                       '    return kept["A"], {"A0": X, "Z1": kept["Z"], "A1": kept["A"]}\n',
}  # fmt: skip


def test_code_lent_to_one_question_answers_no_other():
    right = BANK.solution_cells()["gradient_check"].replace("def gradient_check(", "def checked(")
    verdict = graded(gradient_check=right + THIEF, **STOLEN)
    assert {name: verdict.questions[name].points for name in STOLEN} == dict.fromkeys(STOLEN, 0)
    assert verdict.questions["gradient_check"].points == verdict.questions["gradient_check"].max
