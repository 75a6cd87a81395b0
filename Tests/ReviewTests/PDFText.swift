import Files
import Foundation
import Subprocess
import TestSupport

/// Where tests find a Chromium, as a program does.
enum Chromium {
    static let searchPath = "/usr/bin:/usr/local/bin"
    static var isThere: Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
            && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
    }
}

/// A PDF as it reads, and with its streams unpacked, by a reader of our own.
struct PDFText {
    /// The words, by what the fonts say of their glyphs; without white space.
    let text: String
    /// Everything outside streams, and every stream unpacked; what is not ASCII is a question mark.
    let raw: String

    init(_ path: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("read.py", Self.script)
        let python = try required(Subprocess(path: "/usr/bin/python3"))
        let output = python.run(
            ["read.py", path], input: nil, in: folder.path, limits: .init(seconds: 30, output: 1 << 26))
        guard output.isGood else { throw Missing() }
        let parts = String(decoding: output.bytes, as: UTF8.self).components(separatedBy: "\u{0}")
        guard parts.count == 2, !parts[0].isEmpty else { throw Missing() }
        (text, raw) = (parts[0], parts[1])
    }

    /// Whether the text is there, wherever lines break.
    func says(_ words: String) -> Bool { text.contains(words.filter { !$0.isWhitespace }) }

    private static let script = #"""
        import re, sys, zlib
        data = open(sys.argv[1], "rb").read()
        objects, raw = {}, []
        for match in re.finditer(rb"(\d+) 0 obj\n(.*?)\nendobj", data, re.S):
            body = match.group(2)
            head, stream, rest = body.partition(b" stream\n")
            if stream:
                packed = rest[:int(re.search(rb"/Length (\d+)", head).group(1))]
                unpacked = zlib.decompress(packed) if b"/FlateDecode" in head else packed
            else:
                unpacked = b""
            objects[int(match.group(1))] = (head, unpacked)
            raw += [head, unpacked]
        raw.append(data[:20] + data[data.rindex(b"\nxref\n"):])
        assert objects, "no objects"
        maps = {}
        for number, (head, _) in objects.items():
            found = re.search(rb"/ToUnicode (\d+) 0 R", head)
            if not found:
                continue
            table, cmap = {}, objects[int(found.group(1))][1].decode("latin-1")
            for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
                for code, to in re.findall(r"<(\w+)> <(\w+)>", block):
                    table[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
            for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
                for low, high, to in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", block):
                    for code in range(int(low, 16), int(high, 16) + 1):
                        table[code] = chr(int(to, 16) + code - int(low, 16))
            maps[number] = table
        def strings(content):
            font, place = None, 0
            token = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(((?:\\.|[^\\)])*)\)", re.S)
            for found in token.finditer(content):
                if found.group(1):
                    font = found.group(1)
                elif found.group(2):
                    yield font, bytes.fromhex(found.group(2).decode())
                else:
                    text = re.sub(rb"\\([0-7]{3}|.)", lambda m: bytes([int(m.group(1), 8)]) if len(m.group(1)) == 3
                                  else {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(m.group(1), m.group(1)),
                                  found.group(3), flags=re.S)
                    yield font, text
        text = ""
        for head, _ in objects.values():
            if not re.search(rb"/Type /Page\b(?!s)", head):
                continue
            fonts = {name: int(number) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", head)}
            contents = objects[int(re.search(rb"/Contents (\d+) 0 R", head).group(1))][1]
            for font, codes in strings(contents):
                table = maps.get(fonts.get(font), {})
                for place in range(0, len(codes) - 1, 2):
                    text += table.get(codes[place] << 8 | codes[place + 1], "?")
        text = re.sub(r"\s", "", text)
        plain = b"\n".join(raw).decode("latin-1").encode("ascii", "replace").decode().replace("\0", "?")
        sys.stdout.write(text + "\0" + plain)
        """#
}
