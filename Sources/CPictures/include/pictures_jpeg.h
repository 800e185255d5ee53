#ifndef PICTURES_JPEG_H
#define PICTURES_JPEG_H

#include <stddef.h>
#include <stdint.h>

#include "pictures_fault.h"

/// libjpeg behind functions that return: it reports errors by longjmp, which must not cross Swift.

/// A JPEG file being read.
typedef struct p_jpeg_reader p_jpeg_reader;

/// What a picture looks like in memory.
///
///   channels  1 grey, 3 RGB, 4 CMYK as stored (Adobe writes it inverted)
typedef struct p_jpeg_shape {
    uint32_t width, height;
    int channels;
} p_jpeg_shape;

/// A segment of a file: code 0xFE is a comment, 0xE1 is APP1, where EXIF lies.
typedef struct p_jpeg_segment {
    int code;
    const uint8_t *bytes;
    size_t count;
} p_jpeg_segment;

/// Reads the header of a file that stays in memory until the reader is closed.
///
/// Returns NULL and fills `fault` if the file is not sound, is coded arithmetically or has colours
/// other than grey, RGB, YCbCr, CMYK and YCCK. Allocates nothing that depends on the size of the
/// picture.
p_jpeg_reader *p_jpeg_open(const uint8_t *bytes, size_t count, p_fault *fault);

p_jpeg_shape p_jpeg_shape_of(const p_jpeg_reader *reader);

/// The comments and APP1 segments, in the order of the file; they live as long as the reader.
size_t p_jpeg_segment_count(const p_jpeg_reader *reader);
p_jpeg_segment p_jpeg_segment_at(const p_jpeg_reader *reader, size_t index);

/// Reads the pixels.
///
///   samples  [height, width, channels]
///
/// Returns 0 and fills `fault` if the file ends early, is not sound, or has more than 100 scans.
/// Called at most once.
int p_jpeg_read(p_jpeg_reader *reader, uint8_t *samples, p_fault *fault);

void p_jpeg_close(p_jpeg_reader *reader);

/// Writes a JPEG file into memory.
///
///   samples   [height, width, channels], 1 or 3 channels
///   quality   1...100
///   segments  put before the pixels, each of at most 65533 bytes
///   bytes     the file, to be freed with p_jpeg_free
///
/// The same arguments give the same bytes. Returns 0 and fills `fault` if libjpeg refuses.
int p_jpeg_write(const p_jpeg_shape *shape, const uint8_t *samples, int quality,
                 const p_jpeg_segment *segments, size_t segment_count, uint8_t **bytes,
                 size_t *count, p_fault *fault);

void p_jpeg_free(uint8_t *bytes);

#endif
