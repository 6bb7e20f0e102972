/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document/refrains.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

/* A line is a refrain when so many articles have it, and so many in a hundred of its site. */
#define MIN_ARTICLES 5
#define MIN_PERCENT 5

/* A line on its way. */
typedef struct {
    guint64 key;
    guint64 count;
    guint64 last_article; /* that it was counted for */
    char *text;
    gpointer site; /* of the table below */
} Line;

typedef struct {
    char *name;
    guint64 n_articles;
    guint64 last_article;
} Site;

struct _HexaplaRefrains {
    GHashTable *lines; /* key to Line */
    GHashTable *sites; /* name to Site */
    guint64 article;   /* number of the one at hand, from 1 */
};

static void
free_line(gpointer data)
{
    Line *line = data;

    g_free(line->text);
    g_free(line);
}

static void
free_site(gpointer data)
{
    Site *site = data;

    g_free(site->name);
    g_free(site);
}

/**
 * hexapla_refrains_new:
 *
 * Returns: (transfer full): a corpus without articles
 * Since: 0.1
 */
HexaplaRefrains *
hexapla_refrains_new(void)
{
    HexaplaRefrains *self = g_new0(HexaplaRefrains, 1);

    self->lines = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_line);
    self->sites = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_site);
    return self;
}

/**
 * hexapla_refrains_free:
 * @self: (transfer full) (nullable): a corpus
 *
 * Since: 0.1
 */
void
hexapla_refrains_free(HexaplaRefrains *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->lines);
    g_hash_table_unref(self->sites);
    g_free(self);
}

/**
 * hexapla_refrain_find_site:
 * @url: (nullable): address of an article
 * @n: (out): bytes of the site's name
 *
 * Returns: (transfer none): its host, without user, port and `www.`; empty when it has none
 * Since: 0.1
 */
const char *
hexapla_refrain_find_site(const char *url, gsize *n)
{
    const char *host = url != NULL ? strstr(url, "://") : NULL;
    const char *at;

    *n = 0;
    if (host == NULL)
        return "";
    host += 3;
    *n = strcspn(host, "/?#");
    at = memrchr(host, '@', *n);
    if (at != NULL) {
        *n -= at + 1 - host;
        host = at + 1;
    }
    if (*n > 4 && g_ascii_strncasecmp(host, "www.", 4) == 0) {
        host += 4;
        *n -= 4;
    }
    *n = MIN(*n, strcspn(host, ":"));
    return host;
}

/**
 * hexapla_refrain_key:
 * @site: name of a site
 * @n_site: its bytes
 * @text: a line
 * @n: its bytes
 *
 * Returns: a key that lines of one site share when they differ in case, marks and white space only;
 * 0 for a line that is too long or has no letters
 * Since: 0.1
 */
guint64
hexapla_refrain_key(const char *site, gsize n_site, const char *text, gsize n)
{
    char folded[2 * HEXAPLA_MAX_REFRAIN_BYTES];
    gsize n_folded;

    if (n == 0 || n > HEXAPLA_MAX_REFRAIN_BYTES)
        return 0;
    n_folded = hexapla_text_fold(text, n, folded, sizeof folded);
    if (n_folded == 0)
        return 0;
    return MAX(1, hexapla_text_hash(folded, n_folded, hexapla_text_hash(site, n_site, 0)));
}

/* Lines that were met least make room, until half of it is free. Those that come back begin at one
 * again, and so never count too much. */
static void
forget_rare(GHashTable *lines)
{
    for (guint64 rare = 1; g_hash_table_size(lines) > HEXAPLA_MAX_REFRAINS / 2; rare *= 2) {
        GHashTableIter iter;
        gpointer value;

        g_hash_table_iter_init(&iter, lines);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            if (((Line *)value)->count <= rare)
                g_hash_table_iter_remove(&iter);
        }
    }
}

static char *
dup_on_one_line(const char *text, gsize n)
{
    char *copy = g_strndup(text, n);

    return g_strdelimit(copy, "\t\r\n", ' ');
}

static void
count_line(HexaplaRefrains *self, Site *site, guint64 key, const char *text, gsize n)
{
    Line *line = g_hash_table_lookup(self->lines, &key);

    if (line == NULL) {
        if (g_hash_table_size(self->lines) >= HEXAPLA_MAX_REFRAINS)
            forget_rare(self->lines);
        line = g_new0(Line, 1);
        line->key = key;
        line->text = dup_on_one_line(text, n);
        line->site = site;
        g_hash_table_insert(self->lines, &line->key, line);
    }
    line->count += line->last_article != self->article;
    line->last_article = self->article;
}

/* The site of an article; sites behind the limit are one. */
static Site *
find_site(HexaplaRefrains *self, const HexaplaOrigin *origin)
{
    gsize n;
    const char *start = hexapla_refrain_find_site(origin->url, &n);
    g_autofree char *name = g_ascii_strdown(start, (gssize)n);
    Site *site = g_hash_table_lookup(self->sites, name);

    if (site == NULL && g_hash_table_size(self->sites) >= HEXAPLA_MAX_REFRAIN_SITES)
        return NULL;
    if (site == NULL) {
        site = g_new0(Site, 1);
        site->name = g_steal_pointer(&name);
        g_hash_table_insert(self->sites, site->name, site);
    }
    site->n_articles += site->last_article != self->article;
    site->last_article = self->article;
    return site;
}

/**
 * hexapla_refrains_count:
 * @self: a corpus
 * @part: its next part, with its blocks
 *
 * Since: 0.1
 */
void
hexapla_refrains_count(HexaplaRefrains *self, HexaplaDocument *part)
{
    const HexaplaOrigin *origin = hexapla_document_get_origin(part);
    const char *text = hexapla_document_get_text(part, NULL);
    guint n;
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n);
    Site *site;

    self->article += origin->part == 0;
    site = find_site(self, origin);
    for (guint i = 0; site != NULL && i < n; i++) {
        const char *line = text + blocks[i].start;
        gsize length = blocks[i].end - blocks[i].start;
        guint64 key = hexapla_refrain_key(site->name, strlen(site->name), line, length);

        if (key != 0)
            count_line(self, site, key, line, length);
    }
}

static void
free_refrain(gpointer data)
{
    HexaplaRefrain *refrain = data;

    g_free(refrain->site);
    g_free(refrain->text);
    g_free(refrain);
}

static int
compare_refrains(gconstpointer a, gconstpointer b)
{
    const HexaplaRefrain *first = *(HexaplaRefrain *const *)a;
    const HexaplaRefrain *second = *(HexaplaRefrain *const *)b;
    int order = strcmp(first->site, second->site);

    if (order == 0 && first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return order != 0 ? order : strcmp(first->text, second->text);
}

/**
 * hexapla_refrains_settle:
 * @self: a corpus that is complete
 *
 * Returns: (transfer full) (element-type HexaplaRefrain): its refrains, by site, the most frequent
 * first
 * Since: 0.1
 */
GPtrArray *
hexapla_refrains_settle(HexaplaRefrains *self)
{
    GPtrArray *refrains = g_ptr_array_new_with_free_func(free_refrain);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, self->lines);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Line *line = value;
        const Site *site = line->site;
        HexaplaRefrain *refrain;

        if (line->count < MIN_ARTICLES || 100 * line->count < MIN_PERCENT * site->n_articles)
            continue;
        refrain = g_new(HexaplaRefrain, 1);
        *refrain = (HexaplaRefrain){g_strdup(site->name), g_strdup(line->text), line->count,
                                    site->n_articles};
        g_ptr_array_add(refrains, refrain);
    }
    g_ptr_array_sort(refrains, compare_refrains);
    return refrains;
}
