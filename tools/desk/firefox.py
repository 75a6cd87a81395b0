"""Debian's Firefox (what Tor Browser is built on), driven over WebDriver BiDi by itself: no geckodriver."""

import base64
import json
import os
import subprocess
import time

from websockets.sync.client import connect

PREFERENCES = {
    "datareporting.policy.dataSubmissionEnabled": False, "app.update.enabled": False, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "browser.shell.checkDefaultBrowser": False, "toolkit.telemetry.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1", "extensions.update.enabled": False, "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False, "remote.active-protocols": 1, "browser.aboutwelcome.enabled": False,
}
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}


class Firefox:
    """One window of it."""

    def __init__(self, work):
        self.home = os.path.join(work, "firefox")
        profile = os.path.join(self.home, "profile")
        os.makedirs(profile)
        with open(os.path.join(profile, "user.js"), "w", encoding="utf-8") as file:
            file.writelines(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items())
        self.log = os.path.join(self.home, "log")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["/usr/bin/firefox-esr", "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
                env={**os.environ, "HOME": self.home, "MOZ_CRASHREPORTER_DISABLE": "1"}, stdout=log, stderr=log)
        self.number, self.requests, self.problems = 0, [], []
        try:
            self.socket = connect(self.address() + "/session", max_size=None)
            self.call("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "dismiss"}}})
            self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]
            self.call("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded", "browsingContext.userPromptOpened"])
            self.call("browsingContext.setViewport", context=self.context, viewport={"width": 1280, "height": 900})
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def address(self):
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and self.process.poll() is None:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                for line in log:
                    if "WebDriver BiDi listening on" in line:
                        return line.split("listening on ")[1].strip()
            time.sleep(0.1)
        raise SystemExit("desk: Firefox does not start")

    def call(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=120))
            if message.get("id") == self.number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]
            self.hear(message)

    def hear(self, message):
        parameters = message.get("params", {})
        if message.get("method") == "network.beforeRequestSent":
            self.requests.append(parameters["request"]["url"])
        elif message.get("method") == "log.entryAdded":
            place = (parameters.get("stackTrace") or {}).get("callFrames") or [{}]
            self.problems.append(f"{place[0].get('url', '')} {parameters.get('text')}")
        elif message.get("method") == "browsingContext.userPromptOpened":
            self.problems.append(f"dialog {parameters.get('message')}")

    def go(self, url):
        self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def js(self, expression):
        result = self.call("script.evaluate", expression=f"({expression})", target={"context": self.context}, awaitPromise=True)
        if result["type"] != "success":
            raise RuntimeError(f"{expression}: {result['exceptionDetails']['text']}")
        return result["result"].get("value")

    def wait(self, expression, seconds=20):
        deadline = time.monotonic() + seconds
        while True:
            try:
                if self.js(f"Boolean({expression})"):
                    return
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
            if time.monotonic() > deadline:
                raise RuntimeError(f"waited {seconds} s for {expression}")
            time.sleep(0.1)

    def press(self, key):
        key = KEYS.get(key, key)
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.call("input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": actions}])

    def click(self, selector):
        self.js(f"document.querySelector({json.dumps(selector)}).click()")

    def fill(self, selector, text):
        self.js(f"(() => {{ const it = document.querySelector({json.dumps(selector)}); it.value = {json.dumps(text)}; "
                "it.dispatchEvent(new Event('input', { bubbles: true })); })()")

    def shot(self, folder, name):
        if folder:
            picture = self.call("browsingContext.captureScreenshot", context=self.context, origin="document")
            with open(os.path.join(folder, f"firefox-{name}.png"), "wb") as file:
                file.write(base64.b64decode(picture["data"]))

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
