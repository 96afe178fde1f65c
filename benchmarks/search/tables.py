"""Figures as Markdown, ready for the README."""


def markdown(header, rows):
    """A table; all columns but the first are to the right."""
    marks = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, marks, *rows))


def against_targets(rows, figures, titles):
    """A row for each target, a column for each engine; what was not measured is a dash."""
    lines = [
        [
            row.what,
            " / ".join(figure.goal for figure in row.figures) if row.figures[0].target else "",
            *(
                " / ".join(figure.shown(figures[engine].get(figure.name)) for figure in row.figures)
                for engine in titles
            ),
        ]
        for row in rows
    ]
    return markdown(["what", "target", *titles.values()], lines)


def misses(rows, found):
    """What does not reach its target, in words."""
    return [
        f"{figure.name} {figure.shown(found[figure.name])} ({figure.goal})"
        for row in rows
        for figure in row.figures
        if not figure.met(found.get(figure.name))
    ]
