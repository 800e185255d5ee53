#include "pictures_png.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Bounds on what one file may make libpng keep: compressed text unfolds by up to a thousand.
static const png_alloc_size_t largest_chunk = 8 << 20;
static const png_uint_32 most_chunks = 64;

struct p_png_reader {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t count;
    size_t position;
    p_png_shape shape;
    p_fault *fault;
};

static void reader_failed(png_structp png, png_const_charp message) {
    p_png_reader *reader = png_get_error_ptr(png);
    snprintf(reader->fault->message, sizeof reader->fault->message, "%s", message);
    reader->fault->byte = reader->position;
    png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep target, size_t count) {
    p_png_reader *reader = png_get_io_ptr(png);
    if (count > reader->count - reader->position) {
        reader->position = reader->count;
        png_error(png, "the end of the file");
    }
    memcpy(target, reader->bytes + reader->position, count);
    reader->position += count;
}

static void read_header(p_png_reader *reader) {
    png_structp png = reader->png;
    png_set_read_fn(png, reader, read_bytes);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(png, largest_chunk);
    png_set_chunk_cache_max(png, most_chunks);
    png_read_info(png, reader->info);

    const png_byte color = png_get_color_type(png, reader->info);
    const int has_transparency = png_get_valid(png, reader->info, PNG_INFO_tRNS) != 0;
    const int has_colors = (color & PNG_COLOR_MASK_COLOR) != 0;
    const int has_alpha = (color & PNG_COLOR_MASK_ALPHA) != 0 || has_transparency;
    const int bits = png_get_bit_depth(png, reader->info);
    p_png_shape *shape = &reader->shape;
    shape->width = png_get_image_width(png, reader->info);
    shape->height = png_get_image_height(png, reader->info);
    shape->channels = (has_colors ? 3 : 1) + (has_alpha ? 1 : 0);
    shape->bits = bits == 16 ? 16 : 8;
    shape->raw_bits = (uint64_t)shape->width * shape->height *
                      (uint64_t)(bits * png_get_channels(png, reader->info));
}

p_png_reader *p_png_open(const uint8_t *bytes, size_t count, p_fault *fault) {
    p_png_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        snprintf(fault->message, sizeof fault->message, "no memory");
        return NULL;
    }
    reader->bytes = bytes;
    reader->count = count;
    reader->fault = fault;
    reader->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, reader_failed, ignore_warning);
    reader->info = reader->png == NULL ? NULL : png_create_info_struct(reader->png);
    if (reader->info == NULL) {
        snprintf(fault->message, sizeof fault->message, "no memory");
        p_png_close(reader);
        return NULL;
    }
    if (setjmp(png_jmpbuf(reader->png))) {
        p_png_close(reader);
        return NULL;
    }
    read_header(reader);
    return reader;
}

p_png_shape p_png_shape_of(const p_png_reader *reader) { return reader->shape; }

static void read_pixels(p_png_reader *reader, uint8_t *samples) {
    png_structp png = reader->png;
    png_set_expand(png);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (reader->shape.bits == 16) png_set_swap(png);
#endif
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, reader->info);
    const size_t row_bytes = (size_t)reader->shape.width * (size_t)reader->shape.channels *
                             (size_t)(reader->shape.bits / 8);
    if (png_get_rowbytes(png, reader->info) != row_bytes) png_error(png, "rows of another size");
    for (int pass = 0; pass < passes; pass++) {
        for (size_t y = 0; y < reader->shape.height; y++) {
            png_read_row(png, samples + y * row_bytes, NULL);
        }
    }
    png_read_end(png, reader->info);
}

int p_png_read(p_png_reader *reader, void *samples, p_fault *fault) {
    reader->fault = fault;
    if (setjmp(png_jmpbuf(reader->png))) return 0;
    read_pixels(reader, samples);
    return 1;
}

static png_textp texts_of(const p_png_reader *reader, int *count) {
    png_textp texts = NULL;
    *count = 0;
    png_get_text(reader->png, reader->info, &texts, count);
    return texts;
}

size_t p_png_text_count(const p_png_reader *reader) {
    int count;
    texts_of(reader, &count);
    return (size_t)count;
}

p_png_text p_png_text_at(const p_png_reader *reader, size_t index) {
    int count;
    const png_text *text = texts_of(reader, &count) + index;
    const int is_international = text->compression >= PNG_ITXT_COMPRESSION_NONE;
    const p_png_text found = {
        .keyword = text->key,
        .keyword_length = strlen(text->key),
        .text = text->text,
        .length = is_international ? text->itxt_length : text->text_length,
        .is_international = is_international,
    };
    return found;
}

const uint8_t *p_png_exif(const p_png_reader *reader, size_t *count) {
    png_bytep exif = NULL;
    png_uint_32 length = 0;
    png_get_eXIf_1(reader->png, reader->info, &length, &exif);
    *count = exif == NULL ? 0 : length;
    return exif;
}

void p_png_close(p_png_reader *reader) {
    if (reader->png != NULL) png_destroy_read_struct(&reader->png, &reader->info, NULL);
    free(reader);
}

typedef struct png_writer {
    png_structp png;
    png_infop info;
    png_textp texts;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    p_fault *fault;
} png_writer;

static void writer_failed(png_structp png, png_const_charp message) {
    png_writer *writer = png_get_error_ptr(png);
    snprintf(writer->fault->message, sizeof writer->fault->message, "%s", message);
    writer->fault->byte = writer->count;
    png_longjmp(png, 1);
}

static void append_bytes(png_structp png, png_bytep source, size_t count) {
    png_writer *writer = png_get_io_ptr(png);
    if (count > writer->capacity - writer->count) {
        const size_t capacity = 2 * writer->capacity + count;
        uint8_t *bytes = realloc(writer->bytes, capacity);
        if (bytes == NULL) png_error(png, "no memory");
        writer->bytes = bytes;
        writer->capacity = capacity;
    }
    memcpy(writer->bytes + writer->count, source, count);
    writer->count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static void write_texts(png_writer *writer, const p_png_text *texts, size_t count) {
    if (count == 0) return;
    writer->texts = calloc(count, sizeof *writer->texts);
    if (writer->texts == NULL) png_error(writer->png, "no memory");
    for (size_t i = 0; i < count; i++) {
        png_textp text = &writer->texts[i];
        text->compression =
            texts[i].is_international ? PNG_ITXT_COMPRESSION_NONE : PNG_TEXT_COMPRESSION_NONE;
        text->key = (png_charp)texts[i].keyword;
        text->text = (png_charp)texts[i].text;
        text->text_length = texts[i].is_international ? 0 : texts[i].length;
        text->itxt_length = texts[i].is_international ? texts[i].length : 0;
    }
    png_set_text(writer->png, writer->info, writer->texts, (int)count);
}

static void write_file(png_writer *writer, const p_png_shape *shape, const uint8_t *samples,
                       const p_png_text *texts, size_t text_count) {
    static const int colors[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
                                 PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
    png_structp png = writer->png;
    png_set_write_fn(png, writer, append_bytes, flush_nothing);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_IHDR(png, writer->info, shape->width, shape->height, shape->bits,
                 colors[shape->channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    write_texts(writer, texts, text_count);
    png_write_info(png, writer->info);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (shape->bits == 16) png_set_swap(png);
#endif
    const size_t row_bytes =
        (size_t)shape->width * (size_t)shape->channels * (size_t)(shape->bits / 8);
    for (size_t y = 0; y < shape->height; y++) png_write_row(png, samples + y * row_bytes);
    png_write_end(png, writer->info);
}

static int write_guarded(png_writer *writer, const p_png_shape *shape, const void *samples,
                         const p_png_text *texts, size_t text_count) {
    writer->png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, writer_failed, ignore_warning);
    writer->info = writer->png == NULL ? NULL : png_create_info_struct(writer->png);
    if (writer->info == NULL) {
        snprintf(writer->fault->message, sizeof writer->fault->message, "no memory");
        return 0;
    }
    if (setjmp(png_jmpbuf(writer->png))) return 0;
    write_file(writer, shape, samples, texts, text_count);
    return 1;
}

int p_png_write(const p_png_shape *shape, const void *samples, const p_png_text *texts,
                size_t text_count, uint8_t **bytes, size_t *count, p_fault *fault) {
    png_writer writer = {.fault = fault};
    const int written = write_guarded(&writer, shape, samples, texts, text_count);
    if (writer.png != NULL) png_destroy_write_struct(&writer.png, &writer.info);
    free(writer.texts);
    if (!written) {
        free(writer.bytes);
        return 0;
    }
    *bytes = writer.bytes;
    *count = writer.count;
    return 1;
}

void p_png_free(uint8_t *bytes) { free(bytes); }
