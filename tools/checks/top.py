#!/usr/bin/env python3
"""Nothing lies at the top of the tree that docs/architecture.md does not name there, and nothing that a compiler left lies anywhere.

Looked at is what git knows or would add. The names are those of the table in the section "The tree": `name` in the first column,
with a slash behind it where it is a folder. A name of the table that is not there is found, too.

usage: top.py [ROOT]         prints what is too much or missing; exit 1 where there is something
       top.py --self-test    a stray file, a stray folder, a name of nothing and a compiler's leftovers must be found
"""

import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line

PAGE = "docs/architecture.md"
LEFTOVERS = re.compile(
    r"\.(o|a|d|so|dia|gcda|gcno|profraw|profdata|swiftmodule|swiftdoc|swiftinterface|swiftsourceinfo|swiftdeps|abi\.json|pyc|orig|rej|swp)$"
    r"|(^|/)(core(\.\d+)?|a\.out|[^/]*~)$")


def named(text):
    """The names of the table."""
    section = re.search(r"(?ms)^## The tree$(.*?)(?=^## |\Z)", text)
    return re.findall(r"(?m)^\| `([^`]+)` \|", section.group(1)) if section else []


def files(root):
    """What git knows and is there still, and what it would add."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            stdout=subprocess.PIPE, check=True, text=True).stdout
    return sorted(name for name in listed.split("\0") if name and pathlib.Path(root, name).exists())


def problems(root):
    wanted = named(pathlib.Path(root, PAGE).read_text(encoding="utf-8"))
    if not wanted:
        return [f"{PAGE}: no table in a section \"The tree\": tell tools/checks/top.py where the names are now"]
    names = files(root)
    there = {name.split("/")[0] + "/" if "/" in name else name for name in names}
    found = [f"{name}: not in the table of {PAGE}: it does not belong at the top" for name in sorted(there - set(wanted))]
    found += [f"{PAGE}: {name} is not there" for name in sorted(set(wanted) - there)]
    return found + [f"{name}: what a compiler or an editor left" for name in names if LEFTOVERS.search(name)]


def self_test():
    with tempfile.TemporaryDirectory() as root:
        def write(name, text=""):
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

        subprocess.run(["git", "init", "-q", root], check=True)
        table = "# A\n\n## The tree\n\n| name | what |\n| --- | --- |\n| `docs/` | pages |\n| `LICENSE` | it |\n\n## B\n\n| `other` | x |\n"
        write(PAGE, table)
        write("LICENSE")
        write(".gitignore", ".gitignore\n.build*\n")
        write(".build/core")
        assert problems(root) == [], problems(root)
        write("Source.h")
        write("Stray/file.txt")
        write("docs/Source.emit-module.dia")
        write(PAGE, table.replace("| `LICENSE`", "| `NOTICE` | none |\n| `LICENSE`"))
        found = problems(root)
        for part in ("Source.h: not in", "Stray/: not in", "NOTICE is not there", "docs/Source.emit-module.dia: what a compiler"):
            assert any(part in line for line in found), (part, found)
        assert len(found) == 4, found
        write(PAGE, "# A\n")
        assert len(problems(root)) == 1, problems(root)


command_line.main(__doc__, self_test, lambda root: problems(root or "."))
