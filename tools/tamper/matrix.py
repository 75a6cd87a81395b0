"""Runs the matrix of cases.py and prints who noticed what. Used by tools/tamper-demo."""

import argparse
import json
import os
import re
import sys
import time

import cases
from observers import Observers
from sample_site import Site


def judge(expected, noticed, words):
    """Whether an observer saw what it must, and no more than it can."""
    if expected is cases.UNSEEN:
        return not noticed
    return noticed and re.search(expected, words) is not None


def make_site(programs, work, sample):
    for attempt in range(10):
        print("making a site with a report in it", file=sys.stderr)
        site = Site(programs, os.path.join(work, str(attempt)), sample)
        os.mkdir(site.work)
        try:
            site.make()
            if site.has_small_batches():
                return site
        except BaseException:
            site.close()
            raise
        site.close()
    raise SystemExit("tamper-demo: ten sites, each with a batch that rose without cause")


def main():
    parser = argparse.ArgumentParser(prog="tools/tamper-demo", add_help=False)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--sample", required=True)
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--only", metavar="WORDS", default="")
    arguments = parser.parse_args()

    site = make_site(arguments.programs, arguments.work, arguments.sample)
    start, results, wrong = time.monotonic(), [], 0
    try:
        observers = Observers(site)
        for number, (name, change, expected) in enumerate(cases.ALL):
            if arguments.only not in name:
                continue
            case = cases.Case(site, number)
            print(f"\n{name}")
            try:
                change(case)
                for who, pattern in expected.items():
                    noticed, words = observers.look(who, case)
                    fits = judge(pattern, noticed, words)
                    wrong += not fits
                    mark = "noticed" if noticed else "cannot " if pattern is cases.UNSEEN else "MISSED "
                    print(f"  {who:<12} {mark}  {words}" + ("" if fits else f"   <-- expected {pattern}"), flush=True)
                    results.append(
                        {"case": name, "observer": who, "noticed": noticed, "words": words, "as_expected": fits}
                    )
            finally:
                case.end()
    finally:
        site.close()
    print("\nNobody here can notice:")
    for text in cases.UNNOTICED:
        print(f"  - {text}")
    seconds = time.monotonic() - start
    print(f"\n{len(results)} looks at {len({r['case'] for r in results})} forgeries in {seconds:.0f} s, {wrong} unexpected")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"results": results, "unexpected": wrong}, file)
    print("tamper-demo: ok" if wrong == 0 else "tamper-demo: failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
