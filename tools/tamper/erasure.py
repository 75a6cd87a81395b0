#!/usr/bin/env python3
"""An operator erases a report's content ahead of its time, and says in the log that it was lawful.

usage: erasure.py DATA COMMITMENT

Changes a copy of a data directory: the sealed bytes go, and a `payload_erased` record is staged that names exactly the
report, with the cause `retention`. The next close of `kentongand serve` publishes it, under the operator's own keys.
"""

import hashlib
import os
import sys

import forger

PAYLOAD_ERASED, RETENTION = 6, 1


def length(count):
    """RFC 9420 section 2.1.2, for up to 16,383 bytes."""
    return bytes([count]) if count < 64 else (0x4000 | count).to_bytes(2, "big")


def vector(content):
    return length(len(content)) + content


def erasure(agencies, commitment, index, envelope):
    """A `Record` that says so (Protocol/kentongan.schema)."""
    body = vector(b"".join(vector(code.encode()) for code in agencies))
    body += commitment + index.to_bytes(8, "big") + envelope + bytes([RETENTION]) + vector(b"")
    return (1).to_bytes(2, "big") + PAYLOAD_ERASED.to_bytes(2, "big") + vector(body)


def erase(copy, commitment, named=None, readers=None, goes=True):
    """The report at this commitment, in a `forger.DataCopy`.

    - named: the commitment that the erasure names instead.
    - readers: the agencies that it names instead.
    - goes: whether the sealed bytes go.
    """
    ((agencies, envelope),) = copy.rows(
        "log.sqlite", "SELECT agencies, envelope FROM record WHERE commitment = ?", commitment)
    bundle, place = copy.place(commitment)
    stage(copy, erasure(readers or agencies.split(","), named or commitment, 256 * bundle + place, envelope), agencies)
    if goes:
        copy.change("log.sqlite", "UPDATE record SET payload = NULL, length = 0 WHERE commitment = ?", commitment)


def stage(copy, record, agencies):
    """A record of the operator's making, with a promise that nobody signed: no close looks at it."""
    nonce = os.urandom(32)
    staged = hashlib.sha256(b"kentongan commitment v1\0" + nonce + record).digest()
    # `Epoch` begins with its number: a close takes what is promised for numbers behind it.
    ((newest,),) = copy.rows("log.sqlite", "SELECT last_epoch FROM state WHERE role = 0")
    copy.change(
        "log.sqlite",
        "INSERT INTO staged_record VALUES (?, ?, ?, ?, zeroblob(64), ?, NULL, NULL, NULL, 0)",
        int.from_bytes(newest[:8], "big") + 1, staged, nonce, record, agencies)


def main():
    data, commitment = sys.argv[1:]
    copy = forger.DataCopy.__new__(forger.DataCopy)
    copy.directory = data
    erase(copy, bytes.fromhex(commitment))


if __name__ == "__main__":
    main()
