"""A second look at a call, from beside it: were parameters moved one at a time, was an answer kept.

It runs in the student's process, which can fool it. What it finds only ever speaks against the submission, and what it
says about kept answers was tried: the kept answer is changed, and the change must come back.
"""

import _thread
import builtins
import functools
import gc
import sys
import types
from collections import deque
from pathlib import Path

import numpy as np
from inside.lent import LOOKED_AT
from inside.stacks import MOST_ITEMS, Stacks
from inside.steps import codes_within

MOST_LOOKS = 20_000
MOST_OBJECTS = 50_000
NEAR = 0.05  # a step of numerical differences is smaller
# What modules held before a cell ran: what has come since may be an answer that was put there.
AT_FIRST = {id(module): frozenset(vars(module)) for module in list(sys.modules.values()) if module is not None}
KNOWN = frozenset().union(*(codes_within(one.__code__) for one in gc.get_objects() if type(one) is types.FunctionType))
# What nobody needs for a derivative: it hides from a trace, which sees one thread of one process.
HIDING = frozenset((
    "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.exec", "os.system", "subprocess.Popen",
    "_thread.start_new_thread", "sys.settrace", "sys.setprofile", "ctypes.dlopen",
))  # fmt: skip
STARTERS = frozenset((_thread.start_new_thread, _thread.start_new))  # Python before 3.12 tells no audit of them


class Moved:
    """Sees, in the frames of the student's functions, arrays equal to parameters but for one entry a little off.

    Backpropagation has no use for such an array; numerical differences make one for every entry.
    """

    def __init__(self, parameters):
        arrays = [np.ravel(value).astype(float) for value in parameters.values() if isinstance(value, np.ndarray)]
        self.known = np.unique(np.concatenate(arrays)) if arrays else np.zeros(0)
        sizes = [array.size for array in arrays]
        self.sizes = {*sizes, sum(sizes)} - {0, 1}  # each parameter, or all of them in one vector
        self.places, self.seen, self.looks = set(), set(), 0
        self.look_at_stacks = None

    def trace(self, frame, event, argument):
        """For ``sys.settrace``."""
        if frame.f_code in KNOWN:  # whatever file a code says that it is of
            return None
        if self.looks < MOST_LOOKS:
            self.looks += 1
            for value in list(frame.f_locals.values()):
                self.look(value, 3)
                if self.look_at_stacks is not None and event != "line":  # between them, operations are watched
                    self.look_at_stacks(value)
        return self.trace

    def look(self, value, depth):
        kind = type(value)
        if kind is np.ndarray or (kind is list and value and type(value[0]) in (float, list)):
            self.array(value)
            return
        if depth == 0:
            return
        if kind is dict:
            for item in list(value.values())[:MOST_ITEMS]:
                self.look(item, depth - 1)
        elif kind in (list, tuple):
            for item in value[:MOST_ITEMS]:
                self.look(item, depth - 1)
        elif kind.__module__ == "__main__" and hasattr(value, "__dict__"):
            self.look(vars(value), depth - 1)

    def array(self, value):
        try:
            value = np.asarray(value)
            if value.size not in self.sizes or value.dtype.kind not in "fc":
                return
            key = value.tobytes()
        except Exception:
            return
        if key in self.seen:
            return
        self.seen.add(key)
        flat = value.ravel()
        moved = ~np.isin(flat.real, self.known) | (flat.imag != 0)
        if moved.sum() == 1:
            distances = np.abs(self.known - flat.real[moved][0])
            if distances.min() < NEAR:
                self.places.add(int(distances.argmin()))


def moved_entries(function, copies, options, place):
    """What a call was seen to do with the parameters at ``place``, as numbers.

    In this order: how many entries were moved one at a time, how many there are, how many copies of parameters or
    activations were only a little different, how many tangents had one entry, whether a number was complex, how often
    it started a thread or a process or put off the trace, whether the look was over before the call. It was, too, where
    the call stops or answers otherwise than it does unseen.
    """
    arguments, watched, unseen = copies
    moved, stacks = Moved(arguments[place]), Stacks(arguments, place)
    moved.look_at_stacks = stacks.look
    before, hidden = sys.gettrace(), []

    def profile(frame, event, argument):
        if (event == "c_call" and argument in STARTERS) or _thread._count() > threads:
            hidden.append(event)

    right, value, threads = function(*unseen, **options), None, _thread._count()
    sys.addaudithook(lambda event, _: hidden.append(event) if event in HIDING else None)
    sys.setprofile(profile)
    sys.settrace(moved.trace)
    started, LOOKED_AT[0] = len(hidden), True
    try:
        value = function(*arguments, **options)
    except Exception:
        value = None
    finally:
        hiding, LOOKED_AT[0] = len(hidden) - started, False
        sys.settrace(before)
        sys.setprofile(None)
    if len(moved.places) < 4 and not stacks.found():  # what stands in no variable: every operation is watched
        stacks.watch(function, watched, options)
    over = moved.looks >= MOST_LOOKS or stacks.over() or telling(value).keys() != telling(right).keys()
    return [len(moved.places), len(moved.known), *stacks.found_numbers(), hiding, int(over)]


# --- answers that are kept --------------------------------------------------------------------------------------------


def telling(value):
    """The arrays and numbers of an answer that nobody has by chance, as float64 arrays by their bytes."""
    found = {}
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value[:50]:
            found |= telling(item)
    elif isinstance(value, (np.ndarray, float)) and not isinstance(value, np.ma.MaskedArray):
        array = np.array(value)
        if array.dtype.kind == "f" and array.size and np.isfinite(array).all() and (array != np.round(array)).any():
            found[array.tobytes()] = array
    return found


def kept_answers(calls, names, folder=None):
    """For each call (the name of what holds its answer and gives it back or None, whether for other arguments too).

    Parameters
    ----------
    calls : list of (the student's function, three times the same arguments, options)
    names : the submission's namespace
    folder : of files that the submission may have written
    """
    marks = {}
    for call in calls:
        marks |= _marks(call)
    places, caches = _places(marks, names, folder)
    if not places and not caches:  # one look at all that is there, for all calls
        return [(None, False)] * len(calls)
    return [_kept_answer(call, names, folder) for call in calls]


def _marks(call):
    """What a call gives that it was not given."""
    function, (first, second, _), options = call
    given = telling(second)
    return {data: array for data, array in telling(function(*first, **options)).items() if data not in given}


def _places(marks, names, folder):
    """What holds the marks and can be changed, and what holds them and cannot (see :func:`_in_memory`)."""
    caches = []
    if not marks:
        return [], caches
    return [*_in_memory(names, marks, caches), *(_in_files(folder, marks) if folder else ())], caches


def _kept_answer(call, names, folder):
    function, (_, second, third), options = call
    marks = _marks(call)
    places, caches = _places(marks, names, folder)
    if not places:
        return _hit(caches, lambda: function(*second, **options)), False
    changed = {_other(array).tobytes() for array in marks.values()}

    def comes_back(arguments):
        for _, change, _ in places:
            change()
        try:
            return bool(changed & telling(function(*arguments, **options)).keys())
        except Exception:  # a file with a checksum notices the change: it was read all the same
            return arguments is second
        finally:
            for _, _, undo in places:
                undo()

    if not comes_back(second):
        return None, False
    return places[0][0], comes_back([_moved(value) for value in third])


def _hit(caches, again):
    """The name of an ``lru_cache`` with an answer in it from which the same call takes it. It cannot be changed."""
    before = [(name, cache, cache.cache_info().hits) for name, cache in caches]
    if before:
        again()
    return next((name for name, cache, hits in before if cache.cache_info().hits > hits), None)


def _moved(value):
    """Other numbers of the same shapes."""
    if isinstance(value, dict):
        return {key: _moved(item) for key, item in value.items()}
    return value * 1.25 + 0.125 if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def _other(array):
    """The same kind of array with other numbers, none of which a computation would give."""
    return (array + 1.0 + array * 2.0**-20).astype(array.dtype)


def _in_memory(names, marks, caches):
    """(name, change, undo) of every array or container entry reachable from ``names`` that holds an answer.

    What ``lru_cache`` keeps is out of reach: (name, function) of such that hold one are added to ``caches``.
    """
    seen, found = {id(names), id(sys.modules), id(builtins.__dict__), id(names.get("__builtins__"))}, []
    queue = deque((str(name), value) for name, value in list(names.items()))
    stop = (type(sys.stdout), types.CodeType, types.FrameType)
    while queue and len(seen) < MOST_OBJECTS:
        name, thing = queue.popleft()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, types.ModuleType):
            new = vars(thing).keys() - AT_FIRST.get(id(thing), vars(thing).keys())
            queue += [(f"{name}.{key}", vars(thing)[key]) for key in new if type(key) is str]
            continue
        if isinstance(thing, stop):
            continue
        if isinstance(thing, np.ndarray) and thing.dtype.kind == "f":
            if thing.size and thing.tobytes() in marks:
                found.append((name, *_change_array(thing)))
            continue
        if isinstance(thing, type) and thing.__module__ != "__main__":
            continue
        if isinstance(thing, dict):
            found += [(name, *_change_item(thing, key, other)) for key, other in _items(thing.items(), marks)]
        elif isinstance(thing, list):
            found += [(name, *_change_item(thing, key, other)) for key, other in _items(enumerate(thing), marks)]
        elif type(thing) is functools._lru_cache_wrapper and any(_items(enumerate(gc.get_referents(thing)), marks)):
            caches.append((name, thing))
        queue += [(name, other) for other in gc.get_referents(thing)]
    return found


def _items(pairs, marks):
    """(key, what stands there instead) of numbers and bytes that hold an answer."""
    for key, value in list(pairs):
        if type(value) is float and np.array(value).tobytes() in marks:
            yield key, float(_other(np.array(value)))
        elif type(value) is bytes:
            other = _other_bytes(value, marks)
            if other is not None:
                yield key, other


def _other_bytes(data, marks):
    for mark, array in marks.items():
        if mark in data:
            return data.replace(mark, _other(array).tobytes())
    return None


def _change_array(array):
    before, writable = array.copy(), array.flags.writeable

    def put(values):
        try:
            array.flags.writeable = True
            array[...] = values
            array.flags.writeable = writable
        except ValueError:
            return

    return lambda: put(_other(before)), lambda: put(before)


def _change_item(container, key, other):
    before = container[key]

    def put(value):
        try:
            container[key] = value
        except Exception:
            return

    return lambda: put(other), lambda: put(before)


def _in_files(folder, marks):
    """The same for files: (name, change, undo)."""
    found = []
    for file in list(Path(folder).rglob("*"))[:1000]:
        try:
            if file.is_symlink() or not file.is_file() or file.stat().st_size > 2**23:
                continue
            data = file.read_bytes()
        except OSError:
            continue
        other = _other_bytes(data, marks)
        if other is not None:
            found.append((str(file), *(_writer(file, content) for content in (other, data))))
    return found


def _writer(file, data):
    return lambda: file.write_bytes(data)
