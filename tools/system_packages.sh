#!/bin/sh
# What the tests need from outside Python: a browser to drive, the sandbox of the grader, and Node for the widgets' bundles.
# Installs what is missing where it may; elsewhere it prints the one command to run.
set -eu

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need bwrap bubblewrap
need node nodejs
need npm npm
need git git

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing from Debian's packages:$missing"
    apt-get update -q
    # shellcheck disable=SC2086  # one word per package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
    exit 0
fi

echo "The tests need system packages that are not here:$missing" >&2
if command -v apt-get >/dev/null 2>&1; then
    echo "Run this once, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
else
    echo "Install them with your system's package manager, then try again." >&2
fi
exit 1
