"""A small site with a report in it, made by the real programs, and those who look at it."""

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request

import forger
import outsider


class Site:
    """Two agencies, an auditor, one report with a picture; everybody has verified it once, and keeps what they saw."""

    def __init__(self, programs, work, sample):
        self.programs, self.work, self.sample = programs, work, sample
        self.codes = ["bawaslu_prov", "bkn"]
        self.servers = []

    def path(self, *names):
        return os.path.join(self.work, *names)

    def run(self, program, *arguments, expect=(0,)):
        command = [os.path.join(self.programs, program), *arguments]
        environment = self.environment() | {"NO_COLOR": "1"}
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, timeout=120, check=False
        )
        if expect and done.returncode not in expect:
            raise SystemExit(f"tamper-demo: {' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def environment(self):
        """What programs see of this one's: where programs are, and how a sanitizer that they are built with shall behave."""
        kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS") if name in os.environ}
        return kept | {"LC_ALL": "C.UTF-8", "HOME": self.work}

    def key(self, who):
        return self.path("keys", who, "auditor.key" if who == "auditor" else "agency.key")

    def serve(self, data, *arguments):
        """Starts a server on a data directory; gives it with its link."""
        ready = self.path(f"ready-{len(self.servers)}.json")
        return self.start(ready, "kentongand", "serve", "--data", data, "--ready-file", ready, *arguments)

    def start(self, ready, program, *arguments):
        environment = self.environment()
        log = open(ready + ".log", "wb")
        server = subprocess.Popen(
            [os.path.join(self.programs, program), *arguments], stdout=log, stderr=log, env=environment
        )
        log.close()
        self.servers.append(server)
        deadline = time.monotonic() + 30
        while not os.path.exists(ready):
            if server.poll() is not None or time.monotonic() > deadline:
                with open(ready + ".log", encoding="utf-8") as text:
                    return server, {"error": text.read().strip()}
            time.sleep(0.02)
        with open(ready, encoding="utf-8") as file:
            return server, json.load(file)

    def stop(self, server):
        if server.poll() is None:
            server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    def close(self):
        for server in self.servers:
            self.stop(server)

    def until(self, what, body):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            value = body()
            if value is not None:
                return value
            time.sleep(0.2)
        raise SystemExit(f"tamper-demo: waited a minute for {what}")

    def make(self):
        for code in self.codes:
            self.run("kentongan-review", "keygen", "--agency", code, "--name", code, "--out", self.path("keys", code))
        self.run("kentongan-review", "keygen", "--auditor", "--name", "Auditor", "--out", self.path("keys/auditor"))
        cards = [word for code in self.codes for word in ("--agency", self.path("keys", code, "agency.card"))]
        self.run(
            "kentongand", "init", "--data", self.path("data"), "--origin", "uji.kentongan.example", "--epoch-seconds", "1",
            "--answer-delay-ms", "0", "--listen", "127.0.0.1:0", "--root-key", self.path("root.key"),
            "--auditor", self.path("keys/auditor/auditor.card"), *cards,
        )  # fmt: skip
        server, ready = self.serve(self.path("data"), "--publish", self.path("public"))
        self.link = ready["link"]
        # Before the report: what somebody could go back to.
        self.stop(server)
        shutil.copytree(self.path("data"), self.path("before-report"))
        server, ready = self.serve(self.path("data"), "--publish", self.path("public"))
        self.link = ready["link"]
        submitted = self.run(
            "kentongan", "submit", "--site", self.link, "--from", os.path.join(self.sample, "laporan.toml"),
            "--attach", os.path.join(self.sample, "foto.png"), "--keep-metadata", "--yes", "--json", "--save-promise", self.path("promise"),
        )  # fmt: skip
        self.report = json.loads(submitted.stdout)
        with open(self.path("codename"), "w", encoding="utf-8") as file:
            file.write(self.report["codename"])
        self.until("the report's epoch", self.is_kept)
        # An agency's tool signs that it has the report: an act.
        self.run("kentongan-review", "list", "--site", self.link, "--key", self.key("bkn"))
        # The auditor says so in public, and gives each agency its account.
        self.run(
            "kentongan-review", "attest", "--site", self.link, "--key", self.key("auditor"),
            "--state", self.path("attest.state"), "--yes",
        )  # fmt: skip
        # The picture's record comes an epoch later at most.
        size = self.size()
        self.until("the epoch behind it", lambda: True if self.size() >= size + 256 else None)
        self.stop(server)
        with open(self.path("data/log.vkey"), encoding="utf-8") as file:
            self.vkey = file.read().strip()
        with open(self.path("data/keys/log.key"), encoding="utf-8") as file:
            self.seed = bytes.fromhex(file.read().split("seed: ")[1].strip())
        self.publish()
        self.remember()

    def has_small_batches(self):
        """Whether each batch has 256 entries, as the forgeries take for granted: one in 64 has more without a cause."""
        entries = list(outsider.Tiles(self.path("public")).entries(self.final_size))
        return all(forger.kind(entry) == forger.EPOCH for entry in entries[255::256])

    def publish(self):
        """A server that ends may leave its files an epoch behind: the next start brings them up to date."""

        def is_published():
            server, _ = self.serve(self.path("data"), "--publish", self.path("public"))
            self.stop(server)
            with open(self.path("public/checkpoint"), "rb") as file:
                self.final_size = int(file.read().split(b"\n")[1])
            return True if self.final_size == self.size() else None

        self.until("the files of the public log", is_published)

    def is_kept(self):
        done = self.run(
            "kentongan", "inbox", "--site", self.link, "--codename-file", self.path("codename"), "--json", expect=(0, 3)
        )
        return True if json.loads(done.stdout)["promise"] == "kept" else None

    def size(self):
        return json.loads(self.run("kentongand", "status", "--data", self.path("data"), "--json").stdout)["size"]

    def remember(self):
        """Everybody verifies, and keeps what they saw."""
        os.makedirs(self.path("kept"), exist_ok=True)
        data = ["--data", self.path("data")]
        for who in ["public", "auditor", *self.codes]:
            key = [] if who == "public" else ["--key", self.key(who)]
            self.run("kentongan-review", "verify", *data, "--state", self.path("kept", who), *key)
        self.run("kentongan-monitor", "check", *data, "--state", self.path("kept/monitor"))
        shutil.copy(self.path("public/checkpoint"), self.path("kept/checkpoint"))


class Witness:
    """`kentongan-monitor witness`, which has seen the log as it was."""

    def __init__(self, site):
        self.site = site
        folder = site.path("witness")
        site.run("kentongan-monitor", "witness", "keygen", "--name", "saksi.example/w", "--dir", folder)
        ready = site.path("witness.json")
        self.server, answer = site.start(
            ready, "kentongan-monitor", "witness", "serve", "--dir", folder, "--log", site.path("data/log.vkey"),
            "--listen", "127.0.0.1:0", "--ready-file", ready,
        )  # fmt: skip
        if "url" not in answer:
            raise SystemExit(f"tamper-demo: the witness did not start: {answer}")
        self.url = answer["url"]
        status, text = self.submit(site.path("public"), 0)
        if status != 200:
            raise SystemExit(f"tamper-demo: the witness refused the untouched log: {status} {text}")
        self.size = outsider.read_checkpoint(open(site.path("public/checkpoint"), "rb").read(), site.vkey)[1]

    def submit(self, directory, old):
        """What the witness says to a published tree, offered honestly: with the proof that its entries give."""
        with open(os.path.join(directory, "checkpoint"), "rb") as file:
            checkpoint = file.read()
        try:
            _, size, _ = outsider.read_checkpoint(checkpoint, self.site.vkey)
            leaves = [outsider.leaf_hash(entry) for entry in outsider.Tiles(directory).entries(size)]
            proof = forger.consistency_proof(leaves, old) if old <= size else []
        except outsider.Noticed:
            proof = []
        lines = [f"old {old}"] + [forger.base64.b64encode(node).decode() for node in proof]
        body = ("\n".join(lines) + "\n\n").encode() + checkpoint
        request = urllib.request.Request(self.url + "/add-checkpoint", data=body, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
