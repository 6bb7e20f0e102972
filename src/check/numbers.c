/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/pair-private.h"

#include <string.h>

#include "base/text.h"

/* Parts of one number between separators; a date has three, a large sum seven. */
#define MAX_PARTS 8
#define MAX_READINGS 4

#define MAX_BETWEEN_HOURS 6

/* Bytes behind a Roman number. */
#define MAX_ORDINAL_ENDING 4

/* A value without the zeros at its end, and how many there were, in one. */
typedef guint64 Value;

/* 1.500 is a thousand and a half or one and a half, 12.03 a number or a date. */
typedef struct {
    guint32 start;
    guint32 end;
    Value readings[MAX_READINGS];
    guint n_readings;
    guint64 parts[MAX_PARTS];
    guint8 digits[MAX_PARTS];
    gunichar separators[MAX_PARTS];
    guint n_parts;
    guint64 scale;         /* of the word behind it: million; 1 without one */
    gboolean is_ambiguous; /* the word is a unit, too: 3m */
    const char *unit;
} Number;

static Value
make_value(guint64 mantissa, int exponent)
{
    while (mantissa != 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        exponent++;
    }
    return mantissa << 6 ^ (guint64)(exponent + 32);
}

static Value
scale_value(guint64 mantissa, int exponent, guint64 scale)
{
    while (scale >= 10) {
        scale /= 10;
        exponent++;
    }
    return make_value(mantissa, exponent);
}

static gboolean
is_separator(gunichar c)
{
    return c == '.' || c == ',' || c == 0x066B || c == 0x066C || c == 0x00A0 || c == 0x202F ||
           c == 0x2009 || c == ' ' || hexapla_text_is_apostrophe(c);
}

static gboolean
is_blank(gunichar c)
{
    return c == ' ' || c == 0x00A0 || c == 0x202F || c == 0x2009;
}

static const char *
read_digits(const char *p, const char *end, guint64 *value, guint8 *n)
{
    *value = 0;
    *n = 0;
    while (p < end) {
        gunichar c;
        const char *next = hexapla_text_next(p, end, &c);

        if (!hexapla_text_is_digit(c))
            break;
        *value = *value * 10 + g_unichar_digit_value(c);
        *n = MIN(*n + 1, 99);
        p = next;
    }
    return p;
}

/* What a separator joins to the number so far. Blanks and apostrophes stand only before thousands. */
static gboolean
goes_on(const Number *number, gunichar separator, guint8 n_digits)
{
    if (n_digits == 0 || number->n_parts == MAX_PARTS)
        return FALSE;
    if (separator == '.' || separator == ',' || separator == 0x066B)
        return TRUE;
    return n_digits == 3 && number->digits[0] <= 3 &&
           (number->n_parts == 1 || number->separators[1] == separator);
}

static gboolean
are_thousands(const Number *self, guint n_parts)
{
    for (guint i = 1; i < n_parts; i++) {
        if (self->digits[i] != 3 && !(self->digits[i] == 2 && i + 1 < n_parts))
            return FALSE;
    }
    return self->digits[0] <= 3 && self->digits[n_parts - 1] == 3;
}

static void
add_reading(Number *self, guint n_whole)
{
    guint64 mantissa = 0;
    int exponent = 0;

    for (guint i = 0; i < self->n_parts; i++) {
        for (guint digit = 0; digit < self->digits[i]; digit++)
            mantissa *= 10;
        mantissa += self->parts[i];
        exponent -= i >= n_whole ? self->digits[i] : 0;
    }
    self->readings[self->n_readings++] = make_value(mantissa, exponent);
    if (self->scale > 1)
        self->readings[self->n_readings++] = scale_value(mantissa, exponent, self->scale);
}

static void
add_readings(Number *self)
{
    guint n = self->n_parts;
    gunichar last = self->separators[n - 1];
    gboolean may_be_decimal = n > 1 && (last == '.' || last == ',' || last == 0x066B) &&
                              (n == 2 || self->separators[n - 2] != last);

    if (n == 1 || are_thousands(self, n))
        add_reading(self, n);
    if (may_be_decimal && (n == 2 || are_thousands(self, n - 1)))
        add_reading(self, n - 1);
}

/* The first word that begins at @offset or behind it. */
static guint
find_first_word(const HexaplaSideWord *words, guint n, gsize offset)
{
    guint low = 0, high = n;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (words[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The words directly behind the number, or between a blank or hyphen. */
static void
read_follower(const HexaplaSide *side, Number *self)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n);
    const char *end = side->plain + side->n, *p = side->plain + self->end;
    gunichar c = hexapla_text_at(p, end);
    char sign[7] = "";
    guint i;

    if (is_blank(c) || hexapla_text_is_hyphen(c))
        p = hexapla_text_next(p, end, &c);
    g_unichar_to_utf8(hexapla_text_at(p, end), sign);
    self->unit = hexapla_conventions_find_unit(side->conventions, sign);
    i = find_first_word(words, n, p - side->plain);
    if (i == n || words[i].start != (gsize)(p - side->plain))
        return;
    self->unit = hexapla_conventions_find_unit(side->conventions, words[i].folded);
    self->scale = MAX(1, hexapla_conventions_find_number(side->conventions, words[i].folded));
    if (self->scale < 1000)
        self->scale = 1;
    self->is_ambiguous = self->scale > 1 && self->unit != NULL;
    if (self->unit == NULL && i + 1 < n && words[i + 1].start == words[i].end + 1) {
        g_autofree char *both = g_strconcat(words[i].folded, " ", words[i + 1].folded, NULL);

        self->unit = hexapla_conventions_find_unit(side->conventions, both);
    }
}

/* $5 */
static void
read_leader(const HexaplaSide *side, Number *self)
{
    char sign[7] = "";

    if (self->unit != NULL || self->start == 0)
        return;
    g_unichar_to_utf8(hexapla_text_before(side->plain, side->plain + self->start), sign);
    if (!g_ascii_isalnum(sign[0]))
        self->unit = hexapla_conventions_find_unit(side->conventions, sign);
}

static const char *
read_number(const HexaplaSide *side, const char *p, Number *number)
{
    const char *end = side->plain + side->n;

    memset(number, 0, sizeof *number);
    number->start = p - side->plain;
    number->scale = 1;
    p = read_digits(p, end, &number->parts[0], &number->digits[0]);
    number->n_parts = 1;
    while (is_separator(hexapla_text_at(p, end))) {
        gunichar separator;
        guint64 value;
        guint8 digits;
        const char *next = hexapla_text_next(p, end, &separator);

        next = read_digits(next, end, &value, &digits);
        if (!goes_on(number, separator, digits))
            break;
        number->separators[number->n_parts] = separator;
        number->digits[number->n_parts] = digits;
        number->parts[number->n_parts++] = value;
        p = next;
    }
    number->end = p - side->plain;
    read_follower(side, number);
    read_leader(side, number);
    add_readings(number);
    return p;
}

static GArray *
read_numbers(const HexaplaSide *side)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(Number));
    const char *p = side->plain, *end = side->plain + side->n;

    while (p < end) {
        gunichar c = hexapla_text_at(p, end);
        Number number;

        if (!hexapla_text_is_digit(c)) {
            p = hexapla_text_next(p, end, &c);
            continue;
        }
        p = read_number(side, p, &number);
        g_array_append_val(numbers, number);
    }
    return numbers;
}

static void
add_value(GHashTable *values, Value value)
{
    g_hash_table_add(values, g_memdup2(&value, sizeof value));
}

static gboolean
has_value(GHashTable *values, Value value)
{
    return g_hash_table_contains(values, &value);
}

static gboolean
is_afternoon(const HexaplaSide *side)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n);

    for (guint i = 0; i < n; i++) {
        g_autofree char *both =
            i + 1 < n ? g_strconcat(words[i].folded, words[i + 1].folded, NULL) : NULL;

        if (hexapla_conventions_is_afternoon(side->conventions, words[i].folded) ||
            (both != NULL && hexapla_conventions_is_afternoon(side->conventions, both)))
            return TRUE;
    }
    return FALSE;
}

/* From 9 to 5: between two hours stand a word or a dash. */
static gboolean
is_later_hour(const Number *number, const Number *before)
{
    return before != NULL && number->start - before->end <= MAX_BETWEEN_HOURS &&
           before->parts[0] <= 12 && before->parts[0] > number->parts[0];
}

/* The 1990s are the 90s; 2014–15 ends in 2015; 3 p.m. is 15:00. */
static void
add_kin(GHashTable *values, const HexaplaSide *side, const Number *number, const Number *before,
        gboolean is_late)
{
    guint64 last = number->parts[number->n_parts - 1];
    guint64 year = before != NULL ? before->parts[before->n_parts - 1] : 0;

    if (number->parts[0] >= 1800 && number->parts[0] < 2100 && number->parts[0] % 10 == 0)
        add_value(values, make_value(number->parts[0] % 100, 0));
    if (before != NULL && number->start - before->end <= 3 && year >= 1000 && year < 2100 &&
        number->digits[0] == 2 && !is_blank((guchar)side->plain[before->end]))
        add_value(values, make_value(year - year % 100 + last, 0));
    if ((is_late || is_later_hour(number, before)) && number->parts[0] >= 1 &&
        number->parts[0] < 12)
        add_value(values, make_value(number->parts[0] + 12, 0));
}

/* French and English ordinals have small letters behind: XVe, XIXth. */
static guint64
read_roman(const char *p, gsize n)
{
    static const char letters[] = "IVXLCDM";
    static const guint values[] = {1, 5, 10, 50, 100, 500, 1000};
    guint64 sum = 0, last = 0;
    gsize n_roman = strspn(p, letters);

    if (n_roman > n || n - n_roman > MAX_ORDINAL_ENDING)
        return 0;
    for (gsize i = n_roman; i > 0; i--) {
        const char *letter = strchr(letters, p[i - 1]);
        guint64 value = values[letter - letters];

        sum = value < last ? sum - value : sum + value;
        last = MAX(last, value);
    }
    return sum;
}

/* Twenty-five; خمسة وعشرون; two million. */
static void
add_compound(GHashTable *values, guint64 a, guint64 b)
{
    guint64 less = MIN(a, b), more = MAX(a, b);

    if (less == 0)
        return;
    if (less < 10 && more >= 20 && more < 100 && more % 10 == 0)
        add_value(values, make_value(less + more, 0));
    if (less < 10 && more == 10)
        add_value(values, make_value(less + more, 0));
    if (a < 1000 && (b == 100 || b >= 1000))
        add_value(values, make_value(a * b, 0));
}

static void
add_words(GHashTable *values, const HexaplaSide *side)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n);
    guint64 last = 0, before = 0;

    for (guint i = 0; i < n; i++) {
        guint64 value = hexapla_conventions_find_number(side->conventions, words[i].folded);
        guint64 roman = read_roman(side->plain + words[i].start, words[i].end - words[i].start);

        if (value > 0)
            add_value(values, make_value(value, 0));
        if (roman > 0)
            add_value(values, make_value(roman, 0));
        add_compound(values, last, value);
        add_compound(values, before, value);
        before = last;
        last = value;
    }
}

/* All that the digits and words of a side may count. */
static GHashTable *
collect_values(const HexaplaSide *side, const GArray *numbers)
{
    GHashTable *values = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    gboolean is_late = is_afternoon(side);

    for (guint i = 0; i < numbers->len; i++) {
        const Number *number = &g_array_index(numbers, Number, i);

        for (guint j = 0; j < number->n_readings; j++)
            add_value(values, number->readings[j]);
        for (guint j = 0; j < number->n_parts; j++)
            add_value(values, make_value(number->parts[j], 0));
        add_kin(values, side, number, i > 0 ? number - 1 : NULL, is_late);
    }
    add_words(values, side);
    return values;
}

/* A million is no milliard. */
static gboolean
has_other_scale(const Number *number, const GArray *others)
{
    for (guint i = 0; number->scale > 1 && i < others->len; i++) {
        const Number *other = &g_array_index(others, Number, i);

        if (other->scale > 1 && other->scale != number->scale &&
            other->readings[0] == number->readings[0])
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_there(const Number *number, GHashTable *values, const GArray *others)
{
    if (has_other_scale(number, others))
        return has_value(values, number->readings[number->n_readings - 1]);
    for (guint i = 0; i < number->n_readings; i++) {
        if (has_value(values, number->readings[i]))
            return TRUE;
    }
    for (guint i = 0; i < number->n_parts; i++) {
        /* The minutes of a full hour. */
        if (number->parts[i] != 0 && !has_value(values, make_value(number->parts[i], 0)))
            return FALSE;
    }
    return number->n_parts > 1 || number->parts[0] == 0;
}

/* A two-digit year beside the whole one, the hours of an afternoon: what a side adds for itself
 * also stands for its number. */
static gboolean
is_kin(const HexaplaSide *side, const GArray *numbers, guint i, gboolean is_late,
       GHashTable *values)
{
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    const Number *number = &g_array_index(numbers, Number, i);
    GHashTableIter iter;
    gpointer value;

    add_kin(own, side, number, i > 0 ? number - 1 : NULL, is_late);
    g_hash_table_iter_init(&iter, own);
    while (g_hash_table_iter_next(&iter, &value, NULL)) {
        if (g_hash_table_contains(values, value))
            return TRUE;
    }
    return FALSE;
}

static void
add_missing(GPtrArray *missing, const HexaplaSide *side, const GArray *numbers, GHashTable *values,
            const GArray *others)
{
    gboolean is_late = is_afternoon(side);

    for (guint i = 0; i < numbers->len; i++) {
        const Number *number = &g_array_index(numbers, Number, i);

        if (!is_there(number, values, others) && !is_kin(side, numbers, i, is_late, values))
            g_ptr_array_add(missing,
                            g_strndup(side->text + number->start, number->end - number->start));
    }
}

static char *
join(GPtrArray *texts)
{
    g_ptr_array_add(texts, NULL);
    return g_strjoinv("”, “", (char **)texts->pdata);
}

static void
check_values(const HexaplaPair *self, const GArray *source, const GArray *target)
{
    g_autoptr(GHashTable) source_values = collect_values(&self->source, source);
    g_autoptr(GHashTable) target_values = collect_values(&self->target, target);
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func(g_free);
    gboolean is_missing, is_added;
    g_autofree char *missing_text = NULL, *added_text = NULL;

    add_missing(missing, &self->source, source, target_values, target);
    add_missing(added, &self->target, target, source_values, source);
    is_missing = missing->len > 0;
    is_added = added->len > 0;
    missing_text = join(missing);
    added_text = join(added);
    if (is_missing && is_added)
        hexapla_pair_report(self, HEXAPLA_ISSUE_NUMBER_DIFFERS,
                            "“%s” stands in the source, “%s” in the translation", missing_text,
                            added_text);
    else if (is_missing)
        hexapla_pair_report(self, HEXAPLA_ISSUE_NUMBER_DIFFERS, "“%s” of the source is missing",
                            missing_text);
    else if (is_added)
        hexapla_pair_report(self, HEXAPLA_ISSUE_NUMBER_DIFFERS, "“%s” is not in the source",
                            added_text);
}

/* Five million may be 5,000,000. */
static gboolean
is_written_out(const Number *number, const GArray *others)
{
    for (guint i = 0; number->scale > 1 && i < others->len; i++) {
        const Number *other = &g_array_index(others, Number, i);

        for (guint j = 0; j < other->n_readings; j++) {
            if (other->readings[j] == number->readings[number->n_readings - 1])
                return TRUE;
        }
    }
    return FALSE;
}

/* В 1998 году is "in 1998". */
static gboolean
is_year(const Number *number)
{
    return number->n_parts == 1 && number->parts[0] >= 1000 && number->parts[0] < 2100 &&
           hexapla_conventions_units_meet(number->unit, "year");
}

/* 3m is three metres or three million. */
static gboolean
is_scale(const Number *number, const HexaplaSide *side)
{
    guint n;
    const HexaplaSideWord *words = hexapla_side_get_words(side, &n);

    for (guint i = 0; number->is_ambiguous && i < n; i++) {
        if (hexapla_conventions_find_number(side->conventions, words[i].folded) == number->scale)
            return TRUE;
    }
    return FALSE;
}

static void
check_units(const HexaplaPair *self, const GArray *source, const GArray *target)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < source->len; i++) {
        const Number *number = &g_array_index(source, Number, i);

        if (number->unit == NULL || is_year(number) ||
            !g_hash_table_add(seen, (gpointer)number->unit) ||
            !hexapla_conventions_knows_unit(self->target.conventions, number->unit) ||
            is_written_out(number, target) || is_scale(number, &self->target) ||
            hexapla_side_has_unit(&self->target, number->unit))
            continue;
        hexapla_pair_report(self, HEXAPLA_ISSUE_UNIT_DIFFERS,
                            "“%.*s” of the source has the unit “%s”, which the translation lacks",
                            (int)(number->end - number->start), self->source.text + number->start,
                            number->unit);
    }
}

/**
 * hexapla_pair_check_numbers:
 * @self: a pair
 *
 * Numbers in any digits and as words, and their units.
 */
void
hexapla_pair_check_numbers(const HexaplaPair *self)
{
    g_autoptr(GArray) source = read_numbers(&self->source);
    g_autoptr(GArray) target = read_numbers(&self->target);

    if (source->len == 0 && target->len == 0)
        return;
    check_values(self, source, target);
    check_units(self, source, target);
}
