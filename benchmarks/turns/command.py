"""The command line: the echo at each of its settings, then the assistant; the tables come last."""

import argparse
import asyncio
from contextlib import closing

from machine import machine
from measuring import of_echo, of_ours
from people import DOES, ECHOED, TITLES, steps
from processes import Api
from tables import markdown

from knowledge.loader import load

WAYS = ("polling", "webhook")
AT_ONCE = (0, 8, 16, 24, 32, 64, 128, 256)  # the echo's `concurrent_updates`
TARGET = 3  # times the echo's best
ENOUGH = 20  # seconds for each of the echo's settings: the slow ones do not get through


def arguments():
    parser = argparse.ArgumentParser("benchmarks/turns", description="Measures turns through Telegram.")
    parser.add_argument("--chats", type=int, default=2_000, help="how many people write at once")
    parser.add_argument("--turns", type=int, default=3, help="how many updates each of them sends")
    parser.add_argument("--ease", type=int, default=20, help="updates a second when nobody is in a hurry")
    parser.add_argument("--seconds", type=int, default=20, help="... and for how long")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, help="how updates reach the bots")
    parser.add_argument("--does", nargs="+", choices=DOES, default=DOES, help="what people do")
    parser.add_argument("--at-once", type=int, nargs="+", default=AT_ONCE, help="the echo's settings")
    return parser


def main():
    given = arguments().parse_args()
    print(machine(), flush=True)
    with closing(Api()) as api:
        settings, best = echoes(api, given)
        turns = assistant(api, given, best)
    print("", machine(), settings, turns, sep="\n\n")


def echoes(api, given):
    """Return the table of the echo's settings, and the most updates a second among them."""
    found, rows = {}, []
    for way in given.ways:
        for at_once in given.at_once:
            run = of_echo(api, way, at_once, steps=ECHOED, chats=given.chats, within=ENOUGH)
            found[way, at_once] = run
            rows.append([f"{way}, {at_once or 'one'} at once", *shown(run)])
            print("echo:", *rows[-1], machine(), flush=True)
    way, at_once = max(found, key=lambda each: found[each].rate)
    eased = of_echo(api, way, at_once, steps=ECHOED, **at_ease(given))
    best = found[way, at_once].rate
    print(f"The echo's best: {best:.0f} a second, {way}, {at_once} at once", flush=True)
    rows.append([f"{way}, {at_once or 'one'} at once, at ease", *shown(eased)])
    header = ["bare echo of python-telegram-bot", "updates a second", "processor", "p50", "p99"]
    return markdown(header, rows), best


def assistant(api, given, best):
    content = load()
    rows = []
    for what in given.does:
        taken = asyncio.run(steps(content, what, given.turns))
        calls = sum(each["replies"] for each in taken) / len(taken)
        for way in given.ways:
            run = of_ours(api, way, content, what, steps=taken, chats=given.chats)
            eased = of_ours(api, way, content, what, steps=taken[:1], **at_ease(given))
            assert run.whole and eased.whole, "the assistant has not replied as it should"  # noqa: PT018
            ratio = f"{run.rate / best:.2f} ({TARGET})"
            times = f"{eased.p50:.0f} ms", f"{eased.p99:.0f} ms"
            rows.append([f"{TITLES[what]}, {way}", f"{calls:.1f}", *shown(run)[:2], ratio, *times])
            print("ours:", *rows[-1], f"API server {run.api:.0%} busy;", machine(), flush=True)
    header = [
        "the assistant, durable", "messages", "updates a second", "processor",
        "times the echo's best", "p50 at ease", "p99 at ease",
    ]  # fmt: skip
    return markdown(header, rows)


def at_ease(given):
    return {"chats": given.ease * given.seconds, "rate": given.ease}


def shown(run):
    return f"{run.rate:.0f}", f"{run.cpu:.2f} ms", f"{run.p50:.0f} ms", f"{run.p99:.0f} ms"
