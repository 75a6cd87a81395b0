"""A site with an agency's desk, made by the real programs: reports, some with hostile evidence, in a reviewer's store."""

import json
import os
import pathlib
import socket
import struct
import subprocess
import time
import zlib

SAMPLE = pathlib.Path(__file__).resolve().parent.parent / "sample"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, pixels=b"", extra=b""):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


RED = b"".join(b"\0" + b"\xc8\x10\x20" * 40 for _ in range(30))
SCRIPT = b"<script>window.top.pwned=1;parent.pwned=1;fetch('/pwned');new Image().src='/pwned'</script>"
# The name that the source gives, and the bytes. Each must stay what it is: bytes.
HOSTILE = [
    ("foto.png", png(40, 30, RED)),
    ("gambar.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="top.pwned=1"><image href="http://127.0.0.1:9/pwned"/>' + SCRIPT + b"</svg>"),
    ("halaman.html", b'<!doctype html><meta http-equiv="refresh" content="0;url=/pwned"><img src="/pwned" onerror="top.pwned=1">' + SCRIPT),
    ("surat.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n\0\xff\xfe%%EOF"),
    ("bom.png", png(60_000, 60_000, b"\0" * 1_000)),
    ("campuran.png", png(40, 30, RED, chunk(b"tEXt", b"Comment\0" + SCRIPT)) + b"\n<html>" + SCRIPT + b"PK\x05\x06" + b"\0" * 18),
    ("arsip.zip", b"PK\x03\x04" + zlib.compress(b"\0" * 20_000_000)[:40_000]),
    ("catatan\u202etxt.exe", "kata\u202ebiasa\u0007 dan <b>tebal</b>\n".encode()),
]


class Site:
    """A server, an agency with its store, and a desk on it."""

    def __init__(self, programs, work):
        self.programs, self.work = programs, work
        self.processes = []

    def path(self, *names):
        return os.path.join(self.work, *names)

    def environment(self):
        kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS") if name in os.environ}
        return kept | {"LC_ALL": "C.UTF-8", "HOME": self.work, "NO_COLOR": "1"}

    def run(self, program, *arguments, expect=(0,), given=None):
        command = [os.path.join(self.programs, program), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, env=self.environment(), input=given, timeout=180, check=False,
            **({"stdin": subprocess.DEVNULL} if given is None else {}))
        if done.returncode not in expect:
            raise SystemExit(f"desk: {' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, ready, program, *arguments):
        with open(ready + ".log", "wb") as log:
            process = subprocess.Popen([os.path.join(self.programs, program), *arguments], stdout=log, stderr=log, env=self.environment())
        self.processes.append(process)
        deadline = time.monotonic() + 60
        while not os.path.exists(ready):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"desk: {program}: {pathlib.Path(ready + '.log').read_text()}")
            time.sleep(0.05)
        return process, json.loads(pathlib.Path(ready).read_text())

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def make(self):
        codes = [("bkpsdm", "BKPSDM Kabupaten (contoh)"), ("bawaslu_kabkota", "Bawaslu Kabupaten (contoh)"), ("bkn", "BKN (contoh)")]
        cards = []
        for code, name in codes:
            self.run("kentongan-review", "keygen", "--agency", code, "--name", name, "--out", self.path("keys", code))
            cards += ["--agency", self.path("keys", code, "agency.card")]
        self.run(
            "kentongand", "init", "--data", self.path("data"), "--origin", "meja.kentongan.example", "--epoch-seconds", "1",
            "--answer-delay-ms", "0", "--listen", f"127.0.0.1:{self.port()}", "--root-key", self.path("root.key"), *cards)
        self.server, ready = self.serve("served.json")
        self.link = ready["link"]
        self.second = self.colleague()
        text = (SAMPLE / "laporan.toml").read_text(encoding="utf-8")
        hostile = text.replace("Pada acara", "Pada <script>window.pwned=1</script><img src=x onerror=top.pwned=1>\u202e acara")
        # Behind the first three one report for each of what a browser does for good, and for each of the two browsers.
        more = [(text.replace("Pada acara", f"Hari ke-{number} pada acara"), []) for number in range(1, 1 + 2 * len(self.KINDS))]
        # Its source lets agencies of one kind have it that join later, and leaves one out.
        for number in range(2 * self.KINDS.index("leave"), 2 * self.KINDS.index("leave") + 2):
            more[number] = ('forward = "listed"\nforward_to = ["inspektorat"]\n' + more[number][0], [])
        codenames = []
        for number, (words, files) in enumerate([(text, []), (hostile, HOSTILE), (text.replace("Pada acara", "Kemarin pada acara"), [])] + more):
            left_out = ["--exclude", "bkn"] if words.startswith("forward") else []
            report = self.path(f"laporan-{number}.toml")
            pathlib.Path(report).write_text(words, encoding="utf-8")
            folder = pathlib.Path(self.path(f"bukti-{number}"))
            folder.mkdir()
            attached = []
            for name, data in files:
                (folder / name).write_bytes(data)
                attached += ["--attach", str(folder / name)]
            said = json.loads(self.run(
                "kentongan", "submit", "--site", self.link, "--from", report, *attached, *left_out, "--keep-metadata", "--keep-names", "--yes", "--now", "--json"))
            codenames.append((said["commitment"], said["codename"]))
        self.codenames = dict(codenames)
        kept = codenames[3:]
        self.spent = {kind: [commitment for commitment, _ in kept[2 * place:2 * place + 2]] for place, kind in enumerate(self.KINDS)}
        for _, codename in kept[2 * self.KINDS.index("identity"):2 * self.KINDS.index("identity") + 2]:
            name = self.path("identitas.txt")
            pathlib.Path(name).write_text("Sri Rahasia, Jalan Contoh 1\n", encoding="utf-8")
            self.reveal(codename, name)
        self.count = len(codenames)
        self.store = self.path("store")
        deadline = time.monotonic() + 120
        while True:
            self.run("kentongan-review", "sync", "--site", self.link, "--key", self.path("keys/bkpsdm/agency.key"), "--store", self.store, expect=(0, 1, 3))
            if len(self.reports()) == self.count and self.has_identities() and any(self.shown(row["id"]).get("evidence") and all(
                    item["received"] for item in self.shown(row["id"])["evidence"]) for row in self.reports()):
                self.make_blind()
                self.join("inspektorat", "bawaslu_prov")
                return
            if time.monotonic() > deadline:
                raise SystemExit("desk: the reports and their evidence did not come within two minutes")
            time.sleep(1)

    KINDS = ["merge", "forward", "cannot", "identity", "leave"]

    @staticmethod
    def port():
        """One that nobody has: the link has to stay good when the server starts again."""
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            return one.getsockname()[1]

    def serve(self, name):
        return self.start(self.path(name), "kentongand", "serve", "--data", self.path("data"), "--ready-file", self.path(name))

    def join(self, *codes):
        """Agencies join, by the ceremony: whoever reported before could not choose them."""
        cards = []
        for code in codes:
            self.run("kentongan-review", "keygen", "--agency", code, "--name", f"{code} (contoh)", "--out", self.path("keys", code))
            cards += ["--add", self.path("keys", code, "agency.card")]
        draft = self.path("draft")
        self.run("kentongand", "site", "draft", "--data", self.path("data"), "--out", draft, *cards)
        self.run("kentongan-review", "root", "sign", draft, "--root-key", self.path("root.key"), "--yes")
        self.server.terminate()
        self.server.wait(20)
        self.run("kentongand", "site", "publish", "--data", self.path("data"), draft)
        self.server, _ = self.serve("served-again.json")
        deadline = time.monotonic() + 60
        def published():
            shown = json.loads(self.run("kentongan", "site", "--site", self.link, "--json", expect=(0, 1, 3)))
            return {one["code"] for one in shown["agencies"]}
        while not set(codes) <= published():
            if time.monotonic() > deadline:
                raise SystemExit("desk: the agencies that joined are not published within a minute")
            time.sleep(1)
        self.run("kentongan-review", "sync", "--store", self.store, "--acknowledge", expect=(0, 1, 3))

    def colleague(self):
        """A second person of the agency, whose act key the site publishes."""
        self.run("kentongan-review", "keygen", "--reviewer", "bkpsdm", "--out", self.path("keys", "rekan"))
        self.run(
            "kentongan-review", "keys", "renew", "--site", self.link, "--key", self.path("keys/bkpsdm/agency.key"),
            "--identity", self.path("keys/bkpsdm/identity.key"), "--reviewer", self.path("keys/rekan/reviewer.pub"))
        time.sleep(3)
        return self.path("keys/rekan/reviewer.key")

    def reveal(self, codename, identity):
        """Its source says who it is, once the report is in the log."""
        deadline = time.monotonic() + 60
        while True:
            command = [os.path.join(self.programs, "kentongan"), "reveal", "--site", self.link, "--codename-file", "-", "--to", "bkpsdm",
                       "--identity-file", identity, "--yes", "--now"]
            done = subprocess.run(command, capture_output=True, text=True, env=self.environment(), input=codename + "\n", timeout=180, check=False)
            if done.returncode == 0:
                return
            if time.monotonic() > deadline:
                raise SystemExit(f"desk: reveal: {done.returncode}\n{done.stdout}{done.stderr}")
            time.sleep(1)

    def has_identities(self):
        return all(any(one["kind"] == "identity" for one in self.shown(report)["messages"]) for report in self.spent["identity"])

    def make_blind(self):
        """The same agency with a key file that has lost what opens reports: whoever loses a key sees this."""
        def secrets(path):
            return [line for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines() if line.startswith("AGE-SECRET-KEY-")]
        self.run("kentongan-review", "keygen", "--agency", "lain", "--name", "Lain", "--out", self.path("keys", "lain"))
        own, other = secrets(self.path("keys/bkpsdm/agency.key")), secrets(self.path("keys/lain/agency.key"))
        text = pathlib.Path(self.path("keys/bkpsdm/agency.key")).read_text(encoding="utf-8")
        for secret in own:
            text = text.replace(secret, other[0])
        key, self.blind = self.path("keys/buta.key"), self.path("blind")
        with open(os.open(key, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        self.run("kentongan-review", "sync", "--site", self.link, "--key", key, "--store", self.blind, expect=(0, 1, 3))

    def reports(self):
        return json.loads(self.run("kentongan-review", "list", "--store", self.store, "--json", expect=(0, 1)))["reports"]

    def shown(self, report, store=None):
        return json.loads(self.run("kentongan-review", "show", report, "--store", store or self.store, "--json", expect=(0, 1)))

    def synced(self, report, there, what):
        """Fetches until a case shows something."""
        deadline = time.monotonic() + 90
        while True:
            self.run("kentongan-review", "sync", "--store", self.store, expect=(0, 1, 3))
            shown = self.shown(report)
            if there(shown):
                return shown
            if time.monotonic() > deadline:
                raise SystemExit(f"desk: {what}: {json.dumps(shown)[:3000]}")
            time.sleep(1)

    def desk(self, *arguments, store=None):
        """A fresh desk: its process and its address."""
        ready = self.path(f"desk-{len(self.processes)}.json")
        process, said = self.start(ready, "kentongan-review", "desk", "--store", store or self.store, "--no-browser", "--ready-file", ready, *arguments)
        assert said["pid"] == process.pid, said
        assert os.stat(ready).st_mode & 0o077 == 0, "the ready file holds a token: others may read it"
        return process, said["url"]
