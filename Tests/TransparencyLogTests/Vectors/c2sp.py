"""Writes c2sp.json: keys, notes, cosignatures, an offline proof and tiles, made with `cryptography` and hashlib.

    python3 c2sp.py > c2sp.json
"""

import base64
import hashlib
import json
import struct

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def sha(data):
    return hashlib.sha256(data).digest()


def b64(data):
    return base64.b64encode(data).decode()


class Key:
    def __init__(self, name, kind):
        self.name, self.kind = name, kind
        self.seed = sha(b"kentongan test key " + name.encode() + bytes([kind]))
        self.key = Ed25519PrivateKey.from_private_bytes(self.seed)
        self.public = self.key.public_key().public_bytes_raw()
        self.id = sha(name.encode() + b"\n" + bytes([kind]) + self.public)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(bytes([kind]) + self.public)}"

    def line(self, signature):
        return f"— {self.name} {b64(self.id + signature)}\n"

    def sign(self, text):
        return self.line(self.key.sign(text.encode()))

    def cosign(self, text, time):
        message = f"cosignature/v1\ntime {time}\n{text}"
        return self.line(struct.pack(">Q", time) + self.key.sign(message.encode()))

    def data(self):
        return {"name": self.name, "type": self.kind, "seed": self.seed.hex(), "public_key": self.public.hex(),
                "key_id": int.from_bytes(self.id, "big"), "vkey": self.vkey}


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(leaves):
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha(b"\1" + mth(leaves[:k]) + mth(leaves[k:]))


def path(index, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return path(index, leaves[:k]) + [mth(leaves[k:])]
    return path(index - k, leaves[k:]) + [mth(leaves[:k])]


log = Key("log.example/kentongan", 1)
other = Key("other.example", 1)
# Key material whose base64 has a plus sign: splitting at every plus would break it.
plus = next(k for k in (Key(f"plus{i}.example", 1) for i in range(100)) if "+" in b64(bytes([1]) + k.public))
witnesses = [Key("witness.example/1", 4), Key("witness.example/2", 4)]

entries = [f"entry {i}".encode() for i in range(70_000)]
leaves = [sha(b"\0" + e) for e in entries]
size, index = 1_000, 777
origin = log.name
checkpoint = f"{origin}\n{size}\n{b64(mth(leaves[:size]))}\n"
signed = checkpoint + "\n" + log.sign(checkpoint)
cosigned = signed + witnesses[0].cosign(checkpoint, 1_800_000_000) + witnesses[1].cosign(checkpoint, 1_800_000_007)
hashes = path(index, leaves[:size])
proof = "c2sp.org/tlog-proof@v1\n" + f"extra {b64(entries[index])}\n" + f"index {index}\n"
proof += "".join(b64(h) + "\n" for h in hashes) + "\n" + cosigned

blank = "first\n\nthird line after an empty one, é\n"

# The tiles of a tree of 70,000: SHA-256 over the tile's bytes, by path.
tiles = {}
level, row = 0, leaves
while row:
    for n in range(0, len(row), 256):
        part = row[n:n + 256]
        index_text = f"{n // 256:03d}"
        name = f"tile/{level}/{index_text}" + (f".p/{len(part)}" if len(part) < 256 else "")
        tiles[name] = sha(b"".join(part)).hex()
    row = [mth(row[n:n + 256]) for n in range(0, len(row) // 256 * 256, 256)]
    level += 1

print(json.dumps({
    "log": log.data(), "other": other.data(), "plus": plus.data(), "witnesses": [w.data() for w in witnesses],
    "checkpoint": {"text": checkpoint, "size": size, "root": mth(leaves[:size]).hex(), "empty_root": b64(mth([]))},
    "signed": signed, "cosigned": cosigned, "cosigned_times": [1_800_000_000, 1_800_000_007],
    "note_with_empty_line": blank + "\n" + log.sign(blank) + other.sign(blank), "text_with_empty_line": blank,
    "proof": proof, "proof_index": index, "proof_leaf": leaves[index].hex(), "proof_extra": entries[index].hex(),
    "tiles_size": len(entries), "tiles_root": mth(leaves).hex(), "tiles": tiles,
}, indent=1, ensure_ascii=False))
