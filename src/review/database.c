/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/**
 * hexapla_database_fail:
 * @self: where something went wrong just now
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: %FALSE
 * Since: 0.1
 */
gboolean
hexapla_database_fail(HexaplaDatabase *self, GError **error)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "%s: error: %s",
                sqlite3_db_filename(self, "main"), sqlite3_errmsg(self));
    return FALSE;
}

/* Nobody else may read it, and nothing else may stand in its place. */
static gboolean
check_file(const char *path, HexaplaDatabaseUse use, GError **error)
{
    int create = use == HEXAPLA_DATABASE_READ ? 0 : O_CREAT;
    int fd = open(path, O_RDWR | create | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    struct stat info;
    gboolean ok = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
                  info.st_uid == geteuid() && fchmod(fd, 0600) == 0;

    if (!ok)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "%s: error: %s", path,
                    fd < 0 && errno != ELOOP ? g_strerror(errno)
                                             : "this is no ordinary file of yours");
    if (fd >= 0)
        close(fd);
    return ok;
}

/**
 * hexapla_database_open:
 * @path: its file; whoever writes makes it when it is not there
 * @use: how
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): the database
 * Since: 0.1
 */
HexaplaDatabase *
hexapla_database_open(const char *path, HexaplaDatabaseUse use, GError **error)
{
    static const char *const manners[] = {
        [HEXAPLA_DATABASE_KEEP] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        [HEXAPLA_DATABASE_MAKE] = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF",
        [HEXAPLA_DATABASE_READ] = "PRAGMA query_only = 1",
    };
    g_autoptr(HexaplaDatabase) self = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

    if (!check_file(path, use, error))
        return NULL;
    if (sqlite3_open_v2(path, &self, flags, NULL) != SQLITE_OK) {
        hexapla_database_fail(self, error);
        return NULL;
    }
    sqlite3_busy_timeout(self, 5000);
    sqlite3_db_config(self, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(self, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (!hexapla_database_run(self, manners[use], error))
        return NULL;
    return g_steal_pointer(&self);
}

/**
 * hexapla_database_free:
 * @self: (transfer full) (nullable): a database whose queries are gone
 *
 * Since: 0.1
 */
void
hexapla_database_free(HexaplaDatabase *self)
{
    sqlite3_close(self);
}

/**
 * hexapla_database_run:
 * @self: a database
 * @sql: statements without results
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all ran
 * Since: 0.1
 */
gboolean
hexapla_database_run(HexaplaDatabase *self, const char *sql, GError **error)
{
    return sqlite3_exec(self, sql, NULL, NULL, NULL) == SQLITE_OK ||
           hexapla_database_fail(self, error);
}

/**
 * hexapla_query_new:
 * @database: lives longer than the query
 * @sql: one statement
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): the statement, to be bound and stepped through
 * Since: 0.1
 */
HexaplaQuery *
hexapla_query_new(HexaplaDatabase *database, const char *sql, GError **error)
{
    HexaplaQuery *self = NULL;

    if (sqlite3_prepare_v2(database, sql, -1, &self, NULL) != SQLITE_OK)
        hexapla_database_fail(database, error);
    return self;
}

/**
 * hexapla_query_free:
 * @self: (transfer full) (nullable): a query
 *
 * Since: 0.1
 */
void
hexapla_query_free(HexaplaQuery *self)
{
    sqlite3_finalize(self);
}

/**
 * hexapla_query_bind_text:
 * @self: a query
 * @place: of the parameter, from 1
 * @text: (nullable): lives until the query is finished
 *
 * Since: 0.1
 */
void
hexapla_query_bind_text(HexaplaQuery *self, int place, const char *text)
{
    sqlite3_bind_text(self, place, text, -1, SQLITE_STATIC);
}

/**
 * hexapla_query_next:
 * @self: a query
 * @has_row: (out): whether there is a row
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_query_next(HexaplaQuery *self, gboolean *has_row, GError **error)
{
    int status = sqlite3_step(self);

    *has_row = status == SQLITE_ROW;
    return *has_row || status == SQLITE_DONE ||
           hexapla_database_fail(sqlite3_db_handle(self), error);
}

/**
 * hexapla_query_finish:
 * @self: a query whose rows, if there are more, nobody wants
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Runs it, and makes it ready to run once more.
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_query_finish(HexaplaQuery *self, GError **error)
{
    gboolean has_row;
    gboolean ok = hexapla_query_next(self, &has_row, error);

    sqlite3_reset(self);
    return ok;
}

/**
 * hexapla_query_get_text:
 * @self: a query at a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next row
 * Since: 0.1
 */
const char *
hexapla_query_get_text(HexaplaQuery *self, int column)
{
    return (const char *)sqlite3_column_text(self, column);
}
