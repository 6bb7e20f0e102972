/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/segmenters.h"

#include "base/language.h"
#include "base/limits.h"

typedef struct {
    HexaplaSegmenter *segmenter;
    HexaplaSrxEngine *srx; /* NULL without rules of the user's */
} Rules;

struct _HexaplaSegmenters {
    HexaplaSrx *srx;
    GMutex lock;
    GHashTable *rules; /* interned tag to Rules */
};

static void
free_rules(gpointer data)
{
    Rules *rules = data;

    hexapla_segmenter_free(rules->segmenter);
    hexapla_srx_engine_free(rules->srx);
    g_free(rules);
}

/**
 * hexapla_segmenters_new:
 * @srx: (nullable): rules of the user's that replace ours. Live as long as the segmenters
 *
 * Returns: (transfer full): no rules yet
 * Since: 0.1
 */
HexaplaSegmenters *
hexapla_segmenters_new(HexaplaSrx *srx)
{
    HexaplaSegmenters *self = g_new0(HexaplaSegmenters, 1);

    self->srx = srx;
    g_mutex_init(&self->lock);
    self->rules = g_hash_table_new_full(NULL, NULL, NULL, free_rules);
    return self;
}

/**
 * hexapla_segmenters_free:
 * @self: (transfer full) (nullable): segmenters
 *
 * Since: 0.1
 */
void
hexapla_segmenters_free(HexaplaSegmenters *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->rules);
    g_mutex_clear(&self->lock);
    g_free(self);
}

static Rules *
new_rules(HexaplaSrx *srx, const char *language, GError **error)
{
    HexaplaSrxEngine *engine = NULL;
    Rules *rules;

    if (srx != NULL) {
        engine = hexapla_srx_engine_new(srx, language, error);
        if (engine == NULL)
            return NULL;
    }
    rules = g_new(Rules, 1);
    rules->segmenter = hexapla_segmenter_new(hexapla_language_get(language));
    rules->srx = engine;
    return rules;
}

/**
 * hexapla_segmenters_find:
 * @self: segmenters
 * @language: a language tag
 * @segmenter: (inout) (transfer none): our rules for it; stays as it was when there are too many
 *   languages
 * @srx: (inout) (transfer none) (nullable): those of the user; likewise
 * @error: (domain HEXAPLA_ERROR): rules of the user's that cannot be used
 *
 * Both live as long as @self.
 *
 * Returns: whether the rules can be used
 * Since: 0.1
 */
gboolean
hexapla_segmenters_find(HexaplaSegmenters *self, const char *language,
                        const HexaplaSegmenter **segmenter, HexaplaSrxEngine **srx, GError **error)
{
    const char *key = g_intern_string(language);
    Rules *rules;

    g_mutex_lock(&self->lock);
    rules = g_hash_table_lookup(self->rules, key);
    if (rules == NULL && g_hash_table_size(self->rules) < HEXAPLA_MAX_LANGUAGES) {
        rules = new_rules(self->srx, language, error);
        if (rules == NULL) {
            g_mutex_unlock(&self->lock);
            return FALSE;
        }
        g_hash_table_insert(self->rules, (gpointer)key, rules);
    }
    g_mutex_unlock(&self->lock);
    if (rules != NULL) {
        *segmenter = rules->segmenter;
        *srx = rules->srx;
    }
    return TRUE;
}
