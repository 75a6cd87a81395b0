#!/usr/bin/env python3
"""Imports are those that Package.swift declares, and it declares none in vain.

- A file imports the system's modules and those that its own target names. (The compiler's check, which tools/lib/common.sh
  switches on, lets a module import what its dependencies depend on; this does not.)
- Every dependency of a target is imported by one of its files. A test target may name a program without importing it: it runs it.
  A target in C that is no system library is linked for what it takes the place of.
- A module of tools/lib/pure.txt imports nothing of the system, no NIO, no database; Primitives alone imports a crypto library.

usage: imports.py                prints what is wrong by file:line; exit 1 where there is something
       imports.py --self-test    each of these must be found in a small package
"""

import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line
import package
import swift_text

SYSTEM = {"Swift", "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc"}
IMPURE = {"Foundation", "FoundationEssentials", "Dispatch", "Glibc", "SQLite3", "GRDB"}
CRYPTO = {"Crypto", "CryptoExtras", "_CryptoExtras", "COpenSSL"}


def problems(targets, pure, root="."):
    """One line for everything that is wrong."""
    found = []
    for target in targets.values():
        if target.kind == "system":
            continue
        used = set()
        allowed = SYSTEM | set(map(module, target.dependencies)) | ({"Testing"} if target.folder.parts[0] == "Tests" else set())
        for path in swift_text.files(pathlib.Path(root, target.folder)):
            code, _ = swift_text.split(path.read_text(encoding="utf-8"))
            for line, name in swift_text.imports(code):
                used.add(name)
                place = f"{path.relative_to(root)}:{line}"
                if name not in allowed:
                    found.append(f"{place}: imports {name}, which Package.swift does not declare for {target.name}")
                if target.name in pure and impure(target.name, name) and not native_filling(path):
                    found.append(f"{place}: the pure module {target.name} imports {name}")
        for name in target.dependencies:
            runs = target.kind == "test" and name in targets and targets[name].kind == "executable"
            replaces = name in targets and targets[name].kind != "system" and not swift_text.files(
                pathlib.Path(root, targets[name].folder))
            if module(name) not in used and not runs and not replaces:
                found.append(f"Package.swift: {target.name} declares {name} and no file of it imports that")
    return found


def module(name):
    """The module of a target's or product's name: `kentongan-review` is imported as `kentongan_review`."""
    return name.replace("-", "_")


def impure(target, name):
    return name in IMPURE or name.startswith("NIO") or (name in CRYPTO and target != "Primitives")


def native_filling(path):
    """Whether a file is of the seam's native filling, which stands on the system and its crypto libraries."""
    return "Sources/Primitives/Native" in path.as_posix()


def self_test():
    texts = {
        "Sources/Low/a.swift": "package import Crypto\nimport Dispatch\n// import High\n",
        "Sources/High/a.swift": "@testable import struct Low.It\nlet text = \"\"\"\nimport Wrong\n\"\"\"\nimport Other\n",
        "Tests/HighTests/a.swift": "import Testing\nimport High\n",
    }
    target = lambda name, kind, folder, *names: package.Target(name, kind, pathlib.Path(folder), names, [])
    listed = [target("Low", "regular", "Sources/Low", "Crypto"), target("High", "regular", "Sources/High", "Low", "Unused"),
              target("tool", "executable", "Sources/tool"), target("HighTests", "test", "Tests/HighTests", "High", "tool")]
    with tempfile.TemporaryDirectory() as place:
        for name, text in texts.items():
            path = pathlib.Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        found = problems({one.name: one for one in listed}, ["Low"], place)
    assert found == [
        "Sources/Low/a.swift:1: the pure module Low imports Crypto",
        "Sources/Low/a.swift:2: the pure module Low imports Dispatch",
        "Sources/High/a.swift:5: imports Other, which Package.swift does not declare for High",
        "Package.swift: High declares Unused and no file of it imports that",
    ], found


command_line.main(__doc__, self_test, lambda _: problems(package.targets(), package.pure()))
