#!/usr/bin/env python3
"""Checks sealing.json with nothing of Kentongan's own: hashlib, hmac and the `cryptography` package (48 or newer)."""

import base64, hashlib, hmac, json, pathlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = json.loads((HERE / "sealing.json").read_text())
WORDS = (HERE.parent / "codename-words.txt").read_text().split()
unhex = bytes.fromhex


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def hkdf(secret, salt, info):  # RFC 5869, 32 bytes
    return mac(mac(salt or bytes(32), secret), info, b"\1")


def public(key):
    return key.public_key().public_bytes_raw()


def xwing(seed):  # draft-connolly-cfrg-xwing-kem
    wide = hashlib.shake_256(seed).digest(96)
    return MLKEM768PrivateKey.from_seed_bytes(wide[:64]), X25519PrivateKey.from_private_bytes(wide[64:])


def decapsulate(seed, enc):
    mlkem, x = xwing(seed)
    shared = x.exchange(X25519PublicKey.from_public_bytes(enc[1088:]))
    parts = mlkem.decapsulate(enc[:1088]) + shared + enc[1088:] + public(x)
    return hashlib.sha3_256(parts + unhex("5c2e2f2f5e5c")).digest()


def hpke_open(seed, enc, sealed, info):  # RFC 9180: base mode, X-Wing, HKDF-SHA-256, ChaCha20-Poly1305
    suite = b"HPKE" + unhex("647a00010003")
    extract = lambda salt, label, key: mac(salt or bytes(32), b"HPKE-v1", suite, label, key)
    context = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(decapsulate(seed, enc), b"secret", b"")
    derive = lambda label, n: mac(secret, n.to_bytes(2, "big"), b"HPKE-v1", suite, label, context, b"\1")[:n]
    return ChaCha20Poly1305(derive(b"key", 32)).decrypt(derive(b"base_nonce", 12), sealed, None)


def age_open(file, seed, stanza):  # C2SP age
    unbase64 = lambda text: base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    end = file.index(b"\n", file.index(b"\n---") + 1) + 1
    lines = file[:end].decode().splitlines()
    kind, enc = lines[1 + 2 * stanza].split(" ")[1:]
    body = unbase64(lines[2 + 2 * stanza])
    assert lines[0] == "age-encryption.org/v1" and kind == "mlkem768x25519"
    file_key = hpke_open(seed, unbase64(enc), body, b"age-encryption.org/mlkem768x25519")
    authenticated, tag = file[: end - 1].rsplit(b" ", 1)
    assert mac(hkdf(file_key, b"", b"header"), authenticated) == unbase64(tag.decode())
    cipher = ChaCha20Poly1305(hkdf(file_key, file[end : end + 16], b"payload"))
    return cipher.decrypt(bytes(11) + b"\1", file[end + 16 :], None)  # one chunk, as k is 0


def check_codenames():
    for vector in VECTORS["codenames"]:
        random = unhex(vector["random"])
        bits = int.from_bytes(random + sha256(b"kentongan codename v1\0", random)[:1], "big")
        assert vector["words"] == " ".join(WORDS[bits >> 11 * (7 - i) & 2047] for i in range(8))
    for root in VECTORS["roots"]:
        assert sha256(b"kentongan root v1\0", unhex(root["key"])).hex() == root["fingerprint"]
    for v in VECTORS["keys"]:
        salt = b"kentongan codename v1\0" + unhex(v["root_fingerprint"])
        secret = hashlib.scrypt(v["words"].encode(), salt=salt, n=32768, r=8, p=1, maxmem=1 << 26, dklen=32)
        mailbox, author, reply = (hkdf(secret, b"", f"kentongan {x} v1".encode()) for x in ("mailbox", "author", "reply"))
        assert [secret.hex(), mailbox.hex(), author.hex(), reply.hex()] == [
            v["scrypt"], v["mailbox_seed"], v["author_seed"], v["reply_seed"]]
        signers = [public(Ed25519PrivateKey.from_private_bytes(seed)).hex() for seed in (mailbox, author)]
        assert signers == [v["mailbox"], v["author"]]
        assert b"".join(public(key) for key in xwing(reply)).hex() == v["reply"]


def check_hashes():
    for v in VECTORS["commitments"] + VECTORS["sealed"]:
        assert sha256(b"kentongan commitment v1\0", unhex(v["nonce"]), unhex(v["record"])).hex() == v["commitment"]
    for v in VECTORS["key_sets"]:
        hashes = [sha256(unhex(x)) for x in [v["descriptor"], *v["agency_keys"]]]
        assert sha256(b"kentongan key set v1\0", *hashes).hex() == v["key_set"]
    for v in VECTORS["signing_inputs"]:
        assert signing_input(v["label"], v["origin"], v["body"]).hex() == v["bytes"]


def signing_input(label, origin, body):
    size = len(origin.encode())
    length = bytes([size]) if size < 64 else (0x4000 | size).to_bytes(2, "big")
    return label.encode() + b"\0" + length + origin.encode() + unhex(body)


def check_sealed():
    for v in VECTORS["sealed"]:
        assert public(Ed25519PrivateKey.from_private_bytes(unhex(v["signer_seed"]))).hex() == v["signer"]
        signed = signing_input(v["label"], v["origin"], v["body"])
        Ed25519PublicKey.from_public_bytes(unhex(v["signer"])).verify(unhex(v["signature"]), signed)
        envelope, message, files = base64.b64decode(v["envelope"]), unhex(v["message"]), [unhex(x) for x in v["files"]]
        assert len(envelope) == 31744 and sha256(envelope).hex() == v["envelope_hash"]
        content = len(message).to_bytes(4, "big") + message + b"".join(files) + b"".join(map(sha256, files))
        for index, stanza in enumerate(v["stanzas"]):
            if "seed" in stanza:
                plaintext = age_open(envelope, unhex(stanza["seed"]), index)
                assert plaintext == content.ljust(len(plaintext), b"\0")


if __name__ == "__main__":
    check_codenames(), check_hashes(), check_sealed()
    print("sealing.json holds")
