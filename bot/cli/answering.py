"""What it says, without a conversation: `ask` and `score`."""

import json
from pathlib import Path
from typing import Any

import click

from bot.cli.telling import tells
from bot.settings import read_settings


@click.command()
@click.argument("question", required=False)
@click.option(
    "--batch", type=click.File(encoding="utf-8"), help="A file of JSON lines to answer; - for stdin."
)
@click.option(
    "--content", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Answer from the entries/*.md of this folder instead.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON; the README says what is in it.")
@tells
def ask(question: str | None, batch: Any, folder: Path | None, *, as_json: bool) -> None:
    """Answer QUESTION, or every line of a file."""
    from bot.answers import Answers  # noqa: PLC0415 - the other commands start faster without it
    from bot.questions_file import answer, answer_lines, in_words  # noqa: PLC0415
    from bot.sentences import open_sentences  # noqa: PLC0415
    from knowledge.loader import load, load_entries  # noqa: PLC0415

    if (question is None) == (batch is None):
        raise click.UsageError("Give one QUESTION, or --batch FILE.")
    content = load()
    entries = load_entries(folder) if folder else None
    answers = Answers(content, open_sentences(read_settings()), entries)
    if batch:
        for line in answer_lines(answers, batch):
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    if as_json:
        click.echo(json.dumps(answer(answers, question or ""), ensure_ascii=False, indent=2))
    else:
        click.echo(in_words(answers, answers.ask(question or "")))


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@tells
def score(file: Any, *, as_json: bool) -> None:
    """Score the answers in FILE (JSON; - for stdin). The level is indicative."""
    from bot.score_file import score_text  # noqa: PLC0415 - as above
    from knowledge.loader import load  # noqa: PLC0415

    scored = score_text(load().framework, file.read()).to_json()
    if as_json:
        click.echo(json.dumps(scored, ensure_ascii=False, indent=2))
        return
    click.echo(f"{scored['notice']}\n")
    click.echo(f"Level: {scored['level'] or 'none yet (provisional)'}")
    click.echo(f"Evidenced {scored['overall']}, claimed {scored['claimed']}")
    for reason in scored["blocked_by"]:
        click.echo(f"{scored['next_level']} is stopped by: {reason}")
