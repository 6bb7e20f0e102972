/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* Places that are told of each form. */
#define HEXAPLA_INCONSISTENCY_PLACES 3

/**
 * HexaplaInconsistencyPlace:
 * @file: as the user named it; interned
 * @line: 1-based
 * @column: 1-based, in code points; 0 in a corpus, whose lines are records
 *
 * Since: 0.1
 */
typedef struct {
    const char *file;
    guint64 line;
    guint64 column;
} HexaplaInconsistencyPlace;

/**
 * HexaplaInconsistency:
 * @kind: `name`, `article` or `word`
 * @group: equal for the forms of one thing
 * @form: as authors wrote it
 * @count: how often
 * @places: the first ones
 * @n_places: how many are told
 *
 * One of several ways in which authors wrote one thing.
 *
 * Since: 0.1
 */
typedef struct {
    const char *kind;
    guint64 group;
    const char *form;
    guint64 count;
    HexaplaInconsistencyPlace places[HEXAPLA_INCONSISTENCY_PLACES];
    guint n_places;
} HexaplaInconsistency;

/**
 * HexaplaInconsistencies:
 *
 * Collects what is written in several ways: parts of one bearer's name (Hussain, Hussein), the
 * Arabic article (al-, Al-, El-), words of two orthographies (Defense, Defence). Nothing is changed.
 *
 * Since: 0.1
 */
typedef struct _HexaplaInconsistencies HexaplaInconsistencies;

HexaplaInconsistencies *hexapla_inconsistencies_new(void);
void hexapla_inconsistencies_free(HexaplaInconsistencies *self);
void hexapla_inconsistencies_add(HexaplaInconsistencies *self, HexaplaDocument *part);
GPtrArray *hexapla_inconsistencies_settle(HexaplaInconsistencies *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaInconsistencies, hexapla_inconsistencies_free)

G_END_DECLS
