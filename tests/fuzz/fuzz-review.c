/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A request as it comes: its head, and behind the empty line its body. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "review/api-private.h"
#include "review/door-private.h"
#include "tests/fuzz/fuzz.h"

#define PORT 7777

static HexaplaApi *api;
static char *folder;

static HexaplaBook *
make_book(void)
{
    static const HexaplaFormatOptions options = {.target = "ar"};
    static const char text[] = "One.\nTwo.\nThree.";
    HexaplaDocument *part = hexapla_document_new("en", g_strdup(text), strlen(text));
    HexaplaBook *book = hexapla_book_new(folder, &options, NULL);

    for (gsize start = 0; start < strlen(text); start += strcspn(text + start, "\n") + 1) {
        gsize end = start + strcspn(text + start, "\n");
        guint block = hexapla_document_add_block(part, HEXAPLA_BLOCK_PARAGRAPH, start, end);

        hexapla_document_add_segment(part, block, start, end, HEXAPLA_RULE_BLOCK_END);
    }
    hexapla_document_assign_ids(part);
    g_assert(hexapla_book_take(part, book, NULL) && hexapla_book_end(book, "1", NULL));
    return book;
}

static void
remove_folder(void)
{
    static const char *const names[] = {"corpus.db", "decisions.db", "decisions.db-wal",
                                        "decisions.db-shm", "lock"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

static void
ensure_api(void)
{
    HexaplaStore *store;

    if (api != NULL)
        return;
    folder = g_dir_make_tmp("fuzz-review-XXXXXX", NULL);
    store = hexapla_store_open(folder, "fuzzer", FALSE, NULL);
    g_assert(store != NULL && hexapla_store_use_corpus(store, make_book(), TRUE, NULL));
    api = hexapla_api_new(store);
    atexit(remove_folder);
}

/* Whatever was asked, the answer is JSON that no browser takes for anything else. */
static void
check_answer(const GString *answer, guint status)
{
    HexaplaJson json;
    gsize valid;

    g_assert(status == 200 || status == 400 || status == 409);
    g_assert(hexapla_utf8_validate(answer->str, answer->len, &valid));
    g_assert(memchr(answer->str, '<', answer->len) == NULL);
    hexapla_json_init(&json, answer->str, answer->len);
    g_assert(hexapla_json_skip(&json, hexapla_json_next(&json)));
    g_assert(hexapla_json_next(&json) == HEXAPLA_JSON_END);
}

static void
run(const char *target, const char *body, gsize n)
{
    g_auto(GStrv) parts = g_strsplit(target, "?", 2);
    g_autoptr(GHashTable) query =
        parts[0] != NULL && parts[1] != NULL
            ? g_uri_parse_params(parts[1], -1, "&", G_URI_PARAMS_WWW_FORM, NULL)
            : NULL;
    const HexaplaApiRequest request = {query, body, n};
    guint n_routes;
    const HexaplaApiRoute *routes = hexapla_api_routes(&n_routes);

    for (guint i = 0; i < n_routes; i++) {
        g_autoptr(GString) answer = g_string_new(NULL);

        if (g_strcmp0(routes[i].path, parts[0]) == 0)
            check_answer(answer, hexapla_api_run(api, &routes[i], &request, answer));
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize n)
{
    const char *text = (const char *)data;
    gssize end = n > 0 ? hexapla_door_find_end(text, n) : 0;
    g_auto(GStrv) words = NULL;

    fuzz_begin();
    ensure_api();
    if (end <= 0 || hexapla_door_check(text, end, PORT) != 200)
        return 0;
    words = g_strsplit_set(text, " \r", 3);
    run(words[1], text + end, n - end);
    return 0;
}
