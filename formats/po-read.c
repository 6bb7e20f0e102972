/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The reader of gettext PO. An entry is a block of one sentence, or of all its plural forms. */

#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/lines.h"
#include "document/note.h"
#include "formats/pair-reader.h"
#include "formats/po-private.h"

/* Forms that a language has at most; Arabic has six. */
#define MAX_FORMS 16

/* Strings of an entry. */
enum { CONTEXT, ID, PLURAL, FIRST_FORM, N_STRINGS = FIRST_FORM + MAX_FORMS };

/* A comment, in @comments. */
typedef struct {
    const char *from;
    gsize start;
    gsize end;
} Comment;

typedef struct {
    HexaplaPairReader pairs;
    HexaplaLines lines;
    gboolean has_article;
    char *plural_forms; /* of the header, until the first entry has it */

    /* of the entry at hand */
    GString *strings[N_STRINGS];
    gboolean is_given[N_STRINGS];
    guint at; /* the string that goes on; N_STRINGS: none */
    GString *comments;
    GArray *places; /* Comment */
    gboolean is_fuzzy;
    guint64 line;
    const char *problem;
} Reader;

static void
init_reader(Reader *self, const HexaplaReadOptions *options, GInputStream *in,
            HexaplaDocumentFunc func, gpointer user_data, GCancellable *cancellable)
{
    *self = (Reader){.at = N_STRINGS};
    hexapla_pair_reader_init(&self->pairs, options, func, user_data);
    hexapla_lines_init(&self->lines, in, options->file, HEXAPLA_MAX_UNIT_BYTES, cancellable);
    for (guint i = 0; i < N_STRINGS; i++)
        self->strings[i] = g_string_new(NULL);
    self->comments = g_string_new(NULL);
    self->places = g_array_new(FALSE, FALSE, sizeof(Comment));
}

static void
clear_reader(Reader *self)
{
    hexapla_pair_reader_clear(&self->pairs);
    hexapla_lines_clear(&self->lines);
    for (guint i = 0; i < N_STRINGS; i++)
        g_string_free(self->strings[i], TRUE);
    g_string_free(self->comments, TRUE);
    g_array_unref(self->places);
    g_free(self->plural_forms);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, clear_reader)

static void
begin_entry(Reader *self)
{
    for (guint i = 0; i < N_STRINGS; i++) {
        g_string_truncate(self->strings[i], 0);
        self->is_given[i] = FALSE;
    }
    g_string_truncate(self->comments, 0);
    g_array_set_size(self->places, 0);
    self->at = N_STRINGS;
    self->is_fuzzy = FALSE;
    self->problem = NULL;
    self->line = 0;
}

/* The value of a field of the header; NULL when it has none. */
static char *
dup_header_field(const char *header, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(header, "\n", -1);
    gsize n = strlen(name);

    for (char **line = lines; *line != NULL; line++) {
        if (g_ascii_strncasecmp(*line, name, n) == 0 && (*line)[n] == ':' &&
            *g_strstrip(*line + n + 1) != '\0')
            return g_strdup(*line + n + 1);
    }
    return NULL;
}

/* sr@latin, pt_BR: as C calls its locales. */
static char *
dup_language(const char *header, const char *name)
{
    char *language = dup_header_field(header, name);

    if (language == NULL)
        return NULL;
    if (g_str_has_suffix(language, "@latin")) {
        g_autofree char *locale = language;
        return g_strdup_printf("%.*s-Latn", (int)strcspn(locale, "@"), locale);
    }
    language[strcspn(language, "@.")] = '\0';
    return g_strdelimit(language, "_", '-');
}

static gboolean
begin_article(Reader *self, const char *header, GError **error)
{
    g_autofree char *target = dup_language(header, "Language");
    g_autofree char *source = dup_language(header, "X-Source-Language");

    self->has_article = TRUE;
    self->plural_forms = dup_header_field(header, "Plural-Forms");
    return hexapla_pair_reader_begin(&self->pairs, source, target, error);
}

static guint
count_forms(const Reader *self)
{
    guint n = 0;

    while (n < MAX_FORMS && self->is_given[FIRST_FORM + n])
        n++;
    return n;
}

static void
add_notes(Reader *self, guint segment)
{
    HexaplaDocument *document = self->pairs.units.document;
    g_autofree char *number = g_strdup_printf("%u", count_forms(self));

    for (guint i = 0; i < self->places->len; i++) {
        const Comment *comment = &g_array_index(self->places, Comment, i);

        hexapla_document_add_note(document, segment, comment->from,
                                  self->comments->str + comment->start,
                                  comment->end - comment->start);
    }
    if (self->is_given[PLURAL])
        hexapla_document_add_note(document, segment, HEXAPLA_PO_PLURAL, number, strlen(number));
    if (self->plural_forms != NULL)
        hexapla_document_add_note(document, segment, HEXAPLA_PO_PLURAL_FORMS, self->plural_forms,
                                  strlen(self->plural_forms));
    g_clear_pointer(&self->plural_forms, g_free);
}

/* The name of a form is that of its entry and its number. */
static void
name_form(const Reader *self, guint form, GString *name)
{
    g_string_assign(name, self->strings[CONTEXT]->str);
    if (self->is_given[PLURAL] && self->is_given[CONTEXT])
        g_string_append_printf(name, "[%u]", form);
}

static gboolean
add_form(Reader *self, guint form, GError **error)
{
    const GString *source = self->strings[form == 0 ? ID : PLURAL];
    const GString *target = self->strings[FIRST_FORM + form];
    g_autoptr(GString) name = g_string_new(NULL);
    HexaplaReadPair pair = {NULL,        0,           source->str, source->len,
                            target->str, target->len, self->line};
    guint segment;

    name_form(self, form, name);
    pair.name = name->str;
    pair.n_name = name->len;
    if (form > 0)
        hexapla_units_add_space(&self->pairs.units, " ", 1);
    if (form == 0 ? !hexapla_pair_reader_add(&self->pairs, &pair, &segment, error)
                  : !hexapla_pair_reader_add_segment(&self->pairs, &pair, &segment, error))
        return FALSE;
    if (form == 0)
        add_notes(self, segment);
    if (target->len > 0)
        hexapla_document_find_target(self->pairs.units.document, segment)->is_fuzzy =
            self->is_fuzzy;
    return TRUE;
}

static gboolean
add_forms(Reader *self, GError **error)
{
    guint n = self->is_given[PLURAL] ? MAX(2, count_forms(self)) : 1;

    for (guint i = 0; i < n; i++) {
        if (!add_form(self, i, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_broken(const Reader *self)
{
    for (guint i = 0; i < N_STRINGS; i++) {
        if (hexapla_pair_reader_is_broken(self->strings[i]->str, self->strings[i]->len))
            return TRUE;
    }
    return hexapla_pair_reader_is_broken(self->comments->str, self->comments->len);
}

static const char *
find_problem(const Reader *self)
{
    if (self->problem != NULL)
        return self->problem;
    if (!self->is_given[ID] || !self->is_given[FIRST_FORM])
        return "the entry has no msgid or no msgstr";
    return is_broken(self) ? "the entry is not text in UTF-8" : NULL;
}

static gboolean
end_entry(Reader *self, GError **error)
{
    const char *problem = find_problem(self);
    gboolean is_header = self->strings[ID]->len == 0 && !self->is_given[CONTEXT];
    gboolean is_entry = FALSE;

    for (guint i = 0; i < N_STRINGS; i++)
        is_entry |= self->is_given[i];
    if (!is_entry && self->problem == NULL)
        return TRUE;
    if (problem != NULL)
        return hexapla_pair_reader_reject(&self->pairs, self->line, NULL, 0, problem, error);
    if (!self->has_article &&
        !begin_article(self, is_header ? self->strings[FIRST_FORM]->str : "", error))
        return FALSE;
    return is_header || add_forms(self, error);
}

static gboolean
next_entry(Reader *self, GError **error)
{
    gboolean ok = end_entry(self, error);

    begin_entry(self);
    return ok;
}

/* Translation is over: whatever comes now belongs to another entry. */
static gboolean
has_translation(const Reader *self)
{
    return self->is_given[FIRST_FORM];
}

static void
add_comment(Reader *self, const char *from, const char *text, gsize n)
{
    Comment comment = {.from = from, .start = self->comments->len};
    gsize skipped = n > 0 && *text == ' ' ? 1 : 0;

    g_string_append_len(self->comments, text + skipped, n - skipped);
    comment.end = self->comments->len;
    if (comment.end > comment.start)
        g_array_append_val(self->places, comment);
}

static void
take_flags(Reader *self, const char *text, gsize n)
{
    g_autofree char *list = g_strndup(text, n);
    g_auto(GStrv) flags = g_strsplit(list, ",", -1);

    for (char **flag = flags; *flag != NULL; flag++) {
        if (strcmp(g_strstrip(*flag), "fuzzy") == 0)
            self->is_fuzzy = TRUE;
        else
            add_comment(self, HEXAPLA_PO_FLAG, *flag, strlen(*flag));
    }
}

static void
take_comment(Reader *self, const char *line, gsize n)
{
    char kind = n > 1 ? line[1] : '\0';

    if (kind == '~' || kind == '|')
        hexapla_tally_add(self->pairs.options->losses,
                          kind == '~' ? "obsolete-line" : "previous-line", 1);
    else if (kind == ',')
        take_flags(self, line + 2, n - 2);
    else if (kind == ':')
        add_comment(self, HEXAPLA_PO_REFERENCE, line + 2, n - 2);
    else if (kind == '.')
        add_comment(self, NULL, line + 2, n - 2);
    else
        add_comment(self, HEXAPLA_PO_TRANSLATOR, line + 1, n - 1);
}

/* Octal and hexadecimal numbers are bytes. */
static gsize
append_number(GString *text, const char *p, const char *end)
{
    gsize n = *p == 'x', max = 3;
    guint value = 0;

    for (; n < max && p + n < end; n++) {
        int digit = *p == 'x' ? g_ascii_xdigit_value(p[n]) : g_ascii_digit_value(p[n]);

        if (digit < 0 || (*p != 'x' && digit > 7))
            break;
        value = value * (*p == 'x' ? 16 : 8) + (guint)digit;
    }
    g_string_append_c(text, (char)value);
    return n;
}

/* Bytes of the escape behind its backslash; 0 when it is none. */
static gsize
append_escape(GString *text, const char *p, const char *end)
{
    static const char names[] = "ntrabfv\"\\", characters[] = "\n\t\r\a\b\f\v\"\\";
    const char *name;

    if (p == end || *p == '\0')
        return 0;
    if (*p == 'x' || (*p >= '0' && *p <= '7'))
        return append_number(text, p, end);
    name = strchr(names, *p);
    if (name == NULL)
        return 0;
    g_string_append_c(text, characters[name - names]);
    return 1;
}

/* A string in quotation marks, which end the line. */
static void
take_string(Reader *self, const char *line, gsize n)
{
    GString *text = self->strings[self->at];
    const char *p = line + 1, *end = line + n;

    while (p < end && *p != '"') {
        gsize n_escape;

        if (*p != '\\') {
            g_string_append_c(text, *p++);
            continue;
        }
        n_escape = append_escape(text, p + 1, end);
        if (n_escape == 0)
            self->problem = "a backslash stands before nothing that can be escaped";
        p += 1 + MAX(n_escape, 1);
    }
    if (p + 1 != end)
        self->problem = "a string does not end where its line ends";
    if (text->len > HEXAPLA_MAX_UNIT_BYTES)
        self->problem = "the entry is too long";
}

static gsize
skip_blanks(const char *line, gsize i, gsize n)
{
    while (i < n && (line[i] == ' ' || line[i] == '\t'))
        i++;
    return i;
}

/* Which string a keyword begins, and its length; N_STRINGS when it is none. */
static guint
find_string(const char *line, gsize n, gsize *length)
{
    static const char *const keywords[] = {"msgctxt", "msgid", "msgid_plural", "msgstr"};
    gsize end = 0;
    guint form = 0;

    while (end < n && (g_ascii_islower(line[end]) || line[end] == '_'))
        end++;
    *length = end;
    if (end + 2 < n && line[end] == '[') {
        for (end++; end < n && g_ascii_isdigit(line[end]) && form < MAX_FORMS; end++)
            form = form * 10 + (guint)g_ascii_digit_value(line[end]);
        if (end == n || line[end] != ']' || form >= MAX_FORMS)
            return N_STRINGS;
        end++;
    }
    for (guint i = 0; i < G_N_ELEMENTS(keywords); i++) {
        if (strlen(keywords[i]) == *length && memcmp(keywords[i], line, *length) == 0) {
            *length = end;
            return i + form;
        }
    }
    return N_STRINGS;
}

static gboolean
take_keyword(Reader *self, const char *line, gsize n, GError **error)
{
    gsize length, start;
    guint string = find_string(line, n, &length);

    if (string < FIRST_FORM && has_translation(self) && !next_entry(self, error))
        return FALSE;
    if (self->line == 0)
        self->line = self->lines.number;
    start = skip_blanks(line, length, n);
    self->at = string;
    if (string == N_STRINGS || start == n || line[start] != '"') {
        self->problem = "this is no line of a PO file";
        return TRUE;
    }
    if (self->is_given[string])
        self->problem = "the entry has a string twice";
    self->is_given[string] = TRUE;
    take_string(self, line + start, n - start);
    return TRUE;
}

static gboolean
take_line(Reader *self, const char *line, gsize n, GError **error)
{
    gsize start = skip_blanks(line, 0, n);

    line += start;
    n -= start;
    while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t'))
        n--;
    if (n == 0)
        return next_entry(self, error);
    if (*line == '"' && self->at < N_STRINGS) {
        take_string(self, line, n);
        return TRUE;
    }
    if (*line != '#')
        return take_keyword(self, line, n, error);
    if (has_translation(self) && !next_entry(self, error))
        return FALSE;
    take_comment(self, line, n);
    return TRUE;
}

static gboolean
read_lines(Reader *self, GError **error)
{
    const char *line;
    gsize n;

    while (hexapla_lines_next(&self->lines, &line, &n, error)) {
        if (line == NULL)
            return next_entry(self, error) &&
                   (self->has_article || begin_article(self, "", error)) &&
                   hexapla_pair_reader_end(&self->pairs, error);
        if (!take_line(self, line, n, error))
            return FALSE;
    }
    return FALSE;
}

/* What the header says, which stands among the first bytes; NULL when it says nothing. */
static char *
dup_charset(GInputStream *in, GCancellable *cancellable)
{
    static const char key[] = "charset=";
    const guint8 *head;
    const char *found;
    gsize n;

    if (!hexapla_input_peek(in, HEXAPLA_INPUT_PEEK_BYTES, &head, &n, cancellable, NULL))
        return NULL;
    found = g_strstr_len((const char *)head, (gssize)n, key);
    if (found == NULL)
        return NULL;
    found += strlen(key);
    n -= (gsize)(found - (const char *)head);
    for (gsize i = 0; i < n; i++) {
        if (strchr(" \t\r\n\\\";", found[i]) != NULL)
            return i > 0 && strncmp(found, "CHARSET", i) != 0 ? g_strndup(found, i) : NULL;
    }
    return NULL;
}

gboolean
hexapla_po_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autofree char *charset = dup_charset(in, cancellable);
    const HexaplaTextHints hints = {.encoding =
                                        options->encoding != NULL ? options->encoding : charset};
    g_autoptr(GInputStream) text =
        hexapla_input_decode(in, options->file, &hints, options->issues, cancellable, error);
    g_auto(Reader) self;

    init_reader(&self, options, text, func, user_data, cancellable);
    return text != NULL && read_lines(&self, error);
}

guint
hexapla_po_sniff(const guint8 *head, gsize n_head)
{
    const char *text = (const char *)head;
    const char *found = g_strstr_len(text, (gssize)n_head, "msgid \"");

    return found != NULL && (found == text || found[-1] == '\n') ? 64 : 0;
}
