"""A site whose days are told to it: the real programs, each under a clock that stands where the story is."""

import json
import os
import socket
import struct
import subprocess
import time
from datetime import datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7))
PERSON, SERVER, REVIEW, MONITOR = "kentongan", "kentongand", "kentongan-review", "kentongan-monitor"


class Hurt(Exception):
    """Something that a person relies on is not so."""


class World:
    """Programs, keys and data in one folder, and the day on which all of it happens."""

    def __init__(self, programs, work):
        self.programs, self.work = programs, work
        self.server, self.link, self.moment = None, None, None
        self.commands, self.starts = 0, 0
        # One port for the whole year: agencies' stores remember where the site is.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"

    def path(self, *names):
        return os.path.join(self.work, *names)

    def read(self, *names):
        with open(self.path(*names), encoding="utf-8") as file:
            return file.read()

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        return path

    # The clock

    def set_clock(self, moment):
        """The story's time, for all programs at once; it stands until the next word."""
        self.moment = moment
        self.clock_file(moment, "clock")

    def clock_file(self, moment, name):
        """Eight bytes, written in place: running programs look at them."""
        with open(os.open(self.path(name), os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(struct.pack("=Q", int(moment.timestamp())))
        return self.path(name)

    def environment(self, clock=None):
        kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS") if name in os.environ}
        told = {"LD_PRELOAD": self.path("tools", "clock.so"), "KENTONGAN_CLOCK": clock or self.path("clock")}
        return kept | told | {"LC_ALL": "C.UTF-8", "HOME": self.work, "NO_COLOR": "1", "TZ": "UTC"}

    # Programs

    def run(self, program, *arguments, expect=(0,), given="", shift=timedelta()):
        self.commands += 1
        clock = self.clock_file(self.moment + shift, "another-clock") if shift else None
        done = subprocess.run(
            [os.path.join(self.programs, program), *arguments], capture_output=True, text=True, input=given,
            env=self.environment(clock), timeout=120, check=False)  # fmt: skip
        if expect and done.returncode not in expect:
            raise Hurt(f"{self.moment:%Y-%m-%d}: {program} {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def json(self, program, *arguments, **more):
        return json.loads(self.run(program, *arguments, "--json", **more).stdout)

    # The server

    def start(self):
        """The server, which closes what is due when it starts; the public files are brought up to date."""
        ready = self.path("ready.json")
        if os.path.exists(ready):
            os.remove(ready)
        with open(self.path("server.log"), "ab") as log:
            self.server = subprocess.Popen(
                [os.path.join(self.programs, SERVER), "serve", "--data", self.path("data"), "--publish", self.path("public"),
                 "--ready-file", ready, "--accept-clock"], stdout=log, stderr=log, env=self.environment())  # fmt: skip
        self.starts += 1
        deadline = time.monotonic() + 60
        while not os.path.exists(ready):
            if self.server.poll() is not None or time.monotonic() > deadline:
                raise Hurt(f"the server did not start on {self.moment:%Y-%m-%d}:\n{self.read('server.log')[-2000:]}")
            time.sleep(0.02)
        started = json.loads(self.read("ready.json"))
        self.link = self.write("site.link", started["link"] + "\n")

    def stop(self):
        """As an operator stops it; nothing is lost by that."""
        if self.server is None:
            return
        server, self.server = self.server, None
        try:
            server.terminate()
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    def set_day(self, day, hour=9):
        """An hour of a day in the site's time."""
        self.set_clock(datetime.fromisoformat(day).replace(hour=hour, tzinfo=WIB))

    def go(self, when, hour=9):
        """Goes on to an hour of a day, or to a moment; what waited until then is published."""
        self.stop()
        before = self.moment
        if isinstance(when, str):
            self.set_day(when, hour)
        else:
            self.set_clock(when)
        if self.moment <= before:
            raise Hurt(f"the story goes back from {before} to {self.moment}")
        self.start()
