#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What other pages, other users of the machine and hostile texts can do to `hexapla review`: nothing.

usage: check-threats.py PROGRAM [--long]
--long also waits until silent clients are turned out.
"""
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import review  # noqa: E402
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
IS_LONG = "--long" in sys.argv
IS_SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()
ACCEPT = '{"changes":[{"number":1,"field":"status","value":"accepted"}]}'
WRITES = ("/api/decisions", "/api/bulk", "/api/undo", "/api/redo")
READS = ("/api/corpus", "/api/progress", "/api/view", "/api/rows?view=0&from=0&n=1", "/api/place?view=0&from=0", "/api/agreement", "/api/names",
         "/api/others?number=1")


def head(server, *lines, request="GET / HTTP/1.1", host=True):
    fields = (["Host: " + server.host] if host else []) + list(lines)
    return ("\r\n".join([request, *fields]) + "\r\n\r\n").encode("latin-1")


def is_untouched(server):
    return "status" not in server.row(1)["state"]


def routes():
    """All that the program knows, from its source."""
    text = "".join((HERE.parent.parent / "src/review" / name).read_text(encoding="utf-8") for name in ("api.c", "server.c"))
    return set(re.findall(r'\{"(/api/\w+)"', text))


# --- hosts and tokens ---


def open_to_the_network(server):
    found = []
    for name, loopback in (("tcp", "0100007F"), ("tcp6", "00000000000000000000000001000000")):
        for line in pathlib.Path("/proc/net/" + name).read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            if state == "0A" and int(local.split(":")[1], 16) == server.port and local.split(":")[0] != loopback:
                found.append(line)
    tap.problems("1 only loopback is listened on", found)


def hosts(server):
    tap.row("2 another host", server.request("GET", "/", headers={"Host": "evil.example"})[0::2] == (421, b""))
    tap.row("3 another host with our port",
            server.get("/api/corpus", headers={"Host": "evil.example:%d" % server.port}) == 421)
    port = ":%d" % server.port
    names = ["127.0.0.1.evil.example", "localhost.evil.example", "127.1", "0.0.0.0", "[::ffff:127.0.0.1]", "LOCALHOST.",
             "127.0.0.1@evil.example", "", "127.0.0.1", "localhost"]
    wrong = [name for name in names + [name + port for name in names[:-2]]
             if server.get("/", headers={"Host": name}) not in (400, 421)]
    right = [name for name in ("127.0.0.1", "localhost", "[::1]") if server.get("/", headers={"Host": name + port}) != 200]
    tap.problems("4 hosts that look alike", wrong + right)
    ours, evil = "Host: " + server.host, "Host: evil"
    tap.row("5 two hosts", [server.status_of(head(server, *lines, host=False))
                            for lines in ((ours, evil), (evil, ours), (ours, ours))] == [400] * 3)
    tap.row("6 no host, absolute form", [
        server.status_of(head(server, host=False)), server.status_of(head(server, request="GET http://evil/ HTTP/1.1")),
        server.status_of(head(server, request="GET / HTTP/1.0"))] == [400] * 3)


def tokens(server):
    known = {route.split("?")[0] for route in READS + WRITES} | {"/api/session", "/api/exit", "/api/export"}
    tap.problems("7 all routes are tested", known ^ routes())
    wrong = {"Cookie": "hexapla-%d=%s" % (server.port, "0" * 64), "X-Hexapla-Token": "0" * 64}
    found = []
    for path in sorted(known):
        method = "POST" if path in WRITES + ("/api/exit", "/api/export") else "GET"
        missing, bad = (server.request(method, path, ACCEPT, headers=headers, right=False) for headers in ({}, wrong))
        if missing[0] != 403 or bad[0] != 403 or missing[2] != bad[2]:
            found.append((path, missing[0], bad[0]))
    tap.problems("7 no token", found)
    tap.row("7 the address is good for once", server.request("POST", "/api/session", '"%s"' % server.ticket)[0] == 403)


def guesses(server):
    n = 10000 if IS_LONG else 100
    cookie = {"Cookie": "hexapla-%d=%s" % (server.port, "f" * 64)}
    statuses = {server.get("/api/progress", headers=cookie) for _ in range(n)}
    tap.row("8 guessing does not help, and locks nobody out", statuses == {403} and server.get("/api/progress") == 200)
    text = (HERE.parent.parent / "src/review/server.c").read_text(encoding="utf-8")
    tap.row("8 tokens are compared in constant time", "difference |=" in text and "strcmp(token" not in text)


def leaks(server):
    secrets = [server.ticket, server.token, server.cookie.split("=")[1]]
    places = pathlib.Path("/proc/%d/cmdline" % server.pid).read_bytes()
    for path in ("/", "/page.js", "/page.css", "/api/corpus", "/nothing"):
        _, headers, body = server.request("GET", path)
        places += str(headers).encode() + body
        if headers["Referrer-Policy"] != "no-referrer":
            places += secrets[0].encode()
    tap.row("9 no token in pages, headers or command lines", not any(secret.encode() in places for secret in secrets))


# --- other pages ---


def forms(server):
    bad = {"Origin": "http://evil.example"}
    tap.row("10 a form of another page", server.request("POST", "/api/decisions", ACCEPT, headers=bad)[0] == 403)
    found = []
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        for token in (None, server.token):
            status = server.request("POST", "/api/decisions", ACCEPT, headers={"Content-Type": kind, "X-Hexapla-Token": token})[0]
            if status not in (403, 415):
                found.append((kind, status))
    tap.problems("11 simple types", found)
    tap.row("12 other origins", {server.request(method, path, ACCEPT, headers={"Origin": origin})[0]
                                 for origin in ("null", "http://127.0.0.1:9", "https://" + server.host)
                                 for method, path in (("POST", "/api/decisions"), ("GET", "/api/corpus"))} == {403})
    tap.row("12 our own origin", server.request("GET", "/api/corpus", headers={"Origin": "http://" + server.host})[0] == 200)
    sites = {server.request(method, path, ACCEPT, headers={"Sec-Fetch-Site": site})[0]
             for site in ("cross-site", "same-site") for method, path in (("POST", "/api/decisions"), ("GET", "/api/corpus"), ("GET", "/"))}
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    tap.row("13 fetch metadata", sites == {403} and server.get("/", headers=visit) == 200 and
            server.get("/api/corpus", headers=visit) == 403)
    override = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}
    tap.row("14 writing by GET", server.get("/api/decisions?number=1&status=accepted", headers=override) == 405 and
            server.get("/api/undo") == 405 and server.request("POST", "/api/corpus", "{}")[0] == 405)
    status, headers, _ = server.request("OPTIONS", "/api/decisions", headers={"Origin": "http://evil",
                                                                           "Access-Control-Request-Method": "POST"})
    tap.row("15 preflight", status in (403, 405) and "access-control" not in str(headers).lower(), headers)
    tap.row("10-15 nothing was decided", is_untouched(server))


def policies(server):
    _, headers, body = server.request("GET", "/")
    policy = headers["Content-Security-Policy"]
    tap.row("16 clickjacking", "frame-ancestors 'none'" in policy and headers["X-Frame-Options"] == "DENY")
    tap.row("17 the policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
            "form-action 'none'" in policy and "unsafe" not in policy, policy)
    tap.row("17 the page has no script of its own", b"<script src" in body and b"<script>" not in body and b"onload" not in body)
    odd = [server.request("GET", path) for path in ("/%3Cscript%3Ealert(1)%3C/script%3E", "/?q=<svg/onload=1>",
                                                   "/api/view?filter=<svg/onload=1>", "/api/view?q=<svg/onload=1>")]
    found = [(status, body[:80]) for status, headers, body in odd if headers["X-Content-Type-Options"] != "nosniff" or b"<svg" in body or
             b"<script>" in body]
    tap.problems("18 scripts in addresses", found)
    _, headers, body = server.request("GET", "/api/rows?view=%d&from=0&n=9" % server.ask("/api/view")["view"])
    tap.row("19 JSON is no HTML", headers["Content-Type"].startswith("application/json") and
            headers["X-Content-Type-Options"] == "nosniff" and b"<" not in body and b"\\u003cscript" in body)
    script = server.request("GET", "/page.js")[2].decode()
    tap.row("20 controls of the direction are shown", "\\u202a-\\u202e" in script and "bdi" in script)


# --- addresses and values ---


def traversal(server):
    paths = ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%252e%252e/", "/static/..%5c", "/%00",
             "//etc/passwd", "/static/%c0%ae%c0%ae/", "/page.js/../../x", "/page.js%00", "/hexapla/review/page.js"]
    statuses = {path: server.status_of(head(server, request="GET %s HTTP/1.1" % path)) for path in paths}
    tap.problems("21 paths", [item for item in statuses.items() if item[1] not in (400, 403, 404)])


def injection(server):
    wrong = ["1 OR 1=1", "1;DROP TABLE", "'", "1" + "0" * 30, "-1", "%00", "1e3", "0x1", "", "+1"]
    found = []
    for text in wrong:
        value = text.replace(" ", "%20")
        if server.get("/api/rows?view=%s&from=0&n=1" % value) not in (400, 404):
            found.append(text)
        number = '"%s"' % text if text in ("'", "%00", "") else text
        status = server.request("POST", "/api/decisions", '{"changes":[{"number":%s,"field":"flag","value":true}]}' % number)[0]
        if status != 400:
            found.append((text, status))
    for text in ("%25", "_", "%22", "NEAR(", "*", "' OR 1=1 --", "%25%27%3B"):
        answer = server.ask("/api/view?q=" + text.replace(" ", "%20"))
        if answer["n"] != 0:
            found.append((text, answer))
    tap.problems("22 injection", found)
    texts = "".join(path.read_text(encoding="utf-8") for path in (HERE.parent.parent / "src/review").glob("*.c"))
    tap.row("22 only prepared statements", not re.search(r'(printf|append|concat)\w* ?\([^;]*"(SELECT|INSERT|UPDATE|DELETE) ', texts))


def bodies(server):
    before = server.memory()
    common = ["Cookie: " + server.cookie, "X-Hexapla-Token: " + server.token, "Content-Type: application/json"]
    post = "POST /api/decisions HTTP/1.1"
    with server.connect() as client:
        client.sendall(head(server, *common, "Content-Length: %d" % 2**30, request=post))
        sent, start = 0, time.monotonic()
        try:
            while sent < 2**30 and time.monotonic() - start < 5:
                sent += client.send(b"\0" * 65536)
        except OSError:
            pass
        answer = review.read_all(client)[0]
    tap.row("23 a huge body", b" 413 " in answer[:20] or (answer == b"" and sent < 2**29), (sent, answer[:40]))
    tap.row("23 memory", server.memory() - before < (64 if IS_SANITIZED else 8), server.memory() - before)
    chunked = head(server, *common, "Transfer-Encoding: chunked", request=post) + b"1\r\na\r\n" * 1000
    tap.row("24 chunks without end", server.status_of(chunked) in (413, 408))
    rows = {
        "both lengths": ["Content-Length: 5", "Transfer-Encoding: chunked"],
        "two lengths": ["Content-Length: 5", "Content-Length: 6"],
        "equal lengths": ["Content-Length: 5", "Content-Length: 5"],
        "unknown coding": ["Transfer-Encoding: xchunked"],
        "two codings": ["Transfer-Encoding: gzip, chunked"],
        "plus": ["Content-Length: +5"],
        "minus": ["Content-Length: -1"],
        "too many digits": ["Content-Length: 1" + "0" * 20],
        "hexadecimal": ["Content-Length: 0x5"],
        "list": ["Content-Length: 5, 5"],
        "space before the colon": ["Content-Length : 5"],
        "bare CR": ["X: a\rb", "Content-Length: 5"],
        "NUL": ["X: a\0b", "Content-Length: 5"],
        "folded": ["X: a\r\n b", "Content-Length: 5"],
        "no colon": ["X", "Content-Length: 5"],
        "no name": [": x", "Content-Length: 5"],
    }
    found = [(name, status) for name, lines in rows.items()
             for status in [server.status_of(head(server, *common, *lines, request=post) + b"hello")] if status != 400]
    found += [("LF only", status) for status in [server.status_of(head(server, *common).replace(b"\r\n", b"\n"))] if status != 400]
    tap.problems("25 smuggling", found)
    tap.row("25 nothing was decided", is_untouched(server))


def large_heads(server):
    before = server.memory()
    statuses = [server.status_of(head(server, "X: " + "a" * 2**20)), server.status_of(head(server, *["X: a"] * 100000)),
                server.status_of(head(server, request="GET /%s HTTP/1.1" % ("a" * 2**20))),
                server.status_of(head(server, request="GET /%s HTTP/1.1" % ("a" * 8000)))]
    tap.row("26 huge heads", all(status in (0, 400, 414, 431) for status in statuses) and 431 in statuses and 414 in statuses, statuses)
    tap.row("26 memory", server.memory() - before < (32 if IS_SANITIZED else 4), server.memory() - before)


# --- time and number ---


def slow_clients(server):
    before = server.files()
    clients = [server.connect() for _ in range(500)]
    for client in clients:
        try:
            client.send(b"G")
        except OSError:
            pass
    start = time.monotonic()
    tap.row("27 an honest client among slow ones", server.get("/") == 200 and time.monotonic() - start < 1, time.monotonic() - start)
    tap.row("27 at most 64 connections", server.files() - before <= 66, server.files() - before)
    if IS_LONG:
        start = time.monotonic()
        while time.monotonic() - start < 16:
            for client in clients:
                try:
                    client.send(b"E")
                except OSError:
                    pass
            time.sleep(5)
        tap.row("27 slow ones are closed", server.files() - before <= 2, server.files() - before)
    for client in clients:
        client.close()


def pipelined(server):
    before = server.memory()
    answer, closed = server.raw(head(server) * 20000)
    tap.row("28 pipelining", closed and answer.count(b"HTTP/1.1 200") <= 1)
    tap.row("28 memory", server.memory() - before < (32 if IS_SANITIZED else 4), server.memory() - before)


def slow_reader(server):
    before = server.memory()
    with server.connect(40) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.sendall(head(server, request="GET /page.js HTTP/1.1"))
        if IS_LONG:
            files = server.files()
            time.sleep(32)
            tap.row("29 a slow reader is closed", server.files() < files, (files, server.files()))
    tap.row("29 memory", server.memory() - before < (16 if IS_SANITIZED else 2), server.memory() - before)


def resets(server):
    before = server.files()
    for _ in range(10000 if IS_LONG else 1000):
        client = socket.create_connection(("127.0.0.1", server.port))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
    for _ in range(50):
        if server.get("/") == 200 and server.files() <= before:
            break
        time.sleep(0.1)
    tap.row("30 no descriptor leaks", server.files() <= before, (before, server.files()))


# --- values ---


def values(server):
    wrong = ["", "[]", "{", "{}", "null", '{"changes":[]}', '{"changes":{}}', '{"changes":[1]}', '{"changes":[{}]}', ACCEPT + ACCEPT, ACCEPT[:-1],
             ACCEPT.replace("1", "01"), ACCEPT.replace("1", "NaN"), ACCEPT.replace("accepted", "perhaps"), ACCEPT.replace("1", "99"),
             ACCEPT.replace('"number":1,', ""), ACCEPT.replace("status", "colour"), ACCEPT.replace('"accepted"', "{}"),
             ACCEPT.replace('"accepted"', '"acc\tepted"'), ACCEPT.replace("changes", "x"), "[" * 100000, '{"changes":[' + "[" * 300,
             '{"changes":[{"number":1,"field":"target","value":{"a":"b"}}]}']
    found = [(body[:60], status) for body in wrong for status in [server.request("POST", "/api/decisions", body)[0]] if status != 400]
    tap.problems("31 hostile JSON", found)
    target = '{"changes":[{"number":1,"field":"target","value":"%s"}]}'
    encoded = [ACCEPT.encode("utf-16"), (target % "x").encode().replace(b"x", b"\xc3"), (target % "\\ud800").encode(),
               (target % "\\u0000").encode(), (target % "x").encode().replace(b"x", b"\0"), (target % "x").encode().replace(b"x", b"\xed\xa0\x80")]
    found = [body for body in encoded if server.request("POST", "/api/decisions", body)[0] != 400]
    tap.problems("32 wrong encoding", found)
    tap.row("31-32 nothing was decided", is_untouched(server))


def lost_update(server):
    version = server.row(3)["state"]["version"]
    first = server.decide(3, "target", "one", version)
    second = server.decide(3, "target", "two", version)
    tap.row("33 lost update", (first[0], second[0]) == (200, 409) and second[1]["rows"][0]["state"]["target"] == "one" and
            server.row(3)["state"]["target"] == "one", (first, second))
    server.tell("/api/undo", {})


def full_disk(server, folder):
    size = max(path.stat().st_size for path in pathlib.Path(folder, "pairs.tmx.review").iterdir())
    old = resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    statuses = []
    for _ in range(50):
        statuses.append(server.decide(2, "target", "x" * 100000))
        if statuses[-1][0] != 200:
            break
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, old)
    tap.row("35 a full disk", statuses[-1][0] == 507 and len(statuses[-1][1]["problem"]) > 10, statuses[-1])
    n = len(statuses) - 1
    tap.row("35 and what was there stays", ("target" in server.row(2)["state"]) == (n > 0) and server.decide(2, "flag", True)[0] == 200)
    script = server.request("GET", "/served.js")[2].decode()
    tap.row("35 the page tells it", "not_saved" in script)


# --- the machine ---


def other_users(server, folder):
    root = pathlib.Path(folder, "pairs.tmx.review")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in root.iterdir()}
    tap.row("36 others cannot read", set(modes.values()) == {0o600} and stat.S_IMODE(root.stat().st_mode) == 0o700, modes)


def second_instance(server, folder):
    done = subprocess.run([PROGRAM, "review", "pairs.tmx", "--no-browser"], cwd=folder, capture_output=True, text=True, check=False)
    tap.row("37 a second one is refused", done.returncode == 4 and str(server.pid) in done.stderr and server.get("/") == 200, done.stderr)


def odd_stores(folder):
    def try_with(make):
        store = tempfile.mkdtemp(dir=folder)
        make(pathlib.Path(store, "decisions.db"))
        done = subprocess.run([PROGRAM, "review", "pairs.tmx", "--no-browser", "--store", store], cwd=folder, capture_output=True,
                              text=True, check=False, timeout=20)
        return done.returncode

    target = pathlib.Path(folder, "elsewhere")
    target.write_bytes(b"")
    rows = [lambda path: path.symlink_to(target), os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero"),
            lambda path: path.write_bytes(b"this is no database, and long enough to be looked at" * 100)]
    tap.row("38 no ordinary file", [try_with(make) for make in rows] == [4] * len(rows) and target.read_bytes() == b"")


def sessions(server, folder):
    """System calls of a whole session, where strace is there."""
    if shutil.which("strace") is None:
        tap.skip("21, 41 system calls", "strace is absent")
        return
    trace = os.path.join(folder, "trace")
    with subprocess.Popen(["strace", "-f", "-q", "-e", "trace=openat,connect", "-o", trace, "-p", str(server.pid)],
                          stderr=subprocess.DEVNULL) as tracer:
        time.sleep(0.5)
        traversal(server)
        server.get("/")
        server.get("/page.js")
        server.decide(1, "flag", True)
        server.tell("/api/undo", {})
        tracer.terminate()
    text = pathlib.Path(trace).read_text(encoding="utf-8", errors="replace")
    tap.row("21 no file is opened for an address", "passwd" not in text and "page.js" not in text, text)
    tap.row("41 nobody is called", "AF_INET" not in text, text)


def endings(server):
    _, headers, _ = server.request("GET", "/")
    tap.row("40 nothing is cached", headers["Cache-Control"] == "no-store" and "Service-Worker-Allowed" not in headers and
            server.request("GET", "/api/corpus")[1]["Cache-Control"] == "no-store")
    status, headers, _ = server.request("POST", "/api/exit", "{}")
    tap.row("40 nothing stays behind", status == 200 and "cookies" in headers["Clear-Site-Data"])
    tap.row("40 the end", server.process.wait(timeout=10) == 0)


def shut_down(folder):
    server = review.Server(PROGRAM, folder)
    server.open()
    is_on, saved = True, [0]

    def save():
        while is_on:
            try:
                saved[0] += server.decide(5, "flag", saved[0] % 2 == 0)[0] == 200
            except (OSError, ValueError, review.http.client.HTTPException):
                return

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    start = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    code = server.process.wait(timeout=10)
    took = time.monotonic() - start
    is_on = False
    for thread in threads:
        thread.join()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", server.port))
    tap.row("39 the end under load", code == 0 and took < 2 and saved[0] > 0, (code, took, saved))
    said = server.end()
    tap.row("no sanitizer spoke", "Sanitizer" not in said and "runtime error" not in said, said)


def main():
    os.umask(0)
    with tempfile.TemporaryDirectory() as folder:
        review.write_memory(os.path.join(folder, "pairs.tmx"), review.PAIRS)
        server = review.Server(PROGRAM, folder)
        if not server.address:
            said = server.end()
            tap.skip("threats", said.strip()) if "built without" in said else tap.row("the server starts", False, said)
            tap.end()
        tap.row("the address lets a browser in", server.open() == 200)
        for check in (open_to_the_network, hosts, tokens, guesses, leaks, forms, policies, injection, bodies, large_heads, slow_clients,
                      pipelined, slow_reader, resets, values, lost_update):
            check(server)
        for check in (full_disk, other_users, second_instance, sessions):
            check(server, folder)
        if shutil.which("strace") is None:
            traversal(server)
        odd_stores(folder)
        endings(server)
        said = server.end()
        tap.row("no sanitizer spoke", "Sanitizer" not in said and "runtime error" not in said, said)
        shut_down(folder)
    tap.end()


main()
