#!/usr/bin/env bash
# The source's program is small: it links neither SQLite nor anything of the server, the reviewer or the witness.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"

usage='usage: tools/checks/source-program.sh [--self-test] [FOLDER OF PROGRAMS]
Looks with ldd and nm into FOLDER/kentongan (by default where swift build puts it). exit 1: it links what it may not;
exit 3: nothing is built there. --self-test: kentongand, which links SQLite and the server, must be refused.'

# Modules as Swift writes them in its symbols: the length, then the name.
modules='Server Storage CaseStore Review Witness GRDB GRDBSQLite SQLite SQLite3'

# unwanted PROGRAM: prints what it links and may not; nothing where it is clean.
unwanted() {
    local symbols module
    # || true: grep finds nothing in a clean program.
    ldd "$1" | grep -i sqlite || true
    symbols=$(nm "$1" 2>/dev/null) || { echo "nm cannot read $1"; return; }
    [ -n "$symbols" ] || { echo "$1 has no symbols: look before it is stripped"; return; }
    grep -oE '\bsqlite3_[a-z0-9_]+' <<<"$symbols" | sort -u | sed -n '1,3p' || true
    for module in $modules; do
        # Where it stands first in a symbol it is the module that declares it.
        awk -v mark="^_?[$]s${#module}${module}[0-9A-Za-z]" -v name="$module" \
            '$NF ~ mark { n++; if (n == 1) first = $NF } END { if (n) print n " symbols of module " name ", as " first }' <<<"$symbols"
    done
}

program=kentongan expect=clean
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) printf '%s\n' "$usage"; exit 0 ;;
        --self-test) program=kentongand expect=found ;;
        *) break ;;
    esac
    shift
done
folder=${1:-$(cd "$root" && swift build --show-bin-path 2>/dev/null)} || folder=$root/.build/debug
if [ ! -x "$folder/$program" ]; then
    say "skipped: $folder/$program is not built yet"
    exit 3
fi
found=$(unwanted "$folder/$program")
if [ "$expect" = found ]; then
    [ -n "$found" ] || { say "$program is not refused: this check is blind"; exit 1; }
elif [ -n "$found" ]; then
    say "$program links what a source's program may not:"
    printf '%s\n' "$found" | sed 's/^/  /' >&2
    exit 1
fi
