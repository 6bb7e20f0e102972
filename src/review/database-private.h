/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * HexaplaDatabase:
 *
 * A file of SQLite that belongs to one user.
 *
 * Since: 0.1
 */
typedef sqlite3 HexaplaDatabase;
typedef sqlite3_stmt HexaplaQuery;

/**
 * HexaplaDatabaseUse:
 * @HEXAPLA_DATABASE_KEEP: what a transaction has written is on the disk when it ends, also when the
 * power fails then
 * @HEXAPLA_DATABASE_MAKE: it can be made again, and nobody has to wait for the disk
 * @HEXAPLA_DATABASE_READ: it is there, and another process may be writing
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_DATABASE_KEEP,
    HEXAPLA_DATABASE_MAKE,
    HEXAPLA_DATABASE_READ,
} HexaplaDatabaseUse;

HexaplaDatabase *hexapla_database_open(const char *path, HexaplaDatabaseUse use, GError **error);
void hexapla_database_free(HexaplaDatabase *self);
gboolean hexapla_database_run(HexaplaDatabase *self, const char *sql, GError **error);
gboolean hexapla_database_fail(HexaplaDatabase *self, GError **error);

HexaplaQuery *hexapla_query_new(HexaplaDatabase *database, const char *sql, GError **error);
void hexapla_query_free(HexaplaQuery *self);
void hexapla_query_bind_text(HexaplaQuery *self, int place, const char *text);
gboolean hexapla_query_next(HexaplaQuery *self, gboolean *has_row, GError **error);
gboolean hexapla_query_finish(HexaplaQuery *self, GError **error);
const char *hexapla_query_get_text(HexaplaQuery *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaDatabase, hexapla_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaQuery, hexapla_query_free)

G_END_DECLS
