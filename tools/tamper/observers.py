"""Those who look at a log, and what they say: (noticed, words)."""

import json
import os
import re
import shutil

import outsider
from sample_site import Witness


class Observers:
    def __init__(self, site):
        self.site, self.cosigner = site, None

    def look(self, who, case):
        """`case` has `tiles`, `data` or `link`: where this one can look."""
        return getattr(self, who)(case)

    def outsider(self, case):
        with open(self.site.path("kept/checkpoint"), "rb") as file:
            kept = file.read()
        try:
            outsider.check(case.tiles, self.site.vkey, kept)
        except outsider.Noticed as noticed:
            return True, str(noticed)
        return False, "fits what was kept"

    def newcomer(self, case):
        """Somebody who looks for the first time, with standard tools."""
        try:
            outsider.check(case.tiles, self.site.vkey)
        except outsider.Noticed as noticed:
            return True, str(noticed)
        return False, "fits"

    def public(self, case):
        if case.tiles:
            vkey = self.site.path("data/log.vkey")
            return self.verify(case, "public", "--tiles", case.tiles, "--vkey", vkey)
        return self.verify(case, "public", *case.where)

    def agency(self, case):
        return self.verify(case, "bkn", *case.where, "--key", self.site.key("bkn"))

    def other_agency(self, case):
        return self.verify(case, "bawaslu_prov", *case.where, "--key", self.site.key("bawaslu_prov"))

    def auditor(self, case):
        return self.verify(case, "auditor", *case.where, "--key", self.site.key("auditor"))

    def verify(self, case, state, *arguments):
        kept = self.kept(case, state)
        done = self.site.run("kentongan-review", "verify", *arguments, "--state", kept, "--json", expect=None)
        answer = json.loads(done.stdout)
        if "error" in answer:
            return True, answer["error"]["message"]
        # Each kind of failure once, the way it was first met.
        kinds = {}
        for failure in answer["failures"]:
            kinds.setdefault(failure["code"], f"{failure['code']} at {failure['index']}: {failure['field']}")
        # Changes that nobody has acknowledged, or that do not count yet, are no failure and are said all the same.
        for gap in answer["incomplete"]:
            if gap["code"] == "key_unknown":
                kinds.setdefault("changed", "incomplete: key_unknown since " + str(gap["since"]))
        words = "; ".join(kinds.values()) or answer["result"]
        return done.returncode == 1 or "changed" in kinds, words

    def monitor(self, case):
        kept = self.kept(case, "monitor")
        done = self.site.run("kentongan-monitor", "check", *case.where, "--state", kept, "--max-age", "1000000", expect=None)
        words = done.stdout.strip().split(" | ")[0]
        return done.returncode == 2 or done.returncode == 1 and "--acknowledge" in words, words

    def source(self, case):
        done = self.site.run(
            "kentongan", "inbox", "--site", case.link, "--codename-file", self.site.path("codename"), "--json", "--lang", "en",
            expect=None,
        )  # fmt: skip
        answer = json.loads(done.stdout)
        if "error" in answer:
            return True, answer["error"]["message"]
        return answer["promise"] != "kept" or done.returncode == 1, f"promise {answer['promise']}"

    def promise(self, case):
        """A source who saved the promise; the evidence is then checked offline."""
        evidence = os.path.join(case.folder, "evidence")
        where = ["--site", case.link] if case.link else ["--tiles", case.tiles, "--link", self.site.link]
        done = self.site.run(
            "kentongan", "promise", "verify", self.site.path("promise"), *where, "--evidence", evidence, "--json", "--lang", "en",
            expect=None,
        )  # fmt: skip
        if done.returncode != 1:
            return False, done.stdout.strip()[:80]
        proven = self.site.run("kentongan-monitor", "check-promise", evidence, "--link", self.site.link, expect=None)
        return proven.returncode == 2, "broken, and the evidence file holds offline"

    def witness(self, case):
        self.cosigner = self.cosigner or Witness(self.site)
        status, text = self.cosigner.submit(case.tiles, self.cosigner.size)
        return status != 200, f"{status} {text.strip()[:60]}"

    def start(self, case):
        """The server's own check as it starts."""
        server, ready = self.site.serve(case.data)
        self.site.stop(server)
        return "error" in ready, ready.get("error", "started").splitlines()[-1]

    def kept(self, case, name):
        copy = os.path.join(case.folder, f"kept-{name}")
        shutil.copy(self.site.path("kept", name), copy)
        return copy
