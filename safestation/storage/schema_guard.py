"""Closes the schema of an open record, and its settings with it.

sqlite-utils creates a missing table on insert. Here tables are born in migrations alone,
so a missing one is damage and has to be an error.
"""

from contextlib import closing

from safestation.storage.driver import Database, Migrations, sqlcipher
from safestation.storage.failures import translated

_SHAPE_CHANGES = frozenset(
    getattr(sqlcipher, name)
    for name in dir(sqlcipher)
    if name.startswith(("SQLITE_CREATE_", "SQLITE_DROP_", "SQLITE_ALTER_"))
    or name in {"SQLITE_ATTACH", "SQLITE_DETACH"}
)
_WRITES = frozenset({sqlcipher.SQLITE_INSERT, sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE})
_SCHEMA_TABLES = frozenset(
    {"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"}
)
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})

# Only what reads. Whatever is not named here is refused: `key`, `rekey`, `temp_store`,
# `journal_mode`, `writable_schema` and the rest could weaken a record that is already open.
_PRAGMAS_THAT_ASK = frozenset(
    {
        "cipher_integrity_check",
        "data_version",  # FTS5 asks it on every search
        "database_list",
        "foreign_key_check",
        "foreign_key_list",
        "freelist_count",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "page_count",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
        "wal_checkpoint",
    }
)
_SETTINGS_THAT_MAY_BE_READ = frozenset(
    {
        "busy_timeout",
        "cell_size_check",
        "cipher_memory_security",
        "cipher_version",
        "foreign_keys",
        "journal_mode",
        "recursive_triggers",
        "secure_delete",
        "synchronous",
        "temp_store",
        "trusted_schema",
        "user_version",
    }
)


def close_schema(db: Database) -> None:
    """Refuse every later change of shape or of settings on this connection.

    A refused act raises sqlcipher's DatabaseError, "not authorized": it is a bug, not trouble.
    """
    # sqlite-utils probes these two with scratch tables, and remembers; let it ask now.
    _ = db.supports_strict, db.supports_on_conflict
    db.conn.set_authorizer(_judge)


def changed_triggers(db: Database, migrations: Migrations) -> tuple[str, ...]:
    """Return the triggers that a record made today has otherwise, or not at all, or no more.

    Whoever holds the key can take one away, change what only grows, and chain the history anew.
    """
    with closing(Database(memory=True, execute_plugins=False)) as fresh:
        migrations.apply(fresh)
        wanted, held = _triggers(fresh), _triggers(db)
    return tuple(sorted({name for name, _ in wanted ^ held}))


def _triggers(db: Database) -> set[tuple[str, str]]:
    with translated():
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {(name, sql) for name, sql in rows.fetchall()}


def _judge(
    action: int, first: str | None, second: str | None, _schema: str | None, _by: str | None
) -> int:
    if _is_refused(action, first, second):
        return int(sqlcipher.SQLITE_DENY)
    return int(sqlcipher.SQLITE_OK)


def _is_refused(action: int, first: str | None, second: str | None) -> bool:
    if action == sqlcipher.SQLITE_PRAGMA:
        name = (first or "").lower()
        return name not in _PRAGMAS_THAT_ASK and not (
            name in _SETTINGS_THAT_MAY_BE_READ and second is None
        )
    if action == sqlcipher.SQLITE_FUNCTION:
        return (second or "").lower() in _FORBIDDEN_FUNCTIONS
    if action in _WRITES:
        return (first or "").lower() in _SCHEMA_TABLES
    return action in _SHAPE_CHANGES
