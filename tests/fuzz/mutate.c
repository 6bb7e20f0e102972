/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/fuzz/mutate.h"

#include <string.h>

/* Xorshift. */
static guint32
next_random(guint64 *state, guint32 below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (guint32)((*state >> 32) % below);
}

/* What parsers and rules of language stumble over. */
#define TOKEN(text)                                                                                \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

/* clang-format off */
static const struct {
    const char *text;
    gsize n;
} tokens[] = {
    TOKEN("\0"), TOKEN("\n"), TOKEN("\r\n"), TOKEN("\r"), TOKEN("\n\n"), TOKEN(" "), TOKEN("\t"),
    TOKEN("\xC2\xA0"), TOKEN("\xC2\x85"), TOKEN("\u2028"), TOKEN("\u200B"), TOKEN("\uFEFF"),
    TOKEN("\uFFFE"), TOKEN("\uFFFF"), TOKEN("\xED\xA0\x80"), TOKEN("\xC0\x80"),
    TOKEN("\xF4\x90\x80\x80"), TOKEN("\U0010FFFF"), TOKEN("\U0001F600"), TOKEN("\u0301"),
    TOKEN("\u202E"), TOKEN("\x01"), TOKEN("\x0B"), TOKEN("\x0C"), TOKEN("\x7F"), TOKEN(". "),
    TOKEN("."), TOKEN("?! "), TOKEN("… "), TOKEN("..."), TOKEN("。"), TOKEN("؟ "), TOKEN("। "),
    TOKEN("Mr. "), TOKEN("U.S. "), TOKEN("No. 5"), TOKEN("a.m. "), TOKEN("J. "), TOKEN("1. "),
    TOKEN("- "), TOKEN("• "), TOKEN("> "), TOKEN(": "), TOKEN("’"), TOKEN("'"), TOKEN("‘"),
    TOKEN("“"), TOKEN("”"), TOKEN("\""), TOKEN("«"), TOKEN("»"), TOKEN("ʿ"), TOKEN("ʾ"), TOKEN("`"),
    TOKEN("Al-"), TOKEN("al-"), TOKEN("Abu "), TOKEN("O’Brien"), TOKEN("Kata’ib"), TOKEN("Kata'ib"),
    TOKEN("Sana'a"), TOKEN("’s "), TOKEN("(KH)"), TOKEN("("), TOKEN(")"), TOKEN("İ"), TOKEN("ß"),
    TOKEN("ﬁ"), TOKEN("ة"), TOKEN("한"), TOKEN("กา"), TOKEN("Share"), TOKEN("Photo: "), TOKEN("©"),
    TOKEN("12"), TOKEN("٣"), TOKEN("<"), TOKEN(">"), TOKEN("&"), TOKEN("&amp;"), TOKEN("&#0;"),
    TOKEN("&#x10FFFF;"), TOKEN("]]>"), TOKEN("<![CDATA["), TOKEN("<a>"), TOKEN("</a>"),
    TOKEN("<a/>"), TOKEN("<!--"), TOKEN("-->"), TOKEN("<?x"), TOKEN("?>"), TOKEN("<!DOCTYPE a ["),
    TOKEN("<!ENTITY a \"b\">"), TOKEN(" xmlns:a=\"b\""), TOKEN(" xml:lang=\"\""), TOKEN("{"),
    TOKEN("}"), TOKEN("["), TOKEN("]"), TOKEN(","), TOKEN("\\"), TOKEN("\\u0000"), TOKEN("\\ud800"),
    TOKEN("\\udc00"), TOKEN("\\ud83d\\ude00"), TOKEN("null"), TOKEN("true"), TOKEN("-0"),
    TOKEN("1e999"), TOKEN("\"text\":"), TOKEN("\"title\":"), TOKEN("\"blocks\":["),
    TOKEN("\"id\":"), TOKEN("\"lang\":\"ar\""), TOKEN("\"kind\":\"heading\""),
    TOKEN("{\"text\":\"A.\"}"), TOKEN("\x1B$B"), TOKEN("\x1B(B"), TOKEN("~{"), TOKEN("+-"),
    TOKEN("\x1F\x8B\x08"), TOKEN("\x28\xB5\x2F\xFD"), TOKEN("\xFF\xFF\xFF\xFF"), TOKEN("\x80"),
    TOKEN("\xD8\x00"),
};
/* clang-format on */

/* Puts @n bytes at @at, in the place of @n_old. */
static void
replace(FuzzInput *input, gsize at, gsize n_old, const guint8 *bytes, gsize n)
{
    if (input->n - n_old + n > FUZZ_MAX_INPUT_BYTES)
        return;
    memmove(input->bytes + at + n, input->bytes + at + n_old, input->n - at - n_old);
    memcpy(input->bytes + at, bytes, n);
    input->n += n;
    input->n -= n_old;
}

/* Length of a stretch from @at on: from @least to @most bytes, as far as there are any. */
static gsize
choose_length(const FuzzInput *input, gsize at, guint least, guint most, guint64 *random)
{
    gsize n = least + next_random(random, most - least + 1);

    return MIN(n, input->n - at);
}

static void
insert_token(FuzzInput *input, guint64 *random)
{
    guint i = next_random(random, G_N_ELEMENTS(tokens));
    gsize at = next_random(random, input->n + 1);
    gsize n_old = choose_length(input, at, 0, 3, random);

    replace(input, at, n_old, (const guint8 *)tokens[i].text, tokens[i].n);
}

static void
flip_bit(FuzzInput *input, guint64 *random)
{
    if (input->n > 0)
        input->bytes[next_random(random, input->n)] ^= (guint8)(1u << next_random(random, 8));
}

static void
remove_stretch(FuzzInput *input, guint64 *random)
{
    gsize at = next_random(random, input->n + 1);
    gsize n = choose_length(input, at, 1, 16, random);

    memmove(input->bytes + at, input->bytes + at + n, input->n - at - n);
    input->n -= n;
}

static void
truncate_end(FuzzInput *input, guint64 *random)
{
    input->n = next_random(random, input->n + 1);
}

static void
repeat_stretch(FuzzInput *input, guint64 *random)
{
    gsize at = next_random(random, input->n + 1);
    gsize n = choose_length(input, at, 1, 24, random);
    guint times = 1 + next_random(random, next_random(random, 8) == 0 ? 400 : 4);
    g_autofree guint8 *copy = g_memdup2(input->bytes + at, n);

    for (guint i = 0; i < times && n > 0; i++)
        replace(input, at, 0, copy, n);
}

static void
splice(FuzzInput *input, const guint8 *other, gsize n_other, guint64 *random)
{
    gsize from = next_random(random, n_other + 1);
    gsize n = next_random(random, MIN(n_other - from, 512) + 1);
    gsize at = next_random(random, input->n + 1);

    if (n > 0)
        replace(input, at, choose_length(input, at, 0, (guint)n, random), other + from, n);
}

/**
 * fuzz_mutate:
 * @input: changes at one to six places
 * @other: another input, to take from
 * @n_other: its bytes
 * @random: where the row of numbers stands; not 0
 *
 * The same numbers give the same input on every machine.
 */
void
fuzz_mutate(FuzzInput *input, const guint8 *other, gsize n_other, guint64 *random)
{
    for (guint i = 1 + next_random(random, 6); i > 0; i--) {
        switch (next_random(random, 16)) {
        case 0:
            truncate_end(input, random);
            break;
        case 1:
        case 2:
            splice(input, other, n_other, random);
            break;
        case 3:
        case 4:
            repeat_stretch(input, random);
            break;
        case 5:
        case 6:
            remove_stretch(input, random);
            break;
        case 7:
        case 8:
        case 9:
            flip_bit(input, random);
            break;
        default:
            insert_token(input, random);
        }
    }
}
