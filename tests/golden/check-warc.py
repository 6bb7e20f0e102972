#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Web archives, written here: what is read of them, and what is said of records that are broken.

usage: check-warc.py PROGRAM
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import zlib

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
TEXT = "The ferry left the harbour.\n"
NEXT = "Nobody was on board.\n"


def record(kind, content, number=1, **headers):
    lines = ["WARC/1.1", "WARC-Type: " + kind, "WARC-Record-ID: <urn:uuid:%d>" % number,
             "WARC-Target-URI: https://example.org/%d" % number, "WARC-Date: 2026-01-31T12:00:00Z"]
    headers.setdefault("Content_Length", len(content))
    lines += ["%s: %s" % (name.replace("_", "-"), value) for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def text(content=TEXT, number=1, **headers):
    content = content if isinstance(content, bytes) else content.encode()
    return record("conversion", content, number, **{"Content_Type": "text/plain", **headers})


def answer(content=TEXT, status="200 OK", content_type="text/plain; charset=utf-8", **headers):
    content = content if isinstance(content, bytes) else content.encode()
    lines = ["HTTP/1.1 " + status, "Content-Type: " + content_type]
    lines += ["%s: %s" % (name.replace("_", "-"), value) for name, value in headers.items()]
    return record("response", "\r\n".join(lines).encode() + b"\r\n\r\n" + content,
                  Content_Type="application/http; msgtype=response")


def chunks(content):
    half = len(content) // 2
    return b"%x\r\n%s\r\n%X;x=y\r\n%s\r\n0\r\n\r\n" % (half, content[:half], len(content) - half, content[half:])


def deflate(content):
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(content) + squeezer.flush()


CYRILLIC = "Мост закрыли на ремонт до весны.\n"
FERRY = TEXT.strip()
CUT = gzip.compress(text())[:-9]
BAD = bytearray(gzip.compress(text()))
BAD[-6] ^= 1  # of the check sum

# Name, bytes, more options, exit status, sentences, what is said.
ROWS = [
    ("text", text(), "", 0, [FERRY], ""),
    ("page of plain text", answer(), "", 0, [FERRY], ""),
    ("resource", record("resource", TEXT.encode(), Content_Type="text/plain"), "", 0, [FERRY], ""),
    ("two records", text() + text(NEXT, 2), "", 0, [FERRY, NEXT.strip()], ""),
    ("compressed record by record", gzip.compress(text()) + gzip.compress(text(NEXT, 2)), "", 0,
     [FERRY, NEXT.strip()], ""),
    ("compressed as a whole", gzip.compress(text() + text(NEXT, 2)), "", 0, [FERRY, NEXT.strip()], ""),
    ("line ends of Unix", text().replace(b"\r\n", b"\n"), "", 0, [FERRY], ""),
    ("other records", record("warcinfo", b"software: x\r\n") + record("request", b"GET / HTTP/1.1\r\n\r\n") +
     record("metadata", b"a: b\r\n") + record("revisit", b"") + text(), "", 0, [FERRY], ""),
    ("missing page", answer(status="404 Not Found") + text(), "", 0, [FERRY], ""),
    ("picture", answer(b"\xff\xd8\xff", content_type="image/jpeg") + text(), "", 0, [FERRY], ""),
    ("no record", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n", "", 0, [], ""),
    ("chunks", answer(chunks(TEXT.encode()), Transfer_Encoding="chunked"), "", 0, [FERRY], ""),
    ("chunks that were joined", answer(TEXT, Transfer_Encoding="chunked"), "", 0, [FERRY], ""),
    ("gzip", answer(gzip.compress(TEXT.encode()), Content_Encoding="gzip"), "", 0, [FERRY], ""),
    ("gzip that was unpacked", answer(TEXT, Content_Encoding="gzip"), "", 0, [FERRY], ""),
    ("chunks of gzip", answer(chunks(gzip.compress(TEXT.encode())), Content_Encoding="gzip",
                              Transfer_Encoding="chunked"), "", 0, [FERRY], ""),
    ("deflate", answer(zlib.compress(TEXT.encode()), Content_Encoding="deflate"), "", 0, [FERRY], ""),
    ("deflate without a form", answer(deflate(TEXT.encode()), Content_Encoding="deflate"), "", 0, [FERRY], ""),
    ("unknown coding", answer(b"xyz", Content_Encoding="br") + text(), "", 1, [FERRY], "a.warc:byte 0: error: "
     "the page is compressed in a way that is not read [broken-record]"),
    ("charset of the server", answer(CYRILLIC.encode("koi8-r"), content_type="text/plain; charset=koi8-r"), "", 0,
     [CYRILLIC.strip()], ""),
    ("wrong charset", answer(CYRILLIC, content_type="text/plain; charset=iso-8859-1"), "", 0, [CYRILLIC.strip()],
     "a.warc:byte 0: warning: “iso-8859-1” is declared, and the text is UTF-8 [wrong-encoding]"),
    ("charset that nobody told", text(CYRILLIC.encode("koi8-r")) + text(), "", 1, [FERRY],
     "this is not UTF-8; it may be KOI8-U"),
    ("charset to guess", text(CYRILLIC.encode("koi8-r")), "--encoding auto", 0, [CYRILLIC.strip()],
     "a.warc:byte 0: warning: the encoding was guessed"),
    ("language of the archive", text("Juna seisoi.", WARC_Identified_Content_Language="fin"), "-v", 0,
     ["Juna seisoi."], ""),
    ("no language", text("OK") + text("Το πλοίο έφυγε με καθυστέρηση."), "-s auto", 1,
     ["Το πλοίο έφυγε με καθυστέρηση."], "a.warc:byte 0: error: the language is not clear"),
    ("cut off", text() + text(NEXT, 2)[:-12], "", 1, [FERRY],
     "a.warc:byte %d: error: the record is damaged or cut off" % len(text())),
    ("cut off in the headers", text() + text(NEXT, 2)[:40], "", 1, [FERRY], "the headers of the record have no end"),
    ("cut off in the member", gzip.compress(text()) + CUT, "", 1, [FERRY],
     "a.warc:byte %d: error: the record is damaged or cut off" % len(gzip.compress(text()))),
    ("cut off early in the member", gzip.compress(text())[:40] + gzip.compress(text(NEXT, 2)), "", 1, [NEXT.strip()],
     "[broken-record]"),
    ("damaged member", CUT + gzip.compress(text(NEXT, 2)), "", 1, [NEXT.strip()],
     "a.warc:byte 0: error: the record is damaged or cut off"),
    ("damaged member between", gzip.compress(text()) + bytes(BAD) + gzip.compress(text(NEXT, 2)), "", 1,
     [FERRY, NEXT.strip()], "a.warc:byte %d: error: the record is damaged or cut off" % len(gzip.compress(text()))),
    ("wrong check sum", bytes(BAD) + gzip.compress(text(NEXT, 2)), "", 1, [NEXT.strip()],
     "a.warc:byte 0: error: the record is damaged or cut off"),
    ("something between", text() + b"garbage\r\n" + text(NEXT, 2), "", 1, [FERRY, NEXT.strip()],
     "a.warc:byte %d: error: this is no record of an archive" % len(text())),
    ("no length", text(Content_Length="x") + text(NEXT, 2), "", 1, [NEXT.strip()], "does not say its length"),
    ("length too short", text(Content_Length=4) + text(NEXT, 2), "", 1, [NEXT.strip()],
     "a.warc:byte 0: error: the record is damaged or cut off"),
    ("length into the next one", text(Content_Length=90) + text(NEXT, 2) + text(number=3), "", 1,
     [NEXT.strip(), FERRY], "a.warc:byte 0: error: the record is damaged or cut off"),
    ("length beyond the end", text(Content_Length=99999) + text(NEXT, 2), "", 1, [NEXT.strip()],
     "a.warc:byte 0: error: the record is damaged or cut off"),
    ("length beyond the end of a member", gzip.compress(text(Content_Length=99999) + text(NEXT, 2)), "", 1,
     [NEXT.strip()], "a.warc:byte 0: error: the record is damaged or cut off"),
    ("length beyond all limits", text(Content_Length=1 << 40) + text(NEXT, 2), "", 1, [NEXT.strip()],
     "a.warc:byte 0: error: the record is too long"),
    ("bytes missing in a record", text()[:-14] + text(NEXT, 2) + text(number=3), "", 1, [NEXT.strip(), FERRY],
     "a.warc:byte 0: error: the record is damaged or cut off"),
    ("too long", text(b"x" * (17 << 20)) + text(NEXT, 2), "", 1, [NEXT.strip()], "a.warc:byte 0: error: "
     "the record is too long"),
    ("empty text", text(""), "", 0, [], ""),
]


def run(archive, *options):
    command = [PROGRAM, "segment", "-s", "en", "-T", "jsonl", *options, archive.name]
    return subprocess.run(command, capture_output=True, cwd=archive.parent, check=False, timeout=60)


def check(folder, name, data, options, status, sentences, said):
    archive = folder / "a.warc"
    archive.write_bytes(data)
    for jobs in ("-j1", "-j2"):
        done = run(archive, jobs, *options.split())
        found = [json.loads(line)["text"] for line in done.stdout.decode().splitlines()]
        ok = done.returncode == status and found == sentences and said in done.stderr.decode()
        tap.row("%s, %s" % (name, jobs), ok, "%d %s\n%s" % (done.returncode, found, done.stderr.decode()))


def check_places(folder):
    """Records are found again by their offset, and rejected ones are an archive of their own."""
    members = [gzip.compress(text()), gzip.compress(text("x\xff".encode("latin-1"), 2)), gzip.compress(text(NEXT, 3))]
    archive = folder / "a.warc.gz"
    archive.write_bytes(b"".join(members))
    done = run(archive, "--rejects", "rejects.warc")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    wanted = [(0, "urn:uuid:1", "https://example.org/1"),
              (len(members[0] + members[1]), "urn:uuid:3", "https://example.org/3")]
    tap.row("record, id and address", [(r["record"], r["doc"], r["url"]) for r in rows] == wanted, rows)
    tap.row("rejected records are an archive", done.returncode == 0 and
            (folder / "rejects.warc").read_bytes() == text("x\xff".encode("latin-1"), 2)[:-4], done.stderr)
    subprocess.run([PROGRAM, "export", "-q", "-s", "en", "-t", "de", "-o", "out.tmx", "-o", "out.xlf", "-o",
                    "xliff2:out2.xlf", archive.name], cwd=folder, capture_output=True, check=False)
    for file, mark in (("out.tmx", '<prop type="x-record">0</prop>'), ("out.xlf", 'from="hexapla-record">0<'),
                       ("out2.xlf", '<mda:meta type="record">0<')):
        tap.row("record in " + file, mark in (folder / file).read_text(encoding="utf-8"))


with tempfile.TemporaryDirectory() as name:
    for row in ROWS:
        check(pathlib.Path(name), *row)
    check_places(pathlib.Path(name))
tap.end()
