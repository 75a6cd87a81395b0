#!/usr/bin/env python3
"""Writes Sources/Desk/DeskPage.swift: the files of Sources/Desk/Page as texts in the program, and the hash of the frame's one
script, by which its answer allows it.

usage: desk_page.py [--check]     --check writes nothing and exits 1 where the committed file is not current
"""

import base64
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "Sources/Desk/Page"
TARGET = ROOT / "Sources/Desk/DeskPage.swift"
FILES = [("page", "desk.html", "The page."), ("style", "desk.css", "Its style."), ("script", "desk.js", "Its script."),
         ("picture", "picture.html", "The frame in which pictures are decoded."),
         ("entered", "entered.html", "Leads from the address with the token to the page.")]


def literal(text):
    """A Swift literal of many lines, with as many signs as the text needs."""
    signs = "#"
    while f'"""{signs}' in text or f"\\{signs}" in text:
        signs += "#"
    return f'{signs}"""\n{text}"""{signs}'


def generated():
    parts = ["// Generated from Sources/Desk/Page by tools/generate. Do not edit.\n// swift-format-ignore-file\n\n"
             "/// The files of the page, and what allows the frame's script.\nenum DeskPage {\n"]
    for name, file, about in FILES:
        text = (FOLDER / file).read_text(encoding="utf-8")
        parts.append(f"    /// {about}\n    static let {name} = {literal(text)}\n\n")
    scripts = re.findall(r"<script>(.*?)</script>", (FOLDER / "picture.html").read_text(encoding="utf-8"), re.DOTALL)
    assert len(scripts) == 1, "picture.html has one script"
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    parts.append(f'    /// Of the script in `picture`, as a policy names it.\n    static let pictureScript = "sha256-{digest}"\n}}\n')
    return "".join(parts)


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if arguments not in ([], ["--check"]):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    text = generated()
    if arguments:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET.relative_to(ROOT)} is not current: run tools/generate", file=sys.stderr)
            return 1
    else:
        TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
