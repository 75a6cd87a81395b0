#!/usr/bin/env python3
"""No arithmetic on outside numbers that could end the process.

Outside are the unsigned fields of the schema (by name, as a member: `epoch.number`) and whatever a file declares as UInt64 or
UInt32. Beside them `+`, `-`, `*`, their assigning forms and ranges trap where the sum is too large, the difference below zero
or the end before the start; so does a conversion to a narrower type. Ask for `less`, `plus`, `times` (Wire/Codec/Saturating),
a `...ReportingOverflow`, `clamping:` or `exactly:` instead.

What cannot trap for another reason stands in tools/arithmetic.txt: `file or folder/ | text of the line, or * | why`. A line there that
allows nothing is wrong too.

usage: arithmetic.py [SOURCES]      prints file:line of each; exit 1 where there is one
       arithmetic.py --self-test    each of these must be found, and what is checked must not
"""

import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line
import swift_text

SCHEMA = pathlib.Path("Protocol/kentongan.schema")
ALLOWED = pathlib.Path("tools/arithmetic.txt")
# Names that collections and other values of ours have, too; as numbers they are small or counted here.
COMMON = {"bytes", "count", "envelope", "id", "level", "limit", "messages", "payload", "sealed", "supplement", "width", "witnesses"}
GENERATED = "Sources/Wire/Messages/"
OTHERS = ("Sources/SchemaCompiler/", "Sources/kentongan-schema/")

FIELD = re.compile(r"\buint(8|16|24|32|64)\s+(\w+)\s*;")
DECLARED = re.compile(r"\b(\w+)\s*:\s*(?:inout\s+)?UInt(?:64|32)\b|\b(?:let|var)\s+(\w+)\s*=\s*UInt(?:64|32)\(")
OPERATOR = r"(?:(?<![&.<>=+*/-])[-+*]=?(?![.<>+*-])|\.\.[.<])"


def fields(schema):
    """The names of a schema's unsigned fields as Swift has them, and of those the ones of 64 bits."""
    names, wide = set(), set()
    for bits, name in FIELD.findall(schema):
        first, *rest = name.split("_")
        swift = first + "".join(part[:1].upper() + part[1:] for part in rest)
        if swift not in COMMON:
            names.add(swift)
            if bits == "64":
                wide.add(swift)
    return names, wide


def findings(code, names, wide):
    """The offsets of what may trap, in a text without comments and strings."""
    member = rf"(?:\b[a-z$]\w*|[)\]])[?!]?\.(?:{'|'.join(sorted(names))})\b"
    own = {name for pair in DECLARED.findall(code) for name in pair if name}
    number = member + (rf"|(?<![\w.])(?:{'|'.join(sorted(own))})\b" if own else "")
    patterns = [
        # x.number + …, UInt64(x.number) + …, number -= …
        rf"(?:{number})\)?\s+{OPERATOR}\s", rf"(?:{member})\)?\.\.[.<]",
        # … - x.number, … - UInt64(x.number); not where a call follows
        rf"(?:[\w)\]]\s+{OPERATOR}\s+|[\w)\]]\.\.[.<])(?:U?Int\d*\()?(?:[\w$]+[?!]?\.)*?(?:{number})(?![\w.(])(?!:)",
        # a narrower type
        rf"(?<![\w.])(?:Int|U?Int(?:8|16|32))\((?:[\w$]+[?!]?\.)*?(?:\b[a-z$]\w*|[)\]])[?!]?\.(?:{'|'.join(sorted(wide))})\)",
    ]
    found = set()
    for pattern in patterns:
        for match in re.finditer(pattern, code):
            if not re.match(r"\s*(?:case|default)\b", code[match.start():]):
                found.add(match.start())
    return found


def allowances(text):
    """(file, text, why) of each line of the list."""
    entries = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            file, code, why = (part.strip() for part in line.split("|", 2))
            entries.append((file, code, why))
    return entries


def covers(place, name):
    """Whether a line's first field means a file."""
    return name.startswith(place) if place.endswith("/") else name == place


def report(sources, schema, allowed):
    """One line for everything that is wrong."""
    names, wide = fields(schema)
    entries = allowances(allowed)
    used, wrong = set(), []
    for path in swift_text.files(sources):
        name = str(path)
        if GENERATED in name or any(other in name for other in OTHERS):
            continue
        text = path.read_text(encoding="utf-8")
        code, _ = swift_text.split(text)
        lines = text.split("\n")
        for line in sorted({swift_text.line_of(code, offset) for offset in findings(code, names, wide)}):
            shown = lines[line - 1].strip()
            by = next((entry for entry in entries if covers(entry[0], name) and (entry[1] == "*" or entry[1] in shown)), None)
            if by is None:
                wrong.append(f"{name}:{line}: {shown}")
            else:
                used.add(by)
    wrong += [f"{ALLOWED}: allows nothing: {file} | {code}" for file, code, why in entries if (file, code, why) not in used]
    wrong += [f"{ALLOWED}: no reason: {file} | {code}" for file, code, why in entries if not why]
    return wrong


def self_test():
    """What traps must be found, line by line; what cannot must not."""
    schema = "struct { uint64 number; uint64 first_index; uint32 counter; uint64 count; } Epoch;"
    bad = [
        "let a = site.epoch.number - epoch.number", "let b = index - 1", "let c = epoch.firstIndex + 256",
        "range = epoch.firstIndex..<end", "index += 1", "let d = 1 + epoch.number", "let e = now * UInt64(x.counter)",
        "let f = Int(epoch.number)", "let g = UInt32(epoch.firstIndex)", "let h = (epoch.number) - other",
    ]
    good = [
        "let a = site.epoch.number.less(epoch.number)", "let b = Int(clamping: epoch.number)", "let c = array.count - 1",
        "// epoch.number - 1", 'let d = "\\(epoch.number) - 1"', "let e = index &- 1", "func f() -> UInt64 { epoch.number }",
        "let g = index.plus(1)", "if epoch.number > 1 {}", "let h = Header.number + 1",
    ]
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place, "A.swift")
        path.write_text("let index: UInt64 = 0\n" + "\n".join(bad) + "\n" + "\n".join(good) + "\n")
        wrong = report(place, schema, "")
        assert [line.split(": ", 1)[1] for line in wrong] == bad, wrong
        assert report(place, schema, f"{path} | * | a test") == [], "allowed"
        stale = report(place, schema, f"{path} | * | a test\n{path} | nothing like it | why")
        assert len(stale) == 1 and "allows nothing" in stale[0], stale
        assert "no reason" in report(place, schema, f"{path} | * |")[0]


command_line.main(
    __doc__, self_test,
    lambda sources: report(sources or "Sources", SCHEMA.read_text(encoding="utf-8"), ALLOWED.read_text(encoding="utf-8")))
