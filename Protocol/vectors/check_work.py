#!/usr/bin/env python3
"""Checks work.json with nothing of Kentongan's own (hashlib's scrypt); with --write, makes it."""

import hashlib, json, pathlib, sys

FILE = pathlib.Path(__file__).resolve().parent / "work.json"
LABEL = b"kentongan work v1\0"


def bits(vector):
    subject = bytes.fromhex(vector["envelope"]) + bytes.fromhex(vector["mailbox"])
    out = hashlib.scrypt(subject + bytes.fromhex(vector["nonce"]), salt=LABEL + bytes.fromhex(vector["challenge"]), n=256, r=8, p=1, dklen=32)
    return 256 - int.from_bytes(out, "big").bit_length()


def proof(vector, kind=1, difficulty=None):
    difficulty = vector["bits"] if difficulty is None else difficulty
    return bytes([kind, difficulty]).hex() + vector["challenge"] + vector["nonce"]


def accepted(case):
    """Whether `work` admits the report where `needed` bits are needed and these challenges are in force."""
    work = bytes.fromhex(case["work"])
    if len(work) != 50 or work[0] != 1 or work[1] < case["needed"] or work[2:34].hex() not in case["challenges"]:
        return False
    return bits({**case, "challenge": work[2:34].hex(), "nonce": work[34:].hex()}) >= case["needed"]


def made():
    h = lambda text: hashlib.sha256(text.encode()).hexdigest()
    base = {"envelope": h("envelope"), "mailbox": h("mailbox"), "challenge": h("newest")}
    tries, best = [], {}
    for n in range(4096):
        vector = {**base, "nonce": n.to_bytes(16, "little").hex()}
        vector["bits"] = bits(vector)
        if vector["bits"] not in best:
            best[vector["bits"]] = vector
            tries.append(vector)
    tries.sort(key=lambda vector: vector["bits"])
    good = next(vector for vector in tries if vector["bits"] >= 7)
    none = best[0]
    case = {"envelope": good["envelope"], "mailbox": good["mailbox"], "challenges": [h("newest"), h("before")], "needed": 6, "work": proof(good)}
    cases = [
        {"name": "as many bits as are needed, and more", **case},
        {"name": "it says fewer bits than it has, and enough", **case, "work": proof(good, difficulty=6)},
        {"name": "the challenge of the epoch before", **case, "challenges": [h("later"), h("newest")]},
        {"name": "a challenge of two epochs before", **case, "challenges": [h("latest"), h("later")]},
        {"name": "another nonce", **case, "work": proof({**good, "nonce": none["nonce"]})},
        {"name": "another envelope", **case, "envelope": h("another envelope")},
        {"name": "another mailbox key", **case, "mailbox": h("another mailbox")},
        {"name": "another challenge in the proof", **case, "work": proof({**good, "challenge": h("before")})},
        {"name": "it says fewer bits than are needed", **case, "work": proof(good, difficulty=5)},
        {"name": "it says bits that it does not have", **case, "needed": good["bits"] + 1, "work": proof(good, difficulty=good["bits"] + 1)},
        {"name": "an unknown kind", **case, "work": proof(good, kind=2)},
        {"name": "a byte too many", **case, "work": proof(good) + "00"},
        {"name": "a byte too few", **case, "work": proof(good)[:-2]},
        {"name": "none", **case, "work": ""},
    ]
    for each in cases:
        each["accepted"] = accepted(each)
    assert [each["accepted"] for each in cases] == [True] * 3 + [False] * 11, cases
    return {"tries": tries, "cases": cases}


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        FILE.write_text(json.dumps(made(), indent=1) + "\n")
    vectors = json.loads(FILE.read_text())
    assert all(bits(vector) == vector["bits"] for vector in vectors["tries"])
    assert all(accepted(case) == case["accepted"] for case in vectors["cases"])
    print(f"work.json: {len(vectors['tries'])} tries and {len(vectors['cases'])} cases agree")
