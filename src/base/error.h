/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEXAPLA_ERROR (hexapla_error_quark())

/**
 * HexaplaError:
 * @HEXAPLA_ERROR_RECORD: one record of an input is refused, for the reason that is the whole
 * message; its reader reports it and goes on
 * @HEXAPLA_ERROR_USAGE: the request makes no sense (exit status 2)
 * @HEXAPLA_ERROR_INPUT: an input cannot be read or is invalid (exit status 3)
 * @HEXAPLA_ERROR_OUTPUT: an output cannot be written (exit status 4)
 *
 * Who has to act: the caller, the owner of the input or the owner of the disk.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_ERROR_RECORD = 1,
    HEXAPLA_ERROR_USAGE = 2,
    HEXAPLA_ERROR_INPUT = 3,
    HEXAPLA_ERROR_OUTPUT = 4,
} HexaplaError;

GQuark hexapla_error_quark(void);
gboolean hexapla_error_set_at(GError **error, const char *file, guint64 line, guint64 column,
                              const char *format, ...) G_GNUC_PRINTF(5, 6);
gboolean hexapla_error_set_at_valist(GError **error, const char *file, guint64 line, guint64 column,
                                     const char *format, va_list arguments) G_GNUC_PRINTF(5, 0);

G_END_DECLS
