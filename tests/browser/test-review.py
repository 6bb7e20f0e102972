#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The page for review as a linguist uses it, in Debian's chromium; axe-core looks at it as well.

usage: test-review.py PROGRAM

Skips where node, chromium, puppeteer-core or axe-core is absent. The two packages are looked for in the folder
HEXAPLA_NODE_MODULES; with HEXAPLA_BROWSER_INSTALL=1 npm puts them into a scratch folder. Screenshots go into the
folder HEXAPLA_SCREENSHOTS.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
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


def memory(pairs):
    def escape(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")

    units = "".join('<tu tuid="u%d"><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="ar"><seg>%s</seg></tuv></tu>\n'
                    % (i, escape(en), escape(ar)) for i, (en, ar) in enumerate(pairs, 1))
    return ('<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" '
            'o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>%s</body></tmx>' % units)


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
    (folder / "pairs.tmx").write_text(memory(PAIRS), encoding="utf-8")
    many = [(f"{i}: {en}", f"{i}: {ar}") for i in range(2500) for en, ar in PAIRS]
    (folder / "many.tmx").write_text(memory(many), encoding="utf-8")
    run(folder, "review", "--offline", "pairs.tmx", "-o", "pairs.html")
    run(folder, "review", "--offline", "many.tmx", "-o", "many.html")
    run(folder, "review", "--offline", "-s", "en", str(SAMPLES / "en" / "harbour.txt"), "-o", "article.html")


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
        done = subprocess.run([node, str(HERE / "review.cjs"), chromium, packages, scratch], capture_output=True, text=True,
                              encoding="utf-8", check=False, timeout=240)
        for line in done.stdout.splitlines():
            verdict, name, detail = (line.split("\t") + ["", ""])[:3]
            tap.row(name, verdict == "ok", detail)
        tap.row("the browser's part came to its end", done.returncode == 0, done.stderr)
        check_applied(scratch)
    tap.end()


main()
