/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/server-private.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/random.h>

#include "base/error.h"
#include "review/api-private.h"
#include "review/export-private.h"
#include "review/gate-private.h"
#include "review/page.h"

/* 256 bits, as hexadecimal digits. */
#define TOKEN_SIZE 65

struct _HexaplaServer {
    HexaplaApi *api;
    HexaplaExport *export;
    HexaplaGate *gate;
    SoupServer *soup;
    GMainLoop *loop;
    char ticket[TOKEN_SIZE];  /* in the address; good for one visit */
    char session[TOKEN_SIZE]; /* the cookie */
    char token[TOKEN_SIZE];   /* goes with everything that changes something */
    gboolean is_taken;
};

static gboolean
make_token(char *token, GError **error)
{
    guint8 bytes[(TOKEN_SIZE - 1) / 2];

    if (getentropy(bytes, sizeof bytes) != 0) {
        g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT,
                            "the system has no random numbers");
        return FALSE;
    }
    for (guint i = 0; i < sizeof bytes; i++)
        g_snprintf(token + 2 * i, 3, "%02x", bytes[i]);
    return TRUE;
}

/* Takes as long for what is nearly right as for what is wrong. */
static gboolean
is_token(const char *text, gsize n, const char *token)
{
    guint difference = 0;

    if (n != TOKEN_SIZE - 1)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        difference |= (guchar)text[i] ^ (guchar)token[i];
    return difference == 0;
}

/* --- answers --- */

static void
add_headers(SoupServerMessage *message)
{
    static const struct {
        const char *name;
        const char *value;
    } headers[] = {
        {"Connection", "close"},
        {"Cache-Control", "no-store"},
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
         "require-trusted-types-for 'script'"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
    };
    SoupMessageHeaders *out = soup_server_message_get_response_headers(message);

    for (guint i = 0; i < G_N_ELEMENTS(headers); i++)
        soup_message_headers_replace(out, headers[i].name, headers[i].value);
}

static void
answer(SoupServerMessage *message, guint status, const char *type, const char *text, gsize n)
{
    soup_server_message_set_status(message, status, NULL);
    soup_server_message_set_response(message, type, SOUP_MEMORY_COPY, text, n);
}

static void
answer_json(SoupServerMessage *message, guint status, const char *json)
{
    answer(message, status, "application/json; charset=utf-8", json, strlen(json));
}

static void
refuse(SoupServerMessage *message, guint status, const char *problem)
{
    g_autofree char *json = g_strdup_printf("{\"problem\":\"%s\"}", problem);

    answer_json(message, status, json);
}

/* --- who asks --- */

static char *
dup_cookie_name(const HexaplaServer *self)
{
    return g_strdup_printf("hexapla-%u", hexapla_gate_get_port(self->gate));
}

static gboolean
has_session(const HexaplaServer *self, SoupServerMessage *message)
{
    const char *header =
        soup_message_headers_get_one(soup_server_message_get_request_headers(message), "Cookie");
    g_autofree char *name = dup_cookie_name(self);
    g_auto(GStrv) cookies = g_strsplit(header != NULL ? header : "", ";", -1);
    gsize n = strlen(name);

    for (char **cookie = cookies; *cookie != NULL; cookie++) {
        const char *text = g_strstrip(*cookie);

        if (strncmp(text, name, n) == 0 && text[n] == '=' &&
            is_token(text + n + 1, strlen(text + n + 1), self->session))
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_token(const HexaplaServer *self, SoupServerMessage *message)
{
    const char *token = soup_message_headers_get_one(
        soup_server_message_get_request_headers(message), "X-Hexapla-Token");

    return token != NULL && is_token(token, strlen(token), self->token);
}

static gboolean
sends_json(SoupServerMessage *message)
{
    const char *type = soup_message_headers_get_content_type(
        soup_server_message_get_request_headers(message), NULL);

    return g_strcmp0(type, "application/json") == 0;
}

static void
answer_session(const HexaplaServer *self, SoupServerMessage *message)
{
    g_autofree char *json = g_strdup_printf("{\"token\":\"%s\"}", self->token);

    answer_json(message, 200, json);
}

/* The ticket for a cookie. */
static void
open_session(HexaplaServer *self, SoupServerMessage *message)
{
    SoupMessageBody *body = soup_server_message_get_request_body(message);
    g_autofree char *name = dup_cookie_name(self);
    g_autofree char *cookie =
        g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict", name, self->session);

    if (!sends_json(message)) {
        refuse(message, 415, "application/json is missing");
    } else if (self->is_taken || body->length != TOKEN_SIZE + 1 || body->data[0] != '"' ||
               !is_token(body->data + 1, body->length - 2, self->ticket)) {
        refuse(message, 403, "this address is not valid, or was used before");
    } else {
        self->is_taken = TRUE;
        soup_message_headers_append(soup_server_message_get_response_headers(message), "Set-Cookie",
                                    cookie);
        answer_session(self, message);
    }
}

static gboolean
check_right(HexaplaServer *self, SoupServerMessage *message, gboolean is_write)
{
    if (!has_session(self, message) || (is_write && !has_token(self, message)))
        refuse(message, 403, "open the address that hexapla printed");
    else if (is_write && !sends_json(message))
        refuse(message, 415, "application/json is missing");
    else
        return TRUE;
    return FALSE;
}

/* --- what is asked --- */

static void
run_session(HexaplaServer *self, SoupServerMessage *message, gboolean is_post,
            G_GNUC_UNUSED GHashTable *query)
{
    if (is_post)
        open_session(self, message);
    else if (check_right(self, message, FALSE))
        answer_session(self, message);
}

static gboolean
quit(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_REMOVE;
}

static void
run_exit(HexaplaServer *self, SoupServerMessage *message, gboolean is_post,
         G_GNUC_UNUSED GHashTable *query)
{
    if (!is_post) {
        refuse(message, 405, "POST is missing");
    } else if (check_right(self, message, TRUE)) {
        soup_message_headers_append(soup_server_message_get_response_headers(message),
                                    "Clear-Site-Data", "\"cookies\", \"storage\"");
        answer_json(message, 200, "{}");
        g_timeout_add(200, quit, self->loop);
    }
}

static void
run_export(HexaplaServer *self, SoupServerMessage *message, gboolean is_post, GHashTable *query)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    const char *format = query != NULL ? g_hash_table_lookup(query, "format") : NULL;
    guint status;

    if (!check_right(self, message, is_post))
        return;
    status = is_post ? hexapla_export_begin(self->export, format, &error)
                     : hexapla_export_ask(self->export, &bytes, &error);
    if (error != NULL) {
        g_autofree char *problem = g_strescape(error->message, NULL);

        refuse(message, status, problem);
    } else if (bytes != NULL) {
        g_autofree char *name = hexapla_export_dup_name(self->export);
        GHashTable *parameters = g_hash_table_new(g_str_hash, g_str_equal);

        g_hash_table_insert(parameters, (gpointer) "filename", name);
        soup_message_headers_set_content_disposition(
            soup_server_message_get_response_headers(message), "attachment", parameters);
        g_hash_table_unref(parameters);
        soup_server_message_set_status(message, 200, NULL);
        soup_message_headers_set_content_type(soup_server_message_get_response_headers(message),
                                              "application/octet-stream", NULL);
        soup_message_body_append_bytes(soup_server_message_get_response_body(message), bytes);
    } else {
        answer_json(message, status, "{}");
    }
}

static const struct {
    const char *path;
    void (*run)(HexaplaServer *self, SoupServerMessage *message, gboolean is_post,
                GHashTable *query);
} own_routes[] = {
    {"/api/session", run_session},
    {"/api/exit", run_exit},
    {"/api/export", run_export},
};

static gboolean
run_own(HexaplaServer *self, SoupServerMessage *message, const char *path, gboolean is_post,
        GHashTable *query)
{
    for (guint i = 0; i < G_N_ELEMENTS(own_routes); i++) {
        if (strcmp(own_routes[i].path, path) != 0)
            continue;
        own_routes[i].run(self, message, is_post, query);
        return TRUE;
    }
    return FALSE;
}

static gboolean
run_api(HexaplaServer *self, SoupServerMessage *message, const char *path, gboolean is_post,
        GHashTable *query)
{
    SoupMessageBody *body = soup_server_message_get_request_body(message);
    g_autoptr(GBytes) bytes = soup_message_body_flatten(body);
    const HexaplaApiRequest request = {query, g_bytes_get_data(bytes, NULL),
                                       g_bytes_get_size(bytes)};
    guint n;
    const HexaplaApiRoute *routes = hexapla_api_routes(&n);

    for (guint i = 0; i < n; i++) {
        g_autoptr(GString) json = NULL;
        guint status;

        if (strcmp(routes[i].path, path) != 0)
            continue;
        if (!check_right(self, message, is_post))
            return TRUE;
        if (routes[i].is_write != is_post) {
            refuse(message, 405, routes[i].is_write ? "POST is missing" : "GET is missing");
            return TRUE;
        }
        json = g_string_new(NULL);
        status = hexapla_api_run(self->api, &routes[i], &request, json);
        answer_json(message, status, json->str);
        return TRUE;
    }
    return FALSE;
}

/* What everybody may see: it holds nothing of the corpus. */
static gboolean
show_file(SoupServerMessage *message, const char *path, gboolean is_post)
{
    g_autoptr(GBytes) bytes = NULL;
    const char *type;

    if (!hexapla_page_find(path, &bytes, &type))
        return FALSE;
    if (is_post)
        refuse(message, 405, "GET is missing");
    else
        answer(message, 200, type, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return TRUE;
}

static void
on_request(G_GNUC_UNUSED SoupServer *soup, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
    HexaplaServer *self = data;
    gboolean is_post = strcmp(soup_server_message_get_method(message), "POST") == 0;

    if (!run_own(self, message, path, is_post, query) &&
        !run_api(self, message, path, is_post, query) && !show_file(message, path, is_post))
        answer(message, 404, "text/plain; charset=utf-8", "not found\n", strlen("not found\n"));
}

/* Also what libsoup answers by itself. */
static void
on_request_read(G_GNUC_UNUSED SoupServer *soup, SoupServerMessage *message,
                G_GNUC_UNUSED gpointer data)
{
    add_headers(message);
}

static void
on_visitor(GSocketConnection *connection, gpointer data)
{
    HexaplaServer *self = data;
    g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address(connection, NULL);
    g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address(connection, NULL);

    if (local != NULL && remote != NULL)
        soup_server_accept_iostream(self->soup, G_IO_STREAM(connection), local, remote, NULL);
}

/* --- the server --- */

/**
 * hexapla_server_new:
 * @store: with its corpus; lives longer than the server
 * @port: where to listen; 0: where nobody does
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): a server that waits for hexapla_server_run()
 * Since: 0.1
 */
HexaplaServer *
hexapla_server_new(HexaplaStore *store, guint16 port, GError **error)
{
    g_autoptr(HexaplaServer) self = g_new0(HexaplaServer, 1);

    self->loop = g_main_loop_new(NULL, FALSE);
    self->api = hexapla_api_new(store);
    self->export = hexapla_export_new();
    self->soup = soup_server_new(NULL, NULL);
    soup_server_add_handler(self->soup, NULL, on_request, self, NULL);
    g_signal_connect(self->soup, "request-read", G_CALLBACK(on_request_read), self);
    self->gate = hexapla_gate_new(port, on_visitor, self, error);
    return self->gate != NULL && make_token(self->ticket, error) &&
                   make_token(self->session, error) && make_token(self->token, error)
               ? g_steal_pointer(&self)
               : NULL;
}

/**
 * hexapla_server_free:
 * @self: (transfer full) (nullable): a server
 *
 * Since: 0.1
 */
void
hexapla_server_free(HexaplaServer *self)
{
    if (self == NULL)
        return;
    soup_server_disconnect(self->soup);
    g_object_unref(self->soup);
    hexapla_gate_free(self->gate);
    hexapla_export_free(self->export);
    hexapla_api_free(self->api);
    g_main_loop_unref(self->loop);
    g_free(self);
}

/**
 * hexapla_server_set_export:
 * @self: a server
 * @folder: takes files for a while
 * @func: writes them
 * @user_data: for @func
 *
 * Since: 0.1
 */
void
hexapla_server_set_export(HexaplaServer *self, const char *folder, HexaplaServerExport func,
                          gpointer user_data)
{
    hexapla_export_set(self->export, folder, func, user_data);
}

/**
 * hexapla_server_dup_address:
 * @self: a server
 *
 * What stands behind # is never sent, so no log and no other page gets to see it.
 *
 * Returns: (transfer full): the address that lets a browser in
 * Since: 0.1
 */
char *
hexapla_server_dup_address(const HexaplaServer *self)
{
    return g_strdup_printf("http://127.0.0.1:%u/#%s", hexapla_gate_get_port(self->gate),
                           self->ticket);
}

/**
 * hexapla_server_run:
 * @self: a server
 *
 * Answers until the browser or a signal says that it is enough.
 *
 * Since: 0.1
 */
void
hexapla_server_run(HexaplaServer *self)
{
    g_unix_signal_add(SIGTERM, quit, self->loop);
    g_unix_signal_add(SIGINT, quit, self->loop);
    g_main_loop_run(self->loop);
}
