#!/usr/bin/env python3
"""Every command that README.md and docs/ print runs as it is printed.

A fence says what it holds: ```sh is a block of commands, and any other word (text, toml, json, …) is none; a fence without
a word is refused. The blocks of a page run in their order in one shell, in a folder that has what a reader has there: a site
with its link, its keys and its published files, a report, a picture, a codename. The first line of a block that cannot run
here is `# needs: …` (systemd, root, another machine, a person at the terminal), where the reader sees it as well; those are
counted.

What stands in for the rest of the world: `sudo` runs the command; `systemctl` starts and stops the site's server; a server
or witness in a block runs beside it until the next one is started; a SOCKS proxy is there instead of Tor. Folders such as
/var/lib/kentongand, ports and the placeholders 1a2b3c4d and ADDRESS.onion are replaced by those of the folder.

usage: commands.py [--only PAGE] BIN_DIR    prints the block, the line and what it said; exit 1 where one fails
       commands.py --self-test              a fence without a word must be found, and what is replaced be replaced
"""

import os
import pathlib
import re
import shutil
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FENCE = re.compile(r"^( *)```(.*)$")
FOLDERS = ("/var/lib/kentongand", "/srv/kentongan", "/media/root", "/backup", "/usr/bin", "/etc/kentongan", "/srv/copy")

SETUP = r'''
set -euo pipefail
mkdir -p "$FS"/{srv/kentongan,media/root,backup,usr/bin,etc/kentongan,var/lib,srv/copy} keys
# Quickly and without words: it is not what is shown.
{
    for code in bkpsdm bkn; do
        kentongan-review keygen --agency $code --name "Contoh $code" --out keys/$code
        cp keys/$code/agency.card $code.card
    done
    kentongan-review keygen --auditor --name Auditor --out keys/auditor
    cp keys/auditor/auditor.card auditor.card
    cp keys/bkpsdm/agency.key agency.key
    cp keys/auditor/auditor.key auditor.key
    kentongan-monitor witness keygen --name watching.example/w --dir watching
    kentongand init --data "$FS/var/lib/kentongand" --origin kentongan.example.org --epoch-seconds 2 --answer-delay-ms 0 \
        --listen 127.0.0.1:$PORT --root-key keys/root.key --agency bkpsdm.card --agency bkn.card \
        --auditor auditor.card --witness watching/witness.vkey --quorum 1
    cp keys/root.key "$FS/media/root/site-root.key"
} >setup.log 2>&1
DATA=$FS/var/lib/kentongand
# Somebody who watches, so that what is shown is witnessed.
sed -i "s#^urls = .*#urls = [\"http://127.0.0.1:$WATCHING\"]#" "$DATA/kentongand.toml"
command kentongan-monitor witness --dir watching --log "$DATA/log.vkey" --listen "127.0.0.1:$WATCHING" >>setup.log 2>&1 &
echo $! >>"$PIDS"
cp "$DATA/site.link" "$DATA/site.descriptor" "$DATA/log.vkey" .
cp site.link situs.link
cp "$ROOT/tools/sample/laporan.toml" "$ROOT/tools/sample/foto.png" .
cp foto.png foto.jpg
printf 'Pada hari Sabtu.\n' >jawaban.txt
ln -s "$ROOT/tools" "$ROOT/deploy" "$ROOT/docs" .
ln -s "$FS/srv/kentongan" public
ln -s public publik
ln -s public salinan-catatan
ln -s public copy-of-the-record
served=
kentongand() {
    if [ "$1" = serve ]; then serve "$@"; else command kentongand "$@"; fi
}
kentongan-monitor() {
    case "$*" in
        "witness keygen"* | "witness show"*) command kentongan-monitor "$@" ;;
        witness* | serve*)
            rm -f beside.ready
            command kentongan-monitor "$@" --ready-file beside.ready >beside.out 2>&1 &
            echo $! >>"$PIDS"
            wait_for beside.ready beside.out
            ;;
        *) command kentongan-monitor "$@" ;;
    esac
}
wait_for() {
    for _ in $(seq 100); do [ ! -s "$1" ] || return 0; sleep 0.1; done
    cat "$2" >&2
    return 1
}
unserve() { [ -z "$served" ] || { kill "$served"; wait "$served" || true; served=; }; }
serve() {
    unserve
    rm -f served.ready
    command kentongand "$@" --ready-file served.ready >served.out 2>&1 &
    served=$!
    echo $served >>"$PIDS"
    wait_for served.ready served.out
}
systemctl() {
    case "$*" in
        "stop kentongand") unserve ;;
        "start kentongand" | "enable --now kentongand" | "restart kentongand")
            serve serve --data "$FS/var/lib/kentongand" --publish "$FS/srv/kentongan" --publish-listen 127.0.0.1:$HTTP ;;
        *) echo "systemctl $*: has no stand-in here; say '# needs: systemd'" >&2; return 1 ;;
    esac
}
sudo() { if [ "$1" = -u ]; then shift 2; fi; "$@"; }
systemctl start kentongand
command kentongan submit --site site.link --from laporan.toml --attach foto.png --keep-metadata --yes --now --json --save-promise janji \
    >report.json 2>>setup.log || { cat setup.log report.json >&2; exit 1; }
json() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$@"; }
json report.json codename >kode.txt
cp janji promise
REPORT=$(json report.json commitment)
cp public/checkpoint old-checkpoint
sleep 4
'''


def blocks(text):
    """(line, word, lines) of each fence; the word is empty where there is none."""
    opened = None
    for number, line in enumerate(text.split("\n"), 1):
        match = FENCE.match(line)
        if opened is None and match:
            opened = (number, match.group(1), match.group(2).strip(), [])
        elif match and not match.group(2):
            yield opened[0], opened[2], opened[3]
            opened = None
        elif opened is not None:
            opened[3].append(line.removeprefix(opened[1]))


def complaints(page, text):
    return [f"{page}:{line}: a fence that does not say what it holds (sh, text, …)" for line, word, _ in blocks(text) if not word]


def needs(lines):
    match = re.match(r"# needs: (\S.*)", lines[0]) if lines else None
    return match.group(1) if match else None


class Relay(socketserver.StreamRequestHandler):
    """SOCKS5 without a password: every name leads to 127.0.0.1."""

    def handle(self):
        head = self.rfile.read(2)
        methods = self.rfile.read(head[1])
        user = 2 in methods
        self.wfile.write(bytes([5, 2 if user else 0]))
        if user:
            self.rfile.read(self.rfile.read(2)[1])
            self.rfile.read(self.rfile.read(1)[0])
            self.wfile.write(b"\1\0")
        kind = self.rfile.read(4)[3]
        self.rfile.read({1: 4, 4: 16}.get(kind) or self.rfile.read(1)[0])
        port = int.from_bytes(self.rfile.read(2), "big")
        try:
            far = socket.create_connection(("127.0.0.1", port))
        except OSError:
            self.wfile.write(b"\5\5\0\1" + bytes(6))
            return
        self.wfile.write(b"\5\0\0\1" + bytes(6))
        back = threading.Thread(target=self.copy, args=(far, self.connection), daemon=True)
        back.start()
        self.copy(self.connection, far)
        back.join()

    @staticmethod
    def copy(source, sink):
        try:
            while data := source.recv(65_536):
                sink.sendall(data)
        except OSError:
            pass
        finally:
            try:
                sink.shutdown(socket.SHUT_WR)
            except OSError:
                pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fitted(line, folder, ports):
    for name in FOLDERS:
        line = re.sub(rf"(?<![\w/.-]){re.escape(name)}(?![\w])", f"{folder}/fs{name}", line)
    for printed, port in ports.items():
        line = re.sub(rf"(127\.0\.0\.1):{printed}\b", rf"\g<1>:{port}", line)
    line = line.replace("ADDRESS.onion", "a" * 56 + ".onion").replace("1a2b3c4d", "${REPORT:0:12}")
    return line


def run(page, text, programs):
    """What went wrong, how many blocks ran, and what those that did not need."""
    runnable, skipped = [], []
    for line, word, lines in blocks(text):
        if word == "sh":
            (skipped.append(needs(lines)) if needs(lines) else runnable.append((line, lines)))
    if not runnable:
        return [], 0, skipped
    folder = tempfile.mkdtemp(prefix="kt-docs.")
    proxy = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Relay)
    proxy.daemon_threads = True
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    ports = {"9050": proxy.server_address[1], "7443": free_port(), "8080": free_port(), "8765": free_port(), "9464": free_port()}
    script = SETUP
    for line, lines in runnable:
        script += f"\nexec 2>&1; echo '@@ {line}'\n" + "\n".join(fitted(one, folder, ports) for one in lines) + "\n"
    script += "\necho '@@ end'\n"
    pids = pathlib.Path(folder, "pids")
    pids.touch()
    try:
        work = pathlib.Path(folder, "work")
        work.mkdir()
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": folder, "LC_ALL": "C.UTF-8", "ROOT": str(ROOT), "FS": f"{folder}/fs",
            "PORT": str(ports["7443"]), "HTTP": str(ports["8080"]), "WATCHING": str(free_port()), "PIDS": str(pids)}
        try:
            done = subprocess.run(
                ["bash", "-c", script], cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, timeout=300, check=False)
            output, status = done.stdout.decode(errors="replace"), done.returncode
        except subprocess.TimeoutExpired as over:
            output, status = (over.stdout or b"").decode(errors="replace"), "nothing within 300 s"
    finally:
        for pid in pids.read_text().split():
            try:
                os.kill(int(pid), 15)
            except OSError:
                pass
        proxy.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
    if output.rstrip().endswith("@@ end") and status == 0:
        return [], len(runnable), skipped
    begun = re.findall(r"(?m)^@@ (\d+)$", output)
    where = f"{page}:{begun[-1]}" if begun else f"{page}: before its first block"
    said = "\n    ".join(output.split("@@ ")[-1].rstrip().split("\n")[-12:])
    return [f"{where}: exit {status}\n    {said}"], len(begun), skipped


def self_test():
    text = "```\na\n```\n  ```text\n  b\n  ```\n```sh\n# needs: root\nc\n```\n```sh\nd\n```\n"
    assert [(line, word) for line, word, _ in blocks(text)] == [(1, ""), (4, "text"), (7, "sh"), (11, "sh")]
    assert complaints("page", text) == ["page:1: a fence that does not say what it holds (sh, text, …)"]
    assert needs(["# needs: root", "c"]) == "root" and needs(["d"]) is None
    fit = fitted("x --data /var/lib/kentongand/log 127.0.0.1:7443 /var/lib/kentongand-2 1a2b3c4d", "/f", {"7443": 5})
    assert fit == "x --data /f/fs/var/lib/kentongand/log 127.0.0.1:5 /f/fs/var/lib/kentongand-2 ${REPORT:0:12}", fit


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if arguments == ["--self-test"]:
        self_test()
        return 0
    only = arguments[1] if arguments[:1] == ["--only"] and len(arguments) == 3 else None
    if len(arguments) != (3 if only else 1):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    programs = pathlib.Path(arguments[-1]).resolve()
    pages = ["README.md", "CONTRIBUTING.md", "deploy/README.md"] + sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/*.md"))
    found, ran, skipped = [], 0, []
    for page in [only] if only else pages:
        text = (ROOT / page).read_text(encoding="utf-8")
        found += complaints(page, text)
        wrong, count, left = run(page, text, programs)
        found, ran, skipped = found + wrong, ran + count, skipped + left
    print("\n".join(found), end="\n" if found else "")
    print(f"commands: {ran} blocks ran, {len(skipped)} did not: {', '.join(sorted(set(skipped))) or 'none'}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
