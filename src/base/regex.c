/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/regex.h"

#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

/* ICU tells its callback after every so many steps. */
#define STEPS_A_CALL 10000

/* ICU looks for the start of a match faster than it matches. */
#define UNITS_A_STEP 64

/* What a reference to a group compares in the time of a step. */
#define UNITS_A_COMPARISON 16

struct _HexaplaRegex {
    char *pattern;
    URegularExpression *forward;
    URegularExpression *backward; /* the same with an end; made when it is asked for */
    gboolean has_anchors;         /* ^ or $ may be in it */
    gboolean has_references; /* to groups: a step may compare as many characters as there are */
    guint64 forward_text;    /* serial number of the text that ICU has been given */
    guint64 backward_text;
};

struct _HexaplaRegexText {
    const char *text;
    gsize n;
    UChar *units;
    gsize capacity; /* of units */
    gint32 n_units;
    guint64 serial; /* of the text whose units these are */
    guint64 converted;
    gsize byte; /* a place that is known in both */
    gint32 unit;
    guint64 work; /* steps that are left */
};

static gboolean
fail(UErrorCode status, GError **error)
{
    if (status == U_REGEX_TIME_OUT || status == U_REGEX_STOPPED_BY_CALLER ||
        status == U_REGEX_STACK_OVERFLOW)
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "the expression takes too long on this text");
    else
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, "the expression fails (%s)",
                    u_errorName(status));
    return FALSE;
}

static URegularExpression *
compile(const char *pattern, UParseError *place, UErrorCode *status)
{
    glong n;
    g_autofree UChar *units = g_utf8_to_utf16(pattern, -1, NULL, &n, NULL);

    if (units == NULL) {
        *status = U_INVALID_CHAR_FOUND;
        return NULL;
    }
    return uregex_open(units, (gint32)n, 0, place, status);
}

/* Also where a comment could swallow what is put behind the pattern: (?x) */
static gboolean
may_have_anchors(const char *pattern)
{
    if (strpbrk(pattern, "^$") != NULL)
        return TRUE;
    for (const char *p = strchr(pattern, '\\'); p != NULL && p[1] != '\0';
         p = strchr(p + 2, '\\')) {
        if (strchr("AGzZ", p[1]) != NULL)
            return TRUE;
    }
    for (const char *p = strstr(pattern, "(?"); p != NULL; p = strstr(p + 2, "(?")) {
        if (memchr(p + 2, 'x', strspn(p + 2, "imswx-")) != NULL)
            return TRUE;
    }
    return FALSE;
}

static gboolean
may_have_references(const char *pattern)
{
    for (const char *p = strchr(pattern, '\\'); p != NULL && p[1] != '\0';
         p = strchr(p + 2, '\\')) {
        if (g_ascii_isdigit(p[1]) || p[1] == 'k')
            return TRUE;
    }
    return FALSE;
}

/**
 * hexapla_regex_new:
 * @pattern: in the syntax of ICU, UTF-8
 * @error: (domain HEXAPLA_ERROR): what is wrong with it, and where in it
 *
 * Returns: (transfer full) (nullable): the expression
 * Since: 0.1
 */
HexaplaRegex *
hexapla_regex_new(const char *pattern, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UParseError place = {0};
    URegularExpression *forward = NULL;
    HexaplaRegex *self;

    if (strlen(pattern) > HEXAPLA_MAX_REGEX_BYTES) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "the regular expression is longer than %u bytes", HEXAPLA_MAX_REGEX_BYTES);
        return NULL;
    }
    forward = compile(pattern, &place, &status);
    if (U_FAILURE(status)) {
        uregex_close(forward);
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "the regular expression is ill-formed at character %d (%s)", place.offset,
                    u_errorName(status));
        return NULL;
    }
    self = g_new0(HexaplaRegex, 1);
    self->pattern = g_strdup(pattern);
    self->forward = forward;
    self->has_anchors = may_have_anchors(pattern);
    self->has_references = may_have_references(pattern);
    return self;
}

/**
 * hexapla_regex_copy:
 * @self: an expression; nobody may match with it meanwhile
 *
 * Returns: (transfer full): one for another thread
 * Since: 0.1
 */
HexaplaRegex *
hexapla_regex_copy(const HexaplaRegex *self)
{
    HexaplaRegex *copy = g_new0(HexaplaRegex, 1);
    UErrorCode status = U_ZERO_ERROR;

    copy->pattern = g_strdup(self->pattern);
    copy->forward = uregex_clone(self->forward, &status);
    copy->has_anchors = self->has_anchors;
    copy->has_references = self->has_references;
    return copy;
}

/**
 * hexapla_regex_free:
 * @self: (transfer full) (nullable): an expression
 *
 * Since: 0.1
 */
void
hexapla_regex_free(HexaplaRegex *self)
{
    if (self == NULL)
        return;
    uregex_close(self->forward);
    uregex_close(self->backward);
    g_free(self->pattern);
    g_free(self);
}

/**
 * hexapla_regex_text_new:
 *
 * Returns: (transfer full): an empty text
 * Since: 0.1
 */
HexaplaRegexText *
hexapla_regex_text_new(void)
{
    return g_new0(HexaplaRegexText, 1);
}

/**
 * hexapla_regex_text_free:
 * @self: (transfer full) (nullable): a text
 *
 * Since: 0.1
 */
void
hexapla_regex_text_free(HexaplaRegexText *self)
{
    if (self == NULL)
        return;
    g_free(self->units);
    g_free(self);
}

/**
 * hexapla_regex_text_set:
 * @self: a text
 * @text: UTF-8; must live as long as somebody matches in it
 * @n: its bytes
 *
 * Since: 0.1
 */
void
hexapla_regex_text_set(HexaplaRegexText *self, const char *text, gsize n)
{
    self->text = text;
    self->n = n;
    self->serial++;
    self->work = HEXAPLA_MAX_REGEX_STEPS + n * HEXAPLA_MAX_REGEX_STEPS_A_BYTE;
}

static void
convert(HexaplaRegexText *self)
{
    UErrorCode status = U_ZERO_ERROR;

    if (self->converted == self->serial)
        return;
    if (self->capacity < self->n + 1) {
        g_free(self->units);
        self->capacity = MAX(self->n + 1, 4096);
        self->units = g_new(UChar, self->capacity);
    }
    u_strFromUTF8WithSub(self->units, (gint32)self->capacity, &self->n_units, self->text,
                         (gint32)self->n, 0xFFFD, NULL, &status);
    self->converted = self->serial;
    self->byte = 0;
    self->unit = 0;
}

/* Positions mostly grow, so the way from the last one is short. */
static gint32
find_unit(HexaplaRegexText *self, gsize offset)
{
    if (offset < self->byte) {
        self->byte = 0;
        self->unit = 0;
    }
    for (; self->byte < offset; self->byte++) {
        guchar byte = self->text[self->byte];

        self->unit += ((byte & 0xC0) != 0x80) + (byte >= 0xF0);
    }
    return self->unit;
}

static UBool U_CALLCONV
count_steps(const void *context, G_GNUC_UNUSED gint32 steps)
{
    HexaplaRegexText *text = (HexaplaRegexText *)context;

    if (text->work < STEPS_A_CALL)
        return FALSE;
    text->work -= STEPS_A_CALL;
    return TRUE;
}

static UBool U_CALLCONV
count_long_steps(const void *context, gint32 steps)
{
    HexaplaRegexText *text = (HexaplaRegexText *)context;
    guint64 more = (guint64)STEPS_A_CALL * (guint)text->n_units / UNITS_A_COMPARISON;

    text->work -= MIN(more, text->work);
    return count_steps(context, steps);
}

static gboolean
spend(HexaplaRegexText *self, gsize steps, GError **error)
{
    if (self->work < steps)
        return fail(U_REGEX_TIME_OUT, error);
    self->work -= steps;
    return TRUE;
}

/* Look-around and \b see what stands around the region; ^ and $ are the ends of the text. */
static void
attach(const HexaplaRegex *self, URegularExpression *regex, guint64 *serial, HexaplaRegexText *text,
       gboolean anchoring, UErrorCode *status)
{
    convert(text);
    if (*serial == text->serial)
        return;
    uregex_setText(regex, text->units, text->n_units, status);
    uregex_useTransparentBounds(regex, TRUE, status);
    uregex_useAnchoringBounds(regex, anchoring, status);
    uregex_setStackLimit(regex, HEXAPLA_MAX_REGEX_STACK_BYTES, status);
    uregex_setMatchCallback(regex, self->has_references ? count_long_steps : count_steps, text,
                            status);
    *serial = text->serial;
}

/**
 * hexapla_regex_starts_at:
 * @self: an expression
 * @text: a text
 * @offset: in it, in bytes
 * @matches: (out): whether a match begins exactly there
 * @error: (domain HEXAPLA_ERROR): it takes too long
 *
 * Returns: whether there is an answer
 * Since: 0.1
 */
gboolean
hexapla_regex_starts_at(HexaplaRegex *self, HexaplaRegexText *text, gsize offset, gboolean *matches,
                        GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    gint32 unit;

    if (!spend(text, 1, error))
        return FALSE;
    attach(self, self->forward, &self->forward_text, text, FALSE, &status);
    unit = find_unit(text, offset);
    uregex_setRegion(self->forward, unit, text->n_units, &status);
    *matches = uregex_lookingAt(self->forward, -1, &status);
    return U_SUCCESS(status) || fail(status, error);
}

/**
 * hexapla_regex_is_whole:
 * @self: an expression
 * @text: a text
 * @matches: (out): whether the whole text is a match
 * @error: (domain HEXAPLA_ERROR): it takes too long
 *
 * Returns: whether there is an answer
 * Since: 0.1
 */
gboolean
hexapla_regex_is_whole(HexaplaRegex *self, HexaplaRegexText *text, gboolean *matches,
                       GError **error)
{
    UErrorCode status = U_ZERO_ERROR;

    attach(self, self->forward, &self->forward_text, text, FALSE, &status);
    *matches = uregex_matches(self->forward, 0, &status);
    return U_SUCCESS(status) || fail(status, error);
}

/* A match may begin anywhere in front of its end: with anchors every start is tried for itself,
 * because the end of the region is no end of the text. */
static gboolean
try_starts(HexaplaRegex *self, HexaplaRegexText *text, gint32 first, gint32 unit, gboolean *matches,
           GError **error)
{
    UErrorCode status = U_ZERO_ERROR;

    attach(self, self->forward, &self->forward_text, text, FALSE, &status);
    *matches = FALSE;
    for (gint32 start = unit; start >= first && !*matches && U_SUCCESS(status); start--) {
        if (!spend(text, 8, error))
            return FALSE;
        if (start > 0 && U16_IS_TRAIL(text->units[start]) && U16_IS_LEAD(text->units[start - 1]))
            continue;
        uregex_setRegion(self->forward, start, unit, &status);
        *matches = uregex_matches(self->forward, -1, &status);
    }
    return U_SUCCESS(status) || fail(status, error);
}

static gboolean
find_end(HexaplaRegex *self, HexaplaRegexText *text, gint32 first, gint32 unit, gboolean *matches,
         GError **error)
{
    UErrorCode status = U_ZERO_ERROR;

    if (self->backward == NULL) {
        g_autofree char *pattern = g_strconcat("(?:", self->pattern, ")\\z", NULL);

        self->backward = compile(pattern, NULL, &status);
    }
    if (U_FAILURE(status))
        return fail(status, error);
    attach(self, self->backward, &self->backward_text, text, TRUE, &status);
    uregex_setRegion(self->backward, first, unit, &status);
    *matches = uregex_findNext(self->backward, &status);
    return U_SUCCESS(status) || fail(status, error);
}

/**
 * hexapla_regex_ends_at:
 * @self: an expression
 * @text: a text
 * @offset: in it, in bytes
 * @matches: (out): whether a match ends exactly there
 * @error: (domain HEXAPLA_ERROR): it takes too long
 *
 * A match that begins further in front than `HEXAPLA_MAX_REGEX_LOOK_BACK` is not found.
 *
 * Returns: whether there is an answer
 * Since: 0.1
 */
gboolean
hexapla_regex_ends_at(HexaplaRegex *self, HexaplaRegexText *text, gsize offset, gboolean *matches,
                      GError **error)
{
    gint32 unit, first;

    convert(text);
    unit = find_unit(text, offset);
    first = MAX(0, unit - HEXAPLA_MAX_REGEX_LOOK_BACK);
    if (!spend(text, (unit - first) / UNITS_A_STEP + 1, error))
        return FALSE;
    return self->has_anchors ? try_starts(self, text, first, unit, matches, error)
                             : find_end(self, text, first, unit, matches, error);
}
