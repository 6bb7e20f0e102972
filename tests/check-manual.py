#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every verb, format, option and issue of the program is in the manual, and nothing else is in its lists.

usage: check-manual.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = sys.argv[1]
MANUAL = (TOP / "src/cli/hexapla.1").read_text(encoding="utf-8")
PLAIN = re.sub(r"\\f[BIRP]|^\.[A-Z]+ ", "", MANUAL.replace("\\-", "-"), flags=re.M).replace('"', "").replace(" ", "")


def output(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", check=True).stdout


verbs = re.findall(r"^  (\w+) +[A-Z]", output("help"), re.M)
tap.row("verbs are found", len(verbs) >= 7, verbs)
for verb in verbs:
    tap.row("verb " + verb, re.search(r"^\.BI? \"?%s\b" % verb, MANUAL, re.M) is not None)
for line in output("formats").splitlines()[1:]:
    name = line.split()[0]
    tap.row("format " + name, re.search(r"^\.BR? .*\b%s\b" % name.replace("-", r"\\-"), MANUAL, re.M) is not None)
for option in sorted({o for verb in ("align", "convert", "export", "merge", "segment", "names", "explain", "validate",
                                 "check", "stats", "diff")
                      for o in re.findall(r"--[a-z-]+", output(verb, "--help"))}):
    if option not in ("--help", "--to"):
        tap.row("option " + option, option in PLAIN)
for tag in re.findall(r'^HEXAPLA_ISSUE\(\w+, "([a-z-]+)"', (TOP / "src/base/issue-list.h").read_text(), re.M):
    tap.row("issue " + tag, tag in PLAIN)
    tap.row("explain " + tag, len(output("explain", tag)) > 40)
tap.end()
