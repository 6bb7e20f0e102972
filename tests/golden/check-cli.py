#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The command line as users meet it: exit statuses, messages, and files that appear whole or not at all.

usage: check-cli.py PROGRAM
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
GOOD = "Kata’ib Hezbollah left the city on Monday. Gen. Lee said ‘no’.\n"

# name, arguments, exit status, what stderr holds, what stdout holds
ROWS = [
    ("no verb", "", 2, "which verb?", ""),
    ("unknown verb", "exprot", 2, "did you mean “export”?", ""),
    ("verb unlike any", "xyzzy", 2, "there is no verb", ""),
    ("version", "--version", 0, "", "hexapla 0."),
    ("help", "help", 0, "", "Usage: hexapla VERB"),
    ("help option", "--help", 0, "", "Usage: hexapla VERB"),
    ("help of a verb", "help export", 0, "", "--copy-source"),
    ("help of a verb by option", "segment --help", 0, "", "--offsets"),
    ("help of nothing", "help me", 2, "there is no verb “me”", ""),
    ("unknown option", "segment --frobnicate good.txt", 2, "frobnicate", ""),
    ("unknown policy", "export -s en --junk burn good.txt", 2, "only mark, drop, keep", ""),
    ("unknown format", "export -s en -T docx good.txt", 2, "knows no format “docx”", ""),
    ("bad language", "segment -s 'english please' good.txt", 2, "is not a language tag", ""),
    ("no language", "segment good.txt", 2, "give --source", ""),
    ("no input", "segment -s en", 2, "which article?", ""),
    ("nothing tells the format", "export -s en good.txt -o out.xyz", 2, "tells no format", ""),
    ("bad time", "export -s en --date yesterday good.txt -o out.tmx", 2, "is not a time", ""),
    ("absurd jobs", "segment -s en -j 9999 good.txt", 2, "--jobs", ""),
    ("missing file", "segment -s en missing.txt", 3, "missing.txt: error: No such file", ""),
    ("folder", "segment -s en .", 3, "is a folder", ""),
    ("not UTF-8", "segment -s en latin.txt", 3, "latin.txt:byte 3: error: this is not UTF-8", ""),
    ("NUL", "segment -s en nul.txt", 3, "nul.txt:byte 2: error: a NUL byte", ""),
    ("empty", "export -s en empty.txt -o out.xlf", 0, "warning: there is no text in it [empty-article]", ""),
    ("control characters", "export -s en control.txt -o out.xlf", 0, "control.txt:1:3: warning:", ""),
    ("nowhere to write", "export -s en good.txt -o missing/out.xlf", 4, "No such file", ""),
    ("output is a folder", "export -s en good.txt -o xliff:.", 4, "directory", ""),
    ("full disk", "export -s en good.txt -o xliff:/dev/full", 4, "No space left", ""),
    ("output is the input", "export -s en good.txt -o text:good.txt", 4, "output and input are one file", ""),
    ("output links to the input", "export -s en good.txt -o text:link.txt", 4, "output and input are one file", ""),
    ("summary", "export -s en good.txt -o out.xlf", 0, "1 article, 2 segments, 0 junk", ""),
    ("quiet", "export -q -s en good.txt -o out.xlf", 0, "", ""),
    ("source-only memory", "export -s en good.txt -o out.tmx", 0, "[source-only-tmx]", ""),
    ("standard output", "segment -s en good.txt", 0, "", "left the city on Monday.\n"),
    ("options anywhere", "segment good.txt -s en", 0, "", "left the city on Monday.\n"),
    ("two inputs", "segment -s en good.txt good.txt", 0, "", "Lee said ‘no’.\nKata’ib"),
    ("dash file", "segment -s en -- -dash.txt", 0, "", "It works.\n"),
    ("dry run", "export -n -s en good.txt -o never.xlf", 0, "1 article", ""),
    ("dump after a stage", "segment -s en -T dump --until clean good.txt", 0, "", "[paragraph]"),
    ("languages", "languages", 0, "", "English"),
    ("formats", "formats", 0, "", "xliff2"),
    ("explain a tag", "explain empty-article", 0, "", "importers"),
    ("explain a break", "explain -s en good.txt:1:43", 0, "", "[en.terminator]"),
    ("explain no break", "explain -s en good.txt:1:47", 0, "", "[en.abbreviation:Gen.]"),
    ("explain a mark", "explain -s en good.txt:1:58", 0, "", "opens a quotation"),
    ("explain nothing", "explain nothing-known", 2, "neither a tag nor", ""),
    ("explain a missing line", "explain -s en good.txt:99:1", 2, "has no line 99", ""),
    ("explain a missing file", "explain -s en missing.txt:1:1", 3, "No such file", ""),
]


def setup(folder):
    files = {"good.txt": GOOD.encode(), "latin.txt": b"caf\xe9 x\n", "nul.txt": b"ab\0c\n", "empty.txt": b"",
             "control.txt": b"ab\x0bcd. Good.\n", "-dash.txt": b"It works.\n"}
    for name, data in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    os.symlink("good.txt", os.path.join(folder, "link.txt"))


def run(command, folder, **more):
    return subprocess.run('"$HEXAPLA" ' + command, shell=True, cwd=folder, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, env=dict(os.environ, HEXAPLA=PROGRAM), check=False, **more)


def check_rows():
    for name, arguments, status, stderr, stdout in ROWS:
        with tempfile.TemporaryDirectory() as folder:
            setup(folder)
            before = sorted(os.listdir(folder))
            done = run(arguments, folder)
            left = [f for f in sorted(os.listdir(folder)) if f not in before]
            ok = done.returncode == status and stderr in done.stderr and stdout in done.stdout
            ok = ok and (status == 0 or not left) and not any("tmp" in f for f in left)
            ok = ok and (status == 0 or done.stderr.count("\n") == 1)
            ok = ok and (name != "quiet" or done.stderr == "") and "never.xlf" not in left
            tap.row(name, ok, "status %d, left %s\n%s%s" % (done.returncode, left, done.stderr, done.stdout))


def check_escapes():
    """A file's name must not reach the terminal raw."""
    with tempfile.TemporaryDirectory() as folder:
        done = run("segment -s en 'no\x1b[2Jfile'", folder)
        tap.row("control characters of a name are escaped", "\x1b" not in done.stderr and "\\x1B" in done.stderr, done)


def check_old_file(status, command, name):
    """What stood in the output's place is still there after a failure."""
    with tempfile.TemporaryDirectory() as folder:
        setup(folder)
        with open(os.path.join(folder, "out.xlf"), "w", encoding="utf-8") as file:
            file.write("old")
        done = run(command, folder)
        with open(os.path.join(folder, "out.xlf"), encoding="utf-8") as file:
            kept = file.read() == "old"
        tap.row(name, kept and done.returncode == status, done)


def check_signal():
    """Killed while it reads a pipe: nothing is left behind."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([PROGRAM, "export", "-s", "en", "-o", "out.xlf", "-"], cwd=folder,
                                   stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        while not os.listdir(folder):
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        process.wait()
        process.stdin.close()
        tap.row("SIGTERM leaves nothing", os.listdir(folder) == [] and process.returncode == -signal.SIGTERM,
                (os.listdir(folder), process.returncode))


def check_same_bytes():
    """Locale, folder and number of workers change nothing."""
    with tempfile.TemporaryDirectory() as folder:
        article = os.path.join(folder, "long.txt")
        with open(article, "w", encoding="utf-8") as file:
            for i in range(30000):
                file.write("%d. Kata%sib Hezbollah met Abu Zayd No. %d in Sana’a. It rained; İstanbul was dry.\n\n"
                           % (i, "’'"[i % 3 == 0], i))
        outputs = set()
        for jobs, locale in (("1", "C"), ("2", "C.UTF-8"), ("3", "tr_TR.UTF-8"), ("4", "xx"), ("0", "C")):
            done = subprocess.run([PROGRAM, "export", "-q", "-s", "en", "-t", "ar", "-j", jobs, "-T", "xliff",
                                   "long.txt"], cwd=folder, capture_output=True, env={"LC_ALL": locale}, check=False)
            outputs.add(done.stdout)
        tap.row("the same bytes in any locale with any number of workers", len(outputs) == 1 and len(done.stdout) > 10**6,
                [len(o) for o in outputs])


check_rows()
check_escapes()
check_old_file(3, "export -s en latin.txt -o out.xlf", "bad input leaves the old output")
check_old_file(4, "export -s en good.txt -o out.xlf -o xliff:/dev/full", "a full disk leaves the old output")
check_signal()
check_same_bytes()
tap.end()
