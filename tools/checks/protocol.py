#!/usr/bin/env python3
"""Every MUST and SHOULD of Protocol/README.md stands in a rule of its own: a number, who has to keep it, one of the words.

A rule is a list item that begins with its number, `[K9-1]`: section 9, rule 1. Numbers are unique and stay, so that others can cite
them; one that went is not given again, and so there may be gaps.

usage: protocol.py [FILE]        prints what is wrong by file:line; exit 1 where there is something
       protocol.py --self-test   each fault must be found, and nothing in a right text
"""

import pathlib
import re
import sys

ACTORS = ("agency", "auditor", "client", "holder", "operator", "reader", "receiver", "sender", "server", "side", "signer",
          "source", "verifier", "witness", "writer")
SECTION = re.compile(r"^## (\d+)\.")
NUMBER = re.compile(r"\[K(\d+)-(\d+)\]")
RULE = re.compile(r"^(?:-|\d+\.) (\[K(\d+)-(\d+)\]) ")
WORD = re.compile(r"\b(?:MUST|SHOULD)\b")
WHO = re.compile(r"(?:A|An|Either) (?:[a-z]+ )*?(?:%s)\b" % "|".join(ACTORS))
SAYS_WHAT_THEY_ARE = "MUST and SHOULD as in RFC 2119"


def rules(text):
    """Line, section and text of each list item or other line: an item goes on over lines that are indented."""
    section, item = "0", None
    for number, line in enumerate(text.splitlines(), 1):
        heading = SECTION.match(line)
        if item and line.startswith(" ") and line.strip():
            item = (item[0], item[1], f"{item[2]} {line.strip()}")
            continue
        if item:
            yield item
        section = heading[1] if heading else section
        item = (number, section, line)
    if item:
        yield item


def problems(text):
    seen = {}
    for line, section, item in rules(text):
        rule = RULE.match(item)
        words = WORD.findall(item)
        if not rule:
            if words and SAYS_WHAT_THEY_ARE not in item:
                yield line, f"{words[0]} outside a rule"
            continue
        number = rule[1]
        if number in seen:
            yield line, f"{number} is that of line {seen[number]} too"
        seen[number] = line
        if rule[2] != section:
            yield line, f"{number} stands in section {section}"
        if len(words) != 1:
            yield line, f"{number} has {len(words)} of MUST and SHOULD, not one"
        if not WHO.match(item[rule.end():WORD.search(item).start()] if words else item[rule.end():]):
            yield line, f"{number} does not begin with who has to keep it"
    for number in NUMBER.finditer(text):
        if number[0] not in seen:
            yield text.count("\n", 0, number.start()) + 1, f"{number[0]} does not begin a rule"


def self_test():
    right = ("MUST and SHOULD as in RFC 2119; `[K9-1]`\n\n## 9. Log\n\n- [K9-1] A verifier of the log MUST look\n  twice.\n"
             "2. [K9-4] Either side SHOULD NOT talk.\n")
    assert list(problems(right)) == [], list(problems(right))
    for change, expected in [
        (("[K9-4]", "[K9-1]"), "[K9-1] is that of line 5 too"), (("[K9-4]", "[K8-4]"), "[K8-4] stands in section 9"),
        (("twice.", "twice. It MUST."), "[K9-1] has 2 of MUST and SHOULD, not one"),
        (("Either side SHOULD NOT talk", "Nobody SHOULD talk"), "[K9-4] does not begin with who has to keep it"),
        (("SHOULD NOT talk", "talks"), "[K9-4] has 0 of MUST and SHOULD, not one"),
        (("2. [K9-4] Either", "Either"), "SHOULD outside a rule"), (("`[K9-1]`", "`[K9-7]`"), "[K9-7] does not begin a rule"),
    ]:
        found = [what for _, what in problems(right.replace(*change))]
        assert expected in found, (change, found)


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if arguments == ["--self-test"]:
        self_test()
        return 0
    path = pathlib.Path(arguments[0] if arguments else "Protocol/README.md")
    text = path.read_text(encoding="utf-8")
    found = list(problems(text))
    for line, what in found:
        print(f"{path}:{line}: {what}")
    print(f"protocol: {len(set(NUMBER.findall(text)))} rules", file=sys.stderr)
    return 1 if found else 0


sys.exit(main(sys.argv[1:]))
