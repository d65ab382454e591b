"""The one door to the database driver: SQLCipher, also inside sqlite-utils.

sqlite-utils takes its driver, and the errors it catches, from a module named `pysqlite3`
when there is one. Giving SQLCipher that name before the first import of sqlite-utils makes
the two agree on every exception; 10 of 49 checked calls fail otherwise. Import `sqlcipher`,
`Database` and `Migrations` from here, never from their own packages.
"""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlcipher

if "sqlite_utils" not in sys.modules:
    sys.modules["pysqlite3"] = sqlcipher3
    sys.modules["pysqlite3.dbapi2"] = sqlcipher

# Below the lines above, and not to be sorted upwards: by now the name must exist.
from sqlite_utils import Database, Migrations
from sqlite_utils import utils as _sqlite_utils

if vars(_sqlite_utils)["sqlite3"] is not sqlcipher3:
    raise ImportError(
        "sqlite_utils was imported before safestation.storage.driver and took a driver "
        "that cannot encrypt; import safestation.storage.driver first"
    )

__all__ = ["Database", "Migrations", "sqlcipher"]
