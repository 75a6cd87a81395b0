#!/usr/bin/env python3
"""Pages that stand alone, in Debian's Chromium: all of axe's rules, and nothing that is cut off sideways or comes from elsewhere.

usage: page.py FILE... [--shots DIR]

FILE is an HTML page; --shots keeps pictures of it to look at. Needs what requirements.txt lists, in a virtual environment whose
python runs this. Ends with `pages: ok`, or says what was found and exits 1.
"""

import argparse
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# 320 pixels wide is also what 1280 are at 400 %.
LOOKS = [("light", 1280, "none"), ("dark", 1280, "none"), ("light", 320, "none"), ("dark", 320, "none"), ("light", 1280, "active")]
RULES = {"rules": {"target-size": {"enabled": True}}}


def look(browser, file, shots):
    """Yields what is wrong with a page."""
    for scheme, width, colours in LOOKS:
        # The page's own policy lets no script in, and axe is one.
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, forced_colors=colours, bypass_csp=True)
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.resolve().as_uri())
        result = Axe().run(page, options=RULES).response
        for one in result["violations"]:
            yield f"{scheme} {width} {colours}: {one['id']}: {one['nodes'][0]['html'][:200]}: {one['nodes'][0]['failureSummary']}"
        if len(result["passes"]) < 20:
            yield f"only {len(result['passes'])} rules of axe had anything to look at"
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield f"{scheme} {width}: cut off sideways"
        yield from (f"asks for {url}" for url in asked if not url.startswith(("file:", "data:", "blob:")))
        if shots:
            page.screenshot(path=shots / f"{file.stem}-{scheme}-{width}-{colours}.png", full_page=True)
        context.close()


def main():
    """Looks at each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path)
    options = parser.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for file in options.files:
            for found in look(browser, file, options.shots):
                print(f"{file.name}: {found}")
                wrong += 1
        browser.close()
    if wrong:
        sys.exit(1)
    print("pages: ok")


main()
