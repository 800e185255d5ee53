"""ResNet and ViT classifiers by transformers, and the preparation of pictures for them."""

import json
import tempfile

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from transformers import (
    ConvNextImageProcessor, ResNetConfig, ResNetForImageClassification, ViTConfig,
    ViTForImageClassification, ViTImageProcessor)

from fixture import begin, scramble, write

SEED = 51


def settle(model):
    """Gives batch norms running statistics that are not those of a fresh network."""
    for name, buffer in model.named_buffers():
        if name.endswith("running_mean"):
            buffer.copy_(torch.randn(buffer.shape) * 0.3)
        elif name.endswith("running_var"):
            buffer.copy_(torch.rand(buffer.shape) + 0.5)


def stored(model):
    """The weights under the names that files carry: not always those of the modules."""
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        with open(f"{folder}/config.json") as file:
            return load_file(f"{folder}/model.safetensors"), file.read()


def network(family, name, model, x, own_names=False):
    model.eval()
    scramble(model)
    settle(model)
    weights, config = stored(model)
    if own_names:
        weights = model.state_dict()
    write("Models", family, name, source=f"transformers.{type(model).__name__}", seed=SEED,
          inputs={"x": x}, weights=weights, config=config, outputs={"logits": model(x).logits})


def preparation(name, processor, height, width):
    pixels = np.random.default_rng(SEED).integers(0, 256, (height, width, 3), dtype=np.uint8)
    prepared = processor(images=Image.fromarray(pixels), return_tensors="pt").pixel_values
    write("Models", "ImageClassifier", name, source=f"transformers.{type(processor).__name__}",
          seed=SEED, inputs={"pixels": torch.from_numpy(pixels)}, outputs={"prepared": prepared},
          config=json.dumps(processor.to_dict(), default=str))


def labels(*names):
    return {"id2label": dict(enumerate(names)), "label2id": {n: i for i, n in enumerate(names)}}


def main():
    begin(SEED)
    grouped = labels("kind/round", "kind/tall", "colour/red", "colour/green", "colour/blue")
    network("ResNet", "network.basic-4-8-12", ResNetForImageClassification(ResNetConfig(
        embedding_size=4, hidden_sizes=[4, 8, 12], depths=[1, 2, 1], layer_type="basic",
        **grouped)), torch.randn(2, 3, 32, 40))
    network("ResNet", "network.bottleneck-8-16", ResNetForImageClassification(ResNetConfig(
        embedding_size=6, hidden_sizes=[8, 16], depths=[2, 2], layer_type="bottleneck",
        downsample_in_first_stage=True, num_labels=3)), torch.randn(1, 3, 33, 27))
    network("ResNet", "network.bottleneck-first-8-16", ResNetForImageClassification(ResNetConfig(
        embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1], layer_type="bottleneck",
        downsample_in_bottleneck=True, num_channels=1, num_labels=11)), torch.randn(2, 1, 17, 20))
    vit = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24,
               patch_size=4, num_labels=3)
    network("ViT", "network.width16-heads2-depth2", ViTForImageClassification(
        ViTConfig(image_size=16, **vit)), torch.randn(2, 3, 16, 16))
    network("ViT", "network.width16-heads2-depth2-own-names", ViTForImageClassification(
        ViTConfig(image_size=(12, 20), qkv_bias=False, hidden_act="gelu_new", **vit)),
        torch.randn(1, 3, 12, 20), own_names=True)

    mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
    preparation("preparation.same-size", ViTImageProcessor(
        size={"height": 9, "width": 7}, image_mean=mean, image_std=std), 9, 7)
    preparation("preparation.bilinear-smaller", ViTImageProcessor(
        size={"height": 12, "width": 16}, resample=2), 30, 25)
    preparation("preparation.bicubic-larger", ViTImageProcessor(
        size={"height": 24, "width": 20}, resample=3, do_normalize=False), 9, 13)
    preparation("preparation.shortest-edge", ConvNextImageProcessor(
        size={"shortest_edge": 14}, crop_pct=0.875, resample=3, image_mean=mean, image_std=std),
        21, 37)


if __name__ == "__main__":
    main()
