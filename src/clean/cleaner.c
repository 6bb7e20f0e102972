/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clean/cleaner.h"

#include <string.h>

#include "base/text.h"
#include "clean/sieve.h"
#include "clean/structure.h"

/* Longer blocks are prose even when they hold the words of a button. */
#define MAX_JUNK_WORDS 24
#define MAX_WIDE_WORDS 48 /* one character each */
#define MAX_JUNK_BYTES HEXAPLA_SIEVE_MAX_BYTES

/* The body of an article is made of paragraphs that end like sentences and have at least so many
 * words. */
#define MIN_BODY_WORDS 12

/* A bare call such as "Support Xyz" has no more words. */
#define MAX_CALL_WORDS 3

enum {
    WORD_SHARE = 1,        /* stands on a share button */
    WORD_CALL = 2,         /* begins a call to act */
    WORD_FIRST = 4,        /* begins a pattern */
    WORD_INNER = 8,        /* the longest word of a pattern that begins with any words */
    LABEL_CAPTION = 16,    /* Photo: */
    LABEL_NAVIGATION = 32, /* Tags: */
};

/* A label stands at the very start of its line. */
#define MAX_LABEL_BYTES 40

typedef struct {
    HexaplaJunk junk;
    char **words;       /* folded; "*" is any words, "#" is a number */
    const char *anchor; /* the word that a block must hold: the first one, or the longest when any
                           words come first */
    gboolean is_open;
    guint order; /* the first one that matches tells the reason */
} Pattern;

struct _HexaplaCleaner {
    GArray *patterns;   /* by the first byte of their anchors */
    guint letters[257]; /* where the patterns of each byte begin */
    HexaplaLexicon *words;
    HexaplaSieve sieve; /* first words and anchors */
};

static const struct {
    const char *key;
    HexaplaJunk junk;
} reasons[] = {
    {"Counters", HEXAPLA_JUNK_COUNTER},      {"Share", HEXAPLA_JUNK_SHARE},
    {"Subscribe", HEXAPLA_JUNK_SUBSCRIBE},   {"Pleas", HEXAPLA_JUNK_PLEA},
    {"Captions", HEXAPLA_JUNK_CAPTION},      {"Adverts", HEXAPLA_JUNK_ADVERT},
    {"Navigation", HEXAPLA_JUNK_NAVIGATION}, {"Notices", HEXAPLA_JUNK_NOTICE},
};

static void
clear_pattern(gpointer data)
{
    g_strfreev(((Pattern *)data)->words);
}

/* Where nothing stands between words every character is one, so that patterns may say 分享到*. */
static gsize
word_length(const char *text, gsize n)
{
    gsize i = 0;

    while (i < n && text[i] != ' ') {
        gunichar c;
        gsize next = hexapla_text_next(text + i, text + n, &c) - text;

        if (hexapla_structure_is_wide(c) && hexapla_text_is_letter(c))
            return i > 0 ? i : next;
        i = next;
    }
    return i;
}

static char **
split_pattern(const char *entry)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    gsize n = strlen(entry);

    for (gsize i = 0; i < n;) {
        gsize length = word_length(entry + i, n - i);
        g_autofree char *word = g_strndup(entry + i, length);

        if (length > 0)
            g_strv_builder_add(builder, word);
        i += length > 0 ? length : 1;
    }
    return g_strv_builder_end(builder);
}

static void
sift(HexaplaSieve *sieve, const Pattern *pattern)
{
    const char *second = pattern->words[1];

    if (pattern->is_open)
        hexapla_sieve_add(sieve, pattern->anchor);
    else if (second == NULL || *second == '*' || *second == '#')
        hexapla_sieve_add_first(sieve, pattern->anchor);
    else
        hexapla_sieve_add_pair(sieve, pattern->anchor, second);
}

/* Most blocks hold the anchor of no pattern, and one look at each word tells. */
static void
set_anchor(HexaplaCleaner *self, Pattern *pattern)
{
    pattern->is_open = strcmp(pattern->words[0], "*") == 0;
    pattern->anchor = pattern->words[0];
    for (char **word = pattern->words; pattern->is_open && *word != NULL; word++) {
        if (strlen(*word) > strlen(pattern->anchor))
            pattern->anchor = *word;
    }
    hexapla_lexicon_add(self->words, pattern->anchor, strlen(pattern->anchor),
                        pattern->is_open ? WORD_INNER : WORD_FIRST);
    sift(&self->sieve, pattern);
}

static void
add_patterns(HexaplaCleaner *self, const HexaplaLanguage *language, const char *key,
             HexaplaJunk junk)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, "Junk", key);

    for (char **entry = list; *entry != NULL; entry++) {
        Pattern pattern = {
            .junk = junk, .words = split_pattern(*entry), .order = self->patterns->len};

        set_anchor(self, &pattern);
        g_array_append_val(self->patterns, pattern);
    }
}

static int
compare_anchors(gconstpointer a, gconstpointer b)
{
    return (int)(guchar) * ((const Pattern *)a)->anchor - (guchar) * ((const Pattern *)b)->anchor;
}

static void
sort_patterns(HexaplaCleaner *self)
{
    guint i = 0;

    g_array_sort(self->patterns, compare_anchors);
    for (guint letter = 0; letter < G_N_ELEMENTS(self->letters); letter++) {
        while (i < self->patterns->len &&
               (guchar)*g_array_index(self->patterns, Pattern, i).anchor < letter)
            i++;
        self->letters[letter] = i;
    }
}

static void
add_share_words(HexaplaCleaner *self, const HexaplaLanguage *language)
{
    g_auto(GStrv) list = hexapla_language_get_list(language, "Junk", "ShareWords");

    for (char **word = list; *word != NULL; word++) {
        hexapla_lexicon_add(self->words, *word, strlen(*word), WORD_SHARE);
        hexapla_sieve_add_first(&self->sieve, *word);
    }
}

/**
 * hexapla_cleaner_new:
 * @language: of the articles; its `[Junk]` section says which words betray junk
 *
 * Returns: (transfer full): a cleaner
 * Since: 0.1
 */
HexaplaCleaner *
hexapla_cleaner_new(const HexaplaLanguage *language)
{
    HexaplaCleaner *self = g_new0(HexaplaCleaner, 1);

    self->words = hexapla_lexicon_new();
    self->patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));
    g_array_set_clear_func(self->patterns, clear_pattern);
    for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
        add_patterns(self, language, reasons[i].key, reasons[i].junk);
    sort_patterns(self);
    add_share_words(self, language);
    hexapla_language_fill(language, "Junk", "Calls", self->words, WORD_CALL);
    hexapla_language_fill(language, "Junk", "CaptionLabels", self->words, LABEL_CAPTION);
    hexapla_language_fill(language, "Junk", "NavigationLabels", self->words, LABEL_NAVIGATION);
    return self;
}

/**
 * hexapla_cleaner_free:
 * @self: (transfer full) (nullable): a cleaner
 *
 * Since: 0.1
 */
void
hexapla_cleaner_free(HexaplaCleaner *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->patterns);
    hexapla_lexicon_free(self->words);
    g_free(self);
}

/* The folded words of a short block. */
typedef struct {
    char text[MAX_JUNK_BYTES];
    const char *words[MAX_WIDE_WORDS + 1];
    gsize lengths[MAX_WIDE_WORDS + 1];
    guint32 bits[MAX_WIDE_WORDS + 1];
    guint n;
    guint n_narrow; /* words that are no single wide character */
} Words;

static guint
count_spaces(const char *text, gsize n)
{
    guint count = 0;

    for (gsize i = 0; i < n; i++)
        count += text[i] == ' ';
    return count;
}

static gboolean
split_words(const HexaplaCleaner *cleaner, Words *self, const char *text, gsize n)
{
    gsize used;

    self->n = self->n_narrow = 0;
    if (n > MAX_JUNK_BYTES || count_spaces(text, n) >= MAX_JUNK_WORDS)
        return FALSE;
    used = hexapla_text_fold(text, n, self->text, sizeof self->text);
    for (gsize i = 0; i < used;) {
        gsize length = word_length(self->text + i, used - i);
        gunichar first = hexapla_text_at(self->text + i, self->text + i + length);

        self->n_narrow += !hexapla_structure_is_wide(first);
        if (self->n == MAX_WIDE_WORDS || self->n_narrow > MAX_JUNK_WORDS)
            return FALSE;
        self->words[self->n] = self->text + i;
        self->bits[self->n] = hexapla_lexicon_lookup(cleaner->words, self->text + i, length);
        self->lengths[self->n++] = length;
        i += length + (i + length < used && self->text[i + length] == ' ');
    }
    return self->n > 0;
}

/* 12, 1 204 (as two words), ١٢, 3k, 4m */
static gboolean
is_figure(const char *word, gsize n)
{
    if (n > 1 && (word[n - 1] == 'k' || word[n - 1] == 'm'))
        n--;
    for (const char *p = word; p < word + n;) {
        gunichar c;

        p = hexapla_text_next(p, word + n, &c);
        if (!hexapla_text_is_digit(c))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_number(const Words *words, guint i)
{
    return is_figure(words->words[i], words->lengths[i]);
}

/* Korean counts with a word that touches the number: 12개 */
static gboolean
is_counted(const Words *words, guint i, const char *counter)
{
    gsize n = strlen(counter);
    gsize length = words->lengths[i];

    return length > n && memcmp(words->words[i] + length - n, counter, n) == 0 &&
           is_figure(words->words[i], length - n);
}

static gboolean
is_word(const Words *words, guint i, const char *word)
{
    return word[0] == words->words[i][0] && strlen(word) == words->lengths[i] &&
           memcmp(word, words->words[i], words->lengths[i]) == 0;
}

static gboolean
matches(const Words *words, guint i, char **pattern)
{
    if (*pattern == NULL)
        return i == words->n;
    if (strcmp(*pattern, "*") == 0)
        return matches(words, i, pattern + 1) || (i < words->n && matches(words, i + 1, pattern));
    if (i == words->n)
        return FALSE;
    if (**pattern == '#')
        return (is_counted(words, i, *pattern + 1) && matches(words, i + 1, pattern + 1)) ||
               (is_number(words, i) && matches(words, i + 1, pattern));
    return is_word(words, i, *pattern) && matches(words, i + 1, pattern + 1);
}

/* A row of buttons: nothing but the words that stand on them, and their counts. */
static gboolean
all_share_words(const Words *words)
{
    gboolean found = FALSE;

    for (guint i = 0; i < words->n; i++) {
        if ((words->bits[i] & WORD_SHARE) == 0 && !is_number(words, i))
            return FALSE;
        found |= (words->bits[i] & WORD_SHARE) != 0;
    }
    return found;
}

/* Support Xyz: a verb, then a name. */
static gboolean
is_call(const Words *words, const char *text, gsize n)
{
    const char *space = g_strrstr_len(text, n, " ");

    return words->n <= MAX_CALL_WORDS && space != NULL && (words->bits[0] & WORD_CALL) != 0 &&
           hexapla_text_is_upper(hexapla_text_at(space + 1, text + n));
}

/* The first pattern among @best and those with the anchor @letter that matches. */
static const Pattern *
match_letter(const HexaplaCleaner *self, const Words *words, guchar letter, const Pattern *best)
{
    for (guint i = self->letters[letter]; i < self->letters[letter + 1]; i++) {
        const Pattern *pattern = &g_array_index(self->patterns, Pattern, i);

        if ((best == NULL || pattern->order < best->order) && matches(words, 0, pattern->words))
            best = pattern;
    }
    return best;
}

static HexaplaJunk
match_patterns(const HexaplaCleaner *self, const Words *words)
{
    const Pattern *best = NULL;

    if ((words->bits[0] & WORD_FIRST) != 0)
        best = match_letter(self, words, *words->words[0], best);
    if (is_number(words, 0))
        best = match_letter(self, words, '#', best);
    for (guint i = 0; i < words->n; i++) {
        if ((words->bits[i] & WORD_INNER) != 0)
            best = match_letter(self, words, *words->words[i], best);
    }
    return best != NULL ? best->junk : HEXAPLA_JUNK_NONE;
}

/* Where a block stands: pages put their furniture above and below the body of the article. */
typedef struct {
    guint first_body;
    guint last_body;
    gboolean has_body;
} Body;

static gboolean
is_body(const char *text, const HexaplaBlock *block)
{
    const char *p = text + block->start;
    gsize n = block->end - block->start;

    return block->kind != HEXAPLA_BLOCK_HEADING && block->junk == HEXAPLA_JUNK_NONE &&
           hexapla_structure_ends_sentence(p, n) &&
           hexapla_structure_count_words(p, MIN(n, MAX_JUNK_BYTES)) >= MIN_BODY_WORDS;
}

static Body
find_body(const char *text, const HexaplaBlock *blocks, guint n)
{
    Body body = {0, n, FALSE};

    while (body.first_body < n && !is_body(text, &blocks[body.first_body]))
        body.first_body++;
    while (body.last_body > body.first_body && !is_body(text, &blocks[body.last_body - 1]))
        body.last_body--;
    body.has_body = body.first_body < n;
    return body;
}

/* “…” at the start means that somebody speaks, but ¡ does not; « in front of a word, with no » behind, is an arrow.
 */
static gboolean
is_quoted(const char *text, gsize n)
{
    gunichar first = hexapla_text_at(text, text + n);

    if (first == 0x00AB || first == 0x2039)
        return g_strrstr_len(text, n, first == 0x00AB ? "»" : "›") != NULL;
    return hexapla_text_is_opener(first) && first != '[' && first != '(' && first != 0x3010 &&
           first != 0x00BF && first != 0x00A1;
}

/* “– Home!”: a dash in front of a whole sentence means the same. */
static gboolean
is_dialogue(const char *text, gsize n)
{
    gunichar first = hexapla_text_at(text, text + n);

    return (first == '-' || first == 0x2013 || first == 0x2014) &&
           hexapla_structure_ends_sentence(text, n);
}

/* Most texts hold not even the first byte of a wide mark. */
static const char *
find_mark(const char *text, gsize n, const char *mark)
{
    const char *first = memchr(text, *mark, n);

    return first != NULL ? memmem(first, text + n - first, mark, strlen(mark)) : NULL;
}

/* Koreans write 사진=, “photo”, and Armenians լուսանկարը՝. */
static const char *
find_label_end(const char *text, gsize n)
{
    static const char *const marks[] = {":", "=", "\uFF1A", "\u055D"};
    const char *end = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(marks) && end == NULL; i++)
        end = find_mark(text, n, marks[i]);
    return end;
}

/* Photo: …, Tags: … */
static HexaplaJunk
tell_label(const HexaplaCleaner *self, const char *text, gsize n)
{
    const char *end = find_label_end(text, MIN(n, MAX_LABEL_BYTES));
    char folded[2 * MAX_LABEL_BYTES];
    guint32 bits;

    if (end == NULL)
        return HEXAPLA_JUNK_NONE;
    bits = hexapla_lexicon_lookup(self->words, folded,
                                  hexapla_text_fold(text, end - text, folded, sizeof folded));
    if ((bits & LABEL_CAPTION) != 0)
        return HEXAPLA_JUNK_CAPTION;
    return (bits & LABEL_NAVIGATION) != 0 ? HEXAPLA_JUNK_NAVIGATION : HEXAPLA_JUNK_NONE;
}

/* The last byte of > › » or →, and a space. */
static gboolean
has_arrow(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        HEXAPLA_TEXT_SKIP_BLOCKS(text, i, n, c,
                                 (c == '>') | (c == (gint8)0xBA) | (c == (gint8)0xBB) |
                                     (c == (gint8)0x92))
        if (i + 1 < n && text[i + 1] == ' ' && strchr(">\272\273\222", text[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Home > News > Europe */
static gboolean
is_breadcrumb(const char *text, gsize n)
{
    const char *end = text + n;
    gunichar before = 0;
    guint arrows = 0;

    for (const char *p = text; p < end;) {
        gunichar c;

        p = hexapla_text_next(p, end, &c);
        /* A » behind a word closes a quotation. */
        arrows += (c == '>' || c == 0x203A || c == 0x00BB || c == 0x2192) && p < end && *p == ' ' &&
                  (c == '>' || hexapla_text_is_space(before));
        before = c;
    }
    return arrows >= 2;
}

/* Whether anything in a block is worth a closer look; in most there is nothing. */
static gboolean
is_suspect(const HexaplaCleaner *self, const char *text, gsize n)
{
    return hexapla_sieve_may_hold(&self->sieve, text, n) || has_arrow(text, n) ||
           find_label_end(text, MIN(n, MAX_LABEL_BYTES)) != NULL ||
           hexapla_text_at(text, text + n) == 0x00A9;
}

/* What the words of a block say, wherever it stands. */
static HexaplaJunk
tell_junk(const HexaplaCleaner *self, const char *text, gsize n, const Words *words)
{
    HexaplaJunk junk;

    if (hexapla_text_at(text, text + n) == 0x00A9)
        return HEXAPLA_JUNK_NOTICE;
    if (is_quoted(text, n) || is_dialogue(text, n))
        return HEXAPLA_JUNK_NONE;
    junk = tell_label(self, text, n);
    if (junk == HEXAPLA_JUNK_NONE && is_breadcrumb(text, n))
        junk = HEXAPLA_JUNK_NAVIGATION;
    if (junk == HEXAPLA_JUNK_NONE)
        junk = match_patterns(self, words);
    return junk == HEXAPLA_JUNK_NONE && all_share_words(words) ? HEXAPLA_JUNK_SHARE : junk;
}

static void
mark_by_words(const HexaplaCleaner *self, const char *text, HexaplaBlock *blocks, guint n)
{
    Words words;

    for (guint i = 0; i < n; i++) {
        const char *p = text + blocks[i].start;
        gsize length = blocks[i].end - blocks[i].start;

        if (blocks[i].junk == HEXAPLA_JUNK_NONE && length <= MAX_JUNK_BYTES &&
            is_suspect(self, p, length) && split_words(self, &words, p, length))
            blocks[i].junk = tell_junk(self, p, length, &words);
    }
}

/* What is junk only above or below the body of the article: an amount in its middle may be a cell
 * of a table, and a headline may begin with a verb. */
static HexaplaJunk
tell_edge_junk(const HexaplaCleaner *self, const char *text, const HexaplaBlock *block,
               gboolean is_headline)
{
    const char *p = text + block->start;
    gsize n = block->end - block->start;
    Words words;

    if (block->kind == HEXAPLA_BLOCK_CELL)
        return HEXAPLA_JUNK_NONE;
    if (hexapla_structure_is_amount(p, n))
        return HEXAPLA_JUNK_COUNTER;
    if (!is_headline && block->kind == HEXAPLA_BLOCK_HEADING && split_words(self, &words, p, n) &&
        is_call(&words, p, n))
        return HEXAPLA_JUNK_PLEA;
    return HEXAPLA_JUNK_NONE;
}

static void
mark_at_edges(const HexaplaCleaner *self, const HexaplaOrigin *origin, const char *text,
              HexaplaBlock *blocks, guint n)
{
    Body body = find_body(text, blocks, n);
    gboolean headline_seen = origin->part > 0;

    for (guint i = 0; i < n && body.has_body; i++) {
        gboolean above = origin->part == 0 && i < body.first_body;
        gboolean below = origin->is_last && i >= body.last_body;

        if (blocks[i].junk != HEXAPLA_JUNK_NONE)
            continue;
        if (above || below)
            blocks[i].junk = tell_edge_junk(self, text, &blocks[i], !headline_seen);
        /* Below “Related articles” stand their titles. */
        if (below && i > body.last_body && blocks[i].kind == HEXAPLA_BLOCK_HEADING &&
            blocks[i - 1].junk == HEXAPLA_JUNK_NAVIGATION)
            blocks[i].junk = HEXAPLA_JUNK_NAVIGATION;
        headline_seen |= blocks[i].junk == HEXAPLA_JUNK_NONE;
    }
}

/**
 * hexapla_cleaner_apply:
 * @self: a cleaner
 * @document: a part; blocks that its reader did not know are found
 * @cancellable: (nullable): not used, the work is short
 * @error: never set
 *
 * Marks what is not part of the article with the reason. When in doubt it is text: a lost sentence
 * is worse than a kept advertisement.
 *
 * Returns: %TRUE
 * Since: 0.1
 */
gboolean
hexapla_cleaner_apply(HexaplaCleaner *self, HexaplaDocument *document,
                      G_GNUC_UNUSED GCancellable *cancellable, G_GNUC_UNUSED GError **error)
{
    const char *text = hexapla_document_get_text(document, NULL);
    HexaplaBlock *blocks;
    guint n;

    hexapla_structure_find_blocks(document);
    blocks = hexapla_document_get_blocks(document, &n);
    mark_by_words(self, text, blocks, n);
    mark_at_edges(self, hexapla_document_get_origin(document), text, blocks, n);
    return TRUE;
}
