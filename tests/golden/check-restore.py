#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever policy spells the names, the recorded originals give the article back byte for byte.

usage: check-restore.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = sys.argv[1]
APOSTROPHES = ("consistent", "ascii", "typographic", "scholarly", "keep")
NAMES = ("normalise", "canonical", "keep", "off")


def export(article, *options):
    """The sentences of an article, junk too."""
    command = [PROGRAM, "export", "-q", "-s", article.parent.name, "-t", "en", "-T", "jsonl", "--junk", "keep", *options]
    done = subprocess.run([*command, str(article)], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def restore(records, source):
    """The article from what was recorded; only white space between sentences is taken from the source."""
    pieces, end = [], 0
    for record in records:
        pieces.append(source[end:record["start"]])
        if pieces[-1].decode().strip("\ufeff \t\r\n\x0b\x0c\xa0\u2003\u200b\u3000"):
            return b"text is missing: " + pieces[-1]
        pieces.append(record.get("original", record["text"]).encode())
        end = record["end"]
    return b"".join(pieces) + source[end:]


def list_names(article, ledger):
    """A ledger that spells every name of the article in another way."""
    rows = {name["text"].replace("\n", " ") for record in export(article) for name in record["names"]}
    ledger.write_text("".join("%s\t%s\u2019\u02bf ou\n" % (row, row) for row in sorted(rows)), encoding="utf-8")


def check(article, ledger):
    source = article.read_bytes()
    list_names(article, ledger)
    for apostrophes in APOSTROPHES:
        for names in NAMES:
            for more in ([], ["--ledger", str(ledger)]):
                records = export(article, "--apostrophes", apostrophes, "--names", names, *more)
                name = "%s: %s, %s%s" % (article.relative_to(TOP), apostrophes, names, ", ledger" if more else "")
                still = apostrophes != "keep" or all(r["text"].split() == r.get("original", r["text"]).split()
                                                     for r in records)
                tap.row(name, still and restore(records, source) == source, restore(records, source).decode()[:500])


with tempfile.TemporaryDirectory() as folder:
    for sample in sorted((TOP / "samples").glob("[a-z][a-z]/*.txt")):
        check(sample, pathlib.Path(folder) / "ledger.tsv")
tap.end()
