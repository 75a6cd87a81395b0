# shellcheck shell=bash
# Shared by the tools: where the project is, what it needs, how it is built. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export LC_ALL=C.UTF-8 SWIFT_BACKTRACE=enable=no
# SwiftPM and git want a home to look for configuration in.
if [ -z "${HOME:-}" ]; then
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6) || true
    export HOME=${HOME:-$root/.build}
fi

# Whether tools/check and tools/test look at what kentongan links: tools/checks/source-program.sh.
# shellcheck disable=SC2034 # read by those that source this
check_source_program=1

say() { printf '%s\n' "$*" >&2; }

# The file that shows that a package is there, and the package.
requirements='
/usr/include/openssl/ssl.h libssl-dev
/usr/include/sqlite3.h libsqlite3-dev
/usr/bin/pkg-config pkg-config
/usr/bin/git git
'

# need_packages [FILE PACKAGE]...: installs what is missing, and only that; exit 69 where it cannot.
need_packages() {
    local missing=() file package
    while read -r file package; do
        [ -z "$file" ] || [ -e "$file" ] || missing+=("$package")
    done <<<"$requirements"
    while [ $# -ge 2 ]; do
        [ -e "$1" ] || missing+=("$2")
        shift 2
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local apt="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ -n "${KENTONGAN_NO_APT:-}" ]; then
        say "missing packages; KENTONGAN_NO_APT is set, so install them yourself:"
        say "    sudo $apt"
        exit 69
    fi
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "missing packages, and no right to install them. Run this, then start again:"
            say "    sudo $apt"
            exit 69
        fi
        as_root=(sudo -n)
    fi
    say "installing: ${missing[*]}"
    local options=(-y --no-install-recommends -o DPkg::Lock::Timeout=600)
    if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq "${options[@]}" \
            "${missing[@]}"; } >&2; then
        say "could not install: ${missing[*]}. By hand:"
        say "    sudo $apt"
        exit 69
    fi
}

need_swift() {
    if ! command -v swift >/dev/null; then
        say "Swift 6.3 or newer is needed and 'swift' is not on PATH: https://www.swift.org/install/linux/"
        exit 69
    fi
}

# build ARGUMENT...: swift build with a line of progress every few seconds, the whole log where it fails; it is in the file $build_log, for
# two builds at once.
# C is optimised in debug builds too: what BoringSSL hashes for scrypt and what it signs is most of what tests wait for.
# Without debug information, which a tenth of the compiler's work and most of the linker's goes into: `swift build` alone has it.
# The compiler refuses to import a target that neither the importing one nor what it depends on declares; tools/checks/imports.py is stricter.
build() {
    local log=${build_log:-$root/.build/kentongan-build.log} status=0 lean=(-debug-info-format none)
    # What is measured and what the sanitizer tells of name their lines.
    case " $* " in *" release "* | *" --sanitize"*) lean=() ;; esac
    mkdir -p "$root/.build"
    (cd "$root" && swift build --explicit-target-dependency-import-check error -Xcc -O2 ${lean[@]+"${lean[@]}"} "$@" 2>&1) | tee "$log" | awk '
        BEGIN { step = 5; last = systime() }
        /^\[[0-9]+\/[0-9]+\]/ { now = systime(); if (now - last >= step) { print "  " $0; fflush(); last = now } }
        /^(Fetching|Computing|Creating)/ { now = systime(); if (now - last >= step) { print "  " $0; fflush(); last = now } }
    ' >&2 || status=$?
    if [ "$status" != 0 ]; then
        grep -E 'error:|warning:' "$log" | sort -u | head -40 >&2
        say "the build failed; the whole log is $log"
        exit "$status"
    fi
}
