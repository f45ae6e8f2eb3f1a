#!/bin/sh
# Make the virtual environment named by the first argument with any Python >= 3.11 that this machine has.
# Debian ships python3 without the means to make one; where we may, its package is installed, else named.
set -eu
target=$1

. "$(dirname "$0")/root.sh"

find_python() {
    for candidate in python3 python3.11 python3.12 python3.13 python3.14 python /usr/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

make_environment() {
    "$1" -m venv --clear "$target" >/dev/null 2>&1 && "$target/bin/python" -m pip --version >/dev/null 2>&1
}

python=$(find_python)
if [ -z "$python" ]; then
    echo "make: no Python 3.11 or newer was found. Install one (Debian, Ubuntu: apt-get install python3 python3-venv)." >&2
    exit 1
fi
if [ -x "$target/bin/python" ] && "$target/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
if make_environment "$python"; then
    exit 0
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if may_install && echo "make: $python cannot make a virtual environment; installing python3-venv" &&
    { install_packages "python$version-venv" || install_packages python3-venv; }; then
    for candidate in "$python" /usr/bin/python3; do
        if make_environment "$candidate"; then
            exit 0
        fi
    done
fi
echo "make: $python cannot make a virtual environment: install python$version-venv (Debian, Ubuntu: apt-get install python3-venv) and run make again." >&2
exit 1
