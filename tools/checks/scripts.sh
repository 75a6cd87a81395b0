#!/usr/bin/env bash
# Every script of the project parses and shellcheck has nothing to say. Scripts are found by content: files that git knows or
# would add, with a shell's first line or a name in .sh; Python likewise. Settings: .shellcheckrc. Exit 1 where one fails.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"
cd "$root"
need_packages /usr/bin/shellcheck shellcheck
failed=0

shells=() pythons=()
while IFS= read -r -d '' file; do
    [ -f "$file" ] || continue
    IFS= read -r first < <(head -c 128 "$file" | tr -d '\0') || true
    case $file:$first in
        *.sh:* | *:'#!'*sh | *:'#!'*sh\ *) shells+=("$file") ;;
        *.py:* | *:'#!'*python*) pythons+=("$file") ;;
    esac
done < <(git ls-files -z --cached --others --exclude-standard)

if [ ${#shells[@]} = 0 ] || [ ${#pythons[@]} = 0 ]; then
    say "no scripts found: this check is blind"
    exit 1
fi
for file in "${shells[@]}"; do
    bash -n "$file" || failed=1
done
shellcheck "${shells[@]}" || failed=1
python3 -c '
import ast, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        ast.parse(file.read(), name)
' "${pythons[@]}" || failed=1
say "  ${#shells[@]} shell, ${#pythons[@]} Python"
exit "$failed"
