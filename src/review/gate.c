/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/gate-private.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "base/error.h"
#include "review/door-private.h"

/* Browsers open six connections at most. */
#define MAX_VISITORS 64

/* Who comes while the server is busy waits there. */
#define BACKLOG 1024

/* Seconds in which a head has to come, in which the rest has to be done, and in which a client may
 * read why it was turned away. */
#define HEAD_SECONDS 15
#define VISIT_SECONDS 30
#define FAREWELL_SECONDS 1

typedef enum {
    AT_THE_DOOR,
    INSIDE,
    LEAVING,
} Place;

typedef struct {
    HexaplaGate *gate;
    GSocketConnection *connection; /* owned until it is inside */
    GSocket *socket;
    GSource *source;
    guint timer;
    Place place;
} Visitor;

struct _HexaplaGate {
    GSocketService *service;
    guint16 port;
    HexaplaGateFunc func;
    gpointer user_data;
    GQueue visitors; /* who came first stands first */
};

/* --- one visitor --- */

static void on_gone(gpointer data, GObject *connection);

static void
drop_source(Visitor *visitor)
{
    if (visitor->source == NULL)
        return;
    g_source_destroy(visitor->source);
    g_clear_pointer(&visitor->source, g_source_unref);
}

static void
free_visitor(Visitor *visitor)
{
    g_queue_remove(&visitor->gate->visitors, visitor);
    drop_source(visitor);
    g_source_remove(visitor->timer);
    if (visitor->place != INSIDE)
        g_io_stream_close(G_IO_STREAM(visitor->connection), NULL, NULL);
    g_clear_object(&visitor->connection);
    g_object_unref(visitor->socket);
    g_free(visitor);
}

static void
on_gone(gpointer data, G_GNUC_UNUSED GObject *connection)
{
    free_visitor(data);
}

/* Who is inside notices that nobody speaks any more, and leaves. */
static gboolean
on_late(gpointer data)
{
    Visitor *visitor = data;

    if (visitor->place == INSIDE)
        g_socket_shutdown(visitor->socket, TRUE, TRUE, NULL);
    else
        free_visitor(visitor);
    return G_SOURCE_CONTINUE;
}

static void
set_timer(Visitor *visitor, guint seconds)
{
    if (visitor->timer != 0)
        g_source_remove(visitor->timer);
    visitor->timer = g_timeout_add_seconds(seconds, on_late, visitor);
}

static void
listen_to(Visitor *visitor, GSocketSourceFunc func)
{
    drop_source(visitor);
    visitor->source = g_socket_create_source(visitor->socket, G_IO_IN, NULL);
    g_source_set_callback(visitor->source, G_SOURCE_FUNC(func), visitor, NULL);
    g_source_attach(visitor->source, NULL);
}

/* A connection that is closed with bytes unread takes the answer with it, so they are read. */
static gboolean
on_farewell(GSocket *socket, G_GNUC_UNUSED GIOCondition condition, gpointer data)
{
    char bytes[4096];

    if (recv(g_socket_get_fd(socket), bytes, sizeof bytes, MSG_DONTWAIT) > 0)
        return G_SOURCE_CONTINUE;
    free_visitor(data);
    return G_SOURCE_REMOVE;
}

static void
turn_away(Visitor *visitor, guint status)
{
    g_autofree char *answer =
        g_strdup_printf("HTTP/1.1 %u no\r\nContent-Length: 0\r\nConnection: close\r\n"
                        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n",
                        status);
    int fd = g_socket_get_fd(visitor->socket);

    visitor->place = LEAVING;
    if (send(fd, answer, strlen(answer), MSG_DONTWAIT | MSG_NOSIGNAL) < 0 ||
        shutdown(fd, SHUT_WR) != 0) {
        free_visitor(visitor);
        return;
    }
    set_timer(visitor, FAREWELL_SECONDS);
    listen_to(visitor, on_farewell);
}

static void
let_in(Visitor *visitor)
{
    g_autoptr(GSocketConnection) connection = g_steal_pointer(&visitor->connection);

    drop_source(visitor);
    visitor->place = INSIDE;
    set_timer(visitor, VISIT_SECONDS);
    g_socket_set_option(visitor->socket, SOL_SOCKET, SO_RCVLOWAT, 1, NULL);
    g_object_weak_ref(G_OBJECT(connection), on_gone, visitor);
    visitor->gate->func(connection, visitor->gate->user_data);
}

/* The head is looked at and left where it is, for who reads it next. The socket wakes us only when
 * more of it has come. */
static gboolean
on_head(GSocket *socket, G_GNUC_UNUSED GIOCondition condition, gpointer data)
{
    Visitor *visitor = data;
    char head[HEXAPLA_DOOR_MAX_HEAD + 1];
    gssize n = recv(g_socket_get_fd(socket), head, sizeof head, MSG_PEEK | MSG_DONTWAIT);
    gssize end = n > 0 ? hexapla_door_find_end(head, n) : 0;
    int wanted = 0;
    guint status;

    g_socket_get_option(socket, SOL_SOCKET, SO_RCVLOWAT, &wanted, NULL);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return G_SOURCE_CONTINUE;
    if (n <= 0 || (end == 0 && n < wanted)) {
        free_visitor(visitor);
        return G_SOURCE_REMOVE;
    }
    if (end == 0 && n <= (gssize)HEXAPLA_DOOR_MAX_HEAD) {
        g_socket_set_option(socket, SOL_SOCKET, SO_RCVLOWAT, n + 1, NULL);
        return G_SOURCE_CONTINUE;
    }
    status = end > 0 ? hexapla_door_check(head, end, visitor->gate->port) : end < 0 ? 400 : 431;
    if (status == 200)
        let_in(visitor);
    else
        turn_away(visitor, status);
    return G_SOURCE_REMOVE;
}

/* Who came first and is still silent makes room. */
static gboolean
make_room(HexaplaGate *self)
{
    if (self->visitors.length < MAX_VISITORS)
        return TRUE;
    for (GList *link = self->visitors.head; link != NULL; link = link->next) {
        Visitor *visitor = link->data;

        if (visitor->place == INSIDE)
            continue;
        free_visitor(visitor);
        return TRUE;
    }
    return FALSE;
}

static gboolean
on_incoming(G_GNUC_UNUSED GSocketService *service, GSocketConnection *connection,
            G_GNUC_UNUSED GObject *source, gpointer data)
{
    HexaplaGate *self = data;
    Visitor *visitor;

    if (!make_room(self)) {
        g_io_stream_close(G_IO_STREAM(connection), NULL, NULL);
        return TRUE;
    }
    visitor = g_new0(Visitor, 1);
    visitor->gate = self;
    visitor->connection = g_object_ref(connection);
    visitor->socket = g_object_ref(g_socket_connection_get_socket(connection));
    g_queue_push_tail(&self->visitors, visitor);
    set_timer(visitor, HEAD_SECONDS);
    listen_to(visitor, on_head);
    return TRUE;
}

/* --- the gate --- */

static gboolean
add_address(HexaplaGate *self, GSocketFamily family, GError **error)
{
    g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback(family);
    g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new(loopback, self->port);
    g_autoptr(GSocketAddress) address = NULL;

    if (!g_socket_listener_add_address(G_SOCKET_LISTENER(self->service), wanted,
                                       G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &address,
                                       error))
        return FALSE;
    self->port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(address));
    return TRUE;
}

/**
 * hexapla_gate_new:
 * @port: where to listen; 0: where nobody does
 * @func: gets who is let in
 * @user_data: for @func
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): an open gate
 * Since: 0.1
 */
HexaplaGate *
hexapla_gate_new(guint16 port, HexaplaGateFunc func, gpointer user_data, GError **error)
{
    g_autoptr(HexaplaGate) self = g_new0(HexaplaGate, 1);
    g_autoptr(GError) local = NULL;

    self->port = port;
    self->func = func;
    self->user_data = user_data;
    self->service = g_socket_service_new();
    /* A service that runs loses who comes while it gets another address. */
    g_socket_service_stop(self->service);
    g_socket_listener_set_backlog(G_SOCKET_LISTENER(self->service), BACKLOG);
    g_queue_init(&self->visitors);
    if (!add_address(self, G_SOCKET_FAMILY_IPV4, &local)) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "port %u: error: %s", port,
                    local->message);
        return NULL;
    }
    /* Not every machine has IPv6. */
    add_address(self, G_SOCKET_FAMILY_IPV6, NULL);
    g_signal_connect(self->service, "incoming", G_CALLBACK(on_incoming), self);
    g_socket_service_start(self->service);
    return g_steal_pointer(&self);
}

/**
 * hexapla_gate_free:
 * @self: (transfer full) (nullable): a gate; whoever is inside has to be gone
 *
 * Since: 0.1
 */
void
hexapla_gate_free(HexaplaGate *self)
{
    if (self == NULL)
        return;
    g_socket_service_stop(self->service);
    g_socket_listener_close(G_SOCKET_LISTENER(self->service));
    while (self->visitors.head != NULL)
        free_visitor(self->visitors.head->data);
    g_object_unref(self->service);
    g_free(self);
}

/**
 * hexapla_gate_get_port:
 * @self: a gate
 *
 * Returns: where it listens
 * Since: 0.1
 */
guint16
hexapla_gate_get_port(const HexaplaGate *self)
{
    return self->port;
}
