#!/usr/bin/env python3
"""How many tests were skipped and why, from what `swift test` printed.

A skip is explained where the command that tools/skips.txt has for its need fails here: then the machine has not what the test
needs. A skip that says no need, one that the list does not know, and one whose need is met are not explained.

usage: skips.py LOG             prints the counts; exit 0 whatever they are
       skips.py --strict LOG    exit 1 where a skip is not explained
       skips.py --self-test     counts, reasons and explanations of a made-up log
"""

import collections
import pathlib
import re
import subprocess
import sys
import tempfile

LIST = pathlib.Path(__file__).resolve().parent.parent / "skips.txt"
# As the runner prints it for a condition, and as Tests/Support/Need.swift for a test that ends on the way.
SKIPPED = re.compile(r'^\S? ?(?:(?:Test|Suite) (?P<name>.+?) skipped(?: after [\d.]+ seconds)?|skipped at (?P<place>\S+?))(?:\.|: "(?P<why>.*)")?$')
NEED = re.compile(r"^needs: (\w+)$")


def skips(log):
    """(what was skipped, its need or "") for each, once."""
    found = {}
    for line in log.splitlines():
        match = SKIPPED.match(line.strip())
        if match:
            need = NEED.match(match.group("why") or "")
            found[match.group("name") or match.group("place")] = need.group(1) if need else ""
    return sorted(found.items())


def needs(text):
    """{need: (command, what brings it)} of the list."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name: (command, words) for name, command, words in (map(str.strip, line.split(" | ", 2)) for line in lines)}


def is_there(command):
    return subprocess.run(["bash", "-c", command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def report(log, listed):
    """The lines to print, and how many skips are not explained."""
    found = skips(log)
    lines, unexplained = [f"tests skipped: {len(found)}"], 0
    by_need = collections.defaultdict(list)
    for name, need in found:
        by_need[need].append(name)
    for need, names in sorted(by_need.items()):
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        if need not in listed:
            why = f"says '{need}', which tools/skips.txt does not know" if need else "says no need"
        elif is_there(listed[need][0]):
            why = f"needs {need}, which is there"
        else:
            lines.append(f"  {len(names)} without {need} ({listed[need][1]}): {shown}")
            continue
        unexplained += len(names)
        lines.append(f"  {len(names)} not explained: {why}: {shown}")
    return lines, unexplained


def self_test():
    listed = needs("# a list\nthere | true | nothing\nmissing | false | a package\nabsent | false && true | another\n")
    log = """◇ Test one() started.
➜ Test one() skipped: "needs: missing"
✔ Test two() passed after 0.1 seconds.
➜ Suite Three skipped: "needs: absent"
➜ skipped at ServerTests/DiskTests.swift:95: "needs: missing"
➜ skipped at ServerTests/DiskTests.swift:95: "needs: missing"
"""
    assert len(skips(log)) == 3, skips(log)
    lines, unexplained = report(log, listed)
    assert unexplained == 0 and lines[0] == "tests skipped: 3" and len(lines) == 3, lines
    for bad in ['➜ Test four() skipped: "needs: there"', "➜ Test four() skipped.", '➜ Test four() skipped: "needs: unheard"',
                '➜ Test `four five`() skipped: "whatever"', "➜ Suite Four skipped."]:
        lines, unexplained = report(log + bad + "\n", listed)
        assert unexplained == 1 and "not explained" in "\n".join(lines), (bad, lines)
    assert report("✔ Test was skipped() passed after 1 seconds.\n", listed)[0] == ["tests skipped: 0"]
    for need, (command, words) in needs(LIST.read_text(encoding="utf-8")).items():
        assert subprocess.run(["bash", "-n", "-c", command]).returncode == 0 and words, need
    support = LIST.parent.parent / "Tests/Support/Need.swift"
    cases = set(re.findall(r"^    case (\w+)$", support.read_text(encoding="utf-8"), re.MULTILINE))
    assert cases == set(needs(LIST.read_text(encoding="utf-8"))), "tools/skips.txt has not the needs of Need.swift"
    strict = [sys.executable, __file__, "--strict"]
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place, "log")
        for text, status in [("", 0), ("➜ Test four() skipped.\n", 1)]:
            path.write_text(text)
            assert subprocess.run([*strict, path], stdout=subprocess.DEVNULL).returncode == status


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    is_strict = arguments[:1] == ["--strict"]
    if len(arguments) != 1 + is_strict or arguments[-1].startswith("-"):
        print(__doc__.strip())
        return 0 if arguments in (["-h"], ["--help"]) else 64
    log = pathlib.Path(arguments[-1]).read_text(encoding="utf-8", errors="replace")
    lines, unexplained = report(log, needs(LIST.read_text(encoding="utf-8")))
    print("\n".join(lines))
    return 1 if is_strict and unexplained else 0


sys.exit(main(sys.argv[1:]))
