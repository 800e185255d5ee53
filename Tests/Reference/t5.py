"""T5 encoders (v1.1) by transformers: buckets of positions, a block, and whole encoders."""

import torch
from transformers import T5Config, T5EncoderModel
from transformers.models.t5.modeling_t5 import T5Attention, T5Block

from fixture import begin, scramble, write

SEED = 31


def configuration(**changes):
    numbers = {"vocab_size": 61, "feed_forward_proj": "gated-gelu", "tie_word_embeddings": False}
    return T5Config(**(numbers | changes))


def buckets(count, farthest):
    distance = torch.arange(-300, 301)
    found = T5Attention._relative_position_bucket(
        distance, bidirectional=True, num_buckets=count, max_distance=farthest)
    write("Models", "T5", f"buckets.count{count}-farthest{farthest}",
          source="transformers T5Attention._relative_position_bucket", seed=SEED,
          inputs={"distance": distance}, outputs={"bucket": found})


def encoder(name, config, ids, rename=lambda key: key, drop=()):
    model = T5EncoderModel(config).eval()
    scramble(model)
    weights = {rename(k): v for k, v in model.state_dict().items() if k not in drop}
    write("Models", "T5", name, source="transformers.T5EncoderModel", seed=SEED,
          inputs={"ids": ids}, weights=weights, config=config.to_json_string(),
          outputs={"tokens": model(ids).last_hidden_state})


def main():
    begin(SEED)
    buckets(32, 128)
    buckets(16, 40)

    config = configuration(d_model=32, num_heads=4, d_kv=8, d_ff=40, num_layers=1)
    config._attn_implementation = "eager"
    block = T5Block(config, has_relative_attention_bias=True, layer_idx=0).eval()
    scramble(block)
    x = torch.randn(2, 9, 32)
    write("Models", "T5", "block.width32-heads4", source="transformers T5Block", seed=SEED,
          inputs={"x": x}, weights=block.state_dict(), config=config.to_json_string(),
          outputs={"y": block(x)[0]})

    # As published files are: the table under its shared name only.
    encoder("encoder.width32-heads4-depth2",
            configuration(d_model=32, num_heads=4, d_kv=8, d_ff=64, num_layers=2),
            torch.randint(0, 61, (2, 23)), drop=("encoder.embed_tokens.weight",))
    # Heads wider together than the stream; far distances; the table under its other name.
    encoder("encoder.width20-heads3x12-depth3-far",
            configuration(d_model=20, num_heads=3, d_kv=12, d_ff=28, num_layers=3,
                          relative_attention_num_buckets=16, relative_attention_max_distance=40),
            torch.randint(0, 61, (1, 131)), drop=("shared.weight",))
    # The first T5: one matrix and relu in place of the gate.
    encoder("encoder.width16-heads2-depth2-relu",
            configuration(d_model=16, num_heads=2, d_kv=8, d_ff=24, num_layers=2,
                          feed_forward_proj="relu"),
            torch.randint(0, 61, (3, 7)))


if __name__ == "__main__":
    main()
