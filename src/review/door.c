/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Looks at the head of a request before anything else does. What a browser on this machine sends to
 * its own page passes; whatever two readers could understand in two ways does not. */
#include "review/door-private.h"

#include <string.h>

#include "base/limits.h"

enum {
    OK = 200,
    BAD_REQUEST = 400,
    FORBIDDEN = 403,
    NOT_ALLOWED = 405,
    TOO_LARGE = 413,
    TARGET_TOO_LONG = 414,
    WRONG_HOST = 421,
    HEAD_TOO_LARGE = 431,
};

typedef struct {
    guint port;
    char *host; /* as the request has it; NULL without */
    char *origin;
    char *site;
    char *mode;
    char *length;
    char *coding;
    gboolean is_post;
    gboolean is_page; /* the one address that other pages may lead to */
} Head;

static void
clear_head(Head *head)
{
    g_free(head->host);
    g_free(head->origin);
    g_free(head->site);
    g_free(head->mode);
    g_free(head->length);
    g_free(head->coding);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Head, clear_head)

/**
 * hexapla_door_find_end:
 * @bytes: what came so far
 * @n: how many
 *
 * Returns: bytes of the head with the empty line that ends it; 0 when more has to come; -1 when it
 * will be none
 * Since: 0.1
 */
gssize
hexapla_door_find_end(const char *bytes, gsize n)
{
    const char *end = memmem(bytes, n, "\r\n\r\n", 4);

    if (end != NULL)
        return end + 4 - bytes;
    return memchr(bytes, '\0', n) != NULL || memmem(bytes, n, "\n\n", 2) != NULL ? -1 : 0;
}

static gboolean
has_control(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (((guchar)text[i] < ' ' && text[i] != '\t') || (guchar)text[i] >= 0x7F)
            return TRUE;
    }
    return FALSE;
}

/* RFC 9110 §5.6.2. */
static gboolean
is_token(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isalnum(text[i]) && strchr("!#$%&'*+-.^_`|~", text[i]) == NULL)
            return FALSE;
    }
    return n > 0;
}

static guint
check_request_line(Head *head, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);

    if (g_strv_length(words) != 3 || !is_token(words[0], strlen(words[0])) || words[1][0] != '/' ||
        strcmp(words[2], "HTTP/1.1") != 0 || strchr(line, '\t') != NULL)
        return BAD_REQUEST;
    if (strlen(words[1]) > HEXAPLA_DOOR_MAX_TARGET)
        return TARGET_TOO_LONG;
    head->is_post = strcmp(words[0], "POST") == 0;
    head->is_page = strcmp(words[0], "GET") == 0 && strcmp(words[1], "/") == 0;
    return head->is_post || strcmp(words[0], "GET") == 0 ? OK : NOT_ALLOWED;
}

static gboolean
take_header(Head *head, const char *name, gsize n_name, const char *value)
{
    const struct {
        const char *name;
        char **value;
    } known[] = {
        {"Host", &head->host},
        {"Origin", &head->origin},
        {"Sec-Fetch-Site", &head->site},
        {"Sec-Fetch-Mode", &head->mode},
        {"Content-Length", &head->length},
        {"Transfer-Encoding", &head->coding},
    };

    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        if (n_name != strlen(known[i].name) ||
            g_ascii_strncasecmp(name, known[i].name, n_name) != 0)
            continue;
        if (*known[i].value != NULL)
            return FALSE;
        *known[i].value = g_strstrip(g_strdup(value));
    }
    return TRUE;
}

static guint
check_header(Head *head, const char *line)
{
    const char *colon = strchr(line, ':');

    return colon != NULL && is_token(line, colon - line) &&
                   take_header(head, line, colon - line, colon + 1)
               ? OK
               : BAD_REQUEST;
}

static gboolean
is_our_host(const Head *head, const char *host)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *ours = g_strdup_printf("%s:%u", names[i], head->port);

        if (strcmp(host, ours) == 0)
            return TRUE;
    }
    return FALSE;
}

/* An empty name of a host is that of another one, too: RFC 9112 §3.2. */
static guint
check_host(const Head *head)
{
    if (head->host == NULL)
        return BAD_REQUEST;
    return is_our_host(head, head->host) ? OK : WRONG_HOST;
}

/* Other pages in the same browser may lead people to ours, and no more. */
static guint
check_origin(const Head *head)
{
    gboolean is_visit = head->is_page && g_strcmp0(head->mode, "navigate") == 0;

    if (head->origin != NULL && (!g_str_has_prefix(head->origin, "http://") ||
                                 strcmp(head->origin + strlen("http://"), head->host) != 0))
        return FORBIDDEN;
    return head->site == NULL || strcmp(head->site, "same-origin") == 0 ||
                   strcmp(head->site, "none") == 0 || is_visit
               ? OK
               : FORBIDDEN;
}

/* A body has to say how long it is. */
static guint
check_body(const Head *head)
{
    const char *length = head->length;

    if (head->coding != NULL)
        return length == NULL && g_ascii_strcasecmp(head->coding, "chunked") == 0 ? TOO_LARGE
                                                                                  : BAD_REQUEST;
    if (length == NULL)
        return head->is_post ? BAD_REQUEST : OK;
    if (*length == '\0' || length[strspn(length, "0123456789")] != '\0' || strlen(length) > 18)
        return BAD_REQUEST;
    return g_ascii_strtoull(length, NULL, 10) <= HEXAPLA_DOOR_MAX_BODY ? OK : TOO_LARGE;
}

static guint
check_lines(Head *head, char **lines)
{
    guint status = check_request_line(head, lines[0]);

    for (char **line = lines + 1; status == OK && *line != NULL; line++)
        status = check_header(head, *line);
    return status;
}

/**
 * hexapla_door_check:
 * @head: the head of a request, with its empty line
 * @n: its bytes
 * @port: where the server listens
 *
 * Returns: 200 when the request may go on; else the status that answers it
 * Since: 0.1
 */
guint
hexapla_door_check(const char *head, gsize n, guint port)
{
    g_auto(Head) found = {.port = port};
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    guint (*const checks[])(const Head *head) = {check_host, check_origin, check_body};
    guint status;

    if (n > HEXAPLA_DOOR_MAX_HEAD)
        return HEAD_TOO_LARGE;
    if (n < 4 || memchr(head, '\0', n) != NULL)
        return BAD_REQUEST;
    text = g_strndup(head, n - 4);
    lines = g_strsplit(text, "\r\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (has_control(*line, strlen(*line)))
            return BAD_REQUEST;
    }
    if (lines[0] == NULL)
        return BAD_REQUEST;
    status = check_lines(&found, lines);
    for (guint i = 0; status == OK && i < G_N_ELEMENTS(checks); i++)
        status = checks[i](&found);
    return status;
}
