"""Makes the two tokenizers from captions: CLIP's byte-level BPE and T5's SentencePiece Unigram."""

from __future__ import annotations

import io
import json
import string
from random import Random

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer, T5Tokenizer

from run import RELEASE
from world import Scene, caption

CAPTIONS = 20_000
CLIP_LENGTH = 77
CLIP_WORDS = r"""<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""
START, END = "<|startoftext|>", "<|endoftext|>"


def captions() -> list[str]:
    """Captions of training scenes; the same every time."""
    return [caption(Scene.from_seed(seed), Random(seed)) for seed in range(CAPTIONS)]


def make_clip_tokenizer(texts: list[str]) -> None:
    """Write `tokenizer/`: bytes, bytes that end a word, merges learnt from `texts`, start, end."""
    learner = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    learner.normalizer = normalizers.Lowercase()
    learner.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CLIP_WORDS), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False),
    ])
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    learner.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=1024, end_of_word_suffix="</w>", initial_alphabet=alphabet, show_progress=False
        ),
    )
    merges = [tuple(merge) for merge in json.loads(learner.to_str())["model"]["merges"]]
    pieces = [*alphabet, *(a + "</w>" for a in alphabet)]
    pieces += dict.fromkeys(a + b for a, b in merges if a + b not in set(pieces))
    vocabulary = {piece: i for i, piece in enumerate([*pieces, START, END])}
    folder = RELEASE / "tokenizer"
    CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=CLIP_LENGTH).save_pretrained(folder)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    lines = ["#version: 0.2", *(f"{a} {b}" for a, b in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_t5_tokenizer(texts: list[str]) -> None:
    """Write `tokenizer_2/`: a Unigram model of `texts` with every printable ASCII character in it.

    The trainer proposes only pieces that stand in two different words, so each text is given a second
    time with a comma after every word: then whole words become pieces.
    """
    texts = [*texts, *(text.replace(",", "").replace(" ", ", ") for text in texts)]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        model_type="unigram",
        vocab_size=384,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        character_coverage=1.0,
        required_chars=string.digits + string.ascii_letters + string.punctuation,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        pad_piece="<pad>",
        num_threads=1,
        minloglevel=2,
    )
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    folder = RELEASE / "tokenizer_2"
    T5Tokenizer(
        vocab=[(piece.piece, piece.score) for piece in proto.pieces],
        _spm_precompiled_charsmap=proto.normalizer_spec.precompiled_charsmap,
        extra_ids=0,
        model_max_length=512,
    ).save_pretrained(folder)
    (folder / "spiece.model").write_bytes(model.getvalue())


if __name__ == "__main__":
    texts = captions()
    make_clip_tokenizer(texts)
    make_t5_tokenizer(texts)
