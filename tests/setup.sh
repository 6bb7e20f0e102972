# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
# What samples/quickstart and tests/run share: packages and the build. Sourced from the top folder.

log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() {
    printf '%s\n' "$*" >&2
}

# quietly COMMAND...: what it prints is shown only when it fails
quietly() {
    "$@" >"$log" 2>&1 && return
    cat "$log" >&2
    return 1
}

# have PACKAGE: whether what we need of it works, wherever it came from (meson may be from pip)
have() {
    case $1 in
    meson) version=$(meson --version) && printf '%s\n' 1.0 "$version" | sort -VC ;;
    ninja-build) command -v ninja || command -v ninja-build ;;
    gcc) ${CC:-cc} --version ;;
    libc6-dev) echo '#include <stdio.h>' | ${CC:-cc} -E - ;; # only recommended by gcc
    pkg-config) command -v pkg-config ;;
    libicu-dev) pkg-config --exists 'icu-uc >= 72' 'icu-i18n >= 72' ;;
    libxml2-dev) pkg-config --exists 'libxml-2.0 >= 2.9.14' ;;
    zlib1g-dev) pkg-config --exists zlib ;;
    libzstd-dev) pkg-config --exists libzstd ;;
    libmd4c-dev) pkg-config --exists md4c ;;
    libuchardet-dev) pkg-config --exists uchardet ;;
    libcld2-dev) echo '#include <cld2/public/encodings.h>' | ${CXX:-c++} -E -x c++ - ;;
    libsoup-3.0-dev) pkg-config --exists 'libsoup-3.0 >= 3.2' ;;
    libsqlite3-dev) pkg-config --exists 'sqlite3 >= 3.35' ;;
    libglib2.0-dev) pkg-config --exists 'glib-2.0 >= 2.74' 'gio-2.0 >= 2.74' ;;
    python3) python3 -c 'import json' ;;
    libxml2-utils) command -v xmllint ;;
    jing) command -v jing ;;
    translate-toolkit) command -v po2tmx ;;
    libsegment-java) [ -f /usr/share/java/segment.jar ] ;;
    gettext) command -v msgfmt ;;
    *) false ;;
    esac >/dev/null 2>&1
}

# missing PACKAGE...: prints those we do not have, with a space between
missing() {
    list=
    for package; do
        have "$package" || list="$list${list:+ }$package"
    done
    echo "$list"
}

# as_root COMMAND...: fails at once rather than ask for a password
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null
}

# install PACKAGE...: with the lists fetched once a run, and only when something is missing
updated=
install() {
    say "Installing Debian packages: $*"
    [ -n "$updated" ] || quietly as_root apt-get update || return 1
    updated=yes
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@"
}

# require PACKAGE...: installs what is missing; if that fails, says what to do and ends
# shellcheck disable=SC2086 # a list of packages is meant to fall into words
require() {
    lacking=$(missing "$@")
    [ -n "$lacking" ] || return 0
    command="apt-get install --no-install-recommends $lacking"
    if ! may_install; then
        say "Hexapla needs packages that are missing here, and cannot install them itself: that takes" \
            "apt-get, and root or a sudo that asks for no password. Please run" \
            "'$command' as root, or install what corresponds to it on your system, and start" \
            "$0 again."
        exit 1
    fi
    if ! install $lacking; then
        say "The packages could not be installed; the reason stands above. Once it is mended," \
            "run 'apt-get update' and '$command' as root, and start $0 again."
        exit 1
    fi
    lacking=$(missing $lacking)
    [ -n "$lacking" ] || return 0
    say "Installed, but too old or not found: $lacking. Hexapla needs meson 1.0, GLib 2.74, ICU 72 and" \
        "libxml2 2.9.14 or newer, which Debian has since release 12; look also for an older" \
        "meson or pkg-config that comes first in PATH."
    exit 1
}

# want PACKAGE CONSEQUENCE: installs it if possible; if not, says so and goes on
want() {
    have "$1" && return
    may_install && install "$1" 2>/dev/null && have "$1" && return
    say "$1 is not available: $2"
}

# require_to_build PACKAGE...: those the build needs, and these
require_to_build() {
    require meson ninja-build gcc libc6-dev pkg-config libicu-dev libxml2-dev zlib1g-dev \
        libglib2.0-dev "$@"
    want libzstd-dev 'files compressed by Zstandard are refused.'
    want libmd4c-dev 'Markdown is refused.'
    want libuchardet-dev 'encodings are guessed without it.'
    want libcld2-dev 'languages are told by their script alone.'
    want libsoup-3.0-dev 'review has its page in a file, and no server.'
    want libsqlite3-dev 'review has its page in a file, and no server.'
}

build() {
    [ -f build/build.ninja ] || quietly meson setup build || return 1
    quietly meson compile -C build
}
