"""What somebody does to a log who holds its files, and perhaps its key: on copies, for tools/tamper-demo."""

import base64
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing

from outsider import Tiles, leaf_hash, read_checkpoint, tree_root

SEED_PREFIX = bytes.fromhex("302e020100300506032b657004220420")  # PKCS #8 of an Ed25519 seed
SEALED = 4
EPOCH = 5


def flip(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def sign_ed25519(seed, message):
    with tempfile.TemporaryDirectory() as folder:
        key, text = os.path.join(folder, "key"), os.path.join(folder, "message")
        for name, content in ((key, SEED_PREFIX + seed), (text, message)):
            with open(name, "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-sign", "-keyform", "DER", "-inkey", key, "-rawin", "-in", text]
        return subprocess.run(command, capture_output=True, check=True).stdout


def public_key(seed):
    with tempfile.TemporaryDirectory() as folder:
        key = os.path.join(folder, "key")
        with open(key, "wb") as file:
            file.write(SEED_PREFIX + seed)
        command = ["openssl", "pkey", "-inform", "DER", "-in", key, "-pubout", "-outform", "DER"]
        return subprocess.run(command, capture_output=True, check=True).stdout[-32:]


def signed_checkpoint(origin, size, root, seed):
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    algorithm_and_key = b"\x01" + public_key(seed)
    key_id = hashlib.sha256(origin.encode() + b"\n" + algorithm_and_key).digest()[:4]
    line = base64.b64encode(key_id + sign_ed25519(seed, text.encode())).decode()
    return f"{text}\n— {origin} {line}\n".encode()


def kind(entry):
    return int.from_bytes(entry[42:44], "big")


def rechained(entries):
    """The same bodies with the indices and hashes that a log of them has."""
    chain, previous = [], bytes(32)
    for index, entry in enumerate(entries):
        entry = entry[:2] + index.to_bytes(8, "big") + previous + entry[42:]
        previous = leaf_hash(entry)
        chain.append(entry)
    return chain


def consistency_proof(leaves, old):
    """RFC 6962 section 2.1.2."""

    def prove(m, part, is_whole):
        if m == len(part):
            return [] if is_whole else [tree_root(part)]
        k = 1 << (len(part) - 1).bit_length() - 1
        if m <= k:
            return prove(m, part[:k], is_whole) + [tree_root(part[k:])]
        return prove(m - k, part[k:], False) + [tree_root(part[:k])]

    return prove(old, leaves, True) if 0 < old < len(leaves) else []


class PublicCopy:
    """A copy of the published files."""

    def __init__(self, base, directory, vkey, seed):
        shutil.copytree(base, directory)
        for folder, _, names in os.walk(directory):
            for name in names:
                os.chmod(os.path.join(folder, name), 0o644)
        self.directory, self.vkey, self.seed = directory, vkey, seed
        self.origin, self.size, _ = read_checkpoint(self.read("checkpoint"), vkey)

    def read(self, name):
        with open(os.path.join(self.directory, name), "rb") as file:
            return file.read()

    def write(self, name, data):
        path = os.path.join(self.directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    @property
    def entries(self):
        return list(Tiles(self.directory).entries(self.size))

    def put_bundle(self, index, entries):
        data = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
        self.write(f"tile/entries/{index:03d}", data)

    def put_entries(self, entries):
        """Changes the bundles alone."""
        for index in range(-(-len(entries) // 256)):
            self.put_bundle(index, entries[index * 256 : index * 256 + 256])

    def put_log(self, entries, seed=None):
        """Another log: bundles, tiles and a checkpoint that is signed, as who holds the log's key can."""
        self.put_entries(entries)
        leaves = [leaf_hash(entry) for entry in entries]
        for index in range(len(leaves) // 256):
            self.write(f"tile/0/{index:03d}", b"".join(leaves[index * 256 : index * 256 + 256]))
        above = [tree_root(leaves[i * 256 : i * 256 + 256]) for i in range(len(leaves) // 256)]
        shutil.rmtree(os.path.join(self.directory, "tile/1"), ignore_errors=True)
        self.write(f"tile/1/000.p/{len(above)}", b"".join(above))
        checkpoint = signed_checkpoint(self.origin, len(leaves), tree_root(leaves), seed or self.seed)
        self.write("checkpoint", checkpoint)
        self.size = len(entries)

    def sealed(self, pick=0, batch=1):
        """Index of a sealed entry of a batch of 256."""
        entries = self.entries
        places = [i for i in range(batch * 256, batch * 256 + 256) if kind(entries[i]) == SEALED]
        return places[pick % len(places)]

    def another_commitment(self, index):
        """A log in which `index` holds another commitment, in its sorted place: nothing public is wrong with it."""
        entries = self.entries
        start = index // 256 * 256
        batch = entries[start : start + 256]
        other = batch[index - start]
        batch[index - start] = other[:-32] + random.Random(index).randbytes(32)
        sealed = sorted((e for e in batch if kind(e) == SEALED), key=lambda e: e[-32:])
        rest = iter(sealed)
        entries[start : start + 256] = [next(rest) if kind(e) == SEALED else e for e in batch]
        self.put_log(rechained(entries))


class DataCopy:
    """A copy of a server's data directory."""

    def __init__(self, base, directory):
        shutil.copytree(base, directory)
        self.directory = directory

    def change(self, file, statement, *values):
        with closing(sqlite3.connect(os.path.join(self.directory, file))) as db, db:
            cursor = db.execute(statement, values)
            if cursor.rowcount == 0:
                raise SystemExit(f"tamper-demo: nothing to change: {statement}")

    def rows(self, file, statement, *values):
        with closing(sqlite3.connect(os.path.join(self.directory, file))) as db:
            return db.execute(statement, values).fetchall()

    def flip(self, file, table, column, where, bit):
        """One bit of one value. Names are this program's own."""
        (rows,) = [self.rows(file, f"SELECT {column} FROM {table} WHERE {where}")[:1]]
        value = rows[0][0]
        changed = flip(value if isinstance(value, bytes) else value.encode(), bit)
        if isinstance(value, str):
            changed = changed.decode("latin-1")
        self.change(file, f"UPDATE {table} SET {column} = ? WHERE {where}", changed)

    def bundle(self, index):
        data = self.rows("log.sqlite", "SELECT entries FROM bundle WHERE n = ?", index)[0][0]
        entries, offset = [], 0
        while offset < len(data):
            length = int.from_bytes(data[offset : offset + 2], "big")
            entries.append(data[offset + 2 : offset + 2 + length])
            offset += 2 + length
        return entries

    def put_bundle(self, index, entries):
        data = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
        self.change("log.sqlite", "UPDATE bundle SET entries = ? WHERE n = ?", data, index)

    def place(self, commitment):
        """Bundle and position of a commitment."""
        for (index,) in self.rows("log.sqlite", "SELECT n FROM bundle ORDER BY n"):
            for position, entry in enumerate(self.bundle(index)):
                if kind(entry) == SEALED and entry[-32:] == commitment:
                    return index, position
        raise SystemExit("tamper-demo: the report is not in the log")
