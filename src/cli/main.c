/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/writer.h"
#include "cli/command.h"
#include "cli/message.h"

static const HexaplaCommand commands[] = {
    {"export", "Write articles as XLIFF, TMX, JSONL or text", hexapla_command_export},
    {"segment", "Split articles into sentences", hexapla_command_segment},
    {"merge", "Put translations back into their article", hexapla_command_merge},
    {"names", "List the names of articles", hexapla_command_names},
    {"align", "Pair the sentences of two language versions", hexapla_command_align},
    {"convert", "Write exchange files in another format", hexapla_command_convert},
    {"review", "Make a page to go through sentences, and apply what was decided",
     hexapla_command_review},
    {"explain", "Say why: a message, a break, a dropped line, a name", hexapla_command_explain},
    {"check", "Hold translations against their sources", hexapla_command_check},
    {"diff", "Tell why two exports differ", hexapla_command_diff},
    {"stats", "Count what there is to translate", hexapla_command_stats},
    {"validate", "Hold exchange files against their specifications", hexapla_command_validate},
    {"formats", "List the formats we read and write", hexapla_command_formats},
    {"languages", "List the languages whose rules we know", hexapla_command_languages},
    {"help", "Tell how to use a verb", hexapla_command_help},
};

/**
 * hexapla_commands:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the verbs
 */
const HexaplaCommand *
hexapla_commands(guint *n)
{
    *n = G_N_ELEMENTS(commands);
    return commands;
}

/**
 * hexapla_command_find:
 * @name: what a user typed
 *
 * Returns: (nullable): the verb
 */
const HexaplaCommand *
hexapla_command_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

static HexaplaExit
say_version(void)
{
    printf("hexapla %s\n"
           "Copyright © 2026 the Hexapla authors\n"
           "Licence LGPL-2.1-or-later: https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html\n",
           HEXAPLA_VERSION);
    return hexapla_message_flush();
}

/* Letters that stand in both words at nearly the same place; enough to guess what was meant. */
static guint
likeness(const char *a, const char *b)
{
    gsize n_b = strlen(b);
    guint like = 0;

    for (gsize i = 0; a[i] != '\0'; i++) {
        for (gsize j = i > 0 ? i - 1 : 0; j <= i + 1 && j < n_b; j++) {
            if (a[i] == b[j]) {
                like++;
                break;
            }
        }
    }
    return like;
}

static HexaplaExit
refuse_verb(const char *verb)
{
    const HexaplaCommand *nearest = NULL;
    guint best = 1;

    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        guint like = likeness(verb, commands[i].name);

        if (like > best && strlen(verb) < 2 * strlen(commands[i].name)) {
            best = like;
            nearest = &commands[i];
        }
    }
    if (nearest != NULL)
        hexapla_message("error: there is no verb “%s”; did you mean “%s”?", verb, nearest->name);
    else
        hexapla_message("error: there is no verb “%s”: see `hexapla help`", verb);
    return HEXAPLA_EXIT_USAGE;
}

static char *stack_start, *stack_end;

/* Leaves no half file and dies of the signal, so that the shell sees why. */
static void
die(int number)
{
    hexapla_writer_unlink_temporaries();
    signal(number, SIG_DFL);
    raise(number);
}

/* GLib reports that memory is out by a function that needs memory, and so calls itself until the stack is full. The
 * fault that ends this lies in the stack and tells the truth in the end. */
static void
end_without_memory(int number, siginfo_t *info, G_GNUC_UNUSED void *context)
{
    static const char message[] = "hexapla: error: out of memory\n";

    if ((char *)info->si_addr < stack_end || (char *)info->si_addr > stack_start)
        die(number);
    hexapla_writer_unlink_temporaries();
    number = (int)write(STDERR_FILENO, message,
                        sizeof message - 1); /* nobody is left to hear of a failure */
    _exit(HEXAPLA_EXIT_OUTPUT);
}

static void
catch_full_stack(void)
{
    static char room[16 << 10];
    const stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    struct sigaction action = {.sa_sigaction = end_without_memory,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    struct rlimit limit;

    stack_start = __builtin_frame_address(0);
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        limit.rlim_cur = 8 << 20;
    /* The guard below the stack is where the fault lies. */
    stack_end = stack_start - limit.rlim_cur - (1 << 20);
    if (sigaltstack(&stack, NULL) == 0)
        sigaction(SIGSEGV, &action, NULL);
}

static void
catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    struct sigaction action = {.sa_handler = die};

    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        sigaction(numbers[i], &action, NULL);
    signal(SIGXFSZ,
           SIG_IGN); /* a file that grows too large is an error of write() like a full disk */
}

/* A file that got the number of a closed stream would receive messages or results. What stands
 * there instead cannot be written, so results for a closed stream are still an error. */
static void
open_streams(void)
{
    int fd;

    while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= STDERR_FILENO)
        ;
    if (fd >= 0)
        close(fd);
}

/* Parts are all of one size and follow each other: their memory is kept instead of given back and
 * asked for anew. */
static void
keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

int
main(int argc, char **argv)
{
    const HexaplaCommand *command;

    keep_memory();
    open_streams();
    catch_signals();
#ifndef __SANITIZE_ADDRESS__
    catch_full_stack();
#endif
    if (argc > 1 && strcmp(argv[1], "--version") == 0)
        return say_version();
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return hexapla_command_help(1, argv);
    if (argc < 2) {
        hexapla_message("error: which verb? See `hexapla help`");
        return HEXAPLA_EXIT_USAGE;
    }
    command = hexapla_command_find(argv[1]);
    return command != NULL ? command->run(argc - 1, argv + 1) : refuse_verb(argv[1]);
}
