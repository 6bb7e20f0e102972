/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/format.h"

#include <string.h>

#include "base/packer.h"

#define HEXAPLA_FORMAT(name) extern const HexaplaFormat hexapla_format_##name;
#include "format-list.h"
#undef HEXAPLA_FORMAT

static const HexaplaFormat *const formats[] = {
#define HEXAPLA_FORMAT(name) &hexapla_format_##name,
#include "format-list.h"
#undef HEXAPLA_FORMAT
};

/**
 * hexapla_formats:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the formats, for ever
 * Since: 0.1
 */
const HexaplaFormat *const *
hexapla_formats(guint *n)
{
    *n = G_N_ELEMENTS(formats);
    return formats;
}

/**
 * hexapla_format_by_name:
 * @name: what a user typed after `--to` or `--from`
 *
 * Returns: (transfer none) (nullable): the format, for ever; %NULL when there is none of this name
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_format_by_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    }
    return NULL;
}

static gboolean
lists_extension(const char *list, const char *extension)
{
    gsize n = strlen(extension);

    while (list != NULL && *list != '\0') {
        gsize n_entry = strcspn(list, ";");

        if (n_entry == n && g_ascii_strncasecmp(list, extension, n) == 0)
            return TRUE;
        list += n_entry;
        list += *list == ';';
    }
    return FALSE;
}

/* What stands behind the last dot of the name; NULL when there is nothing. */
static char *
dup_extension(const char *path)
{
    g_autofree char *name = g_strndup(path, hexapla_packer_stem(path));
    const char *slash = strrchr(name, '/');
    const char *dot = strrchr(slash != NULL ? slash : name, '.');

    return dot != NULL && dot[1] != '\0' ? g_strdup(dot + 1) : NULL;
}

/**
 * hexapla_format_by_extension:
 * @path: a file name
 *
 * The extension of a compressed file stands before its `.gz` or `.zst`.
 *
 * Returns: (transfer none) (nullable): the format that its extension stands for, for ever; %NULL
 * when it has none or an unknown one
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_format_by_extension(const char *path)
{
    g_autofree char *extension = dup_extension(path);

    for (guint i = 0; extension != NULL && i < G_N_ELEMENTS(formats); i++) {
        if (lists_extension(formats[i]->extensions, extension))
            return formats[i];
    }
    return NULL;
}

/**
 * hexapla_format_for_input:
 * @path: a file name
 * @traits: what the file has to hold
 *
 * Returns: (transfer none) (nullable): the format that is read under this extension, for ever; %NULL
 * when there is none
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_format_for_input(const char *path, HexaplaFormatTraits traits)
{
    g_autofree char *extension = dup_extension(path);

    for (guint i = 0; extension != NULL && i < G_N_ELEMENTS(formats); i++) {
        if (formats[i]->read != NULL && (formats[i]->traits & traits) == traits &&
            lists_extension(formats[i]->extensions, extension))
            return formats[i];
    }
    return NULL;
}

/**
 * hexapla_format_for_output:
 * @path: a file name
 * @traits: what the file has to be able to do
 *
 * Returns: (transfer none) (nullable): the format that is written under this extension, for ever;
 * %NULL when there is none
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_format_for_output(const char *path, HexaplaFormatTraits traits)
{
    g_autofree char *extension = dup_extension(path);

    for (guint i = 0; extension != NULL && i < G_N_ELEMENTS(formats); i++) {
        if (formats[i]->begin != NULL && (formats[i]->traits & traits) == traits &&
            lists_extension(formats[i]->extensions, extension))
            return formats[i];
    }
    return NULL;
}

/**
 * hexapla_format_sniff:
 * @head: the first bytes of a file
 * @n_head: how many
 *
 * Returns: (transfer none) (nullable): the format with the most evidence, for ever; %NULL when no
 * format claims the bytes
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_format_sniff(const guint8 *head, gsize n_head)
{
    const HexaplaFormat *best = NULL;
    guint most = 0;

    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        guint bits = formats[i]->sniff != NULL ? formats[i]->sniff(head, n_head) : 0;

        if (bits > most) {
            most = bits;
            best = formats[i];
        }
    }
    return best;
}

/**
 * hexapla_format_sniff_ledger:
 * @head: the first bytes of a ledger
 * @n_head: how many
 *
 * Returns: (transfer none): the format of the ledger, for ever: XML begins with <, JSON with {, and
 * all else is a table
 * Since: 0.1
 */
const HexaplaFormat *
hexapla_format_sniff_ledger(const guint8 *head, gsize n_head)
{
    static const guint8 skipped[] = {0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, ' ', '\t', '\r', '\n'};
    gsize i = 0;

    while (i < n_head && memchr(skipped, head[i], sizeof skipped) != NULL)
        i++;
    if (i < n_head && head[i] == '<')
        return hexapla_format_by_name("tbx");
    return hexapla_format_by_name(i < n_head && head[i] == '{' ? "ledger-jsonl" : "ledger");
}
