#!/usr/bin/env python3
"""Every code that an engineer can be told has an entry in docs/runbook.md, and no entry is of nothing.

Codes are read where they are declared: what an audit finds (LogError.Code), what can be wrong with a site (Trouble), what
a server tells its operator (Notice), and why a program could not do what it was asked (Failure.Kind). An entry is a
heading `### \\`code\\` …`, of one code or of several, and says in both languages what it means, what to do, what not to do,
and how to see that it is over.

usage: runbook.py [ROOT]         prints what is missing or too much; exit 1 where there is something
       runbook.py --self-test    a missing code, a heading of nothing and a part that is missing must be found
"""

import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line

PARTS = ("Means", "Do", "Take care", "Over when", "Arti", "Lakukan", "Awas", "Selesai bila")
# File, the line with which the list begins, and what a code looks like in it.
SOURCES = (
    ("Sources/AuditLog/LogError.swift", r"enum Code: String", r'^\s*case (\w+)(?: = "(\w+)")?$'),
    ("Sources/Console/Words/Trouble.swift", r"enum Trouble: String", r'^\s*case (\w+)(?: = "(\w+)")?$'),
    ("Sources/Server/Notices/Notice.swift", r"var name: String", r'^\s*case \.(\w+): "(\w+)"$'),
    ("Sources/Words/Failure.swift", r"var code: String", r'^\s*case \.(\w+): "(\w+)"$'),
)


def codes(root):
    """Each code with the file that declares it."""
    found = {}
    for name, start, case in SOURCES:
        lines = pathlib.Path(root, name).read_text(encoding="utf-8").split("\n")
        begin = next((n for n, line in enumerate(lines) if re.search(start, line)), None)
        if begin is None:
            raise SystemExit(f"{name}: no line with {start!r}: tell tools/checks/runbook.py where the codes are now")
        indent = len(lines[begin]) - len(lines[begin].lstrip())
        here = {}
        for line in lines[begin + 1:]:
            if line.strip() == "}" and len(line) - len(line.lstrip()) <= indent:
                break
            match = re.match(case, line)
            if match:
                here[match.group(2) or match.group(1)] = name
        if not here:
            raise SystemExit(f"{name}: no code behind {start!r}")
        found.update(here)
    return found


def entries(text):
    """(line, codes, body) of each heading of the third level."""
    parts = re.split(r"(?m)^### (.*)$", text)
    line = parts[0].count("\n") + 1
    for heading, body in zip(parts[1::2], parts[2::2]):
        yield line, re.findall(r"`(\w+)`", heading), re.split(r"(?m)^## ", body)[0]
        line += body.count("\n")


def problems(root):
    wanted = codes(root)
    text = pathlib.Path(root, "docs/runbook.md").read_text(encoding="utf-8")
    found, seen = [], set()
    for line, names, body in entries(text):
        place = f"docs/runbook.md:{line}"
        if not names:
            found.append(f"{place}: a heading without a code")
        for name in names:
            if name not in wanted:
                found.append(f"{place}: `{name}` is no code of the sources")
            if name in seen:
                found.append(f"{place}: `{name}` has an entry already")
            seen.add(name)
        found += [f"{place}: no **{part}**" for part in PARTS if not re.search(rf"\*\*{part}\*\* \S", body)]
    return found + [f"docs/runbook.md: no entry for `{name}` of {wanted[name]}" for name in sorted(set(wanted) - seen)]


def self_test():
    with tempfile.TemporaryDirectory() as root:
        def write(name, text):
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

        write(SOURCES[0][0], 'package enum Code: String {\n    case fork\n    case rootMismatch = "root_mismatch"\n}\n')
        write(SOURCES[1][0], "enum Trouble: String {\n    case late\n}\nenum Other {\n    case other\n}\n")
        write(SOURCES[2][0], 'var name: String {\n    switch self {\n    case .diskFull: "disk_full"\n    }\n}\n')
        write(SOURCES[3][0], 'var code: String {\n    switch self {\n    case .usage: "usage"\n    }\n}\n')
        whole = "\n".join(f"**{part}** x" for part in PARTS)
        entry = "### `{}`\n\n" + whole + "\n\n"
        right = entry.format("fork") + entry.format("root_mismatch` `late") + entry.format("disk_full") + entry.format("usage")
        write("docs/runbook.md", "# Runbook\n\n" + right)
        assert problems(root) == [], problems(root)
        write("docs/runbook.md", right.replace("`late`", "`lost`").replace("**Take care** x", "", 1) + entry.format("fork"))
        found = problems(root)
        for part in ("no **Take care**", "`lost` is no code", "no entry for `late`", "`fork` has an entry already"):
            assert any(part in line for line in found), (part, found)
        assert len(found) == 4, found


command_line.main(__doc__, self_test, lambda root: problems(root or "."))
