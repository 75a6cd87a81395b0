"""What Package.swift declares, by `swift package dump-package`: targets with their folder, their dependencies and their compiler flags."""

import collections
import json
import os
import pathlib
import subprocess

Target = collections.namedtuple("Target", "name kind folder dependencies flags")

_FLAGS = {
    "enableUpcomingFeature": lambda kind: ["-enable-upcoming-feature", kind["_0"]],
    "enableExperimentalFeature": lambda kind: ["-enable-experimental-feature", kind["_0"]],
    "strictMemorySafety": lambda kind: ["-strict-memory-safety"],
    "treatAllWarnings": lambda kind: ["-warnings-as-errors"] if kind["_0"] == "error" else [],
}


def targets(root="."):
    """Every target by name, that of the benchmarks with them."""
    environment = dict(os.environ, KENTONGAN_BENCH="1")
    dump = subprocess.run(["swift", "package", "dump-package"], cwd=root, env=environment, check=True, stdout=subprocess.PIPE)
    return parse(json.loads(dump.stdout))


def parse(manifest):
    found = {}
    for entry in manifest["targets"]:
        parent = "Tests" if entry["type"] == "test" else "Sources"
        folder = pathlib.Path(entry.get("path") or f"{parent}/{entry['name']}")
        names = [(dependency.get("byName") or dependency.get("target") or dependency["product"])[0]
                 for dependency in entry["dependencies"]]
        found[entry["name"]] = Target(entry["name"], entry["type"], folder, names, _flags(entry["settings"]))
    return found


def _flags(settings):
    flags = []
    for setting in settings:
        for name, kind in setting["kind"].items():
            if setting["tool"] == "swift" and name in _FLAGS:
                flags += _FLAGS[name](kind)
    return flags


def pure(root="."):
    """The names of tools/lib/pure.txt."""
    lines = pathlib.Path(root, "tools/lib/pure.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
