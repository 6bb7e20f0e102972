#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Translates an article with translate-toolkit (Debian: translate-toolkit), and puts its file back into the article.

usage: test-toolkit.py PROGRAM
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
ARTICLE = TOP / "samples/en/harbour.txt"
# Fills in every unit through the toolkit, which rewrites the file in its own way.
TRANSLATE = """
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
for unit in store.units:
    if unit.istranslatable() and unit.source:
        unit.target = unit.source.upper()
        unit.markfuzzy(False)
store.savefile(sys.argv[1])
"""


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def find_python():
    for python in (sys.executable, "/usr/bin/python3"):
        if run(python, "-c", "import translate.storage.factory").returncode == 0:
            return python
    return None


def check(folder, python, name):
    path = folder / name
    export = ["export", "-q", "-s", "en", "-t", "fr", "--junk", "keep", "--names", "keep", "--apostrophes", "keep"]
    run(PROGRAM, *export, ARTICLE, "-o", path)
    done = run(python, "-c", TRANSLATE, path)
    tap.row("the toolkit translates " + name, done.returncode == 0, done.stderr)
    merged = run(PROGRAM, "merge", "-q", path, ARTICLE, "-o", "-")
    expected = ARTICLE.read_text(encoding="utf-8").upper()
    tap.row(name + " comes back into the article", merged.stdout == expected, merged.stderr + merged.stdout)


def check_gettext(folder):
    path = folder / "checked.po"
    run(PROGRAM, "export", "-q", "-s", "en", "-t", "fr", "--copy-source", ARTICLE, "-o", path)
    done = run("msgfmt", "--check-format", "--check-domain", "-o", folder / "checked.mo", path)
    tap.row("msgfmt takes our PO", done.returncode == 0, done.stderr)


def main():
    python = find_python()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if python is None:
            tap.skip("translate-toolkit", "no translate-toolkit")
        else:
            for file in ("harbour.xlf", "harbour.po"):
                check(folder, python, file)
        if shutil.which("msgfmt"):
            check_gettext(folder)
        else:
            tap.skip("msgfmt", "no gettext")
    tap.end()


main()
