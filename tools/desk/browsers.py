#!/usr/bin/env python3
"""The reviewer's desk in real browsers: Debian's Chromium (with axe, all rules, offline) and Firefox, on a real site and store.

usage: browsers.py PROGRAMS [--only chromium|firefox] [--shots DIR]

PROGRAMS is the folder of the built programs. --shots keeps pictures of each view to look at. Needs what requirements.txt lists,
in a virtual environment whose python runs this. Prints one line for each thing that was seen, and ends with `browsers: ok`.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import foreign
import site_of_desk
from firefox import Firefox

PWNED = "window.pwned === undefined && document.querySelectorAll('#main script, #main img, #main iframe, #main svg image').length === 0"


class Failed(Exception):
    """Something was not as it should be."""


def expect(condition, what):
    if not condition:
        raise Failed(what)
    print(f"  {what}", file=sys.stderr)


# ---- What both browsers do, through a few verbs of their own ---------------------------------------------------------

def walk(browser, site, process, url, shots):
    """The way through a desk as a reviewer goes it; `browser` has go, js, wait, press, click, fill, requests, problems."""
    origin = url.split("/enter/")[0]
    row = next(row for row in site.reports() if site.shown(row["id"]).get("evidence"))
    report = row["id"]
    asked = len(site.shown(report)["messages"])
    stranger = foreign.Foreign(origin, report)
    try:
        browser.go(stranger.url)
        browser.wait("document.title !== 'waiting'", 120)
        expect(json.loads(browser.js("document.title")) == [], "another page gets nothing before the desk is opened")
        browser.go(url)
        browser.wait("document.querySelector('#rows tbody tr')")
        expect(browser.js("location.href") == origin + "/", "the address in the browser has no token")
        expect(url.split("/")[-1] not in browser.js("JSON.stringify(performance.getEntries().map((one) => one.name))"), "nor has what the page knows of its history")
        expect(browser.js("document.cookie") == "", "the page cannot read its cookie")
        browser.go(stranger.url)
        browser.wait("document.title !== 'waiting'", 120)
        expect(json.loads(browser.js("document.title")) == [], "another page of the browser that has the desk open gets nothing")
        expect(process.poll() is None, "and did not close the desk")
        time.sleep(2)
        site.run("kentongan-review", "sync", "--store", site.store, expect=(0, 1, 3))
        expect(len(site.shown(report)["messages"]) == asked, "and asked nothing")
    finally:
        stranger.close()
    shown = [cookie for cookie in stranger.cookies if "kentongan_desk" in cookie]
    print(f"  (another server of this machine was shown the cookie {len(shown)} times: the page key is what it lacks)", file=sys.stderr)
    browser.go(url)
    expect("sudah dipakai" in browser.js("document.body.textContent"), "the token is refused the second time, and it is said")
    # What the console said until now are the refusals that were asked for.
    browser.problems.clear()
    browser.go(origin + "/")
    browser.wait("document.querySelector('#rows tbody tr')")
    count = len([row for row in site.reports() if row["state"] != "closed"])
    expect(browser.js("document.querySelectorAll('#rows tbody tr').length") == count, f"the inbox shows the {count} open reports, also after a new load")
    browser.shot(shots, "inbox")

    # By keys alone.
    browser.js("document.activeElement.blur()")
    browser.press("j")
    browser.wait("document.activeElement.matches('#rows tbody a.id')")
    browser.press("Enter")
    browser.wait("document.getElementById('part-story')")
    browser.press("u")
    browser.wait("document.querySelector('#rows tbody tr')")
    browser.press("?")
    browser.wait("document.querySelector('dialog[open]')")
    browser.press("Escape")
    browser.wait("!document.querySelector('dialog')")
    browser.press("/")
    browser.wait("document.activeElement.id === 'search'")
    expect(True, "keys lead through the inbox, a case and back")
    browser.fill("#search", "karung")
    browser.wait(f"document.querySelectorAll('#rows tbody tr').length === {count}")
    browser.fill("#search", "Kemarin pada")
    browser.wait("document.querySelectorAll('#rows tbody tr').length === 1")
    browser.fill("#search", "kata-yang-tidak-ada")
    browser.wait("document.querySelectorAll('#rows tbody tr').length === 0")
    browser.fill("#search", "")
    browser.wait(f"document.querySelectorAll('#rows tbody tr').length === {count}")
    expect(True, "the search looks into the stories")

    evidence(browser, origin, report, shots)
    deeds(browser, site, report)
    papers(browser, origin, report, shots)
    blind = others(browser, site, origin, shots)

    browser.go(origin + "/#/figures")
    browser.wait("document.querySelectorAll('svg rect').length >= 12")
    expect(browser.js("document.querySelectorAll('#main table').length") == 3, "figures are told by tables beside the plots")
    browser.shot(shots, "figures")
    # What is in an address itself is asked of nobody: Firefox has its marks of lists so.
    outside = [one for one in browser.requests if not one.startswith((origin + "/", stranger.url, "data:", "about:", "blob:" + origin))]
    expect(outside == [], f"nothing was asked for elsewhere: {outside}")
    expect(not any("pwned" in one for one in browser.requests), "and no evidence asked for anything")
    # Firefox opens the PDF that we made, and its viewer says what it is.
    problems = [one for one in browser.problems if "PDF.js" not in one and "docBaseUrl" not in one]
    expect(problems == [], f"the console is silent: {problems}")
    together(browser, site, origin)
    browser.click("#top .tools button:last-child")
    process.wait(20)
    expect(process.returncode == 0, "the reviewer closes the desk, and its program ends with 0")
    # Another desk of the same browser, once the first one has ended.
    unreadable(browser, site, blind, shots)


def evidence(browser, origin, report, shots):
    browser.go(f"{origin}/#/case/{report}")
    browser.wait("document.querySelectorAll('#part-evidence ~ ul > li').length >= 8")
    expect("<script>" in browser.js("document.querySelector('.story').textContent"), "a script in the story is words")
    expect("[U+202E]" in browser.js("document.querySelector('.story').textContent"), "a mark of direction in it is shown as its number")
    count = browser.js("document.querySelectorAll('#part-evidence ~ ul > li').length")
    for number in range(1, count + 1):
        place = f"#part-evidence ~ ul > li:nth-child({number})"
        browser.click(f"{place} button")
        browser.wait(f"document.querySelector({json.dumps(place)}).lastElementChild.childElementCount > 0", 40)
    browser.shot(shots, "case")
    seen = json.loads(browser.js("""JSON.stringify([...document.querySelectorAll('#part-evidence ~ ul > li')].map((item) => [
        item.querySelector('h3').textContent, item.lastElementChild.firstElementChild.localName, item.lastElementChild.textContent,
        (() => { const canvas = item.querySelector('canvas'); return canvas ? [...canvas.getContext('2d').getImageData(5, 5, 1, 1).data] : null; })()]))"""))
    def of(name):
        found = [item for item in seen if name in item[0]]
        if not found:
            raise Failed(f"no evidence is called {name}: {[item[0] for item in seen]}")
        return found[0]
    expect(of("1. ")[1] == "canvas" and of("1. ")[3] == [200, 16, 32, 255], "a picture is drawn anew, in its colours")
    expect(of("6. ")[1] == "canvas", "so is one with a page and an archive behind it, of which nothing runs")
    expect(of("2. ")[1] == "pre" and "onload" in of("2. ")[2], "an SVG is text")
    expect(of("3. ")[1] == "pre" and "<script>" in of("3. ")[2], "HTML is text")
    expect(of("4. ")[1] == "p" and of("7. ")[1] == "p", "a PDF and an archive are only saved")
    expect(of("5. ")[1] == "p" and "60000" in of("5. ")[2], "a picture of 60,000 × 60,000 is not opened")
    expect("[U+202E]" in of("8. ")[0], "a name that turns round is shown with its mark")
    expect(of("8. ")[1] == "pre" and "[U+202E]" in of("8. ")[2] and "[U+0007]" in of("8. ")[2] and "\u202e" not in json.dumps(seen, ensure_ascii=False),
           "marks of direction and controls in a text are shown as their numbers")
    expect(browser.js(PWNED) is True, "nothing of it executed or was parsed")
    expect(browser.js("document.querySelectorAll('iframe').length") == 0, "no decoder is left")


def deeds(browser, site, report):
    before = site.shown(report)
    asked, noted = len(before["messages"]), len(before["notes"])
    wanted = "triage" if before["state"] == "received" else "examination"
    browser.fill("#question", "Siapa nama Anda dan berapa nomor HP Anda?")
    browser.wait("document.querySelector('#part-ask ~ form .notice.alarm')")
    expect(True, "a question for a name or a number is warned of")
    browser.fill("#question", " ")
    browser.click("#part-ask ~ form button[type=submit]")
    browser.wait("document.querySelector('#part-ask ~ form [aria-invalid]') === document.activeElement")
    expect(True, "a question without words is asked for, where it is missing")
    browser.fill("#question", "Kapan kejadian ini?\nSatu <b>lagi</b>")
    browser.wait("!document.querySelector('#part-ask ~ form .notice.alarm')")
    browser.click("#part-ask ~ form button[type=submit]")
    settle(browser, "#question")
    browser.fill("#labels", "mendesak, viral")
    browser.click("#part-labels ~ form button[type=submit]")
    browser.wait("document.querySelector('section dl').textContent.includes('viral')", 60)
    acts(browser, wanted)
    deadline = time.monotonic() + 90
    while True:
        site.run("kentongan-review", "sync", "--store", site.store, expect=(0, 1, 3))
        after = site.shown(report)
        if len(after["messages"]) > asked and after["state"] == wanted and len(after["notes"]) > noted and after["assigned"]:
            break
        if time.monotonic() > deadline:
            raise Failed(f"what was done at the desk is not in the log: {json.dumps(after)[:3000]}")
        time.sleep(1)
    expect(after["notes"][-1]["text"] == "Catatan <i>antarinstansi</i>", "the note is in the log")
    expect(after["assigned"] == "Sri", "so is who has the case")
    step = [one for one in after["timeline"] if one["state"] == wanted][0]
    expect(step["reason"] == "Laporan ini <lengkap>." and step["proven"], "and the step, with its reason")
    expect([one["text"] for one in after["messages"]][asked:] == ["Kapan kejadian ini?\nSatu <b>lagi</b>"], "the question, and no other one, is in the log")
    expect(after["labels"] == ["mendesak", "viral"], "the labels are kept")
    # As it was before, for the next browser.
    site.run("kentongan-review", "label", report, "--store", site.store, "--remove", "mendesak", "--remove", "viral")


# Blobs are read where the page makes them: both browsers alike, and no folder of downloads.
KEEP = """(() => { window.kept = []; const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => { const one = { name: null, text: null, bytes: blob.size }; window.kept.push(one);
        blob.text().then((text) => { one.text = text; }); return make(blob); };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { if (this.download) window.kept.at(-1).name = this.download; return click.call(this); }; return true; })()"""


def kept(browser, count):
    browser.wait(f"window.kept.length === {count} && window.kept.at(-1).text !== null", 90)
    return json.loads(browser.js("JSON.stringify({ ...window.kept.at(-1), text: window.kept.at(-1).text.slice(0, 60000) })"))


def papers(browser, origin, report, shots):
    """A case, and the sheet for its hearing, as files of their own."""
    open_case(browser, origin, report, "part-paper")
    browser.js(KEEP)
    browser.click("#paper-page")
    page = kept(browser, 1)
    expect(page["name"] in (f"perkara-{report[:8]}.html", f"case-{report[:8]}.html"), f"a case is saved as {page['name']}")
    expect("&lt;script&gt;" in page["text"] and "<script" not in page["text"], "and a script in its story is words there, too")
    browser.click("#paper-pdf")
    printed = kept(browser, 2)
    expect(printed["name"].endswith(".pdf") and printed["text"].startswith("%PDF-1."), f"and as a PDF of {printed['bytes']} bytes")
    unfold(browser)
    browser.fill("#hearing", "12/2024")
    story = browser.js("document.querySelector('.story').textContent")
    words = " ".join(story.split()[-14:-2])
    browser.fill("#wording", words)
    browser.click("#sheet-form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')")
    browser.shot(shots, "borrowed")
    browser.press("Escape")
    browser.wait("!document.querySelector('dialog')")
    expect(browser.js("window.kept.length") == 2, "words of the source in a sheet are warned of, before anything is saved")
    browser.fill("#wording", "Yang diperiksa diminta menjelaskan kegiatannya.")
    browser.click("#sheet-form button[type=submit]")
    sheet = kept(browser, 3)
    expect(report[:8] not in sheet["name"] and report[:8] not in sheet["text"], f"a sheet tells nothing of the case, nor does its name: {sheet['name']}")
    expect("12/2024" in sheet["text"] and "menjelaskan kegiatannya" in sheet["text"], "and holds the reviewer's words")
    browser.click("#part-evidence ~ ul > li:nth-child(4) .row button:nth-child(2)")
    letter = kept(browser, 4)
    expect(letter["name"].endswith(".pdf.bin"), f"a source's PDF is saved so that no browser opens it: {letter['name']}")
    expect(browser.js("document.getElementById('consent') === null && document.getElementById('part-consent') !== null"),
           "a consent to an erasure is offered 30 days after a report only, and it is said")
    answer = browser.js(f"""(async () => {{ const answer = await fetch('/api/cases/{report}/consent', {{ method: 'POST', body: '{{}}',
        headers: {{ 'Content-Type': 'application/json', 'X-Kentongan-Desk': localStorage.getItem('key') }} }}); return await answer.text(); }})()""")
    expect("too early" in answer and json.loads(answer)["sent"] is False, "who asks all the same is told from when on")


def others(browser, site, origin, shots):
    """What is done for good: merged, forwarded, said to be unreadable; and an identity, which two people open at a terminal."""
    merged, forwarded, blind, identity, leave = (site.spent[kind].pop() for kind in site.KINDS)
    target = next(row["id"] for row in site.reports() if row["state"] != "closed" and row["id"] not in (merged, forwarded, blind, identity, leave))
    open_case(browser, origin, merged, "merge")
    unfold(browser)
    browser.fill("#merge", "00000000")
    browser.click("#merge-form button[type=submit]")
    browser.wait("document.activeElement.id === 'merge' && document.activeElement.getAttribute('aria-invalid') === 'true'")
    expect(True, "a report that is not there is nothing to merge into")
    browser.fill("#merge", target[:8])
    browser.click("#merge-form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')?.textContent.includes(" + json.dumps(target[:8]) + ")")
    browser.shot(shots, "merge")
    browser.click("dialog button.act")
    done(browser)
    open_case(browser, origin, forwarded, "forward")
    unfold(browser)
    browser.js("(() => { const list = document.getElementById('forward'); list.value = 'bkn'; list.dispatchEvent(new Event('change')); })()")
    browser.click("#forward-form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')?.textContent.includes('BKN (contoh)')")
    browser.click("dialog button.act")
    done(browser)
    after = site.synced(merged, lambda shown: shown["state"] == "closed", "the merging is not in the log")
    act = [one for one in after["timeline"] if one["kind"] == "merged"][0]
    expect(act["related"] == target and act["proven"] and after["outcome"] == "duplicate", "a case is merged with another one, in the log")
    after = site.synced(forwarded, lambda shown: any(one["kind"] == "forwarded" for one in shown["timeline"]), "the forwarding is not in the log")
    act = [one for one in after["timeline"] if one["kind"] == "forwarded"][0]
    expect(act["other"] == "bkn" and act["proven"] and act["reason"], "a case is forwarded, in the log, with a standard reason for its source")
    with_leave(browser, site, origin, leave, shots)
    revealed(browser, site, origin, identity, shots)
    # What was done since the desk was drawn last.
    browser.go(f"{origin}/#/case/{merged}")
    browser.wait("document.getElementById('part-timeline')?.parentElement.textContent.includes('Merged with another report')")
    expect(browser.js("document.getElementById('part-handling') === null || document.getElementById('merge') === null"), "what is merged is not merged again")
    browser.shot(shots, "merged")
    browser.go(origin + "/#/")
    browser.wait("document.querySelector('#rows tbody tr')")
    return blind


def with_leave(browser, site, origin, report, shots):
    """The source lets agencies of one kind have its report; two joined since, one of that kind, and one was left out by the source."""
    open_case(browser, origin, report, "forward")
    facts = browser.js("document.getElementById('part-facts').parentElement.textContent")
    expect(re.search("Inspectorate of a regency or city|Inspektorat kabupaten/kota", facts), "the leave that the source gave is shown with the report")
    unfold(browser)
    offered = browser.js("[...document.getElementById('forward').options].map((one) => one.value).filter(Boolean).sort().join(' ')")
    expect(offered == "bawaslu_kabkota inspektorat", f"only readers and those that the source allows are offered: {offered}")
    for code, words in (("bkn", "left bkn out|tidak ingin bkn"), ("bawaslu_prov", "no leave|tidak mengizinkan")):
        answer = browser.js(f"""(async () => {{ const answer = await fetch('/api/cases/{report}/forward', {{ method: 'POST',
            body: '{{"to":"{code}","reason":""}}', headers: {{ 'Content-Type': 'application/json',
            'X-Kentongan-Desk': localStorage.getItem('key') }} }});
            return answer.status + ' ' + await answer.text(); }})()""")
        expect(answer.startswith("422 ") and re.search(words, answer), f"{code} is refused, whoever asks for it: {answer[:200]}")
    browser.problems[:] = [one for one in browser.problems if "422" not in one]
    browser.js("(() => { const list = document.getElementById('forward'); list.value = 'inspektorat'; list.dispatchEvent(new Event('change')); })()")
    browser.click("#forward-form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')?.textContent.includes('inspektorat (contoh)')")
    browser.shot(shots, "forward-with-leave")
    browser.click("dialog button.act")
    done(browser)
    after = site.synced(report, lambda shown: any(one["kind"] == "forwarded" for one in shown["timeline"]), "the forwarding by leave is not in the log")
    acts = [one for one in after["timeline"] if one["kind"] == "forwarded"]
    expect([one["other"] for one in acts] == ["inspektorat"] and acts[0]["proven"], "it is forwarded to the agency that the source allows, and to no other")
    said = json.loads(site.run("kentongan", "inbox", "--site", site.link, "--codename-file", "-", "--json", given=site.codenames[report] + "\n", expect=(0, 3)))
    expect(any(one["code"] == "bkpsdm" and one["other"] == "inspektorat" for one in said["agencies"]), "its source reads whom it went to")
    expect(all(one["code"] != "bkn" for one in said["agencies"]), "and the one that was left out has no part in it")


def open_case(browser, origin, report, there):
    """Waits until that case is shown, and not the one before it."""
    browser.go(f"{origin}/#/case/{report}")
    browser.wait(f"document.getElementById('heading')?.textContent.includes({report[:8]!r}) && document.getElementById({there!r})")


def unfold(browser):
    """Opens what is folded away, as a press on its line does."""
    browser.js("document.querySelectorAll('summary').forEach((line) => line.click())")


def done(browser):
    """What was signed is handed in, and said."""
    browser.wait("!document.querySelector('dialog') && document.querySelector('#status')?.textContent", 60)
    problem = browser.js("document.querySelector('#status .bad')?.textContent ?? ''")
    if problem:
        raise Failed(problem)
    browser.wait("document.querySelector('#part-timeline ~ ol')?.textContent.match(/handed in, not logged yet|diserahkan, belum tercatat/)", 60)


def revealed(browser, site, origin, report, shots):
    open_case(browser, origin, report, "part-identity")
    browser.shot(shots, "identity")
    expect("Sri Rahasia" not in browser.js("document.documentElement.outerHTML"), "an identity is not on the page")
    command = browser.js("document.querySelector('#part-identity ~ pre').textContent")
    name = site.path(f"identitas-{report[:8]}.txt")
    # The line that a person copies, with the places that a person puts in.
    line = command.replace(" reviewer.key ", f" {site.second} ").replace("identity.txt", name)
    run = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=120, check=False,
                         env=site.environment() | {"PATH": site.programs + ":" + os.environ["PATH"]})
    expect(run.returncode == 0 and pathlib.Path(name).read_text(encoding="utf-8") == "Sri Rahasia, Jalan Contoh 1\n",
           f"the command that the desk shows opens it with the second person's key {run.stderr.strip() if run.returncode else ''}")
    site.synced(report, lambda shown: any(one["kind"] == "identity_opened" for one in shown["timeline"]), "the opening is not in the log")
    browser.go(origin + "/#/")
    browser.go(f"{origin}/#/case/{report}")
    browser.wait("document.getElementById('part-identity')?.parentElement.textContent.match(/Two people have opened it|Dua orang sudah membukanya/)")
    expect("--second" not in browser.js("document.querySelector('#part-identity ~ pre').textContent"), "that two opened it is seen, and then one is enough")
    browser.shot(shots, "identity-opened")


def together(browser, site, origin):
    """Two desks of one browser, as of somebody who has two agencies' cases: cookies do not keep their ports apart."""
    second, url = site.desk(store=site.blind)
    other = url.split("/enter/")[0]
    browser.go(url)
    browser.wait("document.querySelector('#rows tbody tr')")
    for one in (origin, other, origin, other):
        browser.go(one + "/#/figures")
        browser.go(one + "/")
        browser.wait("document.querySelector('#rows tbody tr')")
    browser.click("#top .tools button:last-child")
    second.wait(20)
    browser.go(origin + "/")
    browser.wait("document.querySelector('#rows tbody tr')")
    expect(second.returncode == 0, "two desks of one browser are used in turns, and the end of one does not touch the other")


def unreadable(browser, site, report, shots):
    """At the desk of somebody who has lost the key that opens reports."""
    process, url = site.desk("--lang", "en", store=site.blind)
    browser.go(url)
    browser.wait("document.querySelector('#rows tbody tr')")
    open_case(browser, url.split("/enter/")[0], report, "cannot-form")
    expect(browser.js("document.getElementById('part-paper') === null && document.getElementById('question') === null"), "of a report that cannot be read there is nothing to print and nobody to ask")
    browser.fill("#cannot", "Kunci kami <hilang>.")
    browser.click("#cannot-form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')")
    browser.click("dialog button.act")
    done(browser)
    browser.shot(shots, "cannot-open")
    browser.click("#top .tools button:last-child")
    process.wait(20)
    after = site.synced(report, lambda shown: any(one["kind"] == "cannot_open" for one in shown["timeline"]), "the statement is not in the log")
    act = [one for one in after["timeline"] if one["kind"] == "cannot_open"][0]
    expect(act["reason"] == "Kunci kami <hilang>." and act["proven"], "that a report cannot be opened is in the log, with its reason")


def acts(browser, wanted):
    browser.click("#part-act ~ form button[type=submit]")
    browser.wait("document.activeElement.id === 'step' && document.activeElement.getAttribute('aria-invalid') === 'true'")
    expect(True, "a step that is not chosen is asked for, where it is missing")
    label = {"triage": "Initial review", "examination": "Study and examination"}[wanted]
    browser.js(f"""(() => {{ const list = document.getElementById('step');
        list.value = [...list.options].find((one) => one.textContent === {json.dumps(label)}).value; list.dispatchEvent(new Event('change')); }})()""")
    browser.fill("#reason", "Laporan ini <lengkap>.")
    browser.click("#part-act ~ form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')?.textContent.includes('Laporan ini <lengkap>.')")
    browser.press("Escape")
    browser.wait("!document.querySelector('dialog')")
    expect(browser.js("document.getElementById('reason').value") == "Laporan ini <lengkap>.", "what is signed is shown before, and can be left")
    browser.click("#part-act ~ form button[type=submit]")
    browser.wait("document.querySelector('dialog[open]')")
    browser.click("dialog button.act")
    settle(browser, "#reason")
    browser.fill("#note", "Catatan <i>antarinstansi</i>")
    browser.click("#part-notes ~ form button[type=submit]")
    settle(browser, "#note")
    browser.fill("#assign", "Sri")
    browser.click("#part-handling ~ form button[type=submit]")
    settle(browser, "#assign")


def settle(browser, field):
    """What was sent has come back: the field is empty again, or the desk says what is wrong."""
    browser.wait(f"document.querySelector('#status .bad') || document.querySelector({json.dumps(field)})?.value === ''", 60)
    problem = browser.js("document.querySelector('#status .bad')?.textContent ?? ''")
    if problem:
        raise Failed(problem)


# ---- Chromium ---------------------------------------------------------------------------------------------------------

class Chromium:
    """Debian's Chromium under Playwright."""

    def __init__(self, playwright, **context):
        self.browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", headless=True, args=["--no-sandbox"])
        self.open(**context)

    def open(self, **context):
        self.context = self.browser.new_context(accept_downloads=True, **context)
        self.page = self.context.new_page()
        self.requests, self.problems, self.dialogs = [], [], []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.problems.append(f"{self.page.url} {message.text}"))
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url} {error}"))
        self.page.on("dialog", lambda dialog: (self.problems.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def go(self, url):
        self.page.goto(url)

    def js(self, expression):
        return self.page.evaluate(expression)

    def wait(self, expression, seconds=20):
        # Playwright's own way evaluates a text in the page, which the page's policy forbids.
        deadline = time.monotonic() + seconds
        while not self.page.evaluate(f"Boolean({expression})"):
            if time.monotonic() > deadline:
                raise Failed(f"waited {seconds} s for {expression}: {self.page.url} {self.page.locator('body').inner_text()[:500]}")
            self.page.wait_for_timeout(50)

    def press(self, key):
        self.page.keyboard.press(key)

    def click(self, selector):
        self.page.locator(selector).first.click()

    def fill(self, selector, text):
        self.page.locator(selector).first.fill(text)

    def shot(self, folder, name):
        if folder:
            self.page.screenshot(path=os.path.join(folder, f"chromium-{name}.png"), full_page=True)

    def close(self):
        self.browser.close()


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental", "cat.aria", "cat.keyboard"]


def accessible(browser, site, shots):
    """All of axe's rules over each view: two languages, light and dark, 320 pixels wide, forced colours; and a large case load."""
    from axe_playwright_python.sync_playwright import Axe

    process, url = site.desk("--lang", "id")
    origin = url.split("/enter/")[0]
    report = next(row["id"] for row in site.reports() if site.shown(row["id"]).get("evidence"))
    browser.context.close()
    browser.open()
    browser.go(url)
    browser.wait("document.querySelector('#rows tbody tr')")
    axe, page, looks = Axe(), browser.page, 0
    # 320 pixels wide is also what 1280 are at 400 %.
    for scheme, width, colours, language in [("light", 1280, "none", "id"), ("dark", 1280, "none", "en"), ("light", 320, "none", "en"),
                                             ("dark", 320, "none", "id"), ("light", 1280, "active", "id")]:
        page.emulate_media(color_scheme=scheme, forced_colors=colours, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        for view, there in [("", "#rows tbody tr"), (f"case/{report}", "#part-evidence"), ("figures", "svg rect"), ("?", "dialog[open]")]:
            if view == "?":
                browser.press("?")
            else:
                browser.go(f"{origin}/#/{view}")
            page.wait_for_selector(there)
            if browser.js("document.documentElement.lang") != language:
                page.locator("#top button[lang]").click()
                browser.wait(f"document.documentElement.lang === {language!r}")
            if view.startswith("case"):
                page.locator("#part-evidence ~ ul > li:first-child button").first.click()
                page.wait_for_selector("canvas")
                saved(browser)
            result = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}).response
            name = f"{view.split('/')[0] or 'inbox'} {scheme} {width} {colours} {language}"
            found = [(one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"]) for one in result["violations"]]
            expect(found == [], f"axe finds nothing: {name} {found if found else ''}")
            looks += len(result["passes"])
            expect(browser.js("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), f"nothing is cut off sideways: {name}")
            browser.shot(shots, name.replace(" ", "-").replace("?", "keys"))
            if view == "?":
                browser.press("Escape")
    print(f"  ({looks} rules of axe passed)", file=sys.stderr)
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    focus(browser, origin, report)
    many(browser, origin)
    browser.click("#top .tools button:last-child")
    process.wait(20)


def focus(browser, origin, report):
    """Every stop of the tab key can be seen, in the order of the page."""
    page = browser.page
    page.set_viewport_size({"width": 1280, "height": 900})
    for view, there in [("", "#rows tbody tr"), (f"case/{report}", "#part-evidence")]:
        browser.go(f"{origin}/#/{view}")
        page.wait_for_selector(there)
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
        stops, last = 0, None
        while stops < 200:
            page.keyboard.press("Tab")
            stop = page.evaluate("""() => { const it = document.activeElement; if (it === document.body) return null;
                const box = it.getBoundingClientRect(), style = getComputedStyle(it);
                return { name: it.outerHTML.slice(0, 80), seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
                    order: [...document.querySelectorAll('*')].indexOf(it) }; }""")
            if stop is None:
                break
            if not (stop["seen"] and stop["inside"]):
                raise Failed(f"the focus cannot be seen: {stop}")
            if last is not None and stop["order"] < last:
                break
            last, stops = stop["order"], stops + 1
        expect(stops > 10, f"{stops} stops of the tab key in {view.split('/')[0] or 'inbox'}, each seen, in the page's order")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.locator("dialog input").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.wait_for_timeout(300)
    expect(page.evaluate("location.hash").startswith("#/case"), "shortcuts of one letter can be switched off")


def many(browser, origin):
    """A thousand cases, and ten thousand: the inbox as the program gives it, its rows many times under ids of their own."""
    page = browser.page
    for count in (10_000, 1_000):
        enlarge(browser, origin, count)
    times = page.evaluate("""() => { const times = []; const time = (work) => { const start = performance.now(); work(); document.body.offsetHeight; times.push(performance.now() - start); };
        for (const sort of ['age', 'category', 'due']) time(() => document.querySelector(`[data-sort="${sort}"]`).click());
        const search = document.getElementById('search');
        for (const text of ['p', 'po', '']) time(() => { search.value = text; search.dispatchEvent(new Event('input')); });
        time(() => document.querySelector('[data-turn="1"]').click());
        return times; }""")
    expect("1000" in page.locator("#count").inner_text().replace(".", "").replace(",", ""), "a thousand cases are listed")
    # What a person takes for at once, and twice that for a machine that is busy with other tests.
    expect(max(times) < 400, f"sorting, searching and turning pages among them: {max(times):.0f} ms at most")
    page.unroute("**/api/inbox")


def enlarge(browser, origin, count):
    """Shows that many cases; what the page takes from their arrival to its first rows is told."""
    page = browser.page

    def grown(route):
        answer = route.fetch()
        inbox = answer.json()
        rows = inbox["reports"]
        inbox["reports"] = [dict(rows[number % len(rows)], id=f"{number:064x}", unread=number % 3 == 0, age_days=number % 90) for number in range(count)]
        route.fulfill(response=answer, json=inbox)

    page.unroute("**/api/inbox")
    page.route("**/api/inbox", grown)
    browser.go(origin + "/#/")
    page.reload()
    page.wait_for_selector("#rows tbody tr")
    drawn = page.evaluate("""() => { const started = performance.now(); const text = JSON.stringify(state.inbox); const encoded = performance.now();
        state.inbox = JSON.parse(text); drawInbox(); document.body.offsetHeight; return [performance.now() - encoded, encoded - started]; }""")[0]
    expect(drawn < 2_000, f"the first view of {count} cases is read and drawn in {drawn:.0f} ms")


def saved(browser):
    with browser.page.expect_download() as download:
        browser.page.locator("#part-evidence ~ ul > li", has_text="8. ").locator("button").nth(1).click()
    name = download.value.suggested_filename
    expect(all(one.isascii() and (one.isalnum() or one in "-_.") for one in name) and name.endswith(".exe.bin"), f"evidence is saved under a harmless name: {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs")
    parser.add_argument("--only", choices=["chromium", "firefox"])
    parser.add_argument("--shots")
    options = parser.parse_args()
    shots = options.shots and str(pathlib.Path(options.shots).resolve())
    if shots:
        os.makedirs(shots, exist_ok=True)
    work = tempfile.mkdtemp(prefix="kentongan-desk.")
    site = site_of_desk.Site(str(pathlib.Path(options.programs).resolve()), work)
    try:
        site.make()
        if options.only != "firefox":
            print("Chromium", file=sys.stderr)
            from playwright.sync_api import sync_playwright

            with sync_playwright() as playwright:
                browser = Chromium(playwright)
                try:
                    process, url = site.desk()
                    walk(browser, site, process, url, shots)
                    accessible(browser, site, shots)
                finally:
                    browser.close()
        if options.only != "chromium":
            print("Firefox", file=sys.stderr)
            with Firefox(work) as browser:
                process, url = site.desk()
                walk(browser, site, process, url, shots)
    except Failed as failure:
        print(f"browsers: {failure}", file=sys.stderr)
        return 1
    finally:
        site.close()
        shutil.rmtree(work, ignore_errors=True)
    print("browsers: ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
