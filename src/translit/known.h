/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names that one spelling may stand for. */
#define HEXAPLA_KNOWN_MAX_NAMES 3

/**
 * HexaplaKnownNames:
 * @names: numbers of rows of `src/translit/known-names.ini`
 * @n: how many; 0 for a spelling that is not there, more than 1 for an ambiguous one
 *
 * What the table of common names says of a spelling.
 *
 * Since: 0.1
 */
typedef struct {
    guint16 names[HEXAPLA_KNOWN_MAX_NAMES];
    guint8 n;
} HexaplaKnownNames;

HexaplaKnownNames hexapla_known_lookup(const char *letters);
const char *hexapla_known_get_spelling(guint16 name);
const char *hexapla_known_get_original(guint16 name);
const char *hexapla_known_get_origin(guint16 name);
gboolean hexapla_known_share(const HexaplaKnownNames *a, const HexaplaKnownNames *b);

G_END_DECLS
