#!/bin/sh
# Make .venv with Python 3.11 or newer, or say in one sentence what is missing. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."

if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exit 0
fi

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=""
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "This course needs Python 3.11 or newer, and ${PYTHON:-python3} is not." >&2
    echo "Install one, or name one you have:  make PYTHON=/path/to/python3.12 ..." >&2
    exit 1
fi

# Debian and Ubuntu keep a part of the standard library in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing python$version-venv, without which $python cannot make an environment ..."
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "python$version-venv"
    else
        echo "$python cannot make an environment: its module ensurepip is missing." >&2
        echo "Run this once, then try again:  sudo apt-get install python$version-venv" >&2
        exit 1
    fi
fi

"$python" -m venv --clear .venv
