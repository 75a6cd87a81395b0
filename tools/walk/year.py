#!/usr/bin/env python3
"""A year at a site with three agencies and thirty reports: each line of it is what somebody relies on.

usage: year.py PROGRAMS [--until YYYY-MM-DD] [--keep DIR]

PROGRAMS is the folder of the built programs. --until ends the story there (the days of September are a minute); the whole
year is about ten. --keep leaves all of it in DIR. Ends with `walk: ok`, and exit code 0, where everything was as it should be.

The stories are those of an election supervisor (4), an examiner of a staff agency (5), somebody who audits burial (6), an official
who is accused (10) and a supervisor who sees who sits on recommendations (11). Nobody in them exists.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, timedelta

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import calendar_of_work as work
from people import People, at_once, check
from world import REVIEW, Hurt, World

BAWASLU, BKN, BKPSDM, INSPECTORATE = "bawaslu_kabkota", "bkn", "bkpsdm", "inspektorat"
AGENCIES = {BAWASLU: "Bawaslu Kabupaten (contoh)", BKN: "BKN (contoh)", BKPSDM: "BKPSDM Kabupaten (contoh)"}
ACCUSED = "Sudrajat Rekaan"
RICE = (
    "Camat Sudrajat Rekaan membagikan beras berstiker salah satu bakal calon kepada warga di balai desa Ujungrimba. Warga diminta "
    "menulis nomor TPS sebelum menerimanya.")  # fmt: skip
VIRAL = "Video lurah mengacungkan dua jari bersama pasangan calon beredar di grup warga sejak pagi, dan saya menyimpannya."
QUESTION = "Pada pukul berapa pembagian itu dimulai, dan adakah stiker yang masih tersimpan?"


class Year:
    """Scenes in the order of their days."""

    def __init__(self, world, say):
        self.world, self.say = world, say
        self.people = People(world, AGENCIES)
        self.months = []  # those that are over

    def scenes(self):
        return [
            ("2024-08-28", self.the_site_begins),
            ("2024-08-29", self.the_supervisor_has_two_days),
            ("2024-08-31", self.a_source_answers),
            ("2024-09-12", self.a_video_goes_round),
            ("2024-09-13", self.five_become_one),
            ("2024-09-17", self.some_are_late),
            ("2024-10-01", self.a_month_is_over),
            ("2024-10-07", self.the_staff_agency_prepares_a_hearing),
            ("2024-10-18", self.the_campaign),
            ("2024-10-19", self.nobody_can_open_one),
            ("2024-11-01", self.a_month_is_over),
            ("2024-11-10", self.the_description_is_renewed),
            ("2024-11-11", self.keys_are_renewed),
            ("2024-11-25", self.everybody_agrees_to_an_early_erasure),
            ("2024-11-26", self.what_was_erased_is_said),
            ("2024-12-02", self.a_month_is_over),
            ("2024-12-09", self.a_recommendation_waits_for_the_regent),
            ("2025-01-02", self.a_month_is_over),
            ("2025-01-08", self.the_supervisor_takes_over),
            ("2025-01-09", self.it_is_decided),
            ("2025-01-10", self.the_source_reads_the_outcome),
            ("2025-01-20", self.the_description_is_renewed),
            ("2025-01-21", self.a_key_is_lost_and_comes_back),
            ("2025-02-03", self.a_month_is_over),
            ("2025-02-10", self.an_agency_is_replaced),
            ("2025-02-19", self.the_new_one_is_settled),
            ("2025-02-20", self.forwarded_with_leave),
            ("2025-02-28", self.the_first_are_erased),
            ("2025-03-03", self.a_month_is_over),
            ("2025-04-01", self.a_month_is_over),
            ("2025-04-14", self.the_description_is_renewed),
            ("2025-05-02", self.a_month_is_over),
            ("2025-06-02", self.a_month_is_over),
            ("2025-07-01", self.a_month_is_over),
            ("2025-07-07", self.the_description_is_renewed),
            ("2025-07-08", self.keys_are_renewed),
            ("2025-08-01", self.a_month_is_over),
            ("2025-09-01", self.a_month_is_over),
            ("2025-09-02", self.a_year_is_over),
        ]

    def run(self, until):
        for day, scene in self.scenes():
            if until and day > until:
                break
            begun = time.monotonic()
            if self.world.link is None:
                self.people.begin(day)
            self.world.go(day)
            scene()
            self.evening()
            self.say(f"{day} {scene.__name__.replace('_', ' ')} ({time.monotonic() - begun:.0f} s)")

    def evening(self):
        """What was handed in during the day is recorded on the same day, as where a server runs without a break."""
        if self.world.moment.hour < 15:
            self.world.go(self.world.moment.replace(hour=15))

    # August and September: would-be candidates

    def the_site_begins(self):
        people = self.people
        people.report("rice", RICE, subject_level="camat_lurah", subject_name=ACCUSED, place="balai desa Ujungrimba", event_date="2024-08-27",
                      known_date="2024-08-27", circle="over_50")  # fmt: skip
        people.report("order", "Kepala dinas memerintahkan stafnya lewat grup WhatsApp untuk memilih satu bakal calon.", "mobilising_people",
                      exclude=(BKPSDM,), subject_level="jpt", event_date="2024-08-20", known_date="2024-08-21", circle="from_10_to_50")  # fmt: skip
        routed = people.report("regent", "Penjabat bupati meminta para camat memenangkan menantunya pada rapat tertutup.", "mobilising_people",
                               subject_level="pj_kepala_daerah", event_date="2024-08-26", known_date="2024-08-27")  # fmt: skip
        check(routed["agencies"] == [BAWASLU, BKN], f"a report on the acting regent is not for his staff agency: {routed['agencies']}")
        at_once(lambda number: people.report(
            f"early{number}", f"Spanduk bakal calon dipasang di pagar kantor kecamatan nomor {number}, pada jam kerja.",
            "campaign_material", event_date="2024-08-26", known_date="2024-08-27"), range(1, 7))  # fmt: skip

    def the_supervisor_has_two_days(self):
        people = self.people
        people.sync()
        check(people.row(BAWASLU, "rice")["due"] == "2024-08-29", f"a report is to be brought on within a day: {people.row(BAWASLU, 'rice')}")
        check(people.row(BAWASLU, "rice")["phase"] == "nomination", f"the stage of the election: {people.row(BAWASLU, 'rice')}")
        check(len(people.desk(BKPSDM, "list", expect=(0, 1))["reports"]) == 7, "the staff agency knows of no report that is not for it")
        done = people.act_at_site(BAWASLU, "rice", "triage")
        check(done["due"] == "initial_study", f"supervisors of elections study first: {done}")
        # Handed in before 13.00, so it stands in the record of 13.00, and the limit runs from that day.
        check(done["due_date"] == "2024-08-31", f"two calendar days: {done}")
        people.desk(BAWASLU, "ask", people.id("rice"), "--message-file", "-", given=QUESTION)
        people.act(BKN, "rice", "triage")

    def a_source_answers(self):
        people = self.people
        seen = people.inbox("rice")
        question = seen["messages"][0]
        check(question["text"] == QUESTION and question["agency"] == BAWASLU, f"the source reads the question: {seen['messages']}")
        told = people.told("rice", BAWASLU)
        check(told["state"] == "triage" and told["due_date"] == "2024-08-31", f"and where the case stands, with a date: {told}")
        people.reply("rice", BAWASLU, "Mulai pukul sembilan. Tiga stiker masih ada pada saya.")

    def a_video_goes_round(self):
        people = self.people
        people.sync()
        texts = [message["text"] for message in people.show(BAWASLU, "rice")["messages"]]
        check("Tiga stiker" in texts[-1], f"the supervisor reads the answer: {texts}")
        at_once(lambda number: people.report(
            f"viral{number}", f"{VIRAL} Saya penerima nomor {number}.", "social_media_partisanship",
            event_date="2024-09-11", known_date="2024-09-12"), range(1, 6))  # fmt: skip

    def five_become_one(self):
        people = self.people
        people.sync(BAWASLU)
        for number in range(2, 6):
            people.desk(BAWASLU, "merge", people.id(f"viral{number}"), "--into", people.id("viral1"))
        # Friday; Saturday, Sunday and the Prophet's birthday (Monday the 16th) do not count.
        done = people.act_at_site(BAWASLU, "viral1", "examination", "--due", "study")
        check(done["due_date"] == "2024-09-16", f"Pilkada counts calendar days, holidays or not: {done}")
        done = people.act_at_site(BKN, "viral1", "triage")
        expected = work.working_days(date(2024, 9, 13), 3).isoformat()
        check(expected == "2024-09-19" and done["due_date"] == expected, f"BKN has three working days over a holiday: {done}")

    def some_are_late(self):
        people = self.people
        people.sync()
        late = people.desk(BAWASLU, "due", expect=(1,))
        check(late["overdue"] >= 8, f"nobody took up the six of the first day: {late['overdue']}")
        row = people.row(BAWASLU, "early1")
        check(row["overdue"] and row["days"] < 0, f"which says since when: {row}")
        told = people.told("viral2", BAWASLU)
        check(told["state"] == "closed" and told["outcome"] == "duplicate", f"who sent the second copy is told that it was joined: {told}")
        people.world.run(REVIEW, "export", people.id("rice"), "--site", self.world.link, "--key", people.keys[BAWASLU],
                         "--out", self.world.path("exported"), "--no-pdf", "--lang", "id")  # fmt: skip
        page = self.world.read("exported", "case.html")
        for words in ("Ujungrimba", "27 Agustus 2024", "Tiga stiker"):
            check(words in page, f"the supervisor's file says {words}")

    # October to December: candidates, and the vote

    def the_staff_agency_prepares_a_hearing(self):
        people = self.people
        for number in range(1, 7):
            people.act(BKPSDM, f"early{number}", "triage")
        done = people.act_at_site(BKPSDM, "rice", "examination")
        expected = work.working_days(self.today(), 60).isoformat()
        check(done["due_date"] == expected, f"60 working days over the day of the vote, Christmas, New Year: {done}, {expected}")
        people.desk(BKPSDM, "assign", people.id("rice"), "--to", "Tim pemeriksa 3")
        people.world.run(REVIEW, "label", people.id("rice"), "--store", people.store(BKPSDM), "--add", "IDIS 2024-0012")
        wording = "Pembagian barang kepada warga oleh pejabat, pada waktu pencalonan."
        sheet = people.at_site(BKPSDM, "export", people.id("rice"), "--redacted", "--hearing", "800/12/2024", "--wording",
                               self.world.write("wording.txt", wording), "--out", self.world.path("hearing"), "--no-pdf")  # fmt: skip
        page = self.world.read("hearing", "case.html")
        check(sheet["borrowed"] == [] and "800/12/2024" in page and wording in page, f"the sheet for the hearing: {sheet}")
        for words in ("Ujungrimba", "Sudrajat", "beras", "stiker", "27 Agustus", "2024-08-27", people.reports["rice"][:8]):
            check(words not in page, f"the sheet for the hearing tells {words}")
        refused = people.desk(BKPSDM, "act", people.id("early1"), "--state", "decided", "--outcome", "severe_release", "--reason-file", "-",
                              given="Terbukti.", expect=(65,))  # fmt: skip
        check("examination" in refused["error"]["message"], f"no punishment without an examination: {refused}")
        people.desk(BKPSDM, "act", people.id("early1"), "--state", "closed", "--outcome", "no_violation", expect=(64,))

    def the_campaign(self):
        people = self.people
        people.sync()
        for number in range(1, 6):
            people.act(BKPSDM, f"early{number}", "closed", "--outcome", "no_violation",
                       reason="Spanduk itu milik panitia pasar, bukan alat peraga.")  # fmt: skip
        at_once(lambda number: people.report(
            f"campaign{number}", f"Kepala seksi nomor {number} ikut berkampanye di lapangan dengan seragam dan mobil dinas.",
            "taking_sides", event_date="2024-10-17", known_date="2024-10-17"), range(1, 9))  # fmt: skip

    def nobody_can_open_one(self):
        people = self.people
        people.sync()
        row = people.row(BKN, "campaign1")
        check(row["phase"] == "campaign" and row["due"] == "2024-10-19", f"what was an ethics matter in August is discipline now: {row}")
        people.desk(BKN, "cannot-open", people.id("campaign8"), "--reason-file", "-", given="Lampirannya tidak terbaca.")
        # A computer whose clock is two days behind is told so, whoever sits at it; two days ahead, an act is an act.
        behind = timedelta(days=-2)
        wrong = people.at_site(BKN, "act", people.id("early2"), "--state", "triage", expect=(76,), shift=behind)
        check("clock" in wrong["error"]["message"], f"an agency's clock that is two days behind is named: {wrong}")
        wrong = self.world.json("kentongan", "submit", "--site", self.world.link, "--from", self.world.path("sources", "rice.toml"), "--yes",
                                "--lang", "en", expect=(75,), shift=behind)  # fmt: skip
        check("clock" in wrong["error"]["message"], f"and a source's: {wrong}")
        people.at_site(BKN, "act", people.id("early3"), "--state", "triage", shift=timedelta(days=2))
        closed = [row for row in people.desk(BAWASLU, "due", expect=(1,))["cases"] if row["state"] == "closed"]
        check(closed == [], f"what is closed is never late: {closed}")
        told = people.told("early1", BKPSDM)
        check(told["state"] == "closed" and told["outcome"] == "no_violation" and told["reason"], f"not proven is said as plainly as the rest: {told}")
        # BKN said nothing on the first six: those who share them see that, and since when.
        seen = self.standing(BAWASLU, "early1", BKN)
        check(seen["state"] == "received" and seen["overdue_days"] == 51, f"a colleague that sleeps is seen: {seen}")
        check(self.standing(BAWASLU, "early1", BKPSDM)["overdue_days"] == 0, "and one that acted is not blamed")

    def the_description_is_renewed(self):
        people = self.people
        changes = ("--retention", "365") if self.today() > date(2025, 4, 1) else ()
        people.change_description(f"{self.today()}", *changes)
        self.world.set_clock(self.world.moment.replace(hour=14))
        self.world.start()
        self.witnesses_sign_where_they_began()
        site = self.world.json("kentongan", "site", "--site", self.world.link)
        check([one["code"] for one in site["agencies"]] == sorted(people.agencies), f"sources see who reads: {site['agencies']}")
        check(site["expires"] > (self.today() + timedelta(days=80)).isoformat(), f"and until when that holds: {site['expires']}")

    def keys_are_renewed(self):
        people = self.people
        for agency in (BAWASLU, BKN):
            done = people.world.json(REVIEW, "keys", "renew", "--site", self.world.link, "--key", people.keys[agency],
                                     "--identity", self.world.path("keys", agency, "identity.key"), "--days", "300")  # fmt: skip
            check(not done["repeated"] and done["serial"] == (1 if self.today() < date(2025, 1, 1) else 2), f"{agency} has new keys: {done}")
        self.evening()
        self.witnesses_sign_where_they_began()
        name = f"renewed{len(self.months)}"
        people.report(name, "Guru diminta membawa fotokopi KTP wali murid untuk mendukung pasangan calon.", "party_or_candidacy_ties",
                      known_date=self.today().isoformat())  # fmt: skip
        people.sync(more=("--acknowledge",))
        story = people.show(BAWASLU, "rice")["story"]
        check(story is not None and "Ujungrimba" in story["place"], "what was sealed to the old key is still read")
        self.world.go(self.world.moment + timedelta(hours=6))
        people.sync()
        for agency in people.agencies:
            check(people.show(agency, name)["payload"] == "read", f"{agency} reads what was sealed after the renewal")
        young = self.today() < date(2025, 1, 1)
        opened = people.at_site(BAWASLU, "open", people.id("order"), "--out", self.world.path("opened", name), expect=(0,) if young else (1,))
        check(opened["result"] == ("opened" if young else "erased"), f"and opens what came before it, as long as it is there: {opened}")

    def everybody_agrees_to_an_early_erasure(self):
        people = self.people
        people.sync()
        people.desk(BKPSDM, "merge", people.id("early6"), "--into", people.id("early5"))
        for agency in people.agencies:
            people.at_site(agency, "consent", people.id("viral5"))
        at_once(lambda number: people.report(
            f"quiet{number}", f"Amplop dibagikan perangkat desa pada masa tenang di dusun nomor {number}, saya melihatnya.",
            event_date="2024-11-24", known_date="2024-11-24"), range(1, 5))  # fmt: skip
        done = people.act_at_site(BKPSDM, "campaign2", "triage")
        check(done["due_date"] == "2024-11-29", f"the day of the vote is no working day: {done}")
        later = people.act_at_site(BAWASLU, "campaign2", "tracing")
        check(later["due_date"] == "2024-12-02", f"but a calendar day it is: {later}")

    def what_was_erased_is_said(self):
        people = self.people
        people.sync()
        told = people.inbox("viral5")
        check(told["erased"] is not None and told["erased"]["consents"] == sorted(people.agencies), f"the source is told of the erasure: {told['erased']}")
        row = people.row(BAWASLU, "viral5")
        check(row["erased_there"] and row["payload"] == "read", f"the store holds what the site erased: {row}")
        people.world.run(REVIEW, "forget", people.id("viral5"), "--store", people.store(BAWASLU), "--yes")
        check(people.row(BAWASLU, "viral5")["payload"] == "forgotten", "until it is told to forget")

    def a_recommendation_waits_for_the_regent(self):
        people = self.people
        people.sync()
        people.act_at_site(BAWASLU, "rice", "examination")
        people.act_at_site(BAWASLU, "rice", "recommended", reason="Terbukti menurut kajian kami; diteruskan kepada pejabat pembina.")
        people.act_at_site(BKN, "rice", "examination")
        done = people.act_at_site(BKN, "rice", "awaiting_ppk")
        expected = work.working_days(self.today(), 14).isoformat()
        check(expected == "2024-12-31" and done["due_date"] == expected, f"14 working days over Christmas: {done}")

    # January to August: who sits on it

    def the_supervisor_takes_over(self):
        people = self.people
        people.sync()
        late = next(row for row in people.desk(BKN, "due", expect=(1,))["cases"] if row["id"] == people.reports["rice"])
        check(late["due"] == "2024-12-31" and late["days"] == -8, f"the regent is eight days late: {late}")
        seen = self.standing(BAWASLU, "rice", BKN)
        check(seen["state"] == "awaiting_ppk" and seen["overdue_days"] == 8, f"who recommended it sees that: {seen}")
        people.act(BKN, "rice", "escalated", reason="Pejabat pembina tidak menindaklanjuti dalam 14 hari kerja.")
        people.world.run(REVIEW, "export", people.id("rice"), "--site", self.world.link, "--key", people.keys[BKN],
                         "--out", self.world.path("proof"), "--no-pdf", "--lang", "id")  # fmt: skip
        page = self.world.read("proof", "case.html")
        check("9 Desember 2024" in page and people.reports["rice"] in page, "the file proves on which day the regent was told")

    def it_is_decided(self):
        people = self.people
        people.sync()
        people.act(BKN, "rice", "examination")
        people.sync(BKN)
        people.act(BKN, "rice", "decided", "--outcome", "moderate_cut_6", reason="Terbukti membagikan barang dalam jabatan.")

    def the_source_reads_the_outcome(self):
        told = self.people.told("rice", BKN)
        check(told["state"] == "decided" and told["outcome"] == "moderate_cut_6", f"the source reads what came of it: {told}")
        reason = self.people.inbox("rice", "--reason", BKN)["reason"]
        check(reason["text"].startswith("Terbukti membagikan"), f"and why: {reason}")

    def a_key_is_lost_and_comes_back(self):
        people, key = self.people, self.people.keys[BKPSDM]
        recovery = self.world.path("keys", "recovery")
        people.world.run(REVIEW, "keygen", "--recovery", "--name", "BKPSDM", "--out", recovery)
        people.world.run(REVIEW, "keys", "backup", "--key", key, "--to", os.path.join(recovery, "recovery.card"),
                         "--out", self.world.path("bkpsdm.backup"))  # fmt: skip
        os.remove(key)
        people.world.run(REVIEW, "sync", "--store", people.store(BKPSDM), expect=(66,))
        people.world.run(REVIEW, "keys", "recover", self.world.path("bkpsdm.backup"), "--key", os.path.join(recovery, "recovery.key"),
                         "--out", key)  # fmt: skip
        people.sync(BKPSDM)
        check(people.show(BKPSDM, "rice")["payload"] == "read", "the key that came back opens the store")
        people.report("leave", "Sekretaris desa meminta kepala dusun mendata pemilih satu calon dengan honor dari kas desa.",
                      exclude=(BKPSDM,), known_date=self.today().isoformat(), forward="any")  # fmt: skip
        people.report("no_leave", "Bendahara kecamatan memotong honor petugas yang menolak memasang stiker calon.",
                      known_date=self.today().isoformat())  # fmt: skip

    def an_agency_is_replaced(self):
        people = self.people
        people.sync()
        people.keygen(INSPECTORATE, "Inspektorat Kabupaten (contoh)")
        card = self.world.path("keys", INSPECTORATE, "agency.card")
        # An agency is a witness as well, and one that leaves is not settled before seven days are over.
        said = people.change_description("replaced", "--add", card, "--retire", BKPSDM, wait=True)
        check(BKPSDM in said and INSPECTORATE in said, f"the draft says who comes and who goes: {said}")
        del people.agencies[BKPSDM]
        people.agencies[INSPECTORATE] = "Inspektorat Kabupaten (contoh)"
        self.world.set_clock(self.world.moment.replace(hour=14))
        self.world.start()
        site = self.world.json("kentongan", "site", "--site", self.world.link, expect=(3,))
        check(not site["settled"] and site["joined_agencies"] == [INSPECTORATE], f"and that it is new for seven days: {site}")
        check([one["code"] for one in site["agencies"]] == [BAWASLU, BKN, INSPECTORATE], f"sources see who reads now: {site['agencies']}")
        gone = people.world.run(REVIEW, "sync", "--store", people.store(BKPSDM), expect=None)
        check(gone.returncode == 77, f"the site no longer answers who left: {gone.returncode} {gone.stderr}")
        inbox = people.inbox("early1", expect=(3,))
        check(BKPSDM in [one["code"] for one in inbox["agencies"]], f"what it had done is still shown, unchecked: {inbox['agencies']}")
        check(people.desk(BKPSDM, "show", people.id("rice"))["payload"] == "read", "and its own store stays readable")
        # A witness has gone with it, and nobody outside signs what there is now: sources wait seven days.
        waits = self.world.json("kentongan", "submit", "--site", self.world.link, "--from", self.world.path("sources", "leave.toml"), "--yes",
                                "--lang", "en", expect=(75,))  # fmt: skip
        check(waits["error"]["field"] == "witnesses" and "18 February 2025" in waits["error"]["message"], f"and are told until when: {waits}")

    def witnesses_sign(self):
        """The auditor accounts for everything, and with two agencies it signs what is newest an epoch later: a quorum."""
        people = self.people
        people.attest()
        self.world.go(self.world.moment + timedelta(hours=6))
        for agency in (BAWASLU, BKN):
            people.verify("--state", self.world.path(agency + ".verified"), "--acknowledge", "--cosign", who=agency)
        cosigned = people.attest()["verified"]["cosigned"]
        check(cosigned["quorum_reached"], f"a quorum of the witnesses signs: {cosigned}")

    def witnesses_sign_where_they_began(self):
        """Where a quorum signed once, sources believe nothing older than its signatures."""
        if self.today() > date(2025, 2, 19):
            self.witnesses_sign()

    def the_new_one_is_settled(self):
        people = self.people
        self.witnesses_sign()
        site = self.world.json("kentongan", "site", "--site", self.world.link)
        check(site["settled"], f"those who were witnesses before sign with the new one in it: {site}")
        people.report("after", "Camat baru meminta warga yang ingin bantuan sosial menyebut pilihannya di depan pegawai.",
                      "public_service_bias", known_date=self.today().isoformat())  # fmt: skip

    def forwarded_with_leave(self):
        people = self.people
        people.sync(more=("--acknowledge",))
        check(people.row(INSPECTORATE, "after")["payload"] == "read", "who joined reads what came since then")
        check(len(people.desk(INSPECTORATE, "list", expect=(0, 1))["reports"]) == 1, "and nothing of before")
        refused = people.at_site(BAWASLU, "forward", people.id("no_leave"), "--to", INSPECTORATE, expect=(77,))
        check("leave" in refused["error"]["message"], f"without the source's leave nothing goes on: {refused}")
        done = people.at_site(BAWASLU, "forward", people.id("leave"), "--to", INSPECTORATE)
        check(done["content"] == "hand_over", f"with its leave the file is handed over: {done}")
        away = people.at_site(BAWASLU, "forward", people.id("order"), "--to", BKN)
        check(away["content"] == "reads_it", f"who reads it already leads from now on: {away}")

    def the_first_are_erased(self):
        """Half a year after the first reports: an erasure is recorded like everything else, and seen an epoch later."""
        people = self.people
        self.evening()
        self.world.go("2025-03-01")
        self.witnesses_sign()
        people.sync()
        row = people.row(BAWASLU, "rice")
        check(row["erased_there"] and row["payload"] == "read", f"the content of August is gone at the site, and not here: {row}")
        check(not people.row(BAWASLU, "campaign1")["erased_there"], "what is younger is not")
        erased = people.inbox("order")["erased"]
        check(erased is not None and erased["cause"] == "retention", f"its source is told why: {erased}")

    # The end of each month

    def a_month_is_over(self):
        people = self.people
        over = self.world.moment.date().replace(day=1) - timedelta(days=1)
        self.months.append(f"{over:%Y-%m}")
        said = people.attest()
        check(said["verified"]["result"] == "ok", f"the auditor accounts for everything: {said}")
        check([one["agency"] for one in said["said"]["accounts"]] == sorted(people.agencies), f"to each agency: {said['said']}")
        self.evening()
        self.witnesses_sign_where_they_began()
        for who in (None, "auditor"):
            seen = people.verify(who=who)
            check(seen["result"] == "ok", f"{who or 'anybody'} verifies all of it: {seen}")
        people.sync(more=("--acknowledge",))
        people.outsider()
        months = people.figures(self.months[-1])
        said = [one["month"] for one in months]
        check(said[-1] == self.months[-1] and set(self.months) <= set(said), f"each month is said: {said}")
        unsigned = [one["month"] for one in months if not one["countersigned"]]
        check(unsigned == [], f"and the auditor countersigned all: {unsigned}")
        for month in self.months:
            for agency in AGENCIES:
                self.counted(month, agency)
        line = people.monitor(expect=(0, 1))
        check(line.startswith(("KENTONGAN OK", "KENTONGAN WARNING")), f"whoever is on call sleeps: {line}")
        self.nobody_is_named()

    def today(self):
        return self.world.moment.date()

    def standing(self, reader, name, agency):
        """Where a case stands with an agency, as another one of the same report sees it."""
        return next(one for one in self.people.show(reader, name)["standings"] if one["agency"] == agency)

    def a_year_is_over(self):
        people = self.people
        check(len(people.reports) >= 30, f"thirty reports: {len(people.reports)}")
        check(len([month for month in self.months if month > "2024-08"]) == 12, f"twelve months: {self.months}")
        self.witnesses_sign()
        seen = people.verify(who="auditor")
        check(seen["checked"]["erased"] > 0, f"the auditor counts what was erased: {seen['checked']}")
        erased = people.inbox("order")["erased"]
        check(erased is not None and erased["cause"] == "retention", f"half a year later its source still learns that: {erased}")
        late = [row for row in people.rows if row["agency"] == BKN and row["measure"] == "overdue" and row["code"] == "0"]
        check(len(late) >= 12, f"BKN's late cases stand in each month's figures: {late}")

    def counted(self, month, agency):
        """What a month says of the reports that came, against what the sources know; fewer than five are not said."""
        count = self.people.received.count((month, agency))
        said = [row for row in self.people.rows
                if (row["month"], row["agency"], row["measure"]) == (month, agency, "received")]  # fmt: skip
        if count < 5:
            check(said == [], f"{count} reports to {agency} in {month} are too few to be said: {said}")
        else:
            check(len(said) == 1 and int(said[0]["cases_least"]) <= count <= int(said[0]["cases_most"]), f"{count} reports to {agency} in {month}: {said}")

    def nobody_is_named(self):
        """The accused stands in no public file, nor in anything that the server keeps."""
        for folder in ("public", "data", "figures"):
            for where, _, names in os.walk(self.world.path(folder)):
                for name in names:
                    with open(os.path.join(where, name), "rb") as file:
                        content = file.read()
                    check(b"Sudrajat" not in content and b"Ujungrimba" not in content, f"the accused is named in {where}/{name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs")
    parser.add_argument("--until")
    parser.add_argument("--keep")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kentongan-walk-") as folder:
        work_folder = given.keep or folder
        if given.keep:
            os.makedirs(given.keep)
        world = World(os.path.abspath(given.programs), os.path.abspath(work_folder))
        year = Year(world, lambda words: print(words, file=sys.stderr, flush=True))
        try:
            year.run(given.until)
        except Hurt as hurt:
            print(f"walk: {hurt}", file=sys.stderr)
            return 1
        finally:
            world.stop()
        print(f"{len(year.people.reports)} reports, {world.commands} commands, {People.seen} things checked, "
              f"{len(year.months)} months", file=sys.stderr)  # fmt: skip
    print("walk: ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
