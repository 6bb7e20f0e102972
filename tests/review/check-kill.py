#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`hexapla review` is killed while it saves, again and again: what it acknowledged is there.

usage: check-kill.py PROGRAM [TIMES]
"""
import os
import pathlib
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import review  # noqa: E402
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 20
BROKEN = (OSError, ValueError, review.http.client.HTTPException)


class Saver(threading.Thread):
    """Saves one number after the other to one sentence; knows which ones were acknowledged."""

    def __init__(self, server, sentence, first):
        super().__init__()
        self.server, self.sentence, self.sent, self.saved = server, sentence, first, None

    def run(self):
        try:
            while True:
                if self.server.decide(self.sentence, "target", str(self.sent))[0] == 200:
                    self.saved = self.sent
                self.sent += 1
        except BROKEN:
            pass


def check_store(store, expected):
    """Returns what is wrong: the state of each sentence is what was saved last, or was on its way."""
    database = sqlite3.connect(os.path.join(store, "decisions.db"))
    try:
        if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return "the database is broken"
        for sentence, (saved, sent) in expected.items():
            row = database.execute("SELECT value FROM state WHERE number = ? AND field = 'target'", (sentence,)).fetchone()
            value = int(row[0].strip('"')) if row else None
            if saved is not None and (value is None or not saved <= value <= sent):
                return "sentence %d has %s, and %s was saved" % (sentence, value, saved)
    finally:
        database.close()
    return None


def main():
    found, expected, n_saved = [], {}, 0
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        review.write_memory(os.path.join(folder, "pairs.tmx"), review.PAIRS)
        for time_ in range(TIMES):
            server = review.Server(PROGRAM, folder)
            if not server.address:
                said = server.end()
                if "built without" in said:
                    tap.skip("kill -9", said.strip())
                    tap.end()
                found.append("start %d: %s" % (time_, said))
                break
            server.open()
            savers = [Saver(server, sentence, expected.get(sentence, (None, 0))[1] + 1) for sentence in (1, 2)]
            for saver in savers:
                saver.start()
            time.sleep(rng.uniform(0.01, 0.15))
            server.end(signal.SIGKILL)
            for saver in savers:
                saver.join()
                saved = saver.saved if saver.saved is not None else expected.get(saver.sentence, (None, 0))[0]
                expected[saver.sentence] = (saved, saver.sent)
                n_saved = sum(value[0] or 0 for value in expected.values())
            problem = check_store(os.path.join(folder, "pairs.tmx.review"), expected)
            if problem:
                found.append("kill %d: %s" % (time_, problem))
                break
    tap.problems("nothing that was saved is lost in %d kills" % TIMES, found)
    tap.row("there was something to lose", n_saved > TIMES, n_saved)
    tap.end()


main()
