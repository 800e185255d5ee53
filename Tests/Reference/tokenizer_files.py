"""Small CLIP and T5 tokenizers in the published forms, and what transformers makes of nasty texts.

Published vocabularies are large and not ours; these are trained on a text made here. Written to
Tests/FormatsTests/Fixtures/Tokenizers:

    clip/         tokenizer.json as transformers writes it
    clip-parts/   vocab.json and merges.txt
    t5/           spiece.model
    t5-json/      tokenizer.json; the character map of 300 KB is a placeholder, since t5/ has it
    bytes/        spiece.model without character map, which spells unknown characters in bytes,
                  keeps extra spaces and adds none in front; ids by SentencePiece itself
    corpus.json   the texts
    <name>.ids.json   ids, ids of a fixed length, and decoded texts, by the order of the corpus
"""

import io
import json
import random
from importlib.metadata import version

import sentencepiece
from fixture import TESTS
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, trainers
from transformers import CLIPTokenizer, T5Tokenizer

FOLDER = TESTS / "FormatsTests" / "Fixtures" / "Tokenizers"
PARTS = FOLDER / "clip-parts"
LENGTH = 16
CHARACTER_MAP = "precompiled_charsmap"

WORDS = """a an the round red blue green yellow critter cat fox owl bear wearing hat scarf glasses
waving jumping sitting sleeping in on under snow forest beach night city garden with stripes spots
painting photograph of highly detailed soft light it's don't we're they've I'm he'll she'd 1 2 3 10
2024 café naïve Straße größe 日本 東京 猫 狐 привет мир عربي नमस्ते 한국어 ελληνικά ① ﬁ Å""".split()


def text(lines: int) -> list[str]:
    chooser = random.Random(1)
    syllables = [c + v for c in "bcdfghklmnprstvwz" for v in ("a", "e", "i", "o", "u", "ea", "ing")]
    made = ["".join(chooser.choices(syllables, k=chooser.randint(1, 4))) for _ in range(600)]
    return [
        " ".join(chooser.choices(WORDS + made, k=chooser.randint(3, 14))) + chooser.choice([".", "!", ", "])
        for _ in range(lines)
    ]


def corpus() -> list[str]:
    chooser = random.Random(2)
    texts = [
        "", " ", "\t\n ", "a", "a round red critter wearing a hat, waving in the snow",
        "A Round RED Critter", "  leading and   many    spaces  ", "tabs\tand\nnewlines\r\nhere\r",
        "it's don't WE'RE they've I'm he'll she'd 'S 'quoted' ''double''", "1234567890 3.14 1,000",
        "!!!??? ... --- *** ((nested)) [brackets] {braces} <angle> a|b a_b a^b",
        "😀 😀😀 👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇫🇷 ❤️ 1️⃣ ☕︎", "日本語の文章と東京。カタカナ ﾊﾝｶｸ 漢字",
        "你好，世界！", "한국어 한국어", "مرحبا بالعالم ﷺ عَرَبِيّ", "שָׁלוֹם",
        "नमस्ते दुनिया क्षि", "ไทย กำ ก็", "e\u0301 é A\u030a Å Å ﬁ ﬂ ﬀ ﬃ ² ½ ① ⑳ Ⅳ ㎏ ％ＡＢＣ ａｂｃ",
        "o\u0323\u0302 o\u0302\u0323 ộ \u0344 \u1e9b\u0323 q\u0307\u0323", "İstanbul ıI ẞß ΑΣ Σ ǅ ŉ",
        "zero\u200bwidth \u200d joiner \ufeff bom \u00ad soft \u2060 word", "\u00a0nbsp\u3000ideographic\u2003em\u2028line\u2029par\u0085nel",
        "nul\x00 bell\x07 esc\x1b[0m del\x7f c1\x80\x9f", "\ufffd \uffff \U0010ffff \ue000 \U000e0001",
        "<|startoftext|>inside<|endoftext|> text <|endoftext|>", "<|STARTOFTEXT|> <|EndOfText|>",
        " <|endoftext|> <|endoftext|>\n", "<|endoftext", "</w> a</w> ▁ ▁a a▁b ▁▁ _",
        "</s> in the text</s>", "<extra_id_0>one<extra_id_99> two <extra_id_100> <EXTRA_ID_1>",
        "<pad><unk> <pad> <s>", "x" * 300, "ab" * 200 + "!" * 100, "ﷺ" * 20, "👩‍🚀" * 20, "\u0301" * 12,
        "a\u0301\u0302\u0303\u0304\u0305\u0306 Z\u0351\u036b\u0343", "ÀÉÎÕÜ àéîõü ŁØÐÞ æœ", "ǆ Ǆ ﬆ ſ K",
        "https://example.org/a?b=c&d=%20e#f", "a,b;c:d.e", "\"quotes\" “curly” ‘single’ «guillemets» — – …",
        "🇦", "\U0001f1e6\U0001f1e7\U0001f1e8", "각 각 가\u11a8", "\r\n\r\n", "a\r\nb", "\u0915\u094d\u0937",
        "１２３ ４５６", "x²+y³=z⁴", "5°C ±2 µm Ω", "\u2126 \u212a \u212b", "𝒜𝓑 𝟘𝟙 𝕏", "\u1100\u1161\u11a8\u1112\u1161\u11ab",
        "\u0958 \u095c", "\ufb1d \ufb2a", "\u2adc", "\U0001d15e", "\u3099か", "か\u3099 が ｶﾞ",
    ]
    pools = [
        [chr(c) for c in range(0x20, 0x7F)], [chr(c) for c in range(0xA0, 0x250)],
        [chr(c) for c in range(0x300, 0x370)], [chr(c) for c in range(0x2000, 0x2070)],
        [chr(c) for c in range(0x3040, 0x3100)], [chr(c) for c in range(0x1F300, 0x1F650)],
        [chr(c) for c in range(0xFB00, 0xFB07)], [chr(c) for c in range(0xFF01, 0xFFA0)],
        [chr(c) for c in range(0x0900, 0x0950)], [chr(c) for c in range(0x0620, 0x0660)], WORDS,
    ]
    for _ in range(60):
        texts.append("".join(chooser.choice(chooser.choice(pools)) for _ in range(24)))
    texts.append((" ".join(text(400)))[:10000])
    assert len(texts[-1]) == 10000
    return texts


def expected(name: str, tokenizer, texts: list[str]) -> None:
    fixed = tokenizer(texts, padding="max_length", truncation=True, max_length=LENGTH)
    ids = tokenizer(texts).input_ids
    result = {
        "source": f"transformers {version('transformers')}, tokenizers {version('tokenizers')}",
        "ids": ids,
        "length": LENGTH,
        "fixed": fixed.input_ids,
        "mask": fixed.attention_mask,
        "decoded": [tokenizer.decode(i, skip_special_tokens=True) for i in ids],
        "decoded_with_special": [tokenizer.decode(i) for i in ids],
    }
    (FOLDER / f"{name}.ids.json").write_text(json.dumps(result, ensure_ascii=False, separators=(",", ":")))


def bytes_in_order() -> list[str]:
    """The byte alphabet, in the order of CLIP's vocabulary: printable bytes, then the others."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    return [chr(b) for b in printable] + [chr(256 + i) for i in range(len(others))]


def train_clip() -> None:
    """Writes clip-parts: the merges that CLIP's training finds in the text, in its vocabulary."""
    trained = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    empty = CLIPTokenizer()
    trained.normalizer = empty.backend_tokenizer.normalizer
    trained.pre_tokenizer = empty.backend_tokenizer.pre_tokenizer
    trainer = trainers.BpeTrainer(
        vocab_size=1000, end_of_word_suffix="</w>", show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    trained.train_from_iterator(text(2000), trainer)
    merges = [tuple(m) for m in json.loads(trained.to_str())["model"]["merges"]]
    tokens = bytes_in_order() + [b + "</w>" for b in bytes_in_order()]
    tokens += [a + b for a, b in merges] + ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {token: i for i, token in enumerate(dict.fromkeys(tokens))}
    PARTS.mkdir(exist_ok=True)
    (PARTS / "vocab.json").write_text(json.dumps(vocabulary))
    lines = ["#version: 0.2"] + [f"{a} {b}" for a, b in merges]
    (PARTS / "merges.txt").write_text("\n".join(lines) + "\n")


def clip(texts: list[str]) -> None:
    # The trainer breaks ties at random, so that each training gives other merges.
    if not (PARTS / "merges.txt").exists():
        train_clip()
    vocabulary = json.loads((PARTS / "vocab.json").read_text())
    merges = [tuple(m.split(" ")) for m in (PARTS / "merges.txt").read_text().splitlines()[1:]]
    tokenizer = CLIPTokenizer(vocab=vocabulary, merges=merges)
    tokenizer.save_pretrained(FOLDER / "clip")
    expected("clip", tokenizer, texts)
    # The published files let special tokens be normalized, so that capitals match too, and pad the
    # second encoder of SDXL with "!".
    normalized = {key: AddedToken(t, normalized=True, special=True) for key, t in
                  {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}.items()}
    tokenizer = CLIPTokenizer(vocab=vocabulary, merges=merges, pad_token="!", **normalized)
    tokenizer.save_pretrained(FOLDER / "clip-normalized")
    expected("clip-normalized", tokenizer, texts)


def t5(texts: list[str]) -> None:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text(2000)), model_writer=model, vocab_size=420, model_type="unigram",
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, num_threads=1, character_coverage=0.999,
        normalization_rule_name="nmt_nfkc", minloglevel=2)
    (FOLDER / "t5").mkdir(exist_ok=True)
    (FOLDER / "t5" / "spiece.model").write_bytes(model.getvalue())
    tokenizer = T5Tokenizer.from_pretrained(FOLDER / "t5")
    expected("t5", tokenizer, texts)
    described = json.loads(tokenizer.backend_tokenizer.to_str())
    described["normalizer"][CHARACTER_MAP] = CHARACTER_MAP
    (FOLDER / "t5-json").mkdir(exist_ok=True)
    (FOLDER / "t5-json" / "tokenizer.json").write_text(json.dumps(described, ensure_ascii=False))


def spelled_in_bytes(texts: list[str]) -> None:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text(2000)), model_writer=model, vocab_size=520, model_type="unigram",
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, num_threads=1, character_coverage=0.99,
        normalization_rule_name="identity", byte_fallback=True, add_dummy_prefix=False,
        remove_extra_whitespaces=False, minloglevel=2)
    (FOLDER / "bytes").mkdir(exist_ok=True)
    (FOLDER / "bytes" / "spiece.model").write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    # Tokens in the text are T5's business; SentencePiece takes a text up to a NUL.
    plain = [t for t in texts if "<" not in t and "\x00" not in t and "▁" not in t]
    result = {"texts": plain, "ids": [processor.encode(t) + [1] for t in plain]}
    (FOLDER / "bytes.ids.json").write_text(json.dumps(result, separators=(",", ":")))


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    texts = corpus()
    (FOLDER / "corpus.json").write_text(json.dumps(texts, ensure_ascii=True))
    clip(texts)
    t5(texts)
    spelled_in_bytes(texts[:-1])
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            size = path.stat().st_size
            print(path.relative_to(FOLDER), size)
            assert size < 256 * 1024, path


if __name__ == "__main__":
    main()
