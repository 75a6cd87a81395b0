#!/usr/bin/env python3
"""Writes what the tables in Protocol give: of codes.toml the codes of the schema, their labels and docs/codes.md; of
regions.txt the table of regions; of elections.toml and holidays.toml the calendars that the programs know.

usage: tables.py [--check]     --check writes nothing and exits 1 where a committed file is not current
"""

import datetime
import pathlib
import re
import sys
import tomllib

root = pathlib.Path(__file__).resolve().parent.parent.parent
IGNORED = "// Generated from Protocol/{}. Do not edit.\n// swift-format-ignore-file\n"
FIELDS = {"Category": "category", "SubjectStatus": "subject_status", "SubjectLevel": "subject_level", "SubjectCount": "subject_count",
          "ElectionKind": "election", "RegionScheme": "region_scheme", "EventKind": "event_kind", "Pledge": "pledges",
          "EvidenceKind": "evidence_kinds", "HiddenData": "hidden data", "KnowledgeCircle": "circle", "AgencyKind": "agency kinds", "ForwardLeave": "forward",
          "CaseState": "state", "DueClass": "due", "Outcome": "outcome", "OutcomeClass": "outcome class"}


def camel(name):
    first, *rest = name.split("_")
    result = first + "".join(part[:1].upper() + part[1:] for part in rest)
    return f"`{result}`" if result in ("public", "in", "is", "default") else result


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def phrase(pair):
    return f"Phrase({literal(pair[0])}, {literal(pair[1])})"


def tables():
    """{type: (largest, about, {name: row})} of codes.toml, checked."""
    read = tomllib.loads((root / "Protocol/codes.toml").read_text(encoding="utf-8"))
    result = {}
    for kind, table in read.items():
        largest, about = table.pop("largest"), table.pop("about")
        numbers = [row["number"] for row in table.values()]
        assert numbers == sorted(set(numbers)) and numbers[-1] <= largest, f"{kind}: numbers ascend, each once, up to {largest}"
        for name, row in table.items():
            assert len(row["label"]) == 2 and len(row["means"]) == 2, f"{kind}.{name}: label and means are in two languages"
            assert all(text.endswith(".") for text in row["means"]), f"{kind}.{name}: a meaning is a sentence"
        result[kind] = (largest, about, table)
    return result


def comment(text):
    """A doc comment of the schema, broken as its other ones are."""
    lines, line = [], "///"
    for word in text.split(" "):
        if len(line) + 1 + len(word) > 120:
            lines.append(line)
            line = "///"
        line += " " + word
    return "\n".join(lines + [line]) + "\n"


def schema(codes):
    text = (root / "Protocol/kentongan.schema").read_text(encoding="utf-8")
    for kind, (largest, about, rows) in codes.items():
        block = comment(about[1]) + "code {\n"
        for name, row in rows.items():
            block += f"    {name}({row['number']}),".ljust(33) + f" /// {row['means'][1]}\n"
        block += f"    ({largest})\n}} {kind};\n"
        pattern = re.compile(r"(?:/// [^\n]*\n)+code \{\n(?:(?!\n\}).)*\n\} " + kind + ";\n", re.DOTALL)
        assert len(pattern.findall(text)) == 1, f"the schema has no one code {kind}"
        text = pattern.sub(lambda _: block, text)
    return text


def words(kind, rows):
    text = IGNORED.format("codes.toml") + "package import Wire\n\n"
    parts = [("label", "What people read for the code; its number where it is not known here."),
             ("meaning", "One sentence that explains the code; its number where it is not known here.")]
    if kind == "AgencyKind":
        parts.append(("does", "What an agency of this kind can do with a report; its number where it is not known here."))
    text += f"extension {kind} {{\n"
    for key, about in parts:
        column = "means" if key == "meaning" else key
        text += f"    /// {about}\n    package var {key}: Phrase {{\n        switch self {{\n"
        for name, row in rows.items():
            text += f"        case .{camel(name)}: {phrase(row[column])}\n"
        text += "        default: .unknownCode(rawValue)\n        }\n    }\n\n"
    if kind == "AgencyKind":
        text += "    /// Who stands above an agency of this kind; nil where nobody is named.\n"
        text += "    package var under: Phrase? {\n        switch self {\n"
        for name, row in rows.items():
            if "under" in row:
                text += f"        case .{camel(name)}: {phrase(row['under'])}\n"
        text += "        default: nil\n        }\n    }\n\n"
    return text.rstrip("\n") + "\n}\n"


def conflicts(rows):
    text = IGNORED.format("codes.toml") + "package import Wire\n\nextension AgencyKind {\n"
    text += "    /// The posts that stand above an agency of this kind or in it: a report about such a person should not reach it.\n"
    text += "    package var conflictingPosts: [SubjectLevel] {\n        switch self {\n"
    for name, row in rows.items():
        if "conflict" in row:
            posts = ", ".join("." + camel(post) for post in row["conflict"])
            text += f"        case .{camel(name)}: [{posts}]\n"
    return text + "        default: []\n        }\n    }\n}\n"


def page(codes):
    text = """# The codes

*Generated from [`Protocol/codes.toml`](../Protocol/codes.toml) by `tools/generate`: change it there.*

What may be said of a report and of a case: the name in files, the number on the wire, and what people read, in Indonesian and in
English. A number or a name that was given once is never changed and never given to something else; labels may change. A
program that does not know a number keeps it and says so.

"""
    text += " · ".join(f"[{title}](#{title.replace(' ', '-')})" for title in map(FIELDS.get, codes)) + "\n"
    for kind, (_, about, rows) in codes.items():
        text += f"\n## {FIELDS[kind]}\n\n{about[1]} *{about[0]}*\n\n"
        text += "| code | number | Indonesia | English |\n| --- | --- | --- | --- |\n"
        for name, row in rows.items():
            cells = []
            for language, under in ((0, "di bawah"), (1, "under")):
                said = [f"**{row['label'][language]}**"]
                plain = row["means"][language]
                if plain.rstrip(".").lower() != row["label"][language].lower():
                    said.append(plain)
                if "does" in row:
                    said.append(row["does"][language][:1].upper() + row["does"][language][1:] + ".")
                if "under" in row:
                    said.append(f"{under.capitalize()}: {row['under'][language]}.")
                cells.append(" ".join(said))
            text += f"| `{name}` | {row['number']} | {cells[0]} | {cells[1]} |\n"
    return text


def regions():
    lines = [line for line in (root / "Protocol/regions.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    provinces, others = len(lines), 0
    for line in lines:
        assert re.match(r"\d\d (WIB|WITA|WIT) [A-Z][A-Za-z ]+: ", line), line
        others += len(line.split(": ", 1)[1].split(", "))
    assert (provinces, others) == (38, 514), f"{provinces} provinces and {others} regencies and cities, not 38 and 514"
    text = IGNORED.format("regions.txt")
    text += "\n/// One province a line: number, zone, name, and its regencies and cities in the order of their numbers, from 01 on where no\n"
    text += '/// number begins anew.\nlet regionTable = """\n'
    return text + "".join(f"    {line}\n" for line in lines) + '    """\n'


def elections():
    read = tomllib.loads((root / "Protocol/elections.toml").read_text(encoding="utf-8"))
    text = IGNORED.format("elections.toml") + "import Wire\nimport Words\n\nextension ElectionCalendar {\n"
    text += "    /// The elections that every program knows.\n    package static let known = ElectionCalendar([\n"
    for row in read.values():
        def day(field):
            date = row[field]
            assert isinstance(date, datetime.date), f"{field} is no day"
            return f"Date(year: {date.year}, month: {date.month}, day: {date.day})"
        kinds = ", ".join("." + camel(kind) for kind in row["kinds"])
        text += f"        Election(\n            name: {phrase(row['name'])}, kinds: [{kinds}],\n"
        text += ",\n".join(f"            {field}: {day(field)}"
                           for field in ("begins", "nomination", "determined", "campaign", "quiet", "vote", "ends"))
        text += "),\n"
    return text + "    ])\n}\n"


def holidays():
    read = tomllib.loads((root / "Protocol/holidays.toml").read_text(encoding="utf-8"))
    text = IGNORED.format("holidays.toml") + "import Wire\n\nextension WorkCalendar {\n"
    text += "    /// The years that every program knows.\n    package static let known = WorkCalendar(\n        years: ["
    text += ", ".join(name.removeprefix("holidays_") for name in read) + "],\n        free: [\n"
    for name, row in read.items():
        year = int(name.removeprefix("holidays_"))
        days = row["days"] + row["leave"]
        assert len(set(days)) == len(days) and all(day.year == year for day in days), f"{name}: each day once, of its year"
        text += "".join(f"            Date(year: {day.year}, month: {day.month}, day: {day.day}),\n" for day in sorted(days))
    return text + "        ])\n}\n"


def outputs():
    codes = tables()
    result = {"Protocol/kentongan.schema": schema(codes), "docs/codes.md": page(codes),
              "Sources/Cases/AgencyConflicts.swift": conflicts(codes["AgencyKind"][2]),
              "Sources/Words/Regions/RegionTable.swift": regions(),
              "Sources/Cases/Words/KnownElections.swift": elections(),
              "Sources/Cases/Calendar/KnownHolidays.swift": holidays()}
    for kind, (_, _, rows) in codes.items():
        result[f"Sources/Words/Codes/{kind}Words.swift"] = words(kind, rows)
    return result


def main():
    stale = []
    for name, text in outputs().items():
        path = root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'stale' if '--check' in sys.argv else 'wrote'}: {name}", file=sys.stderr)
    if stale and "--check" in sys.argv:
        sys.exit(1)


main()
