"""Every shape the record has had, oldest first. Never edit one that has shipped."""

from safestation.domain.chain import START, Line, link
from safestation.storage.driver import Database, Migrations
from safestation.storage.script import run_script

migrations = Migrations("safestation")

APPEND_ONLY = (
    "trail", "entry", "answer_version", "custody", "custody_event", "seal", "erasure",
    "tombstone", "demand",
)  # fmt: skip


@migrations()
def m0001_keep_visits(db: Database) -> None:
    """Keep visits with their answers, earlier answers, facts, and a search index."""
    run_script(
        db,
        """
        CREATE TABLE visit (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          number TEXT NOT NULL UNIQUE,
          station TEXT NOT NULL,
          program TEXT NOT NULL,
          program_version TEXT NOT NULL,
          arrived_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          opened_by TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
          closed_at TEXT,
          step TEXT NOT NULL,
          field TEXT NOT NULL
        ) STRICT;
        CREATE INDEX visit_by_state ON visit (state, arrived_at);
        CREATE INDEX visit_by_close ON visit (closed_at) WHERE closed_at IS NOT NULL;
        CREATE TABLE answer (
          visit TEXT NOT NULL REFERENCES visit (id),
          question TEXT NOT NULL,
          station TEXT NOT NULL,
          status TEXT NOT NULL CHECK
            (status IN ('answered', 'not_asked', 'does_not_know', 'rather_not_say')),
          value TEXT NOT NULL CHECK (json_valid(value)),
          source TEXT NOT NULL CHECK (source IN ('said', 'observed', 'received')),
          happened_at TEXT NOT NULL,
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL,
          PRIMARY KEY (visit, question)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE answer_version (
          id TEXT NOT NULL PRIMARY KEY,
          visit TEXT NOT NULL REFERENCES visit (id),
          question TEXT NOT NULL,
          station TEXT NOT NULL,
          status TEXT NOT NULL,
          value TEXT NOT NULL CHECK (json_valid(value)),
          source TEXT NOT NULL,
          happened_at TEXT NOT NULL,
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL,
          replaced_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answer_version_by_visit ON answer_version (visit, question);
        CREATE TABLE entry (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          visit TEXT NOT NULL REFERENCES visit (id),
          station TEXT NOT NULL,
          kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          source TEXT NOT NULL CHECK (source IN ('said', 'observed', 'received')),
          happened_at TEXT NOT NULL,
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX entry_by_visit ON entry (visit, seq);
        CREATE INDEX entry_by_kind ON entry (kind, happened_at);
        CREATE INDEX entry_by_subject ON entry (kind, subject);
        CREATE TABLE visit_count (
          station TEXT NOT NULL,
          year INTEGER NOT NULL,
          last INTEGER NOT NULL,
          PRIMARY KEY (station, year)
        ) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE visit_words USING fts5 (
          words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8',
          columnsize = 0, detail = none
        );
        INSERT INTO visit_words (visit_words, rank) VALUES ('secure-delete', 1);
        """,
    )
    _append_only(db, "entry", "answer_version")


@migrations()
def m0002_keep_the_station(db: Database) -> None:
    """Keep the station's settings, its staff, its providers, and the trail."""
    run_script(
        db,
        """
        CREATE TABLE setting (
          key TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          value TEXT NOT NULL CHECK (json_valid(value)),
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE staff (
          id TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE provider (
          id TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          name TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE trail (
          seq INTEGER PRIMARY KEY,
          station TEXT NOT NULL,
          at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL,
          act TEXT NOT NULL,
          visit TEXT NOT NULL,
          detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX trail_by_visit ON trail (visit, seq);
        """,
    )
    _append_only(db, "trail")


@migrations()
def m0003_keep_what_is_turned_in(db: Database) -> None:
    """Keep the disposal ledger: random keys, no row order, date and shift, no visit.

    WITHOUT ROWID stores rows by their random key, so that even the order on the disk
    tells nothing. No column here may name a person served, a visit, or a clock time.
    """
    run_script(
        db,
        """
        CREATE TABLE container (
          id TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE custody (
          id TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE custody_event (
          id TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          custody TEXT NOT NULL REFERENCES custody (id),
          body TEXT NOT NULL CHECK (json_valid(body))
        ) STRICT, WITHOUT ROWID;
        """,
    )
    _append_only(db, "custody", "custody_event")


@migrations()
def m0004_chain_the_history(db: Database) -> None:
    """Chain the history: each line carries a hash of itself and of all before it."""
    for change in ("update", "delete"):
        db.execute(f"DROP TRIGGER trail_refuses_{change}")
    run_script(
        db,
        """
        ALTER TABLE trail ADD COLUMN outcome TEXT NOT NULL DEFAULT 'done';
        ALTER TABLE trail ADD COLUMN clock TEXT NOT NULL DEFAULT '';
        ALTER TABLE trail ADD COLUMN hash TEXT NOT NULL DEFAULT '';
        """,
    )
    kept = db.execute(
        "SELECT seq, station, at, utc_offset, by, act, visit, detail, outcome, clock"
        " FROM trail ORDER BY seq"
    )
    before = START
    for line in [Line(*row) for row in kept.fetchall()]:
        before = link(line, before)
        db.execute("UPDATE trail SET hash = ? WHERE seq = ?", [before, line.seq])
    _append_only(db, "trail")
    run_script(
        db,
        """
        CREATE TRIGGER trail_refuses_gaps BEFORE INSERT ON trail
        WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM trail)
        BEGIN SELECT RAISE(ABORT, 'the trail has no gaps'); END;
        """,
    )


@migrations()
def m0005_tie_each_line_to_the_one_before(db: Database) -> None:
    """Let a line of the history in only after the one before it.

    As a reference rather than by a trigger: a trigger that may refuse makes SQLite keep an
    undo journal for each insert, a tenth of what a save takes.
    """
    run_script(
        db,
        """
        DROP TRIGGER trail_refuses_gaps;
        ALTER TABLE trail ADD COLUMN follows INTEGER
          GENERATED ALWAYS AS (nullif(seq - 1, 0)) VIRTUAL REFERENCES trail (seq);
        """,
    )


@migrations()
def m0006_keep_the_seals(db: Database) -> None:
    """Keep each head of the history that was printed and signed on paper."""
    run_script(
        db,
        """
        CREATE TABLE seal (
          seq INTEGER PRIMARY KEY,
          hash TEXT NOT NULL,
          station TEXT NOT NULL,
          at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT;
        """,
    )
    _append_only(db, "seal")


@migrations()
def m0007_mark_times_in_doubt(db: Database) -> None:
    """Mark the facts that were typed while the computer's clock was in doubt."""
    db.execute("ALTER TABLE entry ADD COLUMN clock TEXT NOT NULL DEFAULT ''")


@migrations()
def m0008_keep_what_was_erased(db: Database) -> None:
    """Keep what was erased, on whose word, and the random ids that must not come back."""
    run_script(
        db,
        """
        CREATE TABLE erasure (
          id TEXT NOT NULL PRIMARY KEY,
          station TEXT NOT NULL,
          holding TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE tombstone (
          id TEXT NOT NULL PRIMARY KEY,
          erasure TEXT NOT NULL REFERENCES erasure (id)
        ) STRICT, WITHOUT ROWID;
        """,
    )
    _append_only(db, "erasure", "tombstone")


@migrations()
def m0009_keep_demands_apart(db: Database) -> None:
    """Keep the log of legal demands in a table of its own, which refuses every change.

    It lay in one setting, which any later line rewrote whole. Each demand takes its moment
    and its author from its own line of the history. The setting stays, emptied: an upgrade
    that loses a row of the settings is refused.
    """
    run_script(
        db,
        """
        CREATE TABLE demand (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          station TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT;
        WITH kept AS (
          SELECT one.key + 1 AS place, one.value AS body, s.*
          FROM setting AS s, json_each(s.value, '$.every') AS one
          WHERE s.key = 'legal_demands'
        ), line AS (
          SELECT row_number() OVER (ORDER BY seq) AS place, at, utc_offset, by
          FROM trail WHERE act = 'demand_logged' AND outcome = 'done'
        )
        INSERT INTO demand (seq, id, station, body, typed_at, utc_offset, by)
        SELECT kept.place, json_extract(kept.body, '$.id'), kept.station, kept.body,
          coalesce(line.at, kept.typed_at), coalesce(line.utc_offset, kept.utc_offset),
          coalesce(line.by, kept.by)
        FROM kept LEFT JOIN line ON line.place = kept.place ORDER BY kept.place;
        UPDATE setting SET value = '{"every":[]}' WHERE key = 'legal_demands';
        """,
    )
    _append_only(db, "demand")


@migrations()
def m0010_keep_programs(db: Database) -> None:
    """Keep each program as a visit began under it, and what the station changed of it."""
    run_script(
        db,
        """
        CREATE TABLE program_edition (
          program TEXT NOT NULL,
          version TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          text TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          station TEXT NOT NULL,
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL,
          PRIMARY KEY (program, version)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE program_override (
          seq INTEGER PRIMARY KEY,
          program TEXT NOT NULL,
          path TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          station TEXT NOT NULL,
          typed_at TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          by TEXT NOT NULL
        ) STRICT;
        """,
    )
    _append_only(db, "program_edition", "program_override")


@migrations()
def m0011_index_the_runs_of_the_history(db: Database) -> None:
    """Index where the history turns to a visit, in place of each of its lines.

    While somebody types, line follows line of the same visit: an index of the first alone
    finds them all, and a save writes two pages to the disk and not three.
    """
    run_script(
        db,
        """
        CREATE TABLE trail_run (
          visit TEXT NOT NULL,
          seq INTEGER NOT NULL REFERENCES trail (seq),
          PRIMARY KEY (visit, seq)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO trail_run (visit, seq)
          SELECT visit, seq FROM (
            SELECT visit, seq, lag(visit, 1, '') OVER (ORDER BY seq) AS before FROM trail
          ) WHERE visit NOT IN ('', before) ORDER BY visit, seq;
        DROP INDEX trail_by_visit;
        """,
    )
    _append_only(db, "trail_run")


def _append_only(db: Database, *tables: str) -> None:
    for table in tables:
        for change in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the {table} is append-only'); END"
            )
