"""Several statements in one migration, without leaving its transaction."""

from safestation.storage.driver import Database, sqlcipher


def run_script(db: Database, sql: str) -> None:
    """Run the statements of `sql` one by one inside the transaction that is open.

    The driver's own `executescript` commits first: a migration that then failed would stay
    half done. Each statement ends its last line with a semicolon.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if statement.strip() and sqlcipher.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError("the last statement of a script has no end")
