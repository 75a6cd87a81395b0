"""What people do in a walk: sources report and come back, agencies sync and act, an auditor attests, an outsider counts."""

import concurrent.futures
import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta

from world import MONITOR, PERSON, REVIEW, SERVER, Hurt, World

TOOLS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ORIGIN = "tahun.kentongan.example"


def check(truth, what):
    """A line for each thing that somebody relies on, and the end of the walk where it is not so."""
    if not truth:
        raise Hurt(what)
    People.seen += 1


def at_once(body, items):
    """What different people do in the same hour; the first failure is the caller's."""
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        list(pool.map(body, items))


class People:
    """Everybody at a site, by what they do."""

    seen = 0

    def __init__(self, world: World, agencies):
        self.world = world
        self.agencies = dict(agencies)
        self.reports = {}  # name: commitment
        self.received = []  # the month of each report, and an agency that it is for
        self.keys = {}  # code: its key file

    # Before there is a site

    def begin(self, day):
        world = self.world
        subprocess.run([os.path.join(TOOLS, "crash", "build"), world.path("tools")], check=True)
        world.set_day(day, 7)
        world.set_clock(world.moment - timedelta(days=1))
        for code, name in self.agencies.items():
            self.keygen(code, name)
        world.run(REVIEW, "keygen", "--auditor", "--name", "Lembaga pemantau (contoh)", "--kind", "ngo",
                  "--out", world.path("keys", "auditor"))  # fmt: skip
        cards = [word for code in self.agencies for word in ("--agency", world.path("keys", code, "agency.card"))]
        world.run(SERVER, "init", "--data", world.path("data"), "--origin", ORIGIN, "--region", "62.06", "--answer-delay-ms", "0",
                  "--listen", world.address, "--root-key", world.path("root.key"),
                  "--auditor", world.path("keys", "auditor", "auditor.card"), *cards)  # fmt: skip
        # Reports are kept for half a year, so that a walk of a year sees their end; the log says so before the first one.
        self.change_description("beginning", "--retention", "180")
        world.set_clock(world.moment.replace(hour=15))
        world.start()

    def keygen(self, code, name):
        self.world.run(REVIEW, "keygen", "--agency", code, "--name", name, "--out", self.world.path("keys", code))
        self.keys[code] = self.world.path("keys", code, "agency.key")

    # Sources

    def report(self, name, story, category="money_politics", exclude=(), attach=(), **fields):
        """Somebody reports; the code stays in a file of theirs."""
        said = {"category": category, "story": story, "election": "pilbup_pilwako", "region_scheme": "kemendagri",
                "region": "62.06"} | fields  # fmt: skip
        lines = [f"{key} = {value if key.endswith('_date') else json.dumps(value)}" for key, value in said.items()]
        path = self.world.write(f"sources/{name}.toml", "\n".join(lines) + "\n")
        more = [word for code in exclude for word in ("--exclude", code)] + [word for file in attach for word in ("--attach", file)]
        sent = self.world.json(PERSON, "submit", "--site", self.world.link, "--from", path, "--yes", *more)
        self.world.write(f"sources/{name}.code", sent["codename"] + "\n")
        self.reports[name] = sent["commitment"]
        self.received += [(f"{self.world.moment:%Y-%m}", agency) for agency in sent["agencies"]]
        return sent

    def code_of(self, name):
        return self.world.path("sources", name + ".code")

    def inbox(self, name, *more, expect=(0,)):
        return self.world.json(PERSON, "inbox", "--site", self.world.link, "--codename-file", self.code_of(name), *more, expect=expect)

    def told(self, name, agency):
        """What a source is told of an agency."""
        return next(one for one in self.inbox(name)["agencies"] if one["code"] == agency)

    def reply(self, name, agency, words):
        return self.world.json(PERSON, "reply", "--site", self.world.link, "--codename-file", self.code_of(name), "--to", agency,
                               "--message-file", "-", given=words)  # fmt: skip

    # Agencies

    def id(self, name):
        return self.reports[name][:16]

    def store(self, agency):
        return self.world.path("store", agency)

    def sync(self, *agencies, more=()):
        """Each agency fetches what is new; nothing of it may be false or gone."""

        def one(agency):
            done = self.world.json(REVIEW, "sync", "--site", self.world.link, "--key", self.keys[agency],
                                   "--store", self.store(agency), *more)  # fmt: skip
            check(done["failures"] == [] and done["alarming"] == [], f"{agency} finds nothing wrong: {done}")

        at_once(one, agencies or self.agencies)

    def desk(self, agency, command, *arguments, **more):
        """A command of an agency's that asks its own store."""
        return self.world.json(REVIEW, command, *arguments, "--store", self.store(agency), **more)

    def show(self, agency, name, **more):
        return self.desk(agency, "show", self.id(name), **more)

    def act(self, agency, name, state, *more, reason=None, expect=(0,)):
        words = ("--reason-file", "-") if reason else ()
        done = self.desk(agency, "act", self.id(name), "--state", state, *more, *words, given=reason or "", expect=expect)
        if expect == (0,):
            check(done["epoch"] is not None, f"{agency}'s act on {name} is promised")
        return done

    def at_site(self, agency, command, *arguments, **more):
        """The same without a store: the whole log is read and verified first."""
        return self.world.json(REVIEW, command, *arguments, "--site", self.world.link, "--key", self.keys[agency], **more)

    def act_at_site(self, agency, name, state, *more, reason=None):
        words = ("--reason-file", "-") if reason else ()
        return self.at_site(agency, "act", self.id(name), "--state", state, *more, *words, given=reason or "")

    def row(self, agency, name):
        rows = self.desk(agency, "list", expect=(0, 1))["reports"]
        return next(row for row in rows if row["id"] == self.reports[name])

    # The auditor, an outsider, the operator

    def attest(self, expect=(0,), more=()):
        return self.world.json(REVIEW, "attest", "--site", self.world.link, "--key", self.world.path("keys", "auditor", "auditor.key"),
                               "--state", self.world.path("auditor.state"), "--only-new", "--yes", "--acknowledge", *more,
                               expect=expect)  # fmt: skip

    def verify(self, *more, who=None, expect=(0,)):
        key = () if who is None else ("--key", self.world.path("keys", "auditor", "auditor.key") if who == "auditor" else self.keys[who])
        return self.world.json(REVIEW, "verify", "--site", self.world.link, *key, *more, expect=expect)

    def monitor(self, expect=(0,)):
        done = self.world.run(MONITOR, "check", "--site", self.world.link, "--state", self.world.path("monitor.state"),
                              "--acknowledge", expect=expect)  # fmt: skip
        return done.stdout.strip()

    def outsider(self):
        """Standard tools alone, and the checkpoint that was kept a month ago."""
        kept = self.world.path("kept.checkpoint")
        command = [sys.executable, os.path.join(TOOLS, "tamper", "outsider.py"), self.world.path("public"),
                   self.world.path("data", "log.vkey")]  # fmt: skip
        done = subprocess.run(command + ([kept] if os.path.exists(kept) else []), capture_output=True, text=True, check=False)
        check(done.returncode == 0, f"the outsider's tool: {done.stdout}{done.stderr}")
        shutil.copy(self.world.path("public", "checkpoint"), kept)
        return done.stdout.strip()

    def figures(self, month):
        """The page of the months, made of the public files, and counted again by the script that is published with it."""
        out = self.world.path("figures", month)
        self.world.run(REVIEW, "report", "--tiles", self.world.path("public"), "--vkey", self.world.path("data", "log.vkey"),
                       "--out", out, expect=(0, 3))  # fmt: skip
        again = subprocess.run(
            [sys.executable, os.path.join(out, "recompute.py"), self.world.path("public")], capture_output=True, text=True, check=False)
        check(again.returncode == 0, f"recompute.py: {again.stdout}{again.stderr}")
        with open(os.path.join(out, "data.csv"), encoding="utf-8") as file:
            self.rows = list(csv.DictReader(file))
        with open(os.path.join(out, "data.json"), encoding="utf-8") as file:
            return json.load(file)["months"]

    def change_description(self, name, *changes, wait=False):
        """The ceremony: drafted, read and signed elsewhere, given to a server that does not run; the next close logs it."""
        world = self.world
        draft, signed = world.path(name + ".draft"), world.path(name + ".signed")
        said = world.run(SERVER, "site", "draft", "--data", world.path("data"), *changes, "--out", draft, "--lang", "id").stdout
        world.run(REVIEW, "root", "sign", draft, "--root-key", world.path("root.key"), "--out", signed, "--yes")
        world.stop()
        world.run(SERVER, "site", "publish", "--data", world.path("data"), signed, *(("--wait",) if wait else ()))
        return said
