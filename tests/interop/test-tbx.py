#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the glossaries that we write against the schemas of TBX, and against what we read of them.

Schemas are looked for as in test-schemas.py; rows whose schema or tool is absent are skipped.
usage: test-tbx.py PROGRAM
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SCHEMAS = pathlib.Path(os.environ.get("HEXAPLA_SHARED", TOP.parent / "shared")) / "schemas" / "tbx"
# Of DCT the modules that hold its elements are in no schema here, so rules alone judge it.
JUDGES = {"tbx": ["TBXcoreStructV03.rng", "TBX-Basic_DCA.sch"], "tbx-dct": ["TBX-Basic_DCT.sch"]}
LEDGER = ("spelling\tcanonical\tclass\trelation\tcluster\tcount\tstatus\tar\tfa\n"
          "Sana'a\tSana’a\tplace\tspelling\tSana’a\t3\tapproved\tصنعاء\tصنعا\n"
          "Ibb & <Taiz>\tIbb & <Taiz>\tother\tspelling\tIbb & <Taiz>\t1\tfound\t\t\n"
          "Kamal Bey\tKamal Bey\tperson\tspelling\tKamal Bey\t2\tapproved\tكمال بك\t\n"
          "KB\tKB\tperson\tabbreviation\tKamal Bey\t2\tfound\tكمال بك\t\n")


# What stands in TBX beside what was found, by the language of the names.
MADE = {"en": ["-t", "ar", "--suggest"], "ru": ["--romanise", "iso9"], "uk": ["--romanise", "2010"]}


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def names(folder, name, language, source, ledger):
    """The names of an article in both styles and as a table."""
    files = {style: folder / ("%s.%s" % (name, style)) for style in (*JUDGES, "ledger")}
    more = ["--ledger", ledger] if ledger else MADE.get(language, [])
    outputs = [word for name, path in files.items() for word in ("-o", "%s:%s" % (name, path))]
    done = run(PROGRAM, "names", "-s", language, source, *more, *outputs)
    return files, done


def rows_of(path, zero):
    """What counts of a table: TBX adds approved spellings that nobody wrote, and forms are those of a concept."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return sorted(row[:7] for row in rows if zero or row[5] != "0")


def judge(schema, paths):
    """jing starts slowly and takes many files: one by one only when something is wrong."""
    if not shutil.which("jing") or not (SCHEMAS / schema).exists():
        for path in paths:
            tap.skip("%s by %s" % (path.name, schema), "no jing, or no schema")
        return
    good = run("jing", SCHEMAS / schema, *paths).returncode == 0
    for path in paths:
        done = None if good else run("jing", SCHEMAS / schema, path)
        tap.row("%s by %s" % (path.name, schema), good or done.returncode == 0, done)


def check(folder, name, language, source, ledger=None):
    """Returns the files by their style."""
    files, done = names(folder, name, language, source, ledger)
    tap.row("%s: written" % name, done.returncode == 0, done.stderr)
    for style in JUDGES:
        back = folder / "back.tsv"
        done = run(PROGRAM, "names", "-s", language, folder / "empty.txt", "--ledger", files[style], "-o", back)
        ok = done.returncode == 0 and rows_of(back, ledger is None) == rows_of(files["ledger"], ledger is None)
        tap.row("%s: %s is read as it was" % (name, style), ok, done.stderr)
    return files


def main():
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        ledger, nothing = folder / "l.tsv", folder / "empty.txt"
        ledger.write_text(LEDGER, encoding="utf-8")
        nothing.write_bytes(b"")
        written = [check(folder, "nothing", "en", nothing), check(folder, "forms", "en", nothing, ledger)]
        for article in sorted((TOP / "samples").glob("[a-z][a-z]/*.txt")):
            written.append(check(folder, article.stem, article.parent.name, article))
        for style, schemas in JUDGES.items():
            for schema in schemas:
                judge(schema, [files[style] for files in written])
    tap.end()


main()
