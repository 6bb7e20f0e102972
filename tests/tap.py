# SPDX-License-Identifier: LGPL-2.1-or-later
"""The few lines of TAP that our scripts need: one row a check, named, with what went wrong below it."""
import sys

rows = 0
failures = 0


def row(name, ok, why=""):
    """Prints one row; WHY is shown when it failed."""
    global rows, failures
    rows += 1
    failures += not ok
    print("%s %d %s" % ("ok" if ok else "not ok", rows, name.replace("#", "\\#")))
    if not ok:
        for line in str(why).splitlines()[:60]:
            print("# " + line)
    sys.stdout.flush()


def problems(name, found):
    """Prints one row, which passes when nothing was FOUND."""
    row(name, not found, "\n".join(map(str, found)))


def skip(name, why):
    global rows
    rows += 1
    print("ok %d %s # SKIP %s" % (rows, name.replace("#", "\\#"), why))


def end():
    """Prints the plan; the exit status tells whether all rows passed."""
    print("1..%d" % rows)
    sys.exit(1 if failures else 0)
