"""Fills a store with finished assessments, and one admin: `filling.py STORE KEY MANY`; a new key is made."""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "store"))

from dataclasses import replace

from collected import WHEN, fill, in_hand

from bot.master_key import make_key_file
from bot.opening import open_store
from bot.settings import Settings
from knowledge.loader import load
from storage.records import Answer, Member, Session

ADMIN = "console:here"
NOTE = "Involvement policy 2025; minutes of the advisory group, March 2026; Überblick “neu” no. "


async def main(place, key, many):
    make_key_file(Path(key))
    store = await open_store(Settings.model_validate({"charter_store": place, "charter_key_file": key}))
    content = load()
    version = content.texts.say("information.version")
    admin = (Member(ADMIN, "admin", agreed=version, agreed_at=WHEN, id="K7F2M9RX"), Session(ADMIN))
    await fill(store, [admin, *(_finished(content, number) for number in range(many))])
    await store.close()


def _finished(content, number):
    *_, assessment = in_hand(f"REF{number:06}", f"web:{number:032x}", content)
    answers = {
        each.id: Answer((number + place) % 5, f"{NOTE}{number * place}", at=WHEN)
        for place, each in enumerate(content.framework.criteria)
    }
    profile = {**assessment.profile, "organisation": f"Organisation {number}"}
    return [replace(assessment, answers=answers, profile=profile, finished=WHEN)]


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3], int(sys.argv[3])))
