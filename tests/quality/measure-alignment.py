#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What each kind of anchor brings, and whether confidence can be trusted, measured on cases with known beads.

usage: measure-alignment.py PROGRAM [REGEX]
A case is a folder CORPUS/PAIR/NAME with src.txt, tgt.txt (a sentence a line) and gold.txt (`[0,1]:[0]` a line). They are
looked for in $HEXAPLA_SHARED/data/alignment, else in ../shared beside the checkout; without them nothing is done (77).
REGEX takes a part of them. "alone" pairs every case by itself, all other columns all cases of a pair together.
"""
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(os.environ.get("HEXAPLA_SHARED", TOP.parent / "shared")) / "data/alignment"
PROGRAM = os.path.abspath(sys.argv[1])
WANTED = re.compile(sys.argv[2] if len(sys.argv) > 2 else ".")
COLUMNS = {
    "all": [],
    "-names": ["--without", "names"],
    "-numbers": ["--without", "numbers"],
    "-cognates": ["--without", "cognates"],
    "-lexicon": ["--without", "lexicon"],
    "alone": [],
}
N_DECILES = 10


def read(path):
    """Beads with their confidence, 1 in a file of known ones."""
    beads = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        source, target, *score = line.replace(" ", "").split(":")
        beads[source + ":" + target] = float(score[0]) if score else 1.0
    return beads


def align(pair, cases, arguments):
    """The beads of each case."""
    source, target = pair.split("-")
    with tempfile.TemporaryDirectory() as folder:
        listed = pathlib.Path(folder, "pairs.tsv")
        listed.write_text("".join(f"{c}/src.txt\t{c}/tgt.txt\t{i}\n" for i, c in enumerate(cases)), encoding="utf-8")
        subprocess.run([PROGRAM, "align", "-q", "-s", source, "-t", target, "-f", "sentences", "-T", "beads", "--pairs", listed,
                        "-o", folder, *arguments], check=True)
        return [read(pathlib.Path(folder, str(i))) for i in range(len(cases))]


def is_pair(bead):
    return "[]" not in bead


def count(got, known):
    """Right, told, and known: unaligned sentences count as told, but need not be found."""
    return [len(got.keys() & known.keys()), len(got), len([b for b in got if is_pair(b) and b in known]),
            len([b for b in known if is_pair(b)])]


def find_f1(counts):
    right, told, found, known = (sum(column) for column in zip(*counts))
    precision, recall = right / max(told, 1), found / max(known, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def say_deciles(scores):
    """How many of the beads of each decile of confidence are right."""
    print("\n%-12s %10s %7s %6s %8s" % ("confidence", "beads", "mean", "right", "distance"))
    distance = 0
    scores.sort()
    for i in range(N_DECILES):
        part = scores[len(scores) * i // N_DECILES:len(scores) * (i + 1) // N_DECILES]
        mean, right = sum(s for s, _ in part) / len(part), sum(r for _, r in part) / len(part)
        distance += abs(mean - right) / N_DECILES
        print("%.3f-%.3f  %10d %7.3f %6.3f %8.3f" % (part[0][0], part[-1][0], len(part), mean, right, abs(mean - right)))
    print("mean absolute error of confidence by decile: %.3f" % distance)


def main():
    pairs = collections.defaultdict(list)
    for gold in sorted(DATA.glob("*/*/*/gold.txt")):
        if WANTED.search(str(gold.parent)):
            pairs[gold.parent.parent.name].append(gold.parent)
    if not pairs:
        print("no cases below", DATA)
        return 77
    everything = {column: [] for column in COLUMNS}
    scores = []
    print("%-6s" % "F1", *("%10s" % column for column in COLUMNS))
    for pair, cases in sorted(pairs.items()):
        known = [read(case / "gold.txt") for case in cases]
        row = []
        for column, arguments in COLUMNS.items():
            lots = [[case] for case in cases] if column == "alone" else [cases]
            got = [beads for lot in lots for beads in align(pair, lot, arguments)]
            counts = [count(a, b) for a, b in zip(got, known)]
            everything[column] += counts
            row.append(find_f1(counts))
            if column == "alone":
                scores += [(s, b in k) for g, k in zip(got, known) for b, s in g.items() if is_pair(b)]
        print("%-6s" % pair, *("%10.3f" % f1 for f1 in row), flush=True)
    print("%-6s" % "all", *("%10.3f" % find_f1(counts) for counts in everything.values()))
    say_deciles(scores)
    return 0


sys.exit(main())
