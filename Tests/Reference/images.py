"""Small PNG and JPEG files, and the pixels Pillow reads from them.

Each picture is <name>.png or <name>.jpg; pixels.safetensors holds what Pillow makes of it, as
[height, width, channels], under the name of the file.
"""

import struct
import zlib

import numpy
import torch
from fixture import TESTS
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo
from safetensors.torch import save_file

FOLDER = TESTS / "FormatsTests" / "Fixtures" / "Images"
WIDTH, HEIGHT = 13, 9


def samples(channels: int, largest: int = 255) -> numpy.ndarray:
    """A smooth picture with a hard edge, so that neither compression nor order hides a mistake."""
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [(x * (c + 2) * 9 + y * (7 - c) * 5 + (x > y) * 90 * (c + 1)) for c in range(channels)]
    return (numpy.stack(planes, -1) % 256 * (largest // 255)).astype(
        numpy.uint8 if largest == 255 else numpy.uint16)


def png(name, bits, color, rows, extra=(), interlaced=False, texts=()):
    """Writes a PNG by hand, for what Pillow does not write."""
    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, color, 0, 0, int(interlaced))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    for kind, content in extra:
        data += chunk(kind, content)
    data += chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    (FOLDER / f"{name}.png").write_bytes(data)


def packed(values, bits):
    """Rows without filters, several samples to a byte."""
    rows = b""
    for row in values:
        text = "".join(format(int(v), f"0{bits}b") for v in row)
        text += "0" * (-len(text) % 8)
        rows += b"\0" + bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))
    return rows


def adam7(values, bits):
    """The seven passes of an interlaced picture."""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2)]
    rows = b""
    for x, y, dx, dy in passes:
        part = values[y::dy, x::dx]
        if part.size:
            rows += packed(part.reshape(part.shape[0], -1), bits)
    return rows


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for mode, channels in (("L", 1), ("LA", 2), ("RGB", 3), ("RGBA", 4)):
        pixels = samples(channels)
        image = Image.fromarray(pixels[..., 0] if channels == 1 else pixels, mode)
        image.save(FOLDER / f"{mode.lower()}8.png")
    for bits in (1, 2, 4):
        grey = samples(1)[..., 0] >> (8 - bits)
        png(f"grey{bits}", bits, 0, packed(grey, bits))
        palette = bytes((i * 37 + c * 50) % 256 for i in range(2**bits) for c in range(3))
        png(f"palette{bits}", bits, 3, packed(grey, bits), [(b"PLTE", palette)])
    index = samples(1)[..., 0] % 7
    palette = bytes(range(10, 31))
    png("palette8-transparent", 8, 3, packed(index, 8),
        [(b"PLTE", palette), (b"tRNS", bytes([0, 60, 120, 255]))])
    rgb = samples(3)
    key = b"".join(struct.pack(">H", int(v)) for v in rgb[4, 5])
    png("rgb8-transparent", 8, 2, packed(rgb.reshape(HEIGHT, -1), 8), [(b"tRNS", key)])
    grey = samples(1)[..., 0]
    png("grey8-transparent", 8, 0, packed(grey, 8), [(b"tRNS", struct.pack(">H", int(grey[2, 2])))])
    png("rgb8-interlaced", 8, 2, adam7(rgb, 8), interlaced=True)
    png("grey2-interlaced", 2, 0, adam7((grey >> 6)[..., None], 2), interlaced=True)
    png("rgb8-gamma", 8, 2, packed(rgb.reshape(HEIGHT, -1), 8),
        [(b"gAMA", struct.pack(">I", 100000))])
    deep = {}
    for channels, color in ((1, 0), (2, 4), (3, 2), (4, 6)):
        values = samples(channels).astype(numpy.uint16) * 257 - 3 * (samples(channels) > 0)
        values = values.astype(numpy.uint16)
        png(f"channels{channels}-16", 16, color, packed(values.reshape(HEIGHT, -1), 16))
        deep[f"channels{channels}-16.png"] = torch.from_numpy(values.astype(numpy.int32))
    texts = PngInfo()
    texts.add_text("plain", "a text")
    texts.add_text("latin", "caf\xe9")
    texts.add_text("compressed", "long " * 50, zip=True)
    texts.add_itxt("international", "日本語 🎨", lang="ja", tkey="国際")
    texts.add_itxt("international-compressed", "é" * 99, zip=True)
    Image.fromarray(rgb).save(FOLDER / "texts.png", pnginfo=texts)

    photo = Image.fromarray(numpy.kron(rgb, numpy.ones((3, 3, 1), numpy.uint8)))
    photo.save(FOLDER / "rgb.jpg", quality=90)
    photo.save(FOLDER / "rgb444.jpg", quality=90, subsampling=0)
    photo.save(FOLDER / "rgb422.jpg", quality=90, subsampling=1)
    photo.save(FOLDER / "progressive.jpg", quality=90, progressive=True, comment="a comment")
    photo.convert("L").save(FOLDER / "grey.jpg", quality=90)
    photo.convert("CMYK").save(FOLDER / "cmyk.jpg", quality=90)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        image = photo.crop((0, 0, 20, 12))
        image.save(FOLDER / f"orientation{orientation}.jpg", quality=90, exif=exif)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(rgb).save(FOLDER / "orientation6.png", exif=exif)
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + "größe 日本".encode("utf-16-be")
    photo.crop((0, 0, 8, 8)).save(FOLDER / "comment.jpg", exif=exif, comment="workflow:{\"a\": 1}")

    pixels = dict(deep)
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in (".png", ".jpg") or path.name in deep:
            continue
        image = Image.open(path)
        image = ImageOps.exif_transpose(image)
        if "transparency" in image.info:
            image = image.convert("LA" if image.mode == "L" else "RGBA")
        elif image.mode in ("P", "CMYK"):
            image = image.convert("RGB")
        elif image.mode == "1":
            image = image.convert("L")
        array = numpy.array(image)
        if array.ndim == 2:
            array = array[..., None]
        pixels[path.name] = torch.from_numpy(array.astype(numpy.uint8)).contiguous()
    save_file(pixels, FOLDER / "pixels.safetensors")
    print(sum(p.stat().st_size for p in FOLDER.iterdir()), "bytes in", FOLDER.name)


if __name__ == "__main__":
    main()
