"""CLIP text encoders by transformers: a block, and whole encoders with both rules of pooling."""

import torch
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection
from transformers.models.clip.modeling_clip import CLIPEncoderLayer

from fixture import begin, scramble, write

SEED = 21
START, END = 97, 98


def texts(batch, length, pad):
    """Ids of texts of several lengths, each from a start to an end token, then padding."""
    ids = torch.randint(3, 97, (batch, length))
    for row in range(batch):
        last = max(1, length - 1 - 3 * row)
        ids[row, 0], ids[row, last], ids[row, last + 1:] = START, END, pad
    return ids


def configuration(**changes):
    numbers = {"vocab_size": 99, "bos_token_id": START, "eos_token_id": END, "pad_token_id": END}
    return CLIPTextConfig(**(numbers | changes))


def encoder(name, config, ids, prefix=""):
    model = CLIPTextModel(config).eval()
    scramble(model)
    out = model(ids, output_hidden_states=True)
    outputs = {"tokens": out.last_hidden_state, "pooled": out.pooler_output}
    outputs |= {f"hidden.{i}": state for i, state in enumerate(out.hidden_states)}
    write("Models", "CLIP", name, source="transformers.CLIPTextModel", seed=SEED,
          inputs={"ids": ids}, outputs=outputs, config=config.to_json_string(),
          weights={prefix + key: value for key, value in model.state_dict().items()})


def main():
    begin(SEED)
    config = configuration(hidden_size=32, num_attention_heads=4, intermediate_size=48)
    block = CLIPEncoderLayer(config).eval()
    scramble(block)
    x = torch.randn(2, 9, 32)
    mask = torch.full((9, 9), float("-inf")).triu(1)[None, None]
    write("Models", "CLIP", "block.width32-heads4", source="transformers CLIPEncoderLayer",
          seed=SEED, inputs={"x": x}, weights=block.state_dict(), config=config.to_json_string(),
          outputs={"y": block(x, attention_mask=mask)})

    encoder("text-encoder.width32-heads4-depth2-quickgelu-legacy-end",
            configuration(hidden_size=32, num_attention_heads=4, intermediate_size=64,
                          num_hidden_layers=2, max_position_embeddings=16, eos_token_id=2),
            texts(3, 16, END), prefix="text_model.")
    encoder("text-encoder.width24-heads3-depth3-gelu",
            configuration(hidden_size=24, num_attention_heads=3, intermediate_size=40,
                          num_hidden_layers=3, max_position_embeddings=13, hidden_act="gelu",
                          layer_norm_eps=1e-6),
            texts(2, 11, 0))
    # Without any end token in the ids, the first place is taken.
    encoder("text-encoder.width16-heads2-depth1-one-token",
            configuration(hidden_size=16, num_attention_heads=2, intermediate_size=24,
                          num_hidden_layers=1, max_position_embeddings=5),
            torch.tensor([[START]]))

    config = configuration(hidden_size=24, num_attention_heads=2, intermediate_size=32,
                           num_hidden_layers=2, max_position_embeddings=12, hidden_act="gelu",
                           projection_dim=20)
    model = CLIPTextModelWithProjection(config).eval()
    scramble(model)
    ids = texts(2, 12, 0)
    out = model(ids, output_hidden_states=True)
    write("Models", "CLIP", "text-encoder.width24-heads2-depth2-projection20",
          source="transformers.CLIPTextModelWithProjection", seed=SEED, inputs={"ids": ids},
          weights=model.state_dict(), config=config.to_json_string(),
          outputs={"projected": out.text_embeds, "penultimate": out.hidden_states[-2]})


if __name__ == "__main__":
    main()
