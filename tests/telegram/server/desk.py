"""Where every call arrives: it is recorded, validated, made to fail if a test wants it, and carried out."""

from typing import Any

from .faults import Faults
from .limits import RateLimits
from .methods import COUNTED, METHODS
from .models import MODELS, canonical, decode
from .refusals import NotDone, Refusal, bad_request
from .validation import find_problems
from .wire import Call, Json
from .world import World


class Desk:
    """Takes calls, whichever way they came, and remembers what was asked and what was wrong with it."""

    def __init__(self, world: World, faults: Faults, limits: RateLimits | None) -> None:
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self.refusals: list[str] = []
        self._world = world
        self._faults = faults
        self._limits = limits

    async def handle(self, call: Call) -> Any:
        """Carry out a call and return its result."""
        self.calls.append(call)
        self._world.bell.ring()
        self._check(call)
        fault = self._faults.take(call)
        await fault.before()
        self._count(call)
        result = await METHODS[call.method](self._world, call)
        await fault.after()
        return result

    async def obey(self, asked: Json) -> None:
        """Carry out the call in a webhook's answer; the bot does not learn how it went."""
        method = canonical(str(asked["method"]))
        params = {name: value for name, value in asked.items() if name != "method"}
        call = Call(method, decode(method, params))
        try:
            await self.handle(call)
        except NotDone as error:
            self.refusals.append(f"{method}: {error}")

    def _check(self, call: Call) -> None:
        if call.method not in METHODS:
            known = "this test server does not have it yet" if call.method in MODELS else "no such method"
            self.problems.append(f"{call.method}: {known}")
            raise Refusal(404, "Not Found: method not found")
        problems = find_problems(call, self._world.knows_chat)
        self.problems += [problem.describe(call.method) for problem in problems]
        if problems:
            raise bad_request(problems[0].answer)

    def _count(self, call: Call) -> None:
        if self._limits and call.method in COUNTED:
            self._limits.check(self._world.chat(call.params["chat_id"]))
