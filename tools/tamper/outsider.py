"""An outsider's verifier: C2SP's formats with nothing but hashlib and the openssl program.

It shares no code with Kentongan. It checks what any C2SP tool checks: the log's signature under its vkey, every leaf
against the hash tiles, the hash tiles against the signed root, and that an older checkpoint is a prefix.

usage: outsider.py DIRECTORY VKEY-FILE [KEPT-CHECKPOINT]
    DIRECTORY         the published files: checkpoint, tile/…
    VKEY-FILE         the log's public key, log.vkey
    KEPT-CHECKPOINT   a checkpoint of this log that you kept: the log must go on from it

exit: 0 all of it fits (the size is printed) · 1 it does not · 64 usage · 66 a file is missing
"""

import base64
import hashlib
import os
import subprocess
import sys
import tempfile

PREFIX = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo of an Ed25519 key


class Noticed(Exception):
    """What does not fit, in words."""


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def verify_ed25519(key, signature, message):
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ("key", "signature", "message")]
        for name, content in zip(names, (PREFIX + key, signature, message)):
            with open(name, "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names[0], "-rawin"]
        command += ["-sigfile", names[1], "-in", names[2]]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def read_checkpoint(note, vkey):
    """Origin, size and root of a checkpoint that the vkey's holder signed (signed-note, tlog-checkpoint)."""
    name, key_id, key = vkey.strip().split("+", 2)
    public = base64.b64decode(key)
    text, separator, signatures = note.rpartition(b"\n\n")
    if not separator:
        raise Noticed("the checkpoint is no signed note")
    text += b"\n"
    if hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8] != key_id:
        raise Noticed("the vkey's id is not its key's")
    for line in signatures.decode().splitlines():
        dash, signer, data = line.split(" ")
        raw = base64.b64decode(data)
        if dash == "—" and signer == name and raw[:4].hex() == key_id:
            if verify_ed25519(public[1:], raw[4:], text):
                break
            raise Noticed("the log's signature is wrong")
    else:
        raise Noticed("the checkpoint is not signed by the log's key")
    origin, size, root = text.decode().splitlines()
    return origin, int(size), base64.b64decode(root)


class Tiles:
    """A directory in the layout of tlog-tiles."""

    def __init__(self, directory):
        self.directory = directory

    def read(self, kind, index, width):
        digits = f"{index:03d}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        path = "/".join(["x" + group for group in groups[:-1]] + groups[-1:])
        name = os.path.join(self.directory, "tile", str(kind), path)
        for candidate in (f"{name}.p/{width}", name) if width < 256 else (name,):
            if os.path.exists(candidate):
                with open(candidate, "rb") as file:
                    return file.read()
        raise Noticed(f"tile/{kind}/{path} is missing")

    def entries(self, size):
        for bundle in range(-(-size // 256)):
            width = min(256, size - bundle * 256)
            data, offset = self.read("entries", bundle, width), 0
            for _ in range(width):
                if offset + 2 > len(data):
                    raise Noticed(f"bundle {bundle} ends before its last entry")
                length = int.from_bytes(data[offset : offset + 2], "big")
                if offset + 2 + length > len(data):
                    raise Noticed(f"bundle {bundle} ends within an entry")
                yield data[offset + 2 : offset + 2 + length]
                offset += 2 + length
            if offset != len(data) and width == 256:
                raise Noticed(f"bundle {bundle} has bytes behind its last entry")


def tree_root(leaves):
    """RFC 6962 section 2.1."""
    level = list(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) & ~1 :]
    return level[0]


def check(directory, vkey, kept=None):
    """Raises Noticed unless the tree in `directory` is what its checkpoint says, and goes on from `kept`."""
    with open(os.path.join(directory, "checkpoint"), "rb") as file:
        note = file.read()
    origin, size, root = read_checkpoint(note, vkey)
    tiles = Tiles(directory)
    leaves = [leaf_hash(entry) for entry in tiles.entries(size)]
    hashes, level = leaves, 0
    while hashes:
        for index in range(-(-len(hashes) // 256)):
            part = hashes[index * 256 : index * 256 + 256]
            if tiles.read(level, index, len(part))[: 32 * len(part)] != b"".join(part):
                raise Noticed(f"tile {level}/{index} is not the hash of what is below it")
        full = len(hashes) // 256
        hashes = [tree_root(hashes[i * 256 : i * 256 + 256]) for i in range(full)]
        level += 1
    if tree_root(leaves) != root:
        raise Noticed("the entries' root is not the signed one")
    if kept:
        old_origin, old_size, old_root = read_checkpoint(kept, vkey)
        if origin != old_origin:
            raise Noticed("the log has another name than before")
        if size < old_size:
            raise Noticed(f"the log has {size} entries and had {old_size}")
        if tree_root(leaves[:old_size]) != old_root:
            raise Noticed(f"the first {old_size} entries are others than before")
    return size


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if len(arguments) not in (2, 3):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    try:
        with open(arguments[1], encoding="utf-8") as file:
            vkey = file.read()
        kept = None
        if arguments[2:]:
            with open(arguments[2], "rb") as file:
                kept = file.read()
        size = check(arguments[0], vkey, kept)
    except OSError as error:
        print(f"outsider: {error.filename}: {error.strerror}", file=sys.stderr)
        return 66
    except (Noticed, ValueError) as error:
        print(f"outsider: {error}", file=sys.stderr)
        return 1
    print(f"{size} entries: signature, leaves, tiles and root fit"
          + (", and the log goes on from the kept checkpoint" if kept else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
