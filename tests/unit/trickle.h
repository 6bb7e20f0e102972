/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

/* A stream that gives one byte a time and fails after some of them. */
#define TEST_TYPE_TRICKLE (test_trickle_get_type())
G_DECLARE_FINAL_TYPE(TestTrickle, test_trickle, TEST, TRICKLE, GInputStream)

struct _TestTrickle {
    GInputStream parent;
    const char *bytes;
    gsize n;
    gsize fail_at;
    gsize position;
};

G_DEFINE_FINAL_TYPE(TestTrickle, test_trickle, G_TYPE_INPUT_STREAM)

static gssize
test_trickle_read(GInputStream *stream, void *buffer, gsize count, G_GNUC_UNUSED GCancellable *cancellable,
                  GError **error)
{
    TestTrickle *self = TEST_TRICKLE(stream);

    if (self->position == self->fail_at) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, "the drive is gone");
        return -1;
    }
    if (count == 0 || self->position == self->n)
        return 0;
    *(char *) buffer = self->bytes[self->position++];
    return 1;
}

static void
test_trickle_class_init(TestTrickleClass *klass)
{
    G_INPUT_STREAM_CLASS(klass)->read_fn = test_trickle_read;
}

static void
test_trickle_init(G_GNUC_UNUSED TestTrickle *self)
{
}
