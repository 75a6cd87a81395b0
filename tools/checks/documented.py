#!/usr/bin/env python3
"""Every declaration that Sources export (`package` or `public`) has a doc comment.

Not asked of: overrides, imports, extensions, setters' levels, and what a protocol of the standard library names and means
(`description`, `debugDescription`, `==`, `<`, `hash(into:)`, `encode(to:)`, `init(from:)`). `callAsFunction`, initialisers and
computed properties are asked. Files that tools/generate writes (Wire/Messages) are asked too: the schema has the comments.

usage: documented.py [--count] [SOURCES]    prints file:line of each without; exit 1 where there is one. --count: shares by module
       documented.py --self-test            a bare declaration must be found
"""

import collections
import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import swift_text

ATTRIBUTE = r"@\w+(?:\((?:[^()\n]|\([^()\n]*\))*\))?"
MODIFIER = (r"(?:static|class|final|mutating|nonmutating|nonisolated(?:\(\w+\))?|indirect|convenience|consuming|borrowing|"
            r"(?:private|fileprivate|internal|package)\(set\)|required|lazy|weak|unsafe|prefix|postfix|infix|dynamic)")
DECLARATION = re.compile(
    rf"^[ \t]*(?:{ATTRIBUTE}[ \t]+)*(?:{MODIFIER}[ \t]+)*(?:package|public|open)[ \t]+(?:{MODIFIER}[ \t]+)*"
    r"(func|var|let|struct|class|enum|protocol|init|typealias|actor|subscript|macro)\b(?P<rest>.*)$")
CONFORMANCE = re.compile(
    r"^[ \t]*(?:(?:description|debugDescription)\s*:|(?:==|<)\s*\(|hash\(into |encode\(to )")


def declarations(path):
    """(line, text, documented) of each exported declaration of a file."""
    text = path.read_text(encoding="utf-8")
    raw, code = text.split("\n"), swift_text.split(text)[0].split("\n")
    for number, line in enumerate(code):
        match = DECLARATION.match(line)
        if match is None or CONFORMANCE.match(match.group("rest")):
            continue
        if match.group(1) == "init" and match.group("rest").startswith("(from decoder"):
            continue
        before = number - 1
        while before >= 0 and (start := attribute_start(code, before)) is not None:
            before = start - 1
        above = raw[before].strip() if before >= 0 else ""
        yield number + 1, raw[number].strip(), above.startswith("///") or above.endswith("*/")


def attribute(line):
    """Whether a line has attributes or conditions only, as may stand between a comment and its declaration."""
    return re.match(rf"^[ \t]*(?:{ATTRIBUTE}[ \t]*)+$", line) is not None


def attribute_start(code, end):
    """The line on which the attributes that end with line `end` begin; None where it ends none."""
    if attribute(code[end]):
        return end
    depth = 0
    for number in range(end, max(-1, end - 20), -1):
        depth += code[number].count(")") - code[number].count("(")
        if depth <= 0:
            opens = re.match(r"^[ \t]*@\w+\(", code[number])
            return number if opens and depth == 0 and code[end].rstrip().endswith(")") else None
    return None


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if arguments == ["--self-test"]:
        self_test()
        return 0
    count = arguments[:1] == ["--count"]
    sources = pathlib.Path((arguments[1:] if count else arguments or ["Sources"])[0] if arguments[count:] else "Sources")
    all_, with_ = collections.Counter(), collections.Counter()
    for path in swift_text.files(sources):
        name = path.relative_to(sources).parts[0]
        for line, text, documented in declarations(path):
            all_[name] += 1
            with_[name] += documented
            if not documented and not count:
                print(f"{path}:{line}: no doc comment: {text}")
    if count:
        for name in sorted(all_):
            print(f"{name} {with_[name]} of {all_[name]}")
    whole, documented = sum(all_.values()), sum(with_.values())
    print(f"documented: {documented} of {whole} exported declarations", file=sys.stderr)
    return 0 if count or whole == documented else 1


def self_test():
    text = ("/// It.\n@Option(\n    name: .long,\n    help: say(1))\npackage struct It: Hashable {\n    package var bare: Int { 1 }\n    package let description: String\n"
            "    /// Made.\n    package init() {}\n    package override func over() {}\n    // Not a doc comment.\n"
            "    package static func callAsFunction() {}\n    let quoted = \"\"\"\n    package func text()\n    \"\"\"\n}\n")
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place, "a.swift")
        path.write_text(text)
        found = [(line, documented) for line, _, documented in declarations(path)]
    assert found == [(5, True), (6, False), (9, True), (12, False)], found


sys.exit(main(sys.argv[1:]))
