/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/mutate.h"

/* A main() for fuzz targets where no fuzzing engine is linked: one TAP row a file, which is run as
 * it is and mutated. Every file has a process of its own, so that a crash, a leak or a hang is one
 * failing row, and every input has its seconds.
 *
 * Usage: replay-NAME [--seconds N] [--mutate N] [--prefix TEXT] PATH...
 * --mutate and --prefix, which stands in front of every file, hold for the PATHs behind them.
 */

/* Shared with the child, so that the input outlives it. */
typedef struct {
    guint mutation; /* 0: the file as it is */
    FuzzInput input;
} Attempt;

typedef struct {
    char *name;
    guint8 *bytes;
    gsize n;
    guint n_mutations;
} Seed;

typedef struct {
    const char *target;
    FILE *tap; /* the targets take standard output for themselves */
    guint n_rows;
    guint n_failed;
    guint n_mutations;
    guint seconds;
    char *prefix;
    GPtrArray *seeds;
    Attempt *attempt;
} Replay;

static void
set_input(FuzzInput *input, const Seed *seed)
{
    input->n = MIN(seed->n, FUZZ_MAX_INPUT_BYTES);
    memcpy(input->bytes, seed->bytes, input->n);
}

/* Targets get a copy of the very size, so that a byte too many is noticed. */
static void
run_one(const Replay *self)
{
    const FuzzInput *input = &self->attempt->input;
    g_autofree guint8 *copy = g_malloc(MAX(input->n, 1));

    memcpy(copy, input->bytes, input->n);
    alarm(self->seconds);
    LLVMFuzzerTestOneInput(copy, input->n);
}

static void
run_child(const Replay *self, const Seed *seed)
{
    guint64 random = G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) ^ (seed->n << 16);

    for (guint i = 0; i <= seed->n_mutations; i++) {
        const Seed *other = self->seeds->pdata[i % self->seeds->len];

        self->attempt->mutation = i;
        set_input(&self->attempt->input, seed);
        if (i > 0)
            fuzz_mutate(&self->attempt->input, other->bytes, other->n, &random);
        run_one(self);
    }
    alarm(0);
}

/* Where the input is that failed, to be run again and to become a seed. */
static void
save_input(const Replay *self)
{
    const FuzzInput *input = &self->attempt->input;
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA1, input->bytes, input->n);
    g_autofree char *name = g_strdup_printf("crash-%s-%.12s", self->target, sum);
    g_autofree char *folder = g_get_current_dir();

    if (g_file_set_contents(name, (const char *)input->bytes, (gssize)input->n, NULL))
        fprintf(self->tap, "# this input: %s/%s\n", folder, name);
}

static void
explain(const Replay *self, int status)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        fprintf(self->tap, "# it took more than %u s", self->seconds);
    else if (WIFSIGNALED(status))
        fprintf(self->tap, "# %s", g_strsignal(WTERMSIG(status)));
    else
        fprintf(self->tap, "# exit status %d", WEXITSTATUS(status));
    if (self->attempt->mutation > 0)
        fprintf(self->tap, ", in mutation %u\n", self->attempt->mutation);
    else
        fprintf(self->tap, "\n");
    save_input(self);
}

static void
run_seed(Replay *self, const Seed *seed)
{
    int status = 0;
    pid_t child;

    fflush(self->tap);
    child = fork();
    if (child == 0) {
        run_child(self, seed);
        exit(0); /* where leaks are looked for */
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        g_error("a process for %s: %s", seed->name, g_strerror(errno));
    fprintf(self->tap, "%s %u - %s: %s\n", status == 0 ? "ok" : "not ok", ++self->n_rows,
            self->target, seed->name);
    if (status != 0) {
        self->n_failed++;
        explain(self, status);
    }
}

static void
free_seed(gpointer data)
{
    Seed *seed = data;

    g_free(seed->name);
    g_free(seed->bytes);
    g_free(seed);
}

static void
add_file(Replay *self, const char *path)
{
    g_autofree char *contents = NULL;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *parent = g_path_get_basename(folder);
    g_autofree char *name = g_path_get_basename(path);
    gsize n, n_prefix = self->prefix != NULL ? strlen(self->prefix) : 0;
    Seed *seed;

    if (!g_file_get_contents(path, &contents, &n, NULL))
        g_error("%s cannot be read", path);
    seed = g_new0(Seed, 1);
    seed->name = g_strdup_printf("%s/%s", parent, name);
    seed->n = n_prefix + n;
    seed->n_mutations = self->n_mutations;
    seed->bytes = g_malloc(seed->n + 1);
    if (n_prefix > 0)
        memcpy(seed->bytes, self->prefix, n_prefix);
    memcpy(seed->bytes + n_prefix, contents, n);
    g_ptr_array_add(self->seeds, seed);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Files in the order of their names, folders with all they hold. */
static void
add_path(Replay *self, const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    if (folder == NULL) {
        add_file(self, path);
        return;
    }
    while ((name = g_dir_read_name(folder)) != NULL)
        g_ptr_array_add(names, g_build_filename(path, name, NULL));
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        add_path(self, names->pdata[i]);
}

static gboolean
take_argument(Replay *self, const char *argument, const char *value)
{
    if (strcmp(argument, "--mutate") == 0)
        self->n_mutations = (guint)g_ascii_strtoull(value, NULL, 10);
    else if (strcmp(argument, "--seconds") == 0)
        self->seconds = (guint)g_ascii_strtoull(value, NULL, 10);
    else if (strcmp(argument, "--prefix") == 0)
        self->prefix = (char *)value;
    else
        return FALSE;
    return TRUE;
}

int
main(int argc, char **argv)
{
    Replay self = {.seconds = 10};

    self.target = strrchr(argv[0], '-') != NULL ? strrchr(argv[0], '-') + 1 : argv[0];
    self.tap = fdopen(dup(STDOUT_FILENO), "w");
    self.seeds = g_ptr_array_new_with_free_func(free_seed);
    self.attempt =
        mmap(NULL, sizeof *self.attempt, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (self.tap == NULL || self.attempt == MAP_FAILED)
        g_error("%s", g_strerror(errno));
    for (int i = 1; i < argc; i++) {
        if (i + 1 < argc && take_argument(&self, argv[i], argv[i + 1]))
            i++;
        else
            add_path(&self, argv[i]);
    }
    for (guint i = 0; i < self.seeds->len; i++)
        run_seed(&self, self.seeds->pdata[i]);
    fprintf(self.tap, "1..%u\n", self.n_rows);
    fclose(self.tap);
    g_ptr_array_unref(self.seeds);
    return self.n_failed > 0;
}
