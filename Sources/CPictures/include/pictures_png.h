#ifndef PICTURES_PNG_H
#define PICTURES_PNG_H

#include <stddef.h>
#include <stdint.h>

#include "pictures_fault.h"

/// libpng behind functions that return: it reports errors by longjmp, which must not cross Swift.

/// A PNG file being read.
typedef struct p_png_reader p_png_reader;

/// What a picture will look like in memory.
///
///   channels  1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; palettes and transparent colours are expanded
///   bits      8 or 16
///   raw_bits  size of the pixels before compression, in bits
typedef struct p_png_shape {
    uint32_t width, height;
    int channels;
    int bits;
    uint64_t raw_bits;
} p_png_shape;

/// A text chunk.
///
///   keyword  keyword_length bytes of Latin-1, ended by NUL
///   text     length bytes, ended by NUL: UTF-8 in an iTXt chunk, else by the standard Latin-1
typedef struct p_png_text {
    const char *keyword;
    size_t keyword_length;
    const char *text;
    size_t length;
    int is_international;
} p_png_text;

/// Reads the header of a file that stays in memory until the reader is closed.
///
/// Returns NULL and fills `fault` if the file is not sound. Allocates nothing that depends on the
/// size of the picture.
p_png_reader *p_png_open(const uint8_t *bytes, size_t count, p_fault *fault);

p_png_shape p_png_shape_of(const p_png_reader *reader);

/// Reads the pixels and the rest of the file.
///
///   samples  [height, width, channels], uint8_t or native uint16_t
///
/// Returns 0 and fills `fault` if the file is not sound. Called at most once.
int p_png_read(p_png_reader *reader, void *samples, p_fault *fault);

/// The text chunks and the EXIF block, complete after p_png_read; they live as long as the reader.
size_t p_png_text_count(const p_png_reader *reader);
p_png_text p_png_text_at(const p_png_reader *reader, size_t index);
const uint8_t *p_png_exif(const p_png_reader *reader, size_t *count);

void p_png_close(p_png_reader *reader);

/// Writes a PNG file into memory.
///
///   samples  [height, width, channels], uint8_t or native uint16_t as shape->bits says
///   texts    uncompressed tEXt or iTXt chunks, put before the pixels
///   bytes    the file, to be freed with p_png_free
///
/// The same arguments give the same bytes. Returns 0 and fills `fault` if libpng refuses.
int p_png_write(const p_png_shape *shape, const void *samples, const p_png_text *texts,
                size_t text_count, uint8_t **bytes, size_t *count, p_fault *fault);

void p_png_free(uint8_t *bytes);

#endif
