"""What the assembled assistant keeps in memory after some questions, in a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")
QUESTIONS = 50
CONVERSATIONS = 5
ONE_THREAD = {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}  # ours, for timing; the assistant runs without


def resident(tests):
    """Return megabytes for each engine, at a second start: the first one learns the sentences, once."""
    if not STATUS.exists():
        print(f"Memory is left out: there is no {STATUS} here.")
        return {}
    questions = [each[0] for each in tests.questions.values()][:QUESTIONS]
    return {
        "sentences": {"memory_with_model": [of_process("sentences", questions) for _ in range(2)][1]},
        "words": {"memory_without_model": of_process("words", questions)},
    }


def of_process(engine, questions):
    environment = {name: value for name, value in os.environ.items() if name not in ONE_THREAD}
    done = subprocess.run(
        [sys.executable, __file__, engine, json.dumps(questions)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return float(done.stdout)


async def started(engine, questions):
    """Start as `charter-bot` does, ask, and return the megabytes that are then resident."""
    from bot.app import assemble  # noqa: PLC0415 - only the process that is measured loads the assistant
    from bot.limits import Rates  # noqa: PLC0415
    from bot.messages import Message, Sender  # noqa: PLC0415
    from bot.sentences import open_sentences  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415
    from knowledge.loader import load  # noqa: PLC0415
    from storage.memory_store import MemoryStore  # noqa: PLC0415

    content = load()  # it is checked by another process
    settings = read_settings().model_copy(update={"charter_sentences": engine == "sentences"})
    app = assemble(content, MemoryStore(), sentences=open_sentences(settings), rates=Rates(0, 0, 0))
    for at, question in enumerate(questions):
        sender = Sender("benchmark", str(at % CONVERSATIONS))
        await app.assistant.handle(Message(str(at), sender, question))
    return megabytes()


def megabytes():
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(asyncio.run(started(sys.argv[1], json.loads(sys.argv[2]))))
