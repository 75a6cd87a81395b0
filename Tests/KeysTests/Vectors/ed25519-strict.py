"""Writes ed25519-strict.json: signatures that implementations of Ed25519 disagree on, and the answer required here.

    python3 ed25519-strict.py > ed25519-strict.json

Rules: cofactorless, S < L, A and R canonical and not of small order. Own arithmetic (RFC 8032 section 5.1), slow.
"""

import hashlib
import json

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P)
    return x % P, y % P


ZERO = (0, 1)


def mul(k, a):
    out = ZERO
    while k:
        if k & 1:
            out = add(out, a)
        a = add(a, a)
        k >>= 1
    return out


def neg(a):
    return -a[0] % P, a[1]


def recover(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P:
        return None
    return (P - x if x & 1 != sign and x else x), y % P


def encode(a):
    return (a[1] | (a[0] & 1) << 255).to_bytes(32, "little")


def raw(y, sign):
    return (y | sign << 255).to_bytes(32, "little")


B = recover(4 * pow(5, P - 2, P) % P, 0)


def order8():
    y = 2
    while True:
        point = recover(y, 0)
        if point:
            point = mul(L, point)
            if mul(4, point) != ZERO:
                return point
        y += 1


T8 = order8()
TORSION = [mul(k, T8) for k in range(8)]


def h(r, a, m):
    return int.from_bytes(hashlib.sha512(r + a + m).digest(), "little") % L


def keypair(name):
    d = hashlib.sha512(hashlib.sha256(name.encode()).digest()).digest()
    a = int.from_bytes(d[:32], "little") & ~(7 | 1 << 255) | 1 << 254
    return a, d[32:]


def scalar(s):
    return s.to_bytes(32, "little")


vectors = []


def put(name, accepted, reason, key, message, signature):
    vectors.append({
        "name": name, "accepted": accepted, "reason": reason,
        "public_key": key.hex(), "message": message.hex(), "signature": signature.hex(),
    })


def cofactorless(key_point, key, r_point, r, s, m):
    return mul(s, B) == add(r_point, mul(h(r, key, m), key_point))


a, prefix = keypair("kentongan ed25519-strict 1")
A = mul(a, B)
KEY = encode(A)


def sign(m, key=KEY):
    r = int.from_bytes(hashlib.sha512(prefix + m).digest(), "little") % L
    R = encode(mul(r, B))
    return R, (r + h(R, key, m) * a) % L


for m in [b"", b"k", b"kentongan" * 100]:
    R, S = sign(m)
    assert cofactorless(A, KEY, recover(int.from_bytes(R, "little") & (1 << 255) - 1, R[31] >> 7), R, S, m)
    put(f"ordinary, {len(m)} bytes", True, "valid", KEY, m, R + scalar(S))

m = b"the drum is struck"
R, S = sign(m)
good = R + scalar(S)
put("another message", False, "equation does not hold", KEY, m + b"!", good)
put("bit flipped in R", False, "equation does not hold", KEY, m, bytes([good[0] ^ 1]) + good[1:])
put("bit flipped in S", False, "equation does not hold", KEY, m, good[:32] + bytes([good[32] ^ 1]) + good[33:])
put("S + L", False, "S is not below L", KEY, m, R + scalar(S + L))
put("S + 2L", False, "S is not below L", KEY, m, R + scalar(S + 2 * L))
top = next(k for k in range(1, 100) if S + k * L >= 1 << 253)
put("S + kL with a high bit", False, "S is not below L", KEY, m, R + scalar(S + top * L))
put("S = L", False, "S is not below L", KEY, m, R + scalar(L))
put("S all ones", False, "S is not below L", KEY, m, R + b"\xff" * 32)

# Small-order A: with h divisible by the order, the equation holds for R = [s]B without any private key.
s = 12345
for k, T in enumerate(TORSION):
    key = encode(T)
    r = encode(mul(s, B))
    n = 0
    while not cofactorless(T, key, mul(s, B), r, s, b"small order %d" % n):
        n += 1
    put(f"A of small order, {k} times the generator", False, "A is of small order", key,
        b"small order %d" % n, r + scalar(s))

# The same points in their other encodings.
for name, key, T in [
    ("A = 0 with sign", raw(1, 1), ZERO),
    ("A of order 2 with sign", raw(P - 1, 1), (0, P - 1)),
    ("A = 0 as y = p + 1", raw(P + 1, 0), ZERO),
    ("A = 0 as y = p + 1 with sign", raw(P + 1, 1), ZERO),
    ("A of order 4 as y = p", raw(P, 0), recover(0, 0)),
    ("A of order 4 as y = p with sign", raw(P, 1), recover(0, 1)),
]:
    r = encode(mul(s, B))
    n = 0
    while not cofactorless(T, key, mul(s, B), r, s, b"encoding %d" % n):
        n += 1
    put(name, False, "A is not canonical", key, b"encoding %d" % n, r + scalar(s))

for y in range(2, 19):
    point = recover(y, 0)
    if point and mul(8, point) != ZERO:
        put(f"A as y = p + {y}, large order", False, "A is not canonical", raw(P + y, 0), m, good)
put("A as y = 2^255 - 1", False, "A is not canonical", b"\xff" * 31 + b"\x7f", m, good)

# Small-order R: S = h·a; for R = 0 the plain equation holds, for the others only the cofactored one.
for k, T in enumerate(TORSION):
    r = encode(T)
    S = h(r, KEY, m) * a % L
    assert cofactorless(A, KEY, T, r, S, m) == (k == 0)
    put(f"R of small order, {k} times the generator", False, "R is of small order", KEY, m, r + scalar(S))
for name, r in [
    ("R = 0 with sign", raw(1, 1)), ("R of order 2 with sign", raw(P - 1, 1)),
    ("R = 0 as y = p + 1", raw(P + 1, 0)), ("R = 0 as y = p + 1 with sign", raw(P + 1, 1)),
    ("R of order 4 as y = p", raw(P, 0)), ("R of order 4 as y = p with sign", raw(P, 1)),
]:
    put(name, False, "R is not canonical", KEY, m, r + scalar(h(r, KEY, m) * a % L))

# Mixed order: the rules refuse points of small order only. The plain equation decides, so everybody agrees.
mixed = add(A, T8)
key = encode(mixed)
n = {True: 0, False: 0}
for want in [True, False]:
    while True:
        text = b"mixed order %d" % n[want]
        R, S = sign(text, key)
        point = recover(int.from_bytes(R, "little") & (1 << 255) - 1, R[31] >> 7)
        if cofactorless(mixed, key, point, R, S, text) == want:
            break
        n[want] += 1
    put("A of mixed order, plain equation holds" if want else "A of mixed order, only the cofactored equation holds",
        want, "valid" if want else "equation does not hold", key, text, R + scalar(S))
r = 6789
R = encode(add(mul(r, B), T8))
put("R of mixed order, only the cofactored equation holds", False, "equation does not hold", KEY, m,
    R + scalar((r + h(R, KEY, m) * a) % L))

off = next(y for y in range(2, 100) if recover(y, 0) is None)
put("A not on the curve", False, "A is not on the curve", raw(off, 0), m, good)
put("R not on the curve", False, "equation does not hold", KEY, m, raw(off, 0) + scalar(1))
put("all zeros", False, "A is of small order", bytes(32), m, bytes(64))

print(json.dumps({
    "description": "Ed25519 as Kentongan verifies it: cofactorless, S < L, A and R canonical and not of small order",
    "vectors": vectors,
}, indent=1))
