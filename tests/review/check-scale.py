#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`hexapla review` with a large memory: how soon it opens, how soon it answers, and what it holds.

usage: check-scale.py PROGRAM [PAIRS]
"""
import os
import pathlib
import random
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import review  # noqa: E402
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
N = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000


def timed(function, *arguments):
    start = time.monotonic()
    result = function(*arguments)
    return result, time.monotonic() - start


def pairs():
    for i in range(N):
        source, target = review.PAIRS[i % len(review.PAIRS)]
        yield "%d: %s" % (i, source), "%d: %s" % (i, target)


def start(folder):
    server = review.Server(PROGRAM, folder)
    server.open()
    return server


def find_all(server, query):
    """The view, when it is complete, and the longest answer on the way."""
    view, longest = timed(server.ask, "/api/view?" + query)
    while not view["done"]:
        view, took = timed(server.ask, "/api/view?view=%d" % view["view"])
        longest = max(longest, took)
    return view, longest


def look(server, query, most):
    start_time = time.monotonic()
    view, longest = find_all(server, query)
    whole = time.monotonic() - start_time
    rng = random.Random(2)
    for place in [0, max(0, view["n"] - 100)] + [rng.randrange(max(1, view["n"])) for _ in range(50)]:
        longest = max(longest, timed(server.ask, "/api/rows?view=%d&from=%d&n=100" % (view["view"], place))[1])
    tap.row("any page of “%s”: %.0f ms, %d sentences, found in %.1f s" % (query, longest * 1000, view["n"], whole),
            longest <= 0.1 and view["n"] >= most, longest)


def main():
    with tempfile.TemporaryDirectory() as folder:
        review.write_memory(os.path.join(folder, "pairs.tmx"), pairs())
        server, took = timed(start, folder)
        tap.row("%d pairs open in %.1f s" % (N, took), took <= 10, took)
        tap.row("memory when open: %.0f MiB" % server.memory(), server.memory() <= 150)
        for query, most in (("filter=all", N), ("filter=open", N), ("filter=flagged", 0), ("q=%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9", N // 5),
                            ("language=en", N)):
            look(server, query, most)
        longest = max(timed(server.decide, number, "status", "accepted")[1] for number in range(1, N, N // 50))
        tap.row("a decision: %.0f ms at most" % (longest * 1000), longest <= 0.1)
        tap.row("memory after work: %.0f MiB" % server.memory(), server.memory() <= 150)
        server.end()
        server, took = timed(start, folder)
        tap.row("opens again in %.1f s" % took, took <= 10, took)
        tap.row("and has the decisions", server.row(1)["state"].get("status") == "accepted")
        server.end()
    tap.end()


main()
