#include "pictures_jpeg.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>
#include <stdlib.h>
#include <string.h>

// A progressive file may ask for any number of passes over all pixels; real ones have about ten.
static const int most_scans = 100;

typedef struct jpeg_failure {
    struct jpeg_error_mgr manager;
    jmp_buf target;
    p_fault *fault;
} jpeg_failure;

struct p_jpeg_reader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    jpeg_failure failure;
    size_t count;
    p_jpeg_shape shape;
};

static void ignore_message(j_common_ptr jpeg) { (void)jpeg; }

static void failed(j_common_ptr jpeg) {
    jpeg_failure *failure = (jpeg_failure *)jpeg->err;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    snprintf(failure->fault->message, sizeof failure->fault->message, "%s", message);
    longjmp(failure->target, 1);
}

static void fail(j_common_ptr jpeg, const char *message) {
    jpeg_failure *failure = (jpeg_failure *)jpeg->err;
    snprintf(failure->fault->message, sizeof failure->fault->message, "%s", message);
    longjmp(failure->target, 1);
}

static void catch_failures(jpeg_failure *failure) {
    jpeg_std_error(&failure->manager);
    failure->manager.error_exit = failed;
    failure->manager.output_message = ignore_message;
}

static void do_nothing(j_decompress_ptr jpeg) { (void)jpeg; }

static boolean fill_buffer(j_decompress_ptr jpeg) {
    jpeg->src->bytes_in_buffer = 0;
    fail((j_common_ptr)jpeg, "the end of the file");
    return FALSE;
}

static void skip_bytes(j_decompress_ptr jpeg, long count) {
    if (count <= 0) return;
    if ((size_t)count > jpeg->src->bytes_in_buffer) fill_buffer(jpeg);
    jpeg->src->next_input_byte += count;
    jpeg->src->bytes_in_buffer -= (size_t)count;
}

static void bound_scans(j_common_ptr jpeg) {
    if (((j_decompress_ptr)jpeg)->input_scan_number > most_scans) fail(jpeg, "too many scans");
}

static void read_header(p_jpeg_reader *reader, const uint8_t *bytes) {
    j_decompress_ptr jpeg = &reader->jpeg;
    jpeg_create_decompress(jpeg);
    reader->source.next_input_byte = bytes;
    reader->source.bytes_in_buffer = reader->count;
    reader->source.init_source = do_nothing;
    reader->source.fill_input_buffer = fill_buffer;
    reader->source.skip_input_data = skip_bytes;
    reader->source.resync_to_restart = jpeg_resync_to_restart;
    reader->source.term_source = do_nothing;
    jpeg->src = &reader->source;
    reader->progress.progress_monitor = bound_scans;
    jpeg->progress = &reader->progress;
    jpeg_save_markers(jpeg, JPEG_COM, 0xFFFF);
    jpeg_save_markers(jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(jpeg, TRUE);

    // Its pictures may be a thousand times smaller than the bound on size allows for.
    if (jpeg->arith_code) fail((j_common_ptr)jpeg, "arithmetic coding");
    switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE:
        jpeg->out_color_space = JCS_GRAYSCALE;
        reader->shape.channels = 1;
        break;
    case JCS_RGB:
    case JCS_YCbCr:
        jpeg->out_color_space = JCS_RGB;
        reader->shape.channels = 3;
        break;
    case JCS_CMYK:
    case JCS_YCCK:
        jpeg->out_color_space = JCS_CMYK;
        reader->shape.channels = 4;
        break;
    default:
        fail((j_common_ptr)jpeg, "other colours");
    }
    reader->shape.width = jpeg->image_width;
    reader->shape.height = jpeg->image_height;
}

p_jpeg_reader *p_jpeg_open(const uint8_t *bytes, size_t count, p_fault *fault) {
    p_jpeg_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        snprintf(fault->message, sizeof fault->message, "no memory");
        return NULL;
    }
    reader->count = count;
    reader->failure.fault = fault;
    catch_failures(&reader->failure);
    reader->jpeg.err = &reader->failure.manager;
    if (setjmp(reader->failure.target)) {
        fault->byte = count - reader->source.bytes_in_buffer;
        p_jpeg_close(reader);
        return NULL;
    }
    read_header(reader, bytes);
    return reader;
}

p_jpeg_shape p_jpeg_shape_of(const p_jpeg_reader *reader) { return reader->shape; }

size_t p_jpeg_segment_count(const p_jpeg_reader *reader) {
    size_t count = 0;
    for (jpeg_saved_marker_ptr m = reader->jpeg.marker_list; m != NULL; m = m->next) count++;
    return count;
}

p_jpeg_segment p_jpeg_segment_at(const p_jpeg_reader *reader, size_t index) {
    jpeg_saved_marker_ptr marker = reader->jpeg.marker_list;
    while (index-- > 0) marker = marker->next;
    const p_jpeg_segment segment = {marker->marker, marker->data, marker->data_length};
    return segment;
}

int p_jpeg_read(p_jpeg_reader *reader, uint8_t *samples, p_fault *fault) {
    j_decompress_ptr jpeg = &reader->jpeg;
    reader->failure.fault = fault;
    if (setjmp(reader->failure.target)) {
        fault->byte = reader->count - reader->source.bytes_in_buffer;
        return 0;
    }
    jpeg_start_decompress(jpeg);
    const size_t row_bytes = (size_t)reader->shape.width * (size_t)reader->shape.channels;
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = samples + jpeg->output_scanline * row_bytes;
        jpeg_read_scanlines(jpeg, &row, 1);
    }
    return 1;
}

void p_jpeg_close(p_jpeg_reader *reader) {
    jpeg_destroy_decompress(&reader->jpeg);
    free(reader);
}

typedef struct jpeg_writer {
    struct jpeg_compress_struct jpeg;
    struct jpeg_destination_mgr destination;
    jpeg_failure failure;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} jpeg_writer;

static void grow(j_compress_ptr jpeg) {
    jpeg_writer *writer = (jpeg_writer *)jpeg->client_data;
    const size_t capacity = writer->capacity == 0 ? 1 << 16 : 2 * writer->capacity;
    uint8_t *bytes = realloc(writer->bytes, capacity);
    if (bytes == NULL) fail((j_common_ptr)jpeg, "no memory");
    writer->destination.next_output_byte = bytes + writer->capacity;
    writer->destination.free_in_buffer = capacity - writer->capacity;
    writer->bytes = bytes;
    writer->capacity = capacity;
}

static boolean buffer_is_full(j_compress_ptr jpeg) {
    grow(jpeg);
    return TRUE;
}

static void count_bytes(j_compress_ptr jpeg) {
    jpeg_writer *writer = (jpeg_writer *)jpeg->client_data;
    writer->count = writer->capacity - writer->destination.free_in_buffer;
}

static int write_guarded(jpeg_writer *writer, const p_jpeg_shape *shape, const uint8_t *samples,
                         int quality, const p_jpeg_segment *segments, size_t segment_count) {
    j_compress_ptr jpeg = &writer->jpeg;
    if (setjmp(writer->failure.target)) return 0;
    jpeg_create_compress(jpeg);
    jpeg->client_data = writer;
    writer->destination.init_destination = grow;
    writer->destination.empty_output_buffer = buffer_is_full;
    writer->destination.term_destination = count_bytes;
    jpeg->dest = &writer->destination;
    jpeg->image_width = shape->width;
    jpeg->image_height = shape->height;
    jpeg->input_components = shape->channels;
    jpeg->in_color_space = shape->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, quality, TRUE);
    jpeg->optimize_coding = TRUE;
    jpeg_start_compress(jpeg, TRUE);
    for (size_t i = 0; i < segment_count; i++) {
        jpeg_write_marker(jpeg, segments[i].code, segments[i].bytes,
                          (unsigned int)segments[i].count);
    }
    const size_t row_bytes = (size_t)shape->width * (size_t)shape->channels;
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW row = (JSAMPROW)(samples + jpeg->next_scanline * row_bytes);
        jpeg_write_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_compress(jpeg);
    return 1;
}

int p_jpeg_write(const p_jpeg_shape *shape, const uint8_t *samples, int quality,
                 const p_jpeg_segment *segments, size_t segment_count, uint8_t **bytes,
                 size_t *count, p_fault *fault) {
    jpeg_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        snprintf(fault->message, sizeof fault->message, "no memory");
        return 0;
    }
    writer->failure.fault = fault;
    catch_failures(&writer->failure);
    writer->jpeg.err = &writer->failure.manager;
    const int written =
        write_guarded(writer, shape, samples, quality, segments, segment_count);
    jpeg_destroy_compress(&writer->jpeg);
    if (written) {
        *bytes = writer->bytes;
        *count = writer->count;
    } else {
        free(writer->bytes);
    }
    free(writer);
    return written;
}

void p_jpeg_free(uint8_t *bytes) { free(bytes); }
