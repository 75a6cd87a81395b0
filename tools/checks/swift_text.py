"""Swift source as the checks need it: files of a module, text without comments and with strings emptied, imports."""

import pathlib
import re

_TOKEN = re.compile(
    r'//[^\n]*|/\*|(?P<hashes>#*)(?P<quote>"""|")')
_IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|func|enum|protocol|var|let|typealias|actor)[ \t]+)?(\w+)",
    re.MULTILINE)


def modules(sources):
    """The folders of Sources, by name."""
    return sorted(path.name for path in pathlib.Path(sources).iterdir() if path.is_dir())


def files(folder):
    """The Swift files below a folder, sorted."""
    return sorted(pathlib.Path(folder).rglob("*.swift"))


def imports(code):
    """Each import of a stripped text as (line, module)."""
    return [(line_of(code, match.start(1)), match.group(1)) for match in _IMPORT.finditer(code)]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def split(text):
    """The text with comments and the insides of strings blanked (newlines and interpolations stay), and the strings as (offset, content)."""
    code = []
    strings = []
    _code(text, 0, code, strings, until_parenthesis=False)
    return "".join(code), strings


def _blank(piece):
    return "".join("\n" if character == "\n" else " " for character in piece)


def _code(text, at, code, strings, until_parenthesis):
    """Copies code from `at`; with until_parenthesis as far as the parenthesis that ends an interpolation. Gives where it stopped."""
    depth = 0
    while at < len(text):
        character = text[at]
        if until_parenthesis and character in "()":
            depth += 1 if character == "(" else -1
            if depth < 0:
                return at
        match = _TOKEN.match(text, at) if character in '/#"' else None
        if match is None:
            code.append(character)
            at += 1
        elif match.group("quote"):
            at = _string(text, match, code, strings)
        elif match.group() == "/*":
            end = _comment_end(text, at)
            code.append(_blank(text[at:end]))
            at = end
        else:
            code.append(_blank(match.group()))
            at = match.end()
    return at


def _comment_end(text, at):
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, at):
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _string(text, match, code, strings):
    """Blanks one literal, its interpolations kept as code. Gives the offset behind it."""
    hashes, quote = match.group("hashes"), match.group("quote")
    end, escape = quote + hashes, "\\" + hashes
    code.append(match.group())
    at, content = match.end(), []
    while at < len(text):
        if text.startswith(end, at):
            code.append(end)
            at += len(end)
            break
        if text.startswith(escape + "(", at):
            opened = at + len(escape) + 1
            code.append(" " * len(escape) + "(")
            at = _code(text, opened, code, strings, until_parenthesis=True)
            content.append("\\()")
            if at < len(text):
                code.append(")")
                at += 1
        elif text.startswith(escape, at):
            content.append(text[at:at + len(escape) + 1])
            code.append(_blank(text[at:at + len(escape) + 1]))
            at += len(escape) + 1
        elif quote == '"' and text[at] == "\n":
            break  # a regular expression's or a broken literal: not a string
        else:
            content.append(text[at])
            code.append(_blank(text[at]))
            at += 1
    strings.append((match.start(), "".join(content)))
    return at
