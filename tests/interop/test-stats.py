#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the words that `stats` counts against those of translate-toolkit's pocount, on PO made of our samples.

Both count what stands between white space. They differ in these ways only: pocount takes a full stop with a letter on
each side for a separator and drops the letters, so that initials and one-letter abbreviations (J. R., z. B., π.μ.)
vanish and addresses become two words; and it counts signs and dashes between blanks (€, –). Chinese and Japanese are
left out: pocount takes what stands between spaces there for a word, which is a whole sentence.

usage: test-stats.py PROGRAM
"""
import csv
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
WITHOUT_SPACES = {"ja", "zh"}
MAX_DIFFERENCE = 0.02


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False).stdout


def total(table, column, row=-1):
    return int(list(csv.DictReader(table.splitlines(), skipinitialspace=True))[row][column])


def count(language, folder):
    """The words of a language; its PO is left for pocount, which starts slowly and takes many files."""
    samples = sorted((TOP / "samples" / language).glob("*.txt"))
    run(PROGRAM, "export", "-q", "-s", language, "-t", "eo", *samples, "-o", folder / (language + ".po"))
    return total(run(PROGRAM, "stats", "-q", "-s", language, *samples, "-T", "csv"), "words")


def main():
    languages = sorted(path.name for path in (TOP / "samples").iterdir() if len(path.name) == 2)
    if not shutil.which("pocount"):
        tap.skip("words", "no pocount")
        tap.end()
    theirs = ours = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        counts = [count(language, folder) for language in languages if language not in WITHOUT_SPACES]
        table = run("pocount", "--csv", *sorted(folder.glob("*.po")))
        for row, words in enumerate(counts):
            ours += words
            theirs += total(table, "Total Source Words", row)
    tap.row("words of all samples", abs(ours - theirs) <= MAX_DIFFERENCE * theirs,
            "pocount %d, stats %d" % (theirs, ours))
    tap.end()


main()
