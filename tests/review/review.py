# SPDX-License-Identifier: LGPL-2.1-or-later
"""A running `hexapla review`, and a client of it."""
import http.client
import json
import os
import signal
import socket
import subprocess

PAIRS = [
    ("The ferry left the harbour at dawn.", "غادرت العبّارة الميناء عند الفجر."),
    ("Captain Abu Rabi’ counted the crates twice.", "عدّ القبطان أبو ربيع الصناديق مرتين."),
    ("Nobody had paid for the oranges.", "لم يدفع أحد ثمن البرتقال."),
    ("</script><script>alert(1)</script> stood on the wall.", "كُتب على الجدار <!-- <script> شيء."),
    ("The sign read \u202eegnaro\u202c in red.", "كانت اللافتة حمراء."),
]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def write_memory(path, pairs):
    with open(path, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" '
                  'o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\n')
        for number, (source, target) in enumerate(pairs, 1):
            out.write('<tu tuid="u%d"><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="ar"><seg>%s</seg></tuv></tu>\n'
                      % (number, escape(source), escape(target)))
        out.write("</body></tmx>\n")


class Server:
    """The program on a file of a folder; one browser's worth of a client."""

    def __init__(self, program, folder, *options, file="pairs.tmx"):
        self.program, self.folder, self.file = program, str(folder), file
        self.process = subprocess.Popen([program, "review", file, "--no-browser", *options], cwd=folder,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        self.address = self.process.stdout.readline().strip()
        self.cookie = self.token = None
        if self.address:
            self.host, self.ticket = self.address[len("http://"):].split("/#")
            self.port = int(self.host.split(":")[1])

    @property
    def pid(self):
        return self.process.pid

    def end(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return out + err

    def connect(self, timeout=10):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def request(self, method, path, body=None, headers=None, right=True, timeout=20):
        """Returns status, headers and body; RIGHT: with cookie and token."""
        sent = {"Host": self.host}
        if right and self.cookie:
            sent["Cookie"] = self.cookie
            if method == "POST":
                sent["X-Hexapla-Token"] = self.token
        if method == "POST":
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            client.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    client.putheader(name, value)
            if method == "POST":
                body = (body or "").encode() if isinstance(body or "", str) else body
                client.putheader("Content-Length", str(len(body)))
            client.endheaders(body if method == "POST" else None)
            answer = client.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            client.close()

    def open(self):
        status, headers, body = self.request("POST", "/api/session", json.dumps(self.ticket), right=False)
        if status == 200:
            self.cookie = headers["Set-Cookie"].split(";")[0]
            self.token = json.loads(body)["token"]
        return status

    def get(self, path, **options):
        return self.request("GET", path, **options)[0]

    def ask(self, path):
        return json.loads(self.request("GET", path)[2])

    def tell(self, path, body):
        status, _, answer = self.request("POST", path, body)
        return status, json.loads(answer)

    def decide(self, number, field, value, version=None):
        change = {"number": number, "field": field, "value": value}
        if version is not None:
            change["version"] = version
        return self.tell("/api/decisions", {"changes": [change]})

    def row(self, number):
        view = self.ask("/api/view")["view"]
        return self.ask("/api/rows?view=%d&from=%d&n=1" % (view, number - 1))["rows"][0]

    def raw(self, data, timeout=10):
        """Returns what comes back for some bytes, and whether the server closed the connection."""
        with self.connect(timeout) as client:
            try:
                client.sendall(data)
            except OSError:
                pass
            return read_all(client)

    def status_of(self, data):
        """The status of a raw request; 0 when the connection was just closed."""
        answer = self.raw(data)[0]
        return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0

    def memory(self):
        """Resident MiB."""
        with open("/proc/%d/status" % self.pid, encoding="ascii") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def files(self):
        return len(os.listdir("/proc/%d/fd" % self.pid))


def read_all(client):
    data = b""
    try:
        while True:
            part = client.recv(65536)
            if not part:
                return data, True
            data += part
    except socket.timeout:
        return data, False
    except OSError:
        return data, True
