/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/shard.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

static gboolean
read_number(const char *text, guint64 *number)
{
    return text != NULL &&
           g_ascii_string_to_unsigned(text, 10, 0, HEXAPLA_MAX_SHARDS, number, NULL);
}

/* Slurm numbers the tasks of an array from any number on; Kubernetes from 0 and tells no total. */
static gboolean
read_environment(guint64 *index, guint64 *count)
{
    guint64 first = 0;

    if (read_number(g_getenv("SLURM_ARRAY_TASK_ID"), index)) {
        read_number(g_getenv("SLURM_ARRAY_TASK_MIN"), &first);
        *index -= first;
        return *count > 0 || read_number(g_getenv("SLURM_ARRAY_TASK_COUNT"), count);
    }
    return read_number(g_getenv("JOB_COMPLETION_INDEX"), index) && *count > 0;
}

/* I/N with I from 1, auto, or auto/N. */
static gboolean
read_shard(const char *text, guint64 *index, guint64 *count)
{
    g_auto(GStrv) words = g_strsplit(text, "/", 3);
    guint n = g_strv_length(words);

    if (n == 0 || n > 2 || (n == 2 && !read_number(words[1], count)))
        return FALSE;
    if (strcmp(words[0], "auto") == 0)
        return read_environment(index, count);
    if (n != 2 || !read_number(words[0], index) || *index == 0)
        return FALSE;
    --*index;
    return TRUE;
}

/**
 * hexapla_shard_parse:
 * @text: `I/N` with I from 1; `auto`, which reads `SLURM_ARRAY_TASK_ID` and `SLURM_ARRAY_TASK_COUNT`; or `auto/N`, which
 *   also reads `JOB_COMPLETION_INDEX`
 * @shard: (out): the share
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_USAGE
 *
 * Returns: whether it names a share
 * Since: 0.1
 */
gboolean
hexapla_shard_parse(const char *text, HexaplaShard *shard, GError **error)
{
    guint64 index = 0, count = 0;

    if (read_shard(text, &index, &count) && index < count) {
        shard->index = index;
        shard->count = count;
        return TRUE;
    }
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "--shard takes I/N with I from 1 to N, or auto in an array job; “%s” is neither",
                text);
    return FALSE;
}

/**
 * hexapla_shard_has:
 * @self: a share
 * @article: the id of an article
 *
 * Returns: whether the article belongs to the share
 * Since: 0.1
 */
gboolean
hexapla_shard_has(const HexaplaShard *self, const char *article)
{
    return self->count < 2 ||
           hexapla_text_hash(article, strlen(article), 0) % self->count == self->index;
}
