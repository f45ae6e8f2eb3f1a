#!/bin/sh
# Put the free Fandol fonts into the environment named by the first argument, where they stand in for the official
# typefaces of a PDF. GPL with a font exception: fetched here, never part of this project. Needs no root where the package
# lists of Debian or Ubuntu are present; 49 MB once.
set -eu
target=$1/share/fonts/fandol
package=texlive-lang-chinese
inside=usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
faces="Fang-Regular Hei-Regular Hei-Bold Kai-Regular Song-Regular Song-Bold"

. "$(dirname "$0")/root.sh"

present() {
    for face in $faces; do
        [ -s "$1/Fandol$face.otf" ] || return 1
    done
}

# Into a folder beside the target first: a broken run leaves none that looks whole.
take_from() {
    present "$1" || return 1
    rm -rf "$target.new"
    mkdir -p "$target.new"
    for face in $faces; do
        cp "$1/Fandol$face.otf" "$target.new/" || return 1
    done
    rm -rf "$target"
    mv "$target.new" "$target"
}

download() {
    (cd "$scratch" && apt-get -qq download $package >/dev/null 2>&1)
}

fetch() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1 || return 1
    scratch=$(mktemp -d) || return 1
    trap 'rm -rf "$scratch"' EXIT
    echo "make: fetching the Fandol fonts for PDF (49 MB)"
    if ! download; then
        may_install && as_root apt-get -qq update >/dev/null 2>&1 && download || return 1
    fi
    dpkg -x "$scratch"/$package*.deb "$scratch/unpacked" && take_from "$scratch/unpacked/$inside"
}

if present "$target" || take_from "/$inside" || fetch; then
    exit 0
fi
echo "make: the Fandol fonts could not be fetched; PDF falls back on the system's Chinese fonts. For the official look" \
    "copy 仿宋_GB2312, 楷体_GB2312, 黑体 and 方正小标宋简体 (or the six Fandol .otf files) into $target, or run apt-get update" \
    "as root and make again." >&2
