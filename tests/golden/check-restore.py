#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever policy spells the names, the recorded originals give the article back byte for byte.

usage: check-restore.py PROGRAM
"""
import itertools
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


def name(article):
    return str(article.relative_to(TOP))


def run(*options, **more):
    command = [PROGRAM, "export", "-q", "-t", "en", "-T", "jsonl", "--junk", "keep", *options]
    done = subprocess.run(command, capture_output=True, check=True, **more)
    return map(json.loads, done.stdout.decode().splitlines())


def export(articles, *options):
    """The sentences of each article, junk too: one run of the program over all languages."""
    corpus = "".join(json.dumps({"id": name(article), "lang": article.parent.name, "text": article.read_bytes().decode()})
                     + "\n" for article in articles)
    records = {name(article): [] for article in articles}
    for record in run(*options, "-f", "jsonl", "-", input=corpus.encode()):
        records[record.pop("doc")].append(record)
    return records


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


def list_names(records, ledger):
    """A ledger that spells every name of the articles in another way."""
    rows = {n["text"].replace("\n", " ") for record in records for n in record["names"]}
    ledger.write_text("".join("%s\t%s\u2019\u02bf ou\n" % (row, row) for row in sorted(rows)), encoding="utf-8")


def check_policy(articles, apostrophes, names, *more):
    exported = export(articles, "--apostrophes", apostrophes, "--names", names, *more)
    for article in articles:
        source, records = article.read_bytes(), exported[name(article)]
        still = apostrophes != "keep" or all(r["text"].split() == r.get("original", r["text"]).split() for r in records)
        tap.row("%s: %s, %s%s" % (name(article), apostrophes, names, ", ledger" if more else ""),
                still and restore(records, source) == source, restore(records, source).decode()[:500])


def check_files(articles):
    """A file by itself is as it is in a corpus, so that what holds for the one holds for the other."""
    exported = export(articles)
    for article in articles:
        alone = list(run("-s", article.parent.name, str(article)))
        for record in alone:
            del record["doc"]
        tap.row("%s: alone" % name(article), alone == exported[name(article)])
    return exported


def check(articles, ledger):
    list_names(itertools.chain.from_iterable(check_files(articles).values()), ledger)
    for apostrophes in APOSTROPHES:
        for names in NAMES:
            for more in ([], ["--ledger", str(ledger)]):
                check_policy(articles, apostrophes, names, *more)


with tempfile.TemporaryDirectory() as folder:
    check(sorted((TOP / "samples").glob("[a-z][a-z]/*.txt")), pathlib.Path(folder) / "ledger.tsv")
tap.end()
