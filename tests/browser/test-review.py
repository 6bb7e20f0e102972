#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The page for review as a linguist uses it, in Debian's chromium; axe-core looks at it as well.

usage: test-review.py PROGRAM

Skips where node, chromium, puppeteer-core or axe-core is absent. The two packages are looked for in the folder
HEXAPLA_NODE_MODULES; with HEXAPLA_BROWSER_INSTALL=1 npm puts them into a scratch folder. Screenshots go into the
folder HEXAPLA_SCREENSHOTS.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "review")]
import review  # noqa: E402
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
SAMPLES = HERE.parent.parent / "samples"
PACKAGES = ("puppeteer-core", "axe-core")
PAIRS = [
    ("The ferry left the harbour at dawn.", "غادرت العبّارة الميناء عند الفجر."),
    ("Captain Abu Rabi’ counted the crates twice.", "عدّ القبطان أبو ربيع الصناديق مرتين."),
    ("Nobody had paid for the oranges.", "لم يدفع أحد ثمن البرتقال."),
    ("“Where is the letter?” she asked.", "سألت: «أين الرسالة؟»"),
    ("It rained until noon.", "هطل المطر حتى الظهر."),
    ("</script><script>alert(1)</script> stood on the wall.", "كُتب على الجدار <!-- <script> شيء."),
    ("The sign read \u202eegnaro\u202c in red.", "كانت اللافتة حمراء."),
    ("The market closed early, since the wind had torn down the awnings and scattered the spices over the whole street, "
     "from the well to the gate.", "أُغلقت السوق مبكرًا لأن الريح مزّقت المظلات ونثرت التوابل في الشارع كله من البئر إلى البوابة."),
]


def find_packages(scratch):
    """The folder of the packages, or None."""
    folder = os.environ.get("HEXAPLA_NODE_MODULES")
    if folder is None and os.environ.get("HEXAPLA_BROWSER_INSTALL") == "1" and shutil.which("npm"):
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", scratch, *PACKAGES],
                       check=True, stdout=subprocess.DEVNULL)
        folder = os.path.join(scratch, "node_modules")
    if folder is None or not all(os.path.isdir(os.path.join(folder, name)) for name in PACKAGES):
        return None
    return os.path.abspath(folder)


def run(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def make_pages(folder):
    folder = pathlib.Path(folder)
    review.write_memory(folder / "pairs.tmx", PAIRS)
    many = [(f"{i}: {en}", f"{i}: {ar}") for i in range(2500) for en, ar in PAIRS]
    review.write_memory(folder / "many.tmx", many)
    run(folder, "align", "-s", "en", "-t", "ar", str(SAMPLES / "parallel" / "bridge.en.txt"), str(SAMPLES / "parallel" / "bridge.ar.txt"),
        "-o", "bridge.tmx")
    run(folder, "review", "--offline", "pairs.tmx", "-o", "pairs.html")
    run(folder, "review", "--offline", "many.tmx", "-o", "many.html")
    run(folder, "review", "--offline", "-s", "en", str(SAMPLES / "en" / "harbour.txt"), "-o", "article.html")


def browse(node, chromium, packages, folder, *addresses):
    done = subprocess.run([node, str(HERE / "review.cjs"), chromium, packages, folder, *addresses], capture_output=True, text=True,
                          encoding="utf-8", check=False, timeout=240)
    for line in done.stdout.splitlines():
        verdict, name, detail = (line.split("\t") + ["", ""])[:3]
        tap.row(name, verdict == "ok", detail)
    tap.row("the browser's part came to its end", done.returncode == 0, done.stderr)


def check_exported(folder):
    tmx, xlf = (pathlib.Path(folder, "reviewed." + name).read_text(encoding="utf-8") for name in ("tmx", "xlf"))
    for name, part, text in (("TMX has verdicts", '<prop type="x-review">rejected</prop>', tmx), ("TMX has edits", "كلفة العمل", tmx),
                             ("TMX has comments", "<note>Which calendar?</note>", tmx), ("XLIFF has states", 'approved="yes"', xlf),
                             ("XLIFF has flags", '<note from="prop:x-review-flag">yes</note>', xlf),
                             ("XLIFF has comments", '<note from="hexapla-review">Which calendar?</note>', xlf)):
        tap.row("exported: " + name, part in text, text)


def check_cut(folder):
    verdicts, sentences = (pathlib.Path(folder, "reviewed." + name).read_text(encoding="utf-8") for name in ("overrides", "jsonl"))
    place = re.search(r"^break\t(.*)\t(.*)$", verdicts, re.M)
    tap.row("the break is an override", place is not None and "no-break\t" in verdicts, verdicts)
    tap.row("and a sentence ends there", place is not None and any(
        json.loads(line).get("text", "").endswith(place[1]) for line in sentences.splitlines()), sentences)
    ledger = pathlib.Path(folder, "reviewed.names").read_text(encoding="utf-8")
    tap.row("the name is in the ledger", "Husayn" in ledger and "approved" in ledger, ledger)
    tap.row("and in the sentences", "Husayn" in sentences, sentences)


def check_applied(folder):
    done = run(folder, "review", "--apply", "decisions.jsonl", "pairs.tmx", "-o", "out.xlf")
    text = pathlib.Path(folder, "out.xlf").read_text(encoding="utf-8") if done.returncode == 0 else done.stderr
    for name, part in (("accepted", '<trans-unit id="u1" approved="yes"'), ("edited", "لم يدفع أحد ثمن الليمون."),
                       ("flagged", '<note from="prop:x-review-flag">yes</note>'),
                       ("commented", '<note from="hexapla-review">Which letter?</note>')):
        tap.row("applied: " + name, part in text, text)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        node, chromium, packages = shutil.which("node"), shutil.which("chromium"), find_packages(scratch)
        if node is None or chromium is None or packages is None:
            tap.skip("review page", "node, chromium, puppeteer-core or axe-core is absent")
            tap.end()
        make_pages(scratch)
        browse(node, chromium, packages, scratch)
        check_applied(scratch)
        servers = [review.Server(PROGRAM, scratch, "--reviewer", "first", file=file) for file in ("bridge.tmx", "pairs.tmx")]
        if all(server.address for server in servers):
            browse(node, chromium, packages, scratch, *[server.address for server in servers])
            check_exported(scratch)
        else:
            tap.skip("served page", "this hexapla has no server")
        for server in servers:
            server.end()
        if all(server.address for server in servers):
            shutil.copy(SAMPLES / "en" / "harbour.txt", scratch)
            servers = [review.Server(PROGRAM, scratch, "--reviewer", "second", "-s", "en", file=file) for file in ("bridge.tmx", "harbour.txt")]
            browse(node, chromium, packages, scratch, *[server.address for server in servers])
            for server in servers:
                server.end()
            check_cut(scratch)
    tap.end()


main()
