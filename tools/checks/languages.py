#!/usr/bin/env python3
"""What the programs say is said in both languages: each `Phrase(` and `say(` of two literals has two texts that differ, end
alike and hold none of the other language's small words; what a source reads holds no jargon; nobody is called "kamu".
Reasons that values give in English (`expected:`, `found:`, `reason:`, descriptions) have an Indonesian form in
Sources/Words/Reasons.

usage: languages.py [SOURCES]      prints what is wrong by file:line; exit 1 where there is something
       languages.py --self-test    each must be found in a sample, and none in a good one
"""

import pathlib
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import command_line

ENGLISH = set("the is are was were not of with from and or to by for at which that this than then what who has have had "
              "been must may can cannot will would it its no none but".split())
INDONESIAN = set("yang tidak dan untuk dari dengan ini itu atau pada ke oleh akan sudah belum bukan dalam bila ada adalah "
                 "juga lain hanya kepada harus boleh dapat".split())
# Where a source reads; the monitor, the desk and the server may speak of their trade.
SOURCES = ("Words/", "Visit/Words/", "Source/Words/", "kentongan/", "Cases/Words/")
TRADE = ("Words/Reasons/",)
JARGON = re.compile(r"\b(batch|epoch|log|C2SP|serial|detik|heksadesimal|tlog\S*|kuorum|komitmen)\b", re.IGNORECASE)
NEVER = re.compile(r"\b(kamu|kalian|[Tt]elah)\b")
# Names and signs that are the same in both.
SAME = re.compile(r"^(?:[^a-zA-Z]*|.*\\\(.*|auditor|Administrator.*|PNS|PPPK.*|Status|epoch|checkpoint|WIB|WITA|WIT|Auditor|[A-Z]\w+ ?)$",
                  re.DOTALL)
LITERAL = re.compile(r'"""(?:\\.|(?!""").)*"""|"(?:\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\.|[^"\\])*"', re.DOTALL)
CALL = re.compile(r"\b(?:Phrase|say)\s*\(\s*")


def body(literal):
    triple = literal.startswith('"""')
    text = literal[3:-3] if triple else literal[1:-1]
    return re.sub(r"\\\n\s*", "", text).strip("\n ") if triple else text


def bare(text):
    """Without values, code, options, names of files and settings, and what stands between quotation marks."""
    text = re.sub(r"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", " ", text)
    text = re.sub(r"'[^'\n]*'(?!\w)|`[^`]*`|\"[^\"\n]*\"|\\[nt]", " ", text)
    text = "\n".join(line for line in text.split("\n") if not re.match(r"\s+kentongan|\s+--|\s+\w+ = ", line))
    return re.sub(r"--[\w-]+|\S*[_/=<>@]\S*|\b\w+\.\w+\S*", " ", text)


def words(text):
    return re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", bare(text))


def pairs(text):
    for call in CALL.finditer(text):
        first = LITERAL.match(text, call.end())
        comma = first and re.compile(r"\s*,\s*").match(text, first.end())
        second = comma and LITERAL.match(text, comma.end())
        if second:
            yield text.count("\n", 0, call.start()) + 1, body(first.group()), body(second.group())


def judge(place, indonesian, english, source):
    found = []
    if not indonesian or not english:
        found.append("a language is missing")
    if indonesian == english and not SAME.match(indonesian):
        found.append(f"one text for both languages: {english[:60]!r}")
    strangers = sorted({word for word in words(indonesian) if word.lower() in ENGLISH})
    if strangers:
        found.append(f"English in Indonesian: {' '.join(strangers)}: {indonesian[:60]!r}")
    strangers = sorted({word for word in words(english) if word.lower() in INDONESIAN})
    if strangers:
        found.append(f"Indonesian in English: {' '.join(strangers)}: {english[:60]!r}")
    if indonesian and english and (indonesian[-1] in ".?!:…") != (english[-1] in ".?!:…"):
        found.append(f"the two end otherwise: {indonesian[-20:]!r}, {english[-20:]!r}")
    if NEVER.search(bare(indonesian)):
        found.append(f"a word that is never said: {NEVER.search(bare(indonesian)).group()}: {indonesian[:60]!r}")
    jargon = source and JARGON.search(bare(indonesian))
    if jargon:
        found.append(f"jargon before a source: {jargon.group()}: {indonesian[:60]!r}")
    return [f"{place}: {what}" for what in found]


def translations(sources):
    literal = "(?:" + LITERAL.pattern + ")"
    pattern = re.compile(r"Translation\(\s*" + literal + r"\s*,\s*(?:" + literal + r"\s*\+?\s*)+\)", re.DOTALL)
    for path in sorted(pathlib.Path(sources).rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        for match in pattern.finditer(text):
            texts = [body(m.group()) for m in LITERAL.finditer(match.group())]
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}", texts[0], "".join(texts[1:])


def reasons(sources):
    """What values give as reasons: literals behind `expected:`, `found:`, `reason:`, and cases of descriptions of errors."""
    for path in sorted(pathlib.Path(sources).rglob("*.swift")):
        parts = path.relative_to(sources).parts
        if parts[0] in ("SchemaCompiler", "kentongan-schema", "Words", "RPC") or "Words" in parts or "Messages" in parts:
            continue
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"(?:\b(?:expected|found|reason):|AgeError\(\.\w+,|\.(?:corrupt|refused|layout|keys|agencies|"
                                 r"notOpened|signature)\()\s*(?=\")", text):
            literal = LITERAL.match(text, match.end())
            if literal:
                yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}", body(literal.group())
        for block in re.finditer(r"var description: String \{\n(\s*)switch self \{(.*?)\n\1\}", text, re.DOTALL):
            start = text.count("\n", 0, block.start(2)) + 1
            for match in LITERAL.finditer(block.group(2)):
                yield f"{path}:{start + block.group(2).count(chr(10), 0, match.start())}", body(match.group())


def fits(form, text):
    pieces = form.split("{}")
    return re.fullmatch(".*?".join(map(re.escape, pieces)), text, re.DOTALL) is not None


def problems(sources):
    sources = pathlib.Path(sources)
    found, forms = [], []
    for path in sorted(sources.rglob("*.swift")):
        name = path.relative_to(sources).as_posix()
        source = name.startswith(SOURCES) and not name.startswith(TRADE)
        for line, indonesian, english in pairs(path.read_text(encoding="utf-8")):
            found += judge(f"{path}:{line}", indonesian, english, source)
    for place, english, indonesian in translations(sources):
        forms.append(english)
        strangers = sorted({word for word in words(re.sub(r"\{\d\}", " ", indonesian)) if word.lower() in ENGLISH})
        if strangers:
            found.append(f"{place}: English in Indonesian: {' '.join(strangers)}: {indonesian[:60]!r}")
        if english.count("{}") and set(re.findall(r"\{(\d)\}", indonesian)) - {str(n + 1) for n in range(english.count("{}"))}:
            found.append(f"{place}: a place without a value: {indonesian[:60]!r}")
    for place, reason in reasons(sources):
        sample = re.sub(r"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "7", reason).removeprefix("7: ")
        if any(word.lower() in ENGLISH for word in words(sample)) and not any(fits(form, sample) for form in forms):
            found.append(f"{place}: a reason without its Indonesian form: {sample[:70]!r}")
    return found


def self_test():
    good = 'let a = Phrase("Laporan Anda sudah diterima.", "Your report was received.")\n' \
           'let b = Translation("at least {}", "paling sedikit {1}")\nlet c = E(expected: "at least \\(n)")\n'
    bad = [('let a = Phrase("Laporan is diterima", "Report received")\n', "English in Indonesian"),
           ('let a = Phrase("Laporan", "Report yang lain")\n', "Indonesian in English"),
           ('let a = Phrase("Report here", "Report here")\n', "one text"),
           ('let a = Phrase("", "Report")\n', "missing"),
           ('let a = Phrase("Laporan.", "Report")\n', "end otherwise"),
           ('let a = Phrase("Laporan kamu", "Your report")\n', "never said"),
           ('let a = Phrase("Laporan Telah masuk", "Your report")\n', "never said"),
           ('let a = Phrase("pada epoch 3", "in epoch 3")\n', "jargon"),
           ('let b = Translation("at least {}", "paling sedikit is {1}")\n', "English in Indonesian"),
           ('let b = Translation("at least {}", "paling sedikit {2}")\n', "without a value"),
           ('let c = E(expected: "signed by the king")\n', "Indonesian form")]
    for text, what in [(good, None)] + bad:
        with tempfile.TemporaryDirectory() as place:
            folder = "AuditLog" if "expected" in text and what else "Words"
            path = pathlib.Path(place, folder, "a.swift")
            path.parent.mkdir()
            path.write_text(text)
            found = problems(place)
        assert (found == []) if what is None else (len(found) == 1 and what in found[0]), (text, found)


command_line.main(__doc__, self_test, lambda sources: problems(sources or "Sources"))
