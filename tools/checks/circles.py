#!/usr/bin/env python3
"""No circle between the folders of one module.

A folder leans on another when one of its files names a type that a file of the other declares. Files in the module's
root count as the folder ".". A type name that several folders declare says nothing and is passed over, and so does
one that the naming file has for a generic parameter or an associated type.

usage: circles.py [SOURCES]      prints each circle with a witness for every arrow; exit 1 where there is one
       circles.py --self-test    a small tree with a circle must be found
"""

import collections
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import swift_text

DECLARATION = re.compile(r"\b(?:struct|class|enum|protocol|actor|typealias)\s+(`?[A-Z]\w*`?)")
GENERIC = re.compile(r"\b(?:func|init|struct|class|enum|actor|protocol|subscript|typealias)\b[^({<\n]*<([^>{]*)>")
PARAMETER = re.compile(r"(?:^|,)\s*(?:each\s+|let\s+)?([A-Z]\w*)")
ASSOCIATED = re.compile(r"\bassociatedtype\s+([A-Z]\w*)")
NAME = re.compile(r"(?<![\w.])[A-Z]\w*|(?<=\.)[A-Z]\w*")


def arrows(module):
    """{(from, to): "file: names Type"} of one module's folders, the first witness each."""
    module = pathlib.Path(module)
    codes = {}
    declared = collections.defaultdict(set)
    for path in swift_text.files(module):
        code, _ = swift_text.split(path.read_text(encoding="utf-8"))
        codes[path] = code
        for match in DECLARATION.finditer(code):
            declared[match.group(1).strip("`")].add(folder(module, path))
    home = {name: next(iter(folders)) for name, folders in declared.items() if len(folders) == 1}
    found = {}
    for path, code in codes.items():
        here = folder(module, path)
        own = parameters(code)
        for match in NAME.finditer(code):
            there = home.get(match.group())
            if there is not None and there != here and match.group() not in own:
                witness = f"{path}:{swift_text.line_of(code, match.start())}: names {match.group()}"
                found.setdefault((here, there), witness)
    return found


def parameters(code):
    """The names of a file's generic parameters and associated types."""
    lists = [match.group(1) for match in GENERIC.finditer(code)]
    return {name for text in lists for name in PARAMETER.findall(text)} | set(ASSOCIATED.findall(code))


def folder(module, path):
    return str(path.parent.relative_to(module))


def circles(edges):
    """The sets of folders that lean on each other, directly or through others (strongly connected, two or more)."""
    onward = collections.defaultdict(set)
    for start, end in edges:
        onward[start].add(end)
    reach = {start: reachable(onward, start) for start in list(onward)}
    seen, found = set(), []
    for start in sorted(reach):
        ring = {other for other in reach[start] if start in reach.get(other, ())}
        if start in ring and start not in seen:
            seen |= ring
            found.append(sorted(ring))
    return found


def reachable(onward, start):
    seen, open_ = set(), [start]
    while open_:
        for end in onward.get(open_.pop(), ()):
            if end not in seen:
                seen.add(end)
                open_.append(end)
    return seen


def report(sources):
    """Prints what is wrong below a folder of modules; gives the number of circles."""
    count = 0
    for name in swift_text.modules(sources):
        edges = arrows(pathlib.Path(sources, name))
        for ring in circles(edges):
            count += 1
            print(f"{name}: {len(ring)} folders in a circle: {', '.join(ring)}")
            for (start, end), witness in sorted(edges.items()):
                if start in ring and end in ring:
                    print(f"  {start} -> {end}  {witness}")
    return count


def self_test():
    """A circle through a nested type must be found; one through a comment, a string or a shared name must not."""
    texts = {
        "One/A/A.swift": "struct First { let other: Second.Inner }",
        "One/B/B.swift": "struct Second { struct Inner {} }\nlet third = Third()",
        "One/C.swift": "struct Third { init() { print(\"\\(First())\") } }",
        "Two/A/A.swift": "struct First { let other: Second; enum Shared {} }",
        "Two/B/B.swift": "/* First /* nested */ First */ struct Second { enum Shared {} } // First\nlet it = #\"First \" \\(First)\"#",
        "Two/C/C.swift": "struct Other { let it: Shared; enum Result {} }",
        "Two/B/D.swift": "protocol Some { associatedtype Other; func f<let n: Int, Result: Some>(_: Result) }",
    }
    with tempfile.TemporaryDirectory() as place:
        for name, text in texts.items():
            path = pathlib.Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        one, two = arrows(pathlib.Path(place, "One")), arrows(pathlib.Path(place, "Two"))
    assert circles(one) == [[".", "A", "B"]], one
    assert set(two) == {("A", "B")} and circles(two) == [], two


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if arguments == ["--self-test"]:
        self_test()
        return 0
    return 1 if report(arguments[0] if arguments else "Sources") else 0


sys.exit(main(sys.argv[1:]))
