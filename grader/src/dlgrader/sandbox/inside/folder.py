"""The working folder of a submission, and what was in it when a test's place was reached."""

import os
import shutil
import stat
import sys
from pathlib import Path


class Folder:
    """A folder whose files can be put back as they were.

    Parameters
    ----------
    path : where it is made
    around : what is emptied with it before a test: a sandbox's own /tmp, else None
    """

    def __init__(self, path, around=None):
        self.path, self.around = Path(path), around
        self._last = {}, {}  # what was kept last: stamps, contents
        self.path.mkdir(parents=True, exist_ok=True)
        _empty(self.path)  # without a sandbox it may have been there

    def write(self, name, data, more=False):
        """Put a file there, or ``more`` at its end; ``name`` is relative, with slashes."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab" if more else "wb") as file:
            file.write(data)

    def enter(self):
        """Make it the current folder, and the last one in which modules are looked for."""
        os.chdir(self.path)
        sys.path.append(str(self.path))

    def _stamps(self):
        """``{relative path: what changes when the file does}``; of folders, and of files that are no links."""
        found = {}
        for root, folders, files in os.walk(self.path):
            for name in folders + files:
                path = Path(root) / name
                now, relative = path.lstat(), path.relative_to(self.path).as_posix()
                if stat.S_ISDIR(now.st_mode):
                    found[relative] = None
                elif stat.S_ISREG(now.st_mode):
                    found[relative] = now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino
        return found

    def keep(self):
        """What is in it now, for :meth:`restore`. What has not changed since the last time is not read again."""
        stamps, (before, contents) = self._stamps(), self._last
        if stamps != before:
            contents = {name: self._content(name, stamp, before, contents) for name, stamp in stamps.items()}
            self._last = stamps, contents
        return contents

    def _content(self, name, stamp, before, contents):
        if stamp is None:
            return None
        return contents[name] if before.get(name) == stamp else (self.path / name).read_bytes()

    def restore(self, contents):
        """Make it what it was, and nothing else."""
        if self.around:
            _empty(self.around, self.path)
        if self.keep() is contents:
            return
        _empty(self.path)
        for name, data in contents.items():
            if data is None:
                (self.path / name).mkdir(parents=True, exist_ok=True)
            else:
                self.write(name, data)
        self._last = self._stamps(), contents


def _empty(folder, but=None):
    for path in list(Path(folder).iterdir()):
        if path == but:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
