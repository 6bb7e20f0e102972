/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/language.h"
#include "cli/message.h"
#include "segment/srx-writer.h"
#include "translit/romanise.h"

static HexaplaExit
list_languages(void)
{
    printf("%-8s %-9s %s\n", "LANGUAGE", "DIRECTION", "NAME");
    for (const char *const *tag = hexapla_language_tags(); *tag != NULL; tag++)
        printf("%-8s %-9s %s\n", *tag, hexapla_language_tag_is_rtl(*tag) ? "rtl" : "ltr",
               hexapla_language_get_name(hexapla_language_get(*tag)));
    return hexapla_message_flush();
}

static HexaplaExit
list_systems(void)
{
    printf("%-12s %-12s %s\n", "SYSTEM", "LANGUAGES", "NAME");
    for (const char *const *name = hexapla_system_names(); *name != NULL; name++) {
        const HexaplaSystem *system = hexapla_system_get(*name);
        g_autofree char *languages = g_strjoinv(" ", (char **)hexapla_system_get_languages(system));

        printf("%-12s %-12s %s\n", *name, languages, hexapla_system_get_title(system));
    }
    return hexapla_message_flush();
}

static gboolean
check(const char *to, const char *source, char **tag, GError **error)
{
    if (to != NULL && strcmp(to, "srx") != 0) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE, "--to knows no “%s”, only srx", to);
        return FALSE;
    }
    if (source == NULL)
        return TRUE;
    *tag = hexapla_language_tag_canonicalise(source, error);
    if (*tag == NULL || hexapla_language_is_known(hexapla_language_get(*tag)))
        return *tag != NULL;
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "there is no data file for the language “%s”: see `hexapla languages`", source);
    return FALSE;
}

static HexaplaExit
write_srx(const char *tag, const char *path)
{
    const char *const one[] = {tag, NULL};
    g_autoptr(GError) error = NULL;
    HexaplaWriter *out = hexapla_writer_new(path != NULL ? path : "-", &error);

    if (out == NULL)
        return hexapla_message_error(error);
    hexapla_srx_write(out, tag != NULL ? one : hexapla_language_tags());
    return hexapla_writer_commit(out, &error) ? HEXAPLA_EXIT_DONE : hexapla_message_error(error);
}

static HexaplaExit
say_help(GOptionContext *context)
{
    g_autofree char *help = g_option_context_get_help(context, FALSE, NULL);

    printf(
        "Usage: hexapla languages [OPTIONS]\n\n"
        "Lists the languages whose rules are built in, or writes those rules as SRX 2.0 for other\n"
        "tools, or lists the systems of romanisation.\n\n"
        "  hexapla languages -T srx -s de -o german.srx\n\n%s",
        strchr(help, '\n') + 1);
    return hexapla_message_flush();
}

/**
 * hexapla_command_languages:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Lists the languages whose rules are built in, or writes those rules as SRX, or lists the systems
 * of romanisation.
 *
 * Returns: the exit status
 */
HexaplaExit
hexapla_command_languages(int argc, char **argv)
{
    g_autofree char *to = NULL, *source = NULL, *output = NULL, *tag = NULL;
    gboolean wants_help = FALSE, wants_systems = FALSE;
    const GOptionEntry entries[] = {
        {"to", 'T', 0, G_OPTION_ARG_FILENAME, &to, "Write the built-in rules: srx", "FORMAT"},
        {"source", 's', 0, G_OPTION_ARG_FILENAME, &source, "Only the rules of that language",
         "LANG"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Write there instead of standard output",
         "PATH"},
        {"systems", 0, 0, G_OPTION_ARG_NONE, &wants_systems,
         "List the systems of romanisation for `names --romanise`", NULL},
        {"help", 'h', G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &wants_help, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || !check(to, source, &tag, &error))
        return hexapla_message_error(error);
    if (wants_help)
        return say_help(context);
    if (argc > 1) {
        hexapla_message("error: “%s” is no option: languages reads no files", argv[1]);
        return HEXAPLA_EXIT_USAGE;
    }
    if (wants_systems)
        return list_systems();
    return to != NULL ? write_srx(tag, output) : list_languages();
}
