"""Another page in the same browser, from a second server of this machine, which tries all that a page can to reach a desk."""

import http.server
import threading

PAGE = """<!doctype html><meta charset=utf-8><title>waiting</title><body><script>
const desk = %r, report = %r, got = [];
const read = (name, work) => Promise.race([work().then((value) => got.push([name, String(value)]), () => {}), new Promise((done) => setTimeout(done, 4000))]);
const loads = (tag, properties) => () => new Promise((done, fail) => {
    const it = Object.assign(document.createElement(tag), properties);
    it.onload = () => done("loaded"); it.onerror = fail; document.body.append(it);
});
(async () => {
    for (const path of ["/", "/desk.js", "/api/inbox", "/api/words", "/api/cases/" + report, "/api/cases/" + report + "/evidence/1"]) {
        await read("fetch " + path, () => fetch(desk + path, { credentials: "include" }).then((r) => r.text()));
        await read("header " + path, () => fetch(desk + path, { credentials: "include", headers: { "X-Kentongan-Desk": "0" } }).then((r) => r.text()));
    }
    await read("key", () => fetch(desk + "/api/key", { method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body: "{}" }).then((r) => r.text()));
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"]) {
        await read("post " + type, () => fetch(desk + "/api/cases/" + report + "/ask", { method: "POST", credentials: "include", headers: { "Content-Type": type }, body: '{"text":"from elsewhere"}' }).then((r) => r.text()));
        await read("blind " + type, () => fetch(desk + "/api/cases/" + report + "/ask", { method: "POST", mode: "no-cors", credentials: "include", headers: { "Content-Type": type }, body: '{"text":"from elsewhere"}' }).then((r) => r.text()).then((t) => { if (t) return t; throw 0; }));
    }
    await read("beacon", async () => { navigator.sendBeacon(desk + "/api/leave", "{}"); throw 0; });
    await read("script", loads("script", { src: desk + "/desk.js" }));
    await read("image", loads("img", { src: desk + "/api/cases/" + report + "/evidence/1" }));
    await read("style", loads("link", { rel: "stylesheet", href: desk + "/desk.css" }));
    await read("frame", () => new Promise((done, fail) => {
        const frame = document.createElement("iframe"); frame.src = desk + "/"; document.body.append(frame);
        frame.onload = () => { try { const text = frame.contentDocument?.body?.textContent; text ? done(text) : fail(); } catch { fail(); } };
        setTimeout(fail, 2000);
    }));
    await read("form", async () => {
        const frame = document.createElement("iframe"); frame.name = "target"; document.body.append(frame);
        const form = Object.assign(document.createElement("form"), { method: "post", action: desk + "/api/leave", target: "target", enctype: "text/plain" });
        document.body.append(form); form.submit(); await new Promise((done) => setTimeout(done, 700)); throw 0;
    });
    await read("socket", () => new Promise((done, fail) => { const it = new WebSocket(desk.replace("http", "ws") + "/api/inbox"); it.onopen = () => done("open"); it.onerror = fail; }));
    await read("events", () => new Promise((done, fail) => { const it = new EventSource(desk + "/api/inbox", { withCredentials: true }); it.onopen = () => done("open"); it.onerror = () => { it.close(); fail(); }; }));
    await read("storage", async () => { const it = localStorage.getItem("key"); if (it) return it; throw 0; });
    document.title = JSON.stringify(got);
})();
</script>"""


class Foreign:
    """Serves the page on a port of its own, and keeps the cookies that it is shown."""

    def __init__(self, desk, report):
        page = (PAGE % (desk, report)).encode()
        self.cookies = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.cookies.append(self.headers.get("Cookie") or "")
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def close(self):
        self.server.shutdown()
