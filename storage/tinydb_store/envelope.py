"""How much the embedded store is meant for, and what the operator is told when that is nearly reached."""

ASSESSMENTS = 50_000
WARN_AT = 40_000  # 80 %


def warning(assessments: int) -> str:
    """Return what there is to say about so many assessments; empty when all is well."""
    if assessments < WARN_AT:
        return ""
    return (
        f"The store holds {assessments:,} assessments and is meant for {ASSESSMENTS:,}. PostgreSQL is the "
        "store for more: `charter-bot migrate` moves everything there."
    )
