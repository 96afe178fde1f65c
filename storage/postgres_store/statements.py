"""Every statement on our two tables: records by kind and key, and the tags by which they are found."""

from typing import LiteralString

FETCH: LiteralString = "SELECT body FROM record WHERE kind = %(kind)s AND key = %(key)s"
READ: LiteralString = "SELECT body FROM record WHERE kind = %(kind)s ORDER BY key LIMIT %(limit)s"
READ_TAGGED: LiteralString = """
    SELECT record.body FROM tag JOIN record USING (kind, key)
    WHERE tag.kind = %(kind)s AND tag.tag = %(tag)s ORDER BY tag.key LIMIT %(limit)s
"""
PAGE: LiteralString = """
    SELECT body FROM record WHERE kind = %(kind)s AND key > %(after)s ORDER BY key LIMIT %(limit)s
"""
READ_ANY: LiteralString = """
    SELECT body FROM record WHERE kind = %(kind)s AND key IN (
        SELECT key FROM tag WHERE kind = %(kind)s AND tag = ANY(%(tags)s::text[])
    ) ORDER BY key
"""
TAGS: LiteralString = """
    SELECT DISTINCT tag FROM tag WHERE kind = %(kind)s AND tag >= %(first)s AND tag < %(last)s
"""
COUNT: LiteralString = "SELECT count(*) FROM record WHERE kind = %(kind)s"
COUNT_TAGGED: LiteralString = "SELECT count(*) FROM tag WHERE kind = %(kind)s AND tag = %(tag)s"
LOCK: LiteralString = "SELECT pg_advisory_xact_lock(%(lock)s)"
# Whoever holds the first arrival of a lane holds the lane: while it is locked, it is still the first.
CLAIM: LiteralString = """
    WITH first AS MATERIALIZED (
        SELECT body FROM record WHERE kind = %(kind)s AND key = %(key)s
        AND key = (SELECT min(key) FROM tag WHERE kind = %(kind)s AND tag = %(lane)s)
        FOR UPDATE SKIP LOCKED
    )
    SELECT body, pg_advisory_xact_lock(%(lock)s) FROM first
"""
LOCK_NAMES: LiteralString = (
    "SELECT pg_advisory_xact_lock(number) FROM unnest(%(numbers)s::bigint[]) AS number"
)
BODIES: LiteralString = """
    SELECT kind, key, record.body
    FROM record JOIN unnest(%(kinds)s::text[], %(keys)s::text[]) AS name(kind, key) USING (kind, key)
"""
BODIES_LOCKED: LiteralString = BODIES + "ORDER BY kind, key FOR UPDATE OF record"
WRITE: LiteralString = """
    WITH gone AS (
        DELETE FROM record USING unnest(%(gone_kinds)s::text[], %(gone_keys)s::text[]) AS name(kind, key)
        WHERE record.kind = name.kind AND record.key = name.key
    ), kept AS (
        INSERT INTO record (kind, key, body)
        SELECT name.kind, name.key, name.body::json
        FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(bodies)s::text[]) AS name(kind, key, body)
        ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body
    ), borne AS MATERIALIZED (
        SELECT * FROM unnest(%(tag_kinds)s::text[], %(tags)s::text[], %(tag_keys)s::text[])
        AS borne(kind, tag, key)
    ), no_longer AS (
        DELETE FROM tag
        USING unnest(%(gone_kinds)s::text[] || %(kinds)s::text[], %(gone_keys)s::text[] || %(keys)s::text[])
        AS name(kind, key)
        WHERE tag.kind = name.kind AND tag.key = name.key
        AND NOT EXISTS (
            SELECT FROM borne WHERE borne.kind = tag.kind AND borne.tag = tag.tag AND borne.key = tag.key
        )
    )
    INSERT INTO tag (kind, tag, key) SELECT kind, tag, key FROM borne ON CONFLICT DO NOTHING
"""
