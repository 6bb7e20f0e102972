/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/presets.h"

#include <string.h>

#define MAX_FIELDS 6

/* What differs from our own names. In mC4, C4 and CulturaX the file tells the language. */
static const struct {
    const char *name;
    const char *fields[MAX_FIELDS];
} presets[] = {
    {"c4", {"date=timestamp"}},
    {"culturax", {"date=timestamp"}},
    {"fineweb", {"lang=language"}},
    {"hplt", {"url=u", "date=ts"}},
    {"hplt1", {"lang=document_lang"}},
    {"mc4", {"date=timestamp"}},
    {"oscar",
     {"text=content", "id=warc_headers/warc-record-id", "url=warc_headers/warc-target-uri",
      "date=warc_headers/warc-date", "lang=metadata/identification/label"}},
    {"redpajama", {"text=raw_content", "lang=language", "date=date_download"}},
    {"wikimedia",
     {"html=article_body/html", "id=identifier", "lang=in_language/identifier", "title=name",
      "date=date_modified"}},
};

/**
 * hexapla_preset_get_fields:
 * @name: of a corpus
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): its fields as #HexaplaReadOptions
 * has them, for ever; %NULL when it is not known
 * Since: 0.1
 */
const char *const *
hexapla_preset_get_fields(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(presets); i++) {
        if (strcmp(presets[i].name, name) == 0)
            return presets[i].fields;
    }
    return NULL;
}

/**
 * hexapla_preset_list:
 *
 * Returns: (transfer full): the corpora that are known, with commas; free with g_free()
 * Since: 0.1
 */
char *
hexapla_preset_list(void)
{
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(presets); i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", presets[i].name);
    return g_string_free(list, FALSE);
}
