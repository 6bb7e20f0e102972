/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/code-names.h"

#include <string.h>

/* XLIFF 1.2 wants x- before a ctype of one's own. */
static const HexaplaCodeNames names[HEXAPLA_N_CODE_TYPES] = {
    [HEXAPLA_CODE_TYPE_OTHER] = {"other", "x-other", NULL, NULL},
    [HEXAPLA_CODE_TYPE_LINK] = {"link", "link", "link", NULL},
    [HEXAPLA_CODE_TYPE_EMPHASIS] = {"italic", "italic", "fmt", "xlf:i"},
    [HEXAPLA_CODE_TYPE_STRONG] = {"bold", "bold", "fmt", "xlf:b"},
    [HEXAPLA_CODE_TYPE_UNDERLINE] = {"ulined", "underlined", "fmt", "xlf:u"},
    [HEXAPLA_CODE_TYPE_IMAGE] = {"image", "image", "image", NULL},
    [HEXAPLA_CODE_TYPE_BREAK] = {"lb", "lb", "fmt", "xlf:lb"},
};

/**
 * hexapla_code_names_get:
 * @type: a type
 *
 * Returns: (transfer none): what the formats call it, for ever
 * Since: 0.1
 */
const HexaplaCodeNames *
hexapla_code_names_get(HexaplaCodeType type)
{
    return &names[type];
}

static gboolean
is_word(const char *word, const char *text, gsize n)
{
    return word != NULL && text != NULL && strlen(word) == n && memcmp(word, text, n) == 0;
}

/**
 * hexapla_code_type_from_tmx:
 * @name: (nullable): value of `type` in TMX
 * @n: its bytes
 *
 * Returns: the type
 * Since: 0.1
 */
HexaplaCodeType
hexapla_code_type_from_tmx(const char *name, gsize n)
{
    for (guint i = 0; i < HEXAPLA_N_CODE_TYPES; i++) {
        if (is_word(names[i].tmx, name, n))
            return i;
    }
    return HEXAPLA_CODE_TYPE_OTHER;
}

/**
 * hexapla_code_type_from_ctype:
 * @name: (nullable): value of `ctype` in XLIFF 1.2
 * @n: its bytes
 *
 * Returns: the type
 * Since: 0.1
 */
HexaplaCodeType
hexapla_code_type_from_ctype(const char *name, gsize n)
{
    for (guint i = 0; i < HEXAPLA_N_CODE_TYPES; i++) {
        if (is_word(names[i].ctype, name, n))
            return i;
    }
    return HEXAPLA_CODE_TYPE_OTHER;
}

/**
 * hexapla_code_type_from_xliff2:
 * @type: (nullable): value of `type` in XLIFF 2
 * @n_type: its bytes
 * @sub_type: (nullable): value of `subType`
 * @n_sub_type: its bytes
 *
 * Returns: the type
 * Since: 0.1
 */
HexaplaCodeType
hexapla_code_type_from_xliff2(const char *type, gsize n_type, const char *sub_type,
                              gsize n_sub_type)
{
    for (guint i = 0; i < HEXAPLA_N_CODE_TYPES; i++) {
        if (!is_word(names[i].type, type, n_type))
            continue;
        if (names[i].sub_type == NULL || is_word(names[i].sub_type, sub_type, n_sub_type))
            return i;
    }
    return HEXAPLA_CODE_TYPE_OTHER;
}
