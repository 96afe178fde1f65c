"""What is killed: one bot on the embedded store or one of three on a database, fetching or called."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from balancer import Balancer
from fleet import Fleet
from kept_places import InOneFile, InPostgres
from lives import Warm
from server import BotApiServer
from storm import Storm


@dataclass(frozen=True)
class Variant:
    title: str
    place: type
    bots: int
    webhook: bool
    acts: int  # things people do in each life
    patience: float  # seconds for a bot to make some calls: another one takes over sending only after a while


VARIANTS = {
    "tinydb-polling": Variant("TinyDB, polling", InOneFile, 1, False, 12, 0.5),
    "tinydb-webhook": Variant("TinyDB, webhook, updates repeated", InOneFile, 1, True, 12, 0.5),
    "postgres-polling": Variant("PostgreSQL, three processes, polling", InPostgres, 3, False, 6, 1.5),
    "postgres-webhook": Variant(
        "PostgreSQL, three processes, webhook, updates repeated", InPostgres, 3, True, 6, 1.5
    ),
}


async def suffer(name, kills, seed, content):
    """Kill bots of one kind so many times; return what came of it."""
    variant = VARIANTS[name]
    with tempfile.TemporaryDirectory() as folder:
        place = variant.place(Path(folder))
        async with BotApiServer(webhook_interval=0.02, webhook_attempts=100_000) as server, Warm() as warm:
            fleet = Fleet(warm, server, place, Path(folder), size=variant.bots)
            async with Balancer(fleet.ports, seed) as balancer:
                fleet.webhook_url = balancer.url if variant.webhook else ""
                storm = Storm(fleet, f"{name} {seed}", variant.acts, variant.patience)
                await storm.kills(kills)
                verdict = await storm.rests(content)
        place.forget()
    return verdict
