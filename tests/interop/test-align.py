#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Pairs of `hexapla align` in every format: valid, the same pairs everywhere, and none lost through Moses and back.

The TMX DTD is no part of the project: it is looked for in $HEXAPLA_SHARED/schemas, else in ../shared/schemas beside the
checkout. Rows whose schema or tool is absent are skipped.
usage: test-align.py PROGRAM
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
DTD = pathlib.Path(os.environ.get("HEXAPLA_SHARED", TOP.parent / "shared")) / "schemas/tmx/tmx14.dtd"
SAMPLES = TOP / "samples/parallel"
PROGRAM = os.path.abspath(sys.argv[1])
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=SAMPLES, capture_output=True, encoding="utf-8", check=False)


def read_tmx(path):
    return [tuple(variant.find("seg").text for variant in unit.findall("tuv"))
            for unit in ElementTree.parse(path).getroot().iter("tu")]


def check(language, folder):
    articles = sorted({path.name.split(".")[0] for path in SAMPLES.glob(f"*.{language}.txt")})
    languages = ["-s", "en", "-t", language]
    pairs, memory = folder / "pairs.tsv", folder / "all.tmx"
    pairs.write_text("".join(f"{a}.en.txt\t{a}.{language}.txt\n" for a in articles), encoding="utf-8")
    for path in (memory, folder / "all.xlf"):
        result = run("align", "-q", *languages, "--pairs", pairs, "-o", path)
        valid = run("validate", path)
        tap.row(f"{language}: {path.name} is valid", result.returncode == valid.returncode == 0, result.stderr + valid.stdout)
    known = read_tmx(memory)
    if DTD.exists() and shutil.which("xmllint"):
        result = subprocess.run(["xmllint", "--noout", "--dtdvalid", DTD, memory], capture_output=True, check=False)
        tap.row(f"{language}: DTD", result.returncode == 0, result.stderr)
    else:
        tap.skip(f"{language}: DTD", "no xmllint or no DTD")
    result = run("convert", "-q", *languages, memory, "-T", "moses", "-o", folder / "corpus")
    sides = [(folder / f"corpus.{side}").read_text(encoding="utf-8").splitlines() for side in ("en", language)]
    tap.row(f"{language}: Moses has all pairs", list(zip(*sides)) == known and len(sides[0]) == len(sides[1]), result.stderr)
    result = run("convert", "-q", *languages, "-f", "moses", folder / "corpus.en", "-o", folder / "back.tmx")
    tap.row(f"{language}: and back", read_tmx(folder / "back.tmx") == known, result.stderr)


for tag in ("ar", "zh"):
    with tempfile.TemporaryDirectory() as name:
        check(tag, pathlib.Path(name))
tap.end()
