#!/usr/bin/python3
"""Recomputes a log from the files of a server that does not run, and holds it against what people were told.

    rederive.py DATA [--publish FOLDER] [--ledger FILE]

Shares no code with Kentongan: SQLite's rows, SHA-256 and Protocol/README.md only. It reads copies of the files.
FILE is JSON: {"promises": [{"commitment", "epoch", "nonce", "record"}], "checkpoints": [{"size", "root", "where"}]},
hashes and bytes in hexadecimal: every promise that anybody got, every checkpoint that anybody saw.

Prints one JSON object: sizes, counts and "problems". Exit code 1 where there is a problem.
"""

import argparse
import base64
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import sys
import tempfile

COMMITMENT_LABEL = b"kentongan commitment v1\0"
FILLER = bytes([0, 1, 0, 1, 0])
SEALED, EPOCH = 4, 5
REPORT_RECEIVED, MESSAGE_POSTED = 2, 3

problems = []


def problem(text):
    if len(problems) < 50:
        problems.append(text)


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def node(left, right):
    return sha256(b"\1", left, right)


def tree_hash(leaves):
    """MTH of RFC 6962 section 2.1."""
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(tree_hash(leaves[:split]), tree_hash(leaves[split:]))


class Perfect:
    """Roots of perfect subtrees, each computed once."""

    def __init__(self, leaves):
        self.levels = [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, size):
        edge, first = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                edge.append(self.levels[level][first >> level])
                first += 1 << level
        if not edge:
            return sha256()
        total = edge.pop()
        while edge:
            total = node(edge.pop(), total)
        return total


def varint(data, at):
    """A vector's length: RFC 9420 section 2.1.2."""
    width = 1 << (data[at] >> 6)
    value = int.from_bytes(data[at:at + width], "big") & (1 << 8 * width - 2) - 1
    return value, at + width


class Entry:
    def __init__(self, data):
        self.data = data
        self.leaf = sha256(b"\0", data)
        _, self.index = struct.unpack_from(">HQ", data)
        self.previous = data[10:42]
        self.kind = struct.unpack_from(">H", data, 42)[0]
        length, start = varint(data, 44)
        self.body = data[start:start + length]
        if start + length != len(data):
            problem(f"entry {self.index} has {len(data) - start - length} bytes behind its body")
        if self.kind == EPOCH:
            self.number, _, self.skipped, self.first = struct.unpack_from(">QQQQ", self.body)


def envelope_of(record):
    """The hash of the envelope that a record names."""
    kind = struct.unpack_from(">H", record, 2)[0]
    length, start = varint(record, 4)
    body = record[start:start + length]
    agencies, at = varint(body, 0)
    if kind == REPORT_RECEIVED:
        return body[at + agencies:at + agencies + 32]
    if kind == MESSAGE_POSTED:
        return body[-32:]
    return None


def parse_checkpoint(text):
    lines = text.split("\n")
    return lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)


class Store:
    """Copies of the database files, so that looking at them changes nothing."""

    def __init__(self, folder, copies):
        for name in ("log.sqlite", "payload.sqlite"):
            for suffix in ("", "-wal"):
                if os.path.exists(f"{folder}/{name}{suffix}"):
                    shutil.copy(f"{folder}/{name}{suffix}", f"{copies}/{name}{suffix}")
        self.log = sqlite3.connect(f"{copies}/log.sqlite")
        self.payload = sqlite3.connect(f"{copies}/payload.sqlite")
        for name, database in (("log.sqlite", self.log), ("payload.sqlite", self.payload)):
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
            if answer != "ok":
                problem(f"{name}: {answer}")
        self.origin = self.log.execute("SELECT origin FROM meta").fetchone()[0]
        self.states = {role: (size, edge) for role, size, edge in self.log.execute("SELECT role, size, edge FROM state")}

    def entries(self):
        entries, fillers = [], {}
        for place, (number, bundle, nonces) in enumerate(
                self.log.execute("SELECT n, entries, fillers FROM bundle ORDER BY n")):
            if number != place:
                problem(f"bundle {place} is missing")
                break
            at = 0
            while at < len(bundle):
                length = struct.unpack_from(">H", bundle, at)[0]
                if nonces is not None:
                    nonce = nonces[32 * (len(entries) % 256):][:32]
                    if nonce != bytes(32):
                        fillers[len(entries)] = nonce
                entries.append(Entry(bundle[at + 2:at + 2 + length]))
                at += 2 + length
            if len(entries) != 256 * (place + 1):
                problem(f"bundle {place} does not end at entry {256 * (place + 1)}")
        return entries, fillers

    def records(self):
        """Commitment to (table, epoch, nonce, record, payload, length)."""
        found = {}
        for table in ("staged_record", "record"):
            rows = self.log.execute(f"SELECT epoch, commitment, nonce, record, envelope, payload, length FROM {table}")
            for epoch, commitment, nonce, record, envelope, payload, length in rows:
                if commitment in found:
                    problem(f"record {commitment.hex()[:16]} stands twice")
                found[commitment] = (table, epoch, nonce, record, envelope, payload, length)
        return found

    def payload_bytes(self, identity):
        """Between the copying of staged parts and their removal a part may stand in both tables, as the same bytes."""
        parts = {}
        for table in ("staged_payload", "payload"):
            for part, data in self.payload.execute(f"SELECT part, bytes FROM {table} WHERE id = ?", (identity,)):
                if parts.setdefault(part, data) != data:
                    problem(f"payload {identity.hex()}: part {part} stands twice, as different bytes")
        if not parts:
            problem(f"payload {identity.hex()} stands in no table")
        if sorted(parts) != list(range(len(parts))):
            problem(f"payload {identity.hex()}: parts are missing")
        return b"".join(parts[part] for part in sorted(parts))


def check_chain(entries):
    previous, commitments, epochs, first = bytes(32), {}, [], 0
    below = None
    for place, entry in enumerate(entries):
        if entry.index != place or entry.previous != previous:
            problem(f"entry {place} does not follow the one before it")
        previous = entry.leaf
        if entry.kind == SEALED:
            if entry.body in commitments:
                problem(f"entry {place} is entry {commitments[entry.body]} again")
            commitments[entry.body] = place
            if below is not None and below >= entry.body:
                problem(f"entry {place} is not above the one before it")
            below = entry.body
        if entry.kind == EPOCH:
            count = place + 1 - first
            if entry.first != first or count < 256 or count & 0xff or count // 256 & count // 256 - 1:
                problem(f"epoch {entry.number} closes {count} entries from {entry.first}, not from {first}")
            if epochs and entry.number != epochs[-1][0] + entry.skipped + 1:
                problem(f"epoch {entry.number} after {epochs[-1][0]}")
            epochs.append((entry.number, first, place + 1))
            first, below = place + 1, None
    if entries and entries[-1].kind != EPOCH:
        problem("the last batch has no epoch")
    return commitments, epochs


def check_states(store, entries, tree, guard):
    sizes = {role: size for role, (size, _) in store.states.items()}
    if 0 not in sizes:
        problem("there is no published state")
    if max(sizes.values()) != len(entries):
        problem(f"{len(entries)} entries, states {sizes}")
    roots = {size: tree.root(size) for size in sizes.values() if size <= len(entries)}
    for role, (size, edge) in store.states.items():
        hashes = [edge[i:i + 32] for i in range(0, len(edge), 32)]
        total = hashes.pop() if hashes else sha256()
        while hashes:
            total = node(hashes.pop(), total)
        if total != roots.get(size):
            problem(f"state {role} has another root than its {size} entries")
    lines = guard.split("\n")
    if lines[:2] != ["kentongan guard 1", store.origin] or len(lines) != 5:
        problem("the guard is malformed")
    elif (int(lines[2]), bytes.fromhex(lines[3])) not in roots.items():
        problem(f"the guard at {lines[2]} is neither the published nor the planned position {sizes}")
    return sizes


def check_checkpoints(store, published, tree, seen):
    known = 0
    for size, note in store.log.execute("SELECT size, note FROM checkpoint"):
        origin, named, root = parse_checkpoint(note)
        if origin != store.origin or named != size or size > published or root != tree.root(size):
            problem(f"stored checkpoint {size} is not what its entries say")
        known = max(known, size)
    if published and known != published:
        problem(f"the newest checkpoint is at {known}, published are {published}")
    for checkpoint in seen:
        size, where = checkpoint["size"], checkpoint["where"]
        if size > published:
            problem(f"checkpoint {size}, seen in {where}, is gone: published are {published}")
        elif bytes.fromhex(checkpoint["root"]) != tree.root(size):
            problem(f"checkpoint {size}, seen in {where}, has another root")


def check_accounts(store, entries, fillers, records, commitments):
    for index, nonce in fillers.items():
        if entries[index].kind != SEALED or entries[index].body != sha256(COMMITMENT_LABEL, nonce, FILLER):
            problem(f"filler {index} does not open")
    for commitment, index in commitments.items():
        if index not in fillers and commitment not in records:
            problem(f"entry {index} has no record")
    for commitment, (table, epoch, nonce, record, envelope, payload, length) in records.items():
        if nonce is None or sha256(COMMITMENT_LABEL, nonce, record) != commitment:
            problem(f"record {commitment.hex()[:16]} does not open")
        elif envelope != envelope_of(record):
            problem(f"record {commitment.hex()[:16]} names another envelope than its row")
        elif payload is not None:
            data = store.payload_bytes(payload)
            if len(data) != length or sha256(data) != envelope:
                problem(f"payload of record {commitment.hex()[:16]} is not the envelope: {len(data)} bytes")


def check_promises(promises, records, commitments, epochs, published):
    places = {"staged": 0, "planned": 0, "published": 0}
    for promise in promises:
        commitment, number = bytes.fromhex(promise["commitment"]), promise["epoch"]
        name = f"promise {commitment.hex()[:16]} for epoch {number}"
        record = records.get(commitment)
        if record is None:
            problem(f"{name}: there is no record")
            continue
        table, epoch, nonce, data, envelope, payload, _ = record
        if (epoch, nonce, data) != (number, bytes.fromhex(promise["nonce"]), bytes.fromhex(promise["record"])):
            problem(f"{name}: the stored opening is another one")
        if envelope is not None and payload is None:
            problem(f"{name}: there is no payload")
        due = next((epoch for epoch in epochs if epoch[0] >= number), None)
        index = commitments.get(commitment)
        if due is None:
            places["staged"] += 1
            if table != "staged_record" or index is not None:
                problem(f"{name}: its epoch is open, and it is not staged")
        elif index is None or not due[1] <= index < due[2]:
            problem(f"{name}: broken, epoch {due[0]} closed without it")
        else:
            places["published" if due[2] <= published else "planned"] += 1
    for commitment, (table, epoch, *_) in records.items():
        if any(number >= epoch for number, _, _ in epochs) and commitment not in commitments:
            problem(f"record {commitment.hex()[:16]} for epoch {epoch} is in no entry")
    return places


def tile_path(level, index, width):
    name = f"{index % 1000:03}"
    index //= 1000
    while index:
        name = f"x{index % 1000:03}/{name}"
        index //= 1000
    return f"tile/{level}/{name}" + ("" if width == 256 else f".p/{width}")


def public_files(entries, tree, size):
    """What a directory of C2SP tlog-tiles holds at a size."""
    files = {}
    for index in range((size + 255) // 256):
        part = entries[256 * index:min(256 * index + 256, size)]
        data = b"".join(struct.pack(">H", len(entry.data)) + entry.data for entry in part)
        files[tile_path("entries", index, len(part))] = data
    level = 0
    while size >> 8 * level:
        hashes = tree.levels[8 * level][:size >> 8 * level]
        for index in range((len(hashes) + 255) // 256):
            part = hashes[256 * index:256 * index + 256]
            files[tile_path(level, index, len(part))] = b"".join(part)
        level += 1
    return files


def check_public(folder, origin, entries, tree, published):
    """Every file that the checkpoint needs is there and right; others are right for their name."""
    path = f"{folder}/checkpoint"
    if not os.path.exists(path):
        return 0
    name, size, root = parse_checkpoint(open(path, encoding="utf-8").read())
    if name != origin or size > published or root != tree.root(size):
        problem(f"the public checkpoint at {size} is not the log's")
        return size
    for path, data in public_files(entries, tree, size).items():
        try:
            with open(f"{folder}/{path}", "rb") as file:
                if file.read() != data:
                    problem(f"public file {path} is not what the entries say")
        except OSError:
            problem(f"public file {path} is missing at checkpoint {size}")
    return size


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--publish")
    parser.add_argument("--ledger")
    arguments = parser.parse_args()
    ledger = {"promises": [], "checkpoints": []}
    if arguments.ledger:
        with open(arguments.ledger, encoding="utf-8") as file:
            ledger = json.load(file)
    answer = {}
    with tempfile.TemporaryDirectory(prefix="rederive-") as copies:
        store = Store(arguments.data, copies)
        entries, fillers = store.entries()
        tree = Perfect([entry.leaf for entry in entries])
        if len(entries) <= 4096 and tree.root(len(entries)) != tree_hash(tree.levels[0]):
            problem("two ways to one root differ")
        records = store.records()
        commitments, epochs = check_chain(entries)
        with open(f"{arguments.data}/guard", encoding="utf-8") as file:
            sizes = check_states(store, entries, tree, file.read())
        published = sizes.get(0, 0)
        check_checkpoints(store, published, tree, ledger["checkpoints"])
        check_accounts(store, entries, fillers, records, commitments)
        answer["promises"] = check_promises(ledger["promises"], records, commitments, epochs, published)
        if arguments.publish:
            answer["public"] = check_public(arguments.publish, store.origin, entries, tree, published)
        answer.update(published=published, planned=sizes.get(1), records=len(records), epochs=len(epochs))
    answer["problems"] = problems
    print(json.dumps(answer))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
