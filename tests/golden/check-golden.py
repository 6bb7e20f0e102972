#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every sample through every format, compared with the files beside this script.

usage: check-golden.py PROGRAM
HEXAPLA_UPDATE_GOLDEN=1 writes the files anew; the review is reading their diff.
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
UPDATE = os.environ.get("HEXAPLA_UPDATE_GOLDEN") == "1"
# Name of the golden file's ending, and the command that makes it.
OUTPUTS = [
    ("sentences", ["segment"]),
    ("dump", ["export", "-T", "dump"]),
    ("xlf", ["export", "-t", "ar", "-T", "xliff"]),
    ("2.xlf", ["export", "-t", "ar", "-T", "xliff2", "--terms", "inline"]),
    ("tmx", ["export", "-t", "ar", "-T", "tmx"]),
    ("jsonl", ["export", "-T", "jsonl"]),
    ("names.tsv", ["names"]),
    ("ascii.txt", ["export", "--apostrophes", "ascii", "-T", "text"]),
]
# Of a corpus: it mixes languages, which XLIFF 2 cannot.
CORPUS_OUTPUTS = [
    ("sentences", ["segment"]),
    ("dump", ["segment", "-T", "dump"]),
    ("xlf", ["export", "-t", "fr", "-T", "xliff"]),
    ("tmx", ["export", "-t", "fr", "-T", "tmx"]),
    ("jsonl", ["export", "-T", "jsonl"]),
    ("rejects", ["segment", "--rejects", "-", "-o", "text:/dev/null"]),
]
# Of pages: what is not the article, codes, and what a page says about itself.
PAGE_OUTPUTS = [
    ("sentences", ["segment", "--junk", "drop"]),
    ("dump", ["export", "-T", "dump"]),
    ("xlf", ["export", "-t", "fr", "-T", "xliff"]),
    ("2.xlf", ["export", "-t", "fr", "-T", "xliff2"]),
    ("jsonl", ["export", "-T", "jsonl"]),
]
# Folders of articles with markup, and the languages of those that are not English.
PAGES = [("html", "*.html"), ("html", "*.jsonl"), ("markdown", "*.md"), ("xml", "*.*")]
PAGE_LANGUAGES = {"bridge": "ar", "minaret": "ar", "moss": "de"}


def run(arguments, sample, language):
    return subprocess.run([PROGRAM, *arguments, "-q", "-s", language, "--", sample.name],
                          cwd=sample.parent, capture_output=True, check=False)


def compare(name, golden, got):
    if UPDATE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(got)
    want = golden.read_bytes() if golden.exists() else b""
    diff = difflib.unified_diff(want.decode("utf-8", "replace").splitlines(),
                                got.decode("utf-8", "replace").splitlines(), "expected", "got", lineterm="", n=1)
    tap.row(name, want == got, "\n".join(list(diff)[:40]))


def check_outputs(sample, language, outputs=tuple(OUTPUTS), status=0):
    """Compares every output; golden files stand in a folder that is called like that of the sample."""
    folder = sample.parent.name
    for ending, arguments in outputs:
        done = run(arguments, sample, language)
        name = "%s/%s.%s" % (folder, sample.stem, ending)
        if done.returncode != (0 if "--rejects" in arguments else status):
            tap.row(name, False, done.stderr.decode("utf-8", "replace"))
        else:
            compare(name, HERE / folder / ("%s.%s" % (sample.stem, ending)), done.stdout)


def squash(text):
    return "".join(text.split())


def check_reader(sample, language):
    """What a reader marked beside the sample: its sentences, and the lines that are junk."""
    done = run(["segment", "-T", "jsonl"], sample, language)
    segments = [json.loads(line) for line in done.stdout.decode().splitlines()]
    text = sample.read_bytes()
    sentences = sample.with_suffix(".sentences")
    if sentences.exists():
        want = [squash(line) for line in sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
        got = [squash(segment["text"]) for segment in segments]
        diff = "\n".join(difflib.unified_diff(want, got, "reader", "hexapla", lineterm="", n=0))
        tap.row("%s/%s: sentences as a reader splits them" % (language, sample.stem), want == got, diff)
    junk = sample.with_suffix(".junk")
    if junk.exists():
        want = dict(line.split("\t") for line in junk.read_text(encoding="utf-8").splitlines() if line)
        got = {str(text[:s["start"]].count(b"\n") + 1): s["junk"] for s in segments if "junk" in s}
        tap.row("%s/%s: junk as a reader marks it" % (language, sample.stem), want == got,
                sorted(set(want.items()) ^ set(got.items())))


def check_lossless(sample, language):
    """Sentences and the white space between them are the article, byte for byte."""
    done = run(["segment", "-T", "jsonl"], sample, language)
    text = sample.read_bytes()
    position = 0
    gaps = b""
    for segment in map(json.loads, done.stdout.decode().splitlines()):
        gaps += text[position:segment["start"]]
        position = segment["end"]
        written = segment.get("original", segment["text"])
        if text[segment["start"]:segment["end"]].decode() != written:
            tap.row("%s/%s: offsets" % (language, sample.stem), False, segment)
            return
    gaps += text[position:]
    tap.row("%s/%s: nothing is lost" % (language, sample.stem), not gaps.decode().strip(), gaps)


def text_of(record):
    """The article as offsets count in it."""
    body = record.get("blocks") or [record["text"]]
    title = [record["title"]] if record.get("title", "").strip() else []
    return "\n\n".join(title + [block["text"] if isinstance(block, dict) else block for block in body]).encode()


def check_corpus(sample):
    """Records become articles; broken ones are told and left out, and the rest is complete."""
    done = run(["segment", "-T", "jsonl"], sample, "en")
    messages = done.stderr
    check_outputs(sample, "en", CORPUS_OUTPUTS, 1 if messages else 0)
    compare("jsonl/%s.messages" % sample.stem, HERE / "jsonl" / ("%s.messages" % sample.stem), messages)
    rejected = {int(line.split(b":")[2]) for line in messages.splitlines()}
    lines = sample.read_text(encoding="utf-8").splitlines()
    records = {number: json.loads(line) for number, line in enumerate(lines, 1) if line and number not in rejected}
    texts = {str(r.get("id", "%s:%d" % (sample.stem, number))): text_of(r) for number, r in records.items()}
    segments = [json.loads(line) for line in done.stdout.decode().splitlines()]
    wrong = [s for s in segments
             if texts[s["doc"]][s["start"]:s["end"]].decode() != s.get("original", s["text"])]
    tap.row("jsonl/%s: offsets" % sample.stem, segments and not wrong, wrong)
    tap.row("jsonl/%s: every article" % sample.stem, {s["doc"] for s in segments} == set(texts), sorted(texts))


def merge(exchange, page, language):
    return subprocess.run([PROGRAM, "merge", "-q", "-s", language, "-t", "fr", exchange, page.name],
                          cwd=page.parent, capture_output=True, check=False)


def check_way_back(page, language):
    """A translation that is the source leaves every byte of the page as it was; one that is not has its words and
    codes there."""
    name = "%s/%s" % (page.parent.name, page.stem)
    with tempfile.TemporaryDirectory() as folder:
        exchange = os.path.join(folder, "page.xlf")
        for kind in "xliff2", "xliff":
            done = run(["export", "-t", "fr", "--copy-source", "--names", "keep", "--apostrophes", "keep",
                        "-o", "%s:%s" % (kind, exchange)], page, language)
            merged = merge(exchange, page, language)
            tap.row("%s: there and back by %s" % (name, kind), merged.stdout == page.read_bytes(),
                    (done.stderr + merged.stderr).decode("utf-8", "replace"))
        path = pathlib.Path(exchange)
        path.write_bytes(re.sub(rb"<target[^>]*>", rb"<target>Q", path.read_bytes()))
        compare("%s: translated" % name, HERE / page.parent.name / (page.stem + ".translated"),
                merge(exchange, page, language).stdout)


for folder in sorted(SAMPLES.glob("[a-z][a-z]")):
    for article in sorted(folder.glob("*.txt")):
        check_outputs(article, folder.name)
        check_reader(article, folder.name)
        check_lossless(article, folder.name)
for folder, pattern in PAGES:
    for page in sorted(set((SAMPLES / folder).glob(pattern)) - {SAMPLES / folder / "README.md"}):
        check_outputs(page, PAGE_LANGUAGES.get(page.stem, "en"), PAGE_OUTPUTS)
        check_way_back(page, PAGE_LANGUAGES.get(page.stem, "en"))
for corpus in sorted((SAMPLES / "jsonl").glob("*.jsonl")):
    check_corpus(corpus)
tap.end()
