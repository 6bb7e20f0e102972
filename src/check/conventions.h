/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/language.h"

G_BEGIN_DECLS

/* Months of the calendar; the days of the week are counted behind them. */
#define HEXAPLA_MONTHS 12

/**
 * HexaplaMarkClass:
 * @HEXAPLA_MARK_NONE: no mark that ends sentences
 * @HEXAPLA_MARK_PAUSE: a comma, semicolon or colon
 * @HEXAPLA_MARK_STOP: a full stop
 * @HEXAPLA_MARK_ELLIPSIS: an ellipsis
 * @HEXAPLA_MARK_EXCLAMATION: an exclamation mark
 * @HEXAPLA_MARK_QUESTION: a question mark
 *
 * What the end of a sentence says, whatever the script.
 *
 * Since: 0.1
 */
typedef enum {
    HEXAPLA_MARK_NONE,
    HEXAPLA_MARK_PAUSE,
    HEXAPLA_MARK_STOP,
    HEXAPLA_MARK_ELLIPSIS,
    HEXAPLA_MARK_EXCLAMATION,
    HEXAPLA_MARK_QUESTION,
} HexaplaMarkClass;

/**
 * HexaplaConventions:
 *
 * What translations are held against in a language: the section `Check` of its data file.
 * Immutable; any number of threads may read it.
 *
 * Since: 0.1
 */
typedef struct _HexaplaConventions HexaplaConventions;

HexaplaConventions *hexapla_conventions_new(const HexaplaLanguage *language);
void hexapla_conventions_free(HexaplaConventions *self);
guint64 hexapla_conventions_find_number(const HexaplaConventions *self, const char *word);
const char *hexapla_conventions_find_unit(const HexaplaConventions *self, const char *word);
guint hexapla_conventions_find_date(const HexaplaConventions *self, const char *word);
gboolean hexapla_conventions_has_dates(const HexaplaConventions *self);
gboolean hexapla_conventions_has_capital_dates(const HexaplaConventions *self);
gboolean hexapla_conventions_units_meet(const char *a, const char *b);
gboolean hexapla_conventions_knows_unit(const HexaplaConventions *self, const char *unit);
gboolean hexapla_conventions_is_afternoon(const HexaplaConventions *self, const char *word);
gboolean hexapla_conventions_may_double(const HexaplaConventions *self, const char *word);
gboolean hexapla_conventions_is_form(const HexaplaConventions *self, const char *word,
                                     const char *name);
HexaplaMarkClass hexapla_conventions_classify(const HexaplaConventions *self, gunichar c,
                                              gboolean *is_foreign);
char *hexapla_conventions_fold(const char *text, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaConventions, hexapla_conventions_free)

G_END_DECLS
