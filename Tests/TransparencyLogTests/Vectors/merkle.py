"""Writes merkle.json: RFC 6962 roots and proofs by the definitions, recursively and without any cleverness.

    python3 merkle.py > merkle.json

Entry i is the decimal i in ASCII. `roots`, `inclusion` and `consistency` are SHA-256 over, in order of size:
every root (0...200); every path hash of every index; every proof hash of every old size 1...n.
"""

import hashlib
import json

LIMIT = 200


def sha(data):
    return hashlib.sha256(data).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


ENTRIES = [str(i).encode() for i in range(LIMIT)]
KNOWN = {}


def mth(start, end):
    if (start, end) not in KNOWN:
        if start == end:
            KNOWN[start, end] = sha(b"")
        elif end - start == 1:
            KNOWN[start, end] = sha(b"\0" + ENTRIES[start])
        else:
            k = split(end - start)
            KNOWN[start, end] = sha(b"\1" + mth(start, start + k) + mth(start + k, end))
    return KNOWN[start, end]


def path(index, start, end):
    if end - start == 1:
        return []
    k = split(end - start)
    if index < start + k:
        return path(index, start, start + k) + [mth(start + k, end)]
    return path(index, start + k, end) + [mth(start, start + k)]


def subproof(m, start, end, whole):
    if m == end:
        return [] if whole else [mth(start, end)]
    k = split(end - start)
    if m <= start + k:
        return subproof(m, start, start + k, whole) + [mth(start + k, end)]
    return subproof(m, start + k, end, False) + [mth(start, start + k)]


roots = hashlib.sha256()
inclusion = hashlib.sha256()
consistency = hashlib.sha256()
counts = [0, 0]
for n in range(LIMIT + 1):
    roots.update(mth(0, n))
    for i in range(n):
        for h in path(i, 0, n):
            inclusion.update(h)
            counts[0] += 1
    for m in range(1, n + 1):
        for h in subproof(m, 0, n, True):
            consistency.update(h)
            counts[1] += 1

REFERENCE = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ENTRIES = [bytes.fromhex(e) for e in REFERENCE]
KNOWN = {}

print(json.dumps({
    "limit": LIMIT,
    "roots": roots.hexdigest(),
    "inclusion": inclusion.hexdigest(),
    "inclusion_hashes": counts[0],
    "consistency": consistency.hexdigest(),
    "consistency_hashes": counts[1],
    "reference_entries": REFERENCE,
    "reference_roots": [mth(0, n).hex() for n in range(len(REFERENCE) + 1)],
}, indent=2))
