#!/usr/bin/env python3
"""No tuple is returned whose later elements are still awaited: `return (place, try await fetch(tile))`.

Swift 6.3 optimised loses the elements before the wait where a closure does so within `do` … `catch`: what comes back for one
task is another's. Give what is awaited a name first: `let bytes = try await fetch(tile); return (place, bytes)`.

usage: awaited_tuples.py [SOURCES]      prints file:line of each; exit 1 where there is one
       awaited_tuples.py --self-test    each of these must be found, and what may stand must not
"""

import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line
import swift_text

RETURN = re.compile(r"\breturn\s*\(")
AWAIT = re.compile(r"\btry\s+await\b")


def elements(code, start):
    """The parts between the commas of the parenthesis that opens before `start`."""
    depth, parts = 0, [""]
    for character in code[start:]:
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        if depth < 0:
            return parts
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def report(sources):
    wrong = []
    for path in swift_text.files(sources):
        text = path.read_text(encoding="utf-8")
        code, _ = swift_text.split(text)
        for match in RETURN.finditer(code):
            if any(AWAIT.search(part) for part in elements(code, match.end())[1:]):
                line = swift_text.line_of(code, match.start())
                wrong.append(f"{path}:{line}: {text.split(chr(10))[line - 1].strip()}")
    return wrong


def self_test():
    """What is lost must be found, line by line; what is not must not."""
    bad = [
        "do { return (place, try await fetch(tile)) } catch {}", "return (a, b, .success(try await fetch(tile)), nil as Int?)",
        'return ("\\(url)", try  await newest(of: log), true)',
    ]
    good = [
        "return (try await witnessedSince(), nil)", "let (a, b) = (place, try await fetch(tile))", "return f(place, try await fetch(tile))",
        "return (place, await result(of: tile))", "// return (place, try await fetch(tile))", "return (try await f(a, b))",
        "return (place, bytes)",
    ]
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place, "A.swift")
        path.write_text("\n".join(bad + good) + "\n")
        wrong = report(place)
        assert [line.split(": ", 1)[1] for line in wrong] == bad, wrong


command_line.main(__doc__, self_test, lambda sources: report(sources or "Sources"))
