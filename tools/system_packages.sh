#!/bin/sh
# What the tests need from the system: office programs that make test files, fonts with Chinese letters, a browser.
set -eu

. "$(dirname "$0")/root.sh"

packages="libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk poppler-utils chromium"

present() {
    command -v soffice >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 &&
        command -v chromium >/dev/null 2>&1 &&
        [ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ] && writer_and_calc
}

# Debian splits the office into packages: the command alone does not tell which of them are there.
writer_and_calc() {
    programs=/usr/lib/libreoffice/program
    [ ! -d $programs ] || { [ -e $programs/libswlo.so ] && [ -e $programs/libsclo.so ]; }
}

if present; then
    exit 0
fi
if may_install; then
    echo "make: installing $packages"
    # shellcheck disable=SC2086  # the names are meant to fall apart at the blanks
    install_packages $packages || true
fi
if ! present; then
    echo "make: tests that make office files or look at pages will fail: install $packages (as root: apt-get install $packages)" >&2
fi
