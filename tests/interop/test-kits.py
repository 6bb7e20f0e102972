#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the folders of `export --for` to what their tools want.

OmegaT (Debian: omegat) translates its folder on the console as it is; it has to put in what our memory has and to read
our glossary, and what it writes has to come back into the article. Of the other tools the files are looked at.

usage: test-kits.py PROGRAM
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
OMEGAT = pathlib.Path(os.environ.get("HEXAPLA_OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
ARTICLE = TOP / "samples/en/harbour.txt"
SENTENCE = "Its fighters call themselves the ‘guardians’ of the coast."
TRANSLATION = "مقاتلوها يسمّون أنفسهم «حرّاس» الساحل."
MEMORY = ('<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
          'adminlang="en" srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>%s</seg></tuv>'
          '<tuv xml:lang="ar"><seg>%s</seg></tuv></tu></body></tmx>' % (SENTENCE, TRANSLATION))
LEDGER = "spelling\tcanonical\tclass\tstatus\tar\nAden\tAden\tplace\tapproved\tعدن\n"
# What stands in the folder besides the article, and the first line of the table of names.
KITS = {
    "crowdin": (["memory.tmx", "names.csv", "segmentation.srx"], ["en", "ar", "Description"]),
    "matecat": (["memory.tmx", "names.csv"], ["en", "ar", "Notes"]),
    "memoq": (["memory.tmx", "names.tbx", "segmentation.srx"], None),
    "phrase": (["memory.tmx", "names.tbx", "segmentation.srx"], None),
    "poedit": (["memory.tmx", "names.tsv"], None),
    "trados": (["memory.tmx", "names.tbx"], None),
    "weblate": (["memory.tmx", "names.csv"], ["source", "target", "developer_comments"]),
}


def run(*command, **more):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **more)


def export(folder, tool):
    kit = folder / tool
    done = run(PROGRAM, "export", "-q", ARTICLE, "-s", "en", "-t", "ar", "--tm", folder / "memory.tmx", "--ledger",
               folder / "ledger.tsv", "--for", tool, "-o", kit)
    tap.row("a kit for " + tool, done.returncode == 0, done.stderr)
    return kit


def check_files(folder, tool):
    kit = export(folder, tool)
    files, header = KITS[tool]
    found = sorted(str(path.relative_to(kit)) for path in kit.rglob("*") if path.is_file())
    tap.row("files for " + tool, found == sorted(files + ["files/harbour.xlf"]), found)
    done = run(PROGRAM, "validate", kit / "files/harbour.xlf", kit / "memory.tmx")
    tap.row("valid files for " + tool, done.returncode == 0, done.stdout + done.stderr)
    if header:
        with open(kit / "names.csv", encoding="utf-8", newline="") as table:
            rows = list(csv.reader(table))
        tap.row("names for " + tool, rows[0] == header and rows[1] == ["Aden", "عدن", "place"], rows[:2])


def read_glossary(path, folder):
    """The glossary as OmegaT reads it."""
    run("javac", "-cp", OMEGAT, "-d", folder, TOP / "tests/interop/Glossary.java")
    done = run("java", "-cp", "%s:%s:%s/lib/*" % (folder, OMEGAT, OMEGAT.parent), "Glossary", path)
    return done.stdout.splitlines() or done.stderr


def check_omegat(folder):
    kit = export(folder, "omegat")
    done = run("omegat", "--mode=console-translate", "--config-dir=%s" % (folder / "config"), kit,
               env={**os.environ, "HOME": str(folder)})
    translated = kit / "target/harbour.xlf"
    tap.row("OmegaT translates the folder", translated.exists(), done.stdout + done.stderr)
    merged = run(PROGRAM, "merge", "-q", translated, ARTICLE, "-o", "-").stdout
    text = ARTICLE.read_text(encoding="utf-8")
    tap.row("its file comes back into the article", merged == text.replace(SENTENCE, TRANSLATION) != text, merged)
    rows = read_glossary(kit / "glossary/names.utf8", folder)
    tap.row("it reads our glossary", "Aden\tعدن" in rows and "Ras al-Yaqut\t" in rows, rows)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "memory.tmx").write_text(MEMORY, encoding="utf-8")
        (folder / "ledger.tsv").write_text(LEDGER, encoding="utf-8")
        for tool in KITS:
            check_files(folder, tool)
        if shutil.which("omegat") and shutil.which("javac") and OMEGAT.exists():
            check_omegat(folder)
        else:
            tap.skip("OmegaT", "no omegat, or no javac")
    tap.end()


main()
