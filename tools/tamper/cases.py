"""The matrix: what is done to a log, who notices, and who cannot.

A case changes a copy. Its expectations name observers, each with a pattern that its words must match, or UNSEEN where it
has no means to notice. Who is not named has nothing to look at there.
"""

import json
import os
import shutil

import erasure
import forger

UNSEEN = None
RANDOM = forger.random.Random(20261122)


class Case:
    """A copy of what a site has on disk, somebody's changes in it, and where observers look at it."""

    def __init__(self, site, number):
        self.site, self.folder = site, site.path("cases", f"{number:02d}")
        os.makedirs(self.folder)
        self.tiles = self.data = self.link = self.server = None

    @property
    def where(self):
        return ["--site", self.link] if self.link else ["--data", self.data]

    def public(self, base="public"):
        self.tiles = os.path.join(self.folder, "public")
        return forger.PublicCopy(self.site.path(base), self.tiles, self.site.vkey, self.site.seed)

    def copy(self, base="data"):
        self.data = os.path.join(self.folder, "data")
        return forger.DataCopy(self.site.path(base), self.data)

    def serve(self, beyond=None):
        """Serves the copy; where a size is given, until the log has grown beyond it and is published."""
        published = os.path.join(self.folder, "live")
        self.server, ready = self.site.serve(self.data, "--publish", published)
        self.link = ready["link"]
        if beyond is not None:
            self.site.until("the fork to grow", lambda: self.published_size(published) > beyond or None)
            self.tiles = published

    def has_published(self, epoch):
        """Whether the files that are published hold an epoch; a server runs on the copy."""
        status = self.site.run("kentongand", "status", "--data", self.data, "--json", expect=None)
        newest = json.loads(status.stdout)
        return (newest["epoch"] or 0) >= epoch and self.published_size(self.tiles) >= newest["size"]

    def published_size(self, directory):
        try:
            with open(os.path.join(directory, "checkpoint"), "rb") as file:
                return int(file.read().split(b"\n")[1])
        except FileNotFoundError:
            return 0

    def end(self):
        if self.server:
            self.site.stop(self.server)
        shutil.rmtree(self.folder, ignore_errors=True)


ALL = []


def case(name, **expected):
    def add(change):
        ALL.append((name, change, expected))
        return change

    return add


# --- The published files, changed by who holds them and no key: a web server, a mirror.

FILES = {"newcomer": ".", "outsider": "."}


@case("any bit of an entry", **FILES, public="chain_broken|root_mismatch")
def _(case):
    copy = case.public()
    index = RANDOM.randrange(copy.size)
    entries = copy.entries
    entries[index] = forger.flip(entries[index], RANDOM.randrange(8 * len(entries[index])))
    copy.put_entries(entries)


EXPECT_ANY = "chain_broken|root_mismatch|entry_undecodable|signature_invalid|descriptor_invalid|batch_invalid|epoch_gap"
ALL[-1] = (ALL[-1][0], ALL[-1][1], {**ALL[-1][2], "public": EXPECT_ANY})


@case("a bit of the site's descriptor", **FILES, public="signature_invalid|descriptor_invalid|entry_undecodable")
def _(case):
    copy = case.public()
    entries = copy.entries
    entries[0] = forger.flip(entries[0], 8 * 200 + RANDOM.randrange(512))
    copy.put_entries(entries)


@case("any bit of a tile of leaf hashes", **FILES, public="root_mismatch")
def _(case):
    copy = case.public()
    tile = copy.read("tile/0/000")
    copy.write("tile/0/000", forger.flip(tile, RANDOM.randrange(8 * len(tile))))


@case("any bit of a tile above", **FILES, public="root_mismatch")
def _(case):
    copy = case.public()
    name = f"tile/1/000.p/{copy.size // 256}"
    tile = copy.read(name)
    copy.write(name, forger.flip(tile, RANDOM.randrange(8 * len(tile))))


@case("the checkpoint's size", **FILES, public="signature_invalid")
def _(case):
    copy = case.public()
    note = copy.read("checkpoint")
    copy.write("checkpoint", note.replace(b"\n%d\n" % copy.size, b"\n%d\n" % (copy.size - 256), 1))


@case("a bit of the checkpoint's signature", **FILES, public="signature_invalid")
def _(case):
    copy = case.public()
    note = bytearray(copy.read("checkpoint"))
    note[-30] = ord("A") if note[-30] != ord("A") else ord("B")
    copy.write("checkpoint", bytes(note))


@case("an entry dropped", **FILES, public="chain_broken")
def _(case):
    copy = case.public()
    entries = copy.entries
    del entries[copy.sealed(7)]
    copy.put_entries(entries)


@case("an entry twice", **FILES, public="chain_broken|entry_undecodable")
def _(case):
    copy = case.public()
    place = copy.sealed(7)
    bundle = copy.entries[256:512]
    bundle.insert(place - 256, bundle[place - 256])
    copy.put_bundle(1, bundle)


@case("two entries swapped", **FILES, public="chain_broken")
def _(case):
    copy = case.public()
    entries, place = copy.entries, copy.sealed(7)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    copy.put_entries(entries)


@case("an entry inserted", **FILES, public="chain_broken|entry_undecodable")
def _(case):
    copy = case.public()
    bundle = copy.entries[256:512]
    bundle.insert(9, bundle[9][:-32] + RANDOM.randbytes(32))
    copy.put_bundle(1, bundle)


@case("the last bundle cut off", **FILES, public="entry_undecodable|chain_broken|root_mismatch")
def _(case):
    copy = case.public()
    last = f"tile/entries/{copy.size // 256 - 1:03d}"
    copy.write(last, copy.read(last)[:-100])


@case("the last bundle missing", **FILES, public="chain_broken")
def _(case):
    copy = case.public()
    os.remove(os.path.join(copy.directory, f"tile/entries/{copy.size // 256 - 1:03d}"))


@case("signed anew with another key", **FILES, public="signature_invalid", witness="403")
def _(case):
    copy = case.public()
    entries, place = copy.entries, copy.sealed(7)
    entries[place] = entries[place][:-32] + RANDOM.randbytes(32)
    copy.put_log(forger.rechained(entries), seed=RANDOM.randbytes(32))


@case("rolled back to an older tree", newcomer=UNSEEN, outsider="had", public="rollback", witness="400|409")
def _(case):
    copy = case.public()
    copy.put_log(copy.entries[: copy.size - 256])
    for name in (f"tile/entries/{copy.size // 256:03d}", f"tile/0/{copy.size // 256:03d}"):
        os.remove(os.path.join(copy.directory, name))


# --- The operator, who holds the log's key, writes another history.


@case("the operator drops an entry and signs", newcomer=UNSEEN, outsider="others|had", public="batch_invalid", witness="422|409|400")
def _(case):
    copy = case.public()
    entries, place = copy.entries, copy.sealed(7)
    del entries[place]
    copy.put_log(forger.rechained(entries + entries[-1:]))


@case("the operator reorders entries and signs", newcomer=UNSEEN, outsider="others", public="batch_invalid", witness="422")
def _(case):
    copy = case.public()
    entries, place = copy.entries, copy.sealed(7)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    copy.put_log(forger.rechained(entries))


@case("the operator puts a commitment twice and signs", newcomer=UNSEEN, outsider="others", public="batch_invalid", witness="422")
def _(case):
    copy = case.public()
    entries, place = copy.entries, copy.sealed(7)
    entries[place] = entries[place + 1]
    copy.put_log(forger.rechained(entries))


@case("the operator replaces the descriptor and signs", newcomer=UNSEEN, outsider="others", public="signature_invalid|descriptor", witness="422")
def _(case):
    copy = case.public()
    entries = copy.entries
    # An agency's name: one letter.
    place = entries[0].rindex(b"bkn")
    entries[0] = entries[0][:place] + b"bkm" + entries[0][place + 3 :]
    copy.put_log(forger.rechained(entries))


@case("the operator backdates an epoch and signs", newcomer=UNSEEN, outsider="others", public="epoch_gap", witness="422")
def _(case):
    copy = case.public()
    entries = copy.entries
    epoch = entries[511]
    scheduled = int.from_bytes(epoch[56:64], "big") - 3600
    entries[511] = epoch[:56] + scheduled.to_bytes(8, "big") + epoch[64:]
    copy.put_log(forger.rechained(entries))


@case("the operator hides a wrong key set behind an entry of an unknown kind and signs", newcomer=UNSEEN, outsider="others", public="descriptor_invalid", witness="422")
def _(case):
    copy = case.public()
    entries, place = copy.entries, copy.sealed(7)
    entries[place] = entries[place][:42] + b"\x12\x34" + entries[place][44:]
    entries[511] = entries[511][:-32] + RANDOM.randbytes(32)
    copy.put_log(forger.rechained(entries))


@case("the operator exchanges the report's commitment, in order, and signs", newcomer=UNSEEN, outsider="others", public="fork", witness="422", promise="broken")
def _(case):
    copy = case.public()
    commitment = bytes.fromhex(case.site.report["commitment"])
    place = next(i for i, entry in enumerate(copy.entries) if entry[-32:] == commitment)
    copy.another_commitment(place)


# --- The operator changes what is private.

NOBODY_PUBLIC = {"monitor": UNSEEN, "public": UNSEEN}


def record(case):
    commitment = case.site.report["commitment"]
    return f"hex(commitment) = '{commitment.upper()}'"


@case("a bit of a record", **NOBODY_PUBLIC, agency="record_mismatch|unaccounted", auditor="record_mismatch|unaccounted")
def _(case):
    case.copy().flip("log.sqlite", "record", "record", record(case), 8 * 40 + 3)


@case("a bit of a nonce", **NOBODY_PUBLIC, agency="record_mismatch|unaccounted", auditor="record_mismatch|unaccounted")
def _(case):
    case.copy().flip("log.sqlite", "record", "nonce", record(case), 77)


@case("a bit of an envelope", **NOBODY_PUBLIC, agency="envelope_mismatch", auditor=UNSEEN)
def _(case):
    copy = case.copy()
    ((payload,),) = copy.rows("log.sqlite", f"SELECT hex(payload) FROM record WHERE {record(case)}")
    copy.flip("payload.sqlite", "payload", "bytes", f"hex(id) = '{payload}' AND part = 0", 8 * 20_000)


@case("an envelope removed", **NOBODY_PUBLIC, agency="envelope_mismatch", auditor=UNSEEN)
def _(case):
    copy = case.copy()
    ((payload,),) = copy.rows("log.sqlite", f"SELECT hex(payload) FROM record WHERE {record(case)}")
    copy.change("payload.sqlite", f"DELETE FROM payload WHERE hex(id) = '{payload}'")


@case("an envelope said to be none", **NOBODY_PUBLIC, agency="unaccounted", auditor="unaccounted")
def _(case):
    case.copy().change("log.sqlite", f"UPDATE record SET payload = NULL, length = 0 WHERE {record(case)}")


@case("the opening withheld from everybody", **NOBODY_PUBLIC, agency="account_mismatch|record_mismatch", auditor="unaccounted|record_mismatch")
def _(case):
    copy = case.copy()
    withhold(copy, bytes.fromhex(case.site.report["commitment"]), case.site.codes)
    copy.change("log.sqlite", f"DELETE FROM record WHERE {record(case)}")


@case(
    "the report withheld from an agency, and its accounts with it", **NOBODY_PUBLIC, agency="account_mismatch|record_mismatch",
    other_agency=UNSEEN, auditor=UNSEEN,
)  # fmt: skip
def _(case):
    copy = case.copy()
    withhold(copy, bytes.fromhex(case.site.report["commitment"]), ["bkn"])
    for (account,) in copy.rows("log.sqlite", "SELECT commitment FROM record WHERE agencies = 'bkn'"):
        withhold(copy, account, ["bkn"])


@case("a filler that is none", **NOBODY_PUBLIC, agency=UNSEEN, auditor="record_mismatch|unaccounted")
def _(case):
    copy = case.copy()
    ((nonces,),) = copy.rows("log.sqlite", "SELECT fillers FROM bundle WHERE n = 1")
    place = next(i for i in range(256) if any(nonces[32 * i : 32 * i + 32]))
    copy.change("log.sqlite", "UPDATE bundle SET fillers = ? WHERE n = 1", forger.flip(nonces, 8 * 32 * place))


def withhold(copy, commitment, agencies):
    index, place = copy.place(commitment)
    for agency in agencies:
        ((bits,),) = copy.rows("log.sqlite", "SELECT bits FROM carried WHERE agency = ? AND bundle = ?", agency, index)
        cleared = bytearray(bits)
        cleared[place // 8] &= ~(1 << place % 8)
        copy.change("log.sqlite", "UPDATE carried SET bits = ? WHERE agency = ? AND bundle = ?", bytes(cleared), agency, index)


def erased(case, **lie):
    """The report erased by an operator who serves on, under the site's own keys."""
    copy = case.copy()
    ((commitment,),) = copy.rows("log.sqlite", "SELECT commitment FROM report LIMIT 1")
    size = json.loads(case.site.run("kentongand", "status", "--data", case.data, "--json", expect=None).stdout)["size"]
    erasure.erase(copy, commitment, **lie)
    case.serve(beyond=size)


ERASURE_NOTICED = {**NOBODY_PUBLIC, "agency": "erasure_invalid", "auditor": "erasure_invalid"}


@case("an erasure ahead of its time", **ERASURE_NOTICED)
def _(case):
    erased(case)


@case("an erasure of nothing, while the report goes", **ERASURE_NOTICED)
def _(case):
    erased(case, named=RANDOM.randbytes(32))


@case("an erasure that names fewer readers", **ERASURE_NOTICED)
def _(case):
    erased(case, readers=["bkn"])


@case("an erasure of what is still there", **ERASURE_NOTICED)
def _(case):
    erased(case, goes=False)


@case("an act that nobody signed", **NOBODY_PUBLIC, agency="signature_invalid", auditor="signature_invalid")
def _(case):
    copy = case.copy()
    ((record, agencies),) = copy.rows(
        "log.sqlite",
        "SELECT r.record, r.agencies FROM act a JOIN record r ON r.epoch = a.epoch AND r.commitment = a.commitment LIMIT 1")
    size = json.loads(case.site.run("kentongand", "status", "--data", case.data, "--json", expect=None).stdout)["size"]
    # An `Act` ends with its signature.
    erasure.stage(copy, forger.flip(record, 8 * len(record) - 1), agencies)
    case.serve(beyond=size)


@case("a bit of a stored entry", monitor=EXPECT_ANY, public=EXPECT_ANY, agency=EXPECT_ANY, auditor=EXPECT_ANY)
def _(case):
    copy = case.copy()
    bundle = copy.bundle(1)
    place = RANDOM.randrange(256)
    bundle[place] = forger.flip(bundle[place], RANDOM.randrange(8 * len(bundle[place])))
    copy.put_bundle(1, bundle)


@case("a bit of a stored tile", monitor="root_mismatch", public="root_mismatch")
def _(case):
    case.copy().flip("log.sqlite", "tile", "hashes", "level = 0 AND n = 1", RANDOM.randrange(8 * 8192))


@case("a bit of the stored checkpoint", monitor="signature_invalid", public="signature_invalid")
def _(case):
    copy = case.copy()
    note = copy.rows("log.sqlite", "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")[0][0]
    changed = note[:-30] + ("A" if note[-30] != "A" else "B") + note[-29:]
    copy.change("log.sqlite", "UPDATE checkpoint SET note = ? WHERE note = ?", changed, note)


# --- A server that goes on from somewhere else.


@case("a backup put back, the guard not", start="guard")
def _(case):
    copy = case.copy("before-report")
    shutil.copy(case.site.path("data/guard"), os.path.join(copy.directory, "guard"))


@case(
    "a backup put back, the guard too, and served", newcomer=UNSEEN, outsider="others|had", public="fork|rollback",
    agency="fork|rollback", auditor="fork|rollback", monitor="fork|rollback", witness="422|409|400",
    source="not found", promise="broken",
)  # fmt: skip
def _(case):
    case.copy("before-report")
    case.serve(beyond=case.site.final_size)


# --- Whoever holds a key that signs others puts keys of their own into the log.


@case(
    "the root key's holder names a witness of their own", newcomer=UNSEEN, outsider=UNSEEN,
    public="incomplete: key_unknown", agency="incomplete: key_unknown", auditor="incomplete: key_unknown",
    monitor="witness palsu.example/w added",
)  # fmt: skip
def _(case):
    copy, site = case.copy(), case.site
    folder, following = os.path.join(case.folder, "witness"), os.path.join(case.folder, "next.descriptor")
    site.run("kentongan-monitor", "witness", "keygen", "--name", "palsu.example/w", "--dir", folder)
    site.run(
        "kentongand", "renew", "--descriptor", os.path.join(copy.directory, "site.descriptor"), "--root-key",
        site.path("root.key"), "--witness", os.path.join(folder, "witness.vkey"), "--out", following,
    )  # fmt: skip
    site.run("kentongand", "adopt", "--data", copy.directory, "--descriptor", following)
    case.serve(beyond=site.final_size)


@case(
    "keys slipped in under an agency's name, with its stolen identity key", newcomer=UNSEEN, outsider=UNSEEN,
    public="incomplete: key_unknown", agency="key_unknown at", other_agency="incomplete: key_unknown",
    auditor="incomplete: key_unknown", monitor="bkn keys 1 ",
)  # fmt: skip
def _(case):
    case.copy()
    case.serve()
    stolen = os.path.join(case.folder, "stolen.key")
    shutil.copy(case.site.key("bkn"), stolen)
    renewed = case.site.run(
        "kentongan-review", "keys", "renew", "--site", case.link, "--key", stolen, "--identity",
        case.site.path("keys/bkn/identity.key"), "--json",
    )  # fmt: skip
    epoch = json.loads(renewed.stdout)["epoch"]
    case.tiles = os.path.join(case.folder, "live")
    case.site.until("the stolen keys' epoch", lambda: case.has_published(epoch) or None)
    # The site takes the agency's own key no more: it looks at what is on disk.
    case.site.stop(case.server)
    case.link = None


# What no observer of this matrix can notice, in words for the end of the table.
UNNOTICED = [
    "A submission that is refused, or never answered: there is no promise yet. The source sees that, nobody else.",
    "A promise that is broken, if the source neither saved it nor comes back: nobody else knows of it.",
    "An opening withheld from one agency while nobody attests. It then says that nobody has accounted to it.",
    "An envelope changed, to the auditor: it opens none. The agency that opens it notices.",
    "A fork, to who kept nothing, asks no witness and compares with nobody. Witnesses and kept states are for that.",
    "A fork that the operator and a quorum of the witnesses make together, to who kept nothing.",
    "That a reader was recorded, a report leaked by an agency that may read it, or the log's key copied but not used.",
]
