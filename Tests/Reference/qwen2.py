"""Language models of Qwen2 by transformers: a prompt's states and logits, then those of single tokens.

One is written as a GGUF file too, under llama.cpp's names and in blocks; what it computes is expected of the
numbers that the blocks stand for.
"""

from importlib.metadata import version

import gguf
import torch
from gguf.constants import GGMLQuantizationType as Type
from transformers import Qwen2Config, Qwen2ForCausalLM

from fixture import TESTS, begin, scramble, write

SEED = 47


def computed(network, ids, following):
    prompt = network(ids, use_cache=True, output_hidden_states=True)
    outputs = {f"state.{i}": state for i, state in enumerate(prompt.hidden_states)}
    outputs["logits"] = prompt.logits
    cache = prompt.past_key_values
    for i in range(following.shape[1]):
        step = network(following[:, i : i + 1], past_key_values=cache, use_cache=True)
        outputs[f"following.{i}"] = step.logits
    return outputs


def model(batch, tokens, **changes):
    numbers = {"vocab_size": 61, "num_hidden_layers": 2, "max_position_embeddings": 64}
    config = Qwen2Config(**(numbers | changes))
    config._attn_implementation = "eager"
    network = Qwen2ForCausalLM(config).eval()
    scramble(network)
    ids = torch.randint(0, 61, (batch, tokens))
    return network, {"ids": ids, "following": torch.randint(0, 61, (batch, 4))}


def record(name, network, inputs):
    weights = network.state_dict()
    if network.config.tie_word_embeddings:
        del weights["lm_head.weight"]
    write("Models", "Qwen2", name, source="transformers.Qwen2ForCausalLM", seed=SEED, inputs=inputs,
          weights=weights, config=network.config.to_json_string(),
          outputs=computed(network, **inputs))


def record_gguf(name, network, inputs):
    """Writes `name.gguf`, its matrices in Q8_0, and what a network of the same numbers computes."""
    config = network.config
    file = TESTS / "ModelsTests" / "Fixtures" / "Qwen2" / f"{name}.gguf"
    writer = gguf.GGUFWriter(file, "qwen2")
    writer.add_block_count(config.num_hidden_layers)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2, config.num_hidden_layers)
    for key, tensor in network.state_dict().items():
        numbers = tensor.numpy()
        kind = Type.Q8_0 if numbers.ndim == 2 else Type.F32
        packed = gguf.quants.quantize(numbers, kind)
        tensor.copy_(torch.from_numpy(gguf.quants.dequantize(packed, kind).copy()))
        writer.add_tensor(names.get_name(key, try_suffixes=(".weight", ".bias")), packed, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    write("Models", "Qwen2", name, source="transformers.Qwen2ForCausalLM", seed=SEED, inputs=inputs,
          outputs=computed(network, **inputs), gguf=version("gguf"))


def main():
    begin(SEED)
    apart = model(2, 11, hidden_size=32, num_attention_heads=4, num_key_value_heads=2,
                  intermediate_size=64, tie_word_embeddings=False)
    record("model.width32-heads4-of-2", *apart)
    # The head is the table of tokens; one key head for all; another base of the rotation.
    tied = model(1, 7, hidden_size=24, num_attention_heads=3, num_key_value_heads=1,
                 intermediate_size=40, tie_word_embeddings=True,
                 rope_parameters={"rope_type": "default", "rope_theta": 500.0})
    record("model.width24-heads3-of-1-tied", *tied)
    record_gguf("file.width32-heads4-of-2", *apart)


if __name__ == "__main__":
    main()
