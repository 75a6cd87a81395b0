#!/usr/bin/env python3
"""Words stay in their rooms: no `Phrase(` and no string literal that begins with the name of an
option (`--` and a letter) in a file of Sources outside the
module Words, folders named Words, the module Options and the programs.
Findings are values: the word `Failure`, a sentence with an exit code, stands there only, too, and at the edge Console.
And they have one way out: nothing but the module Console writes to standard output or standard error, because there
what came from outside is made safe to show.

usage: words.py [SOURCES]      prints what is wrong by file:line; exit 1 where there is something
       words.py --self-test    each must be found outside the rooms, and none inside
"""

import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line
import swift_text

ROOMS = {"Words", "Options", "kentongan", "kentongand", "kentongan-review", "kentongan-monitor", "kentongan-schema"}
OPTION = re.compile(r"[\n ]*--[A-Za-z]")
PRINTS = re.compile(r"(?<![\w.])(?:print|debugPrint|dump|fputs|puts|putchar|perror|NSLog)\s*\("
                    r"|\bstandard(?:Output|Error)\b|\bSTD(?:OUT|ERR)_FILENO\b|(?<![\w.])write\s*\(\s*[12]\s*,")
EXITS = {"Console", "kentongan-schema"}
FAILURE = re.compile(r"(?<!\.)\bFailure\b")
PHRASE = re.compile(r"\bPhrase\s*(?:\.\s*init\s*)?\(")


def problems(sources):
    found = []
    for path in swift_text.files(sources):
        folders = path.relative_to(sources).parts[:-1]
        if not folders or folders[0] not in EXITS:
            code, _ = swift_text.split(path.read_text(encoding="utf-8"))
            found += [f"{path}:{swift_text.line_of(code, match.start())}: writes to the terminal past Console"
                      for match in PRINTS.finditer(code)]
        if folders and (folders[0] in ROOMS or "Words" in folders):
            continue
        text = path.read_text(encoding="utf-8")
        code, strings = swift_text.split(text)
        here = [(swift_text.line_of(code, match.start()), "makes a Phrase") for match in PHRASE.finditer(code)]
        if folders and folders[0] != "Console":
            here += [(swift_text.line_of(code, match.start()), "makes or throws a Failure")
                     for match in FAILURE.finditer(code)]
        here += [(swift_text.line_of(text, offset), f'names the option "{content}"')
                 for offset, content in strings if OPTION.match(content)]
        found += [f"{path}:{line}: {what}" for line, what in sorted(here)]
    return found


def self_test():
    text = 'let a = Phrase(id: "x", en: "--no")\n// Phrase( "--key"\nlet b = "a --flag"\nlet c = [-1, "--key"]\n'
    text += 'let d = ["--", "---", "-----BEGIN AGE", "--1", "--\\(name)"]\n'
    with tempfile.TemporaryDirectory() as place:
        for name in ("Role/a.swift", "Role/Words/a.swift", "Words/a.swift", "Options/a.swift", "kentongan/a.swift"):
            path = pathlib.Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        found = [line.removeprefix(place) for line in problems(place)]
    assert found == ["/Role/a.swift:1: makes a Phrase", '/Role/a.swift:1: names the option "--no"',
                     '/Role/a.swift:4: names the option "--key"'], found
    text = "func a() throws(Failure) {}\n// a Failure\nlet b = Failures()\nlet c = Reader.Failure.self\n"
    with tempfile.TemporaryDirectory() as place:
        for name in ("Role/a.swift", "Role/Words/a.swift", "Console/a.swift", "kentongan/a.swift"):
            path = pathlib.Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        found = [line.removeprefix(place) for line in problems(place)]
    assert found == ["/Role/a.swift:1: makes or throws a Failure"], found
    text = 'print("x")\nfooprint(1)\n// print(1)\nlet a = FileHandle.standardError\nwrite(2, b, 1)\nx.write(1, b)\n'
    with tempfile.TemporaryDirectory() as place:
        for name in ("Role/Words/a.swift", "Console/a.swift"):
            path = pathlib.Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        found = [line.removeprefix(place).split(" ")[0] for line in problems(place)]
    assert found == [f"/Role/Words/a.swift:{line}:" for line in (1, 4, 5)], found


command_line.main(__doc__, self_test, lambda sources: problems(sources or "Sources"))
