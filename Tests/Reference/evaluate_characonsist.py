"""Measures CharaConsist on the model that ships, with its judges.

    make evaluate-characonsist

Weft draws groups of one critter each: an identity and three frames, all from the noise of one seed,
as the method says. Captions name kind and colour; pattern, accessory and all that no caption ever names
are open. Each group is drawn in two settings: frames in other poses and *other places*, and frames in
other poses in the *same place*.

    plain      each picture by itself
    sharing    frames share the foreground of the identity
    merge      and take over its attended tokens
    share_bg   and share its background (same place only), without merging

identity     mean cosine of the judge of identity between the pictures of a group (other places; for
             share_bg the same place, where `same_place` has plain beside it)
background   PSNR in dB outside of both pictures' masks, identity against frames (same place)
attributes   share of frames whose pose and place the judge of attributes finds as captions say
mask_iou     of the identity's masks with the drawn truth, on drawn pictures whose kind and colour the
             judge finds, shown to the model with the noise of each step

with 95 % intervals of the mean over groups. Masks are measured by predictions and not cleaned, for the
words of critters are hardly attended to and its grid has 8 × 8 tokens; `mask_iou_published` is what the
published measure gives.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent.parent
CRITTERS = ROOT / "checkpoints" / "critters"
sys.path.insert(0, str(CRITTERS / "training"))

from judge import load_judge  # noqa: E402
from judge_attributes import opinions  # noqa: E402
from judge_identity import embed  # noqa: E402
from world import ATTRIBUTES, HELD_OUT, Scene, draw  # noqa: E402
from world.captions import WORDS  # noqa: E402

POSES = ["waving", "jumping", "sleeping"]
FIRST = HELD_OUT + 40_000
TOKEN = 16


def said(value: str) -> str:
    return WORDS.get(value, (value,))[0]


def critter(scene: Scene) -> str:
    who = scene.critters[0]
    article = "an" if said(who.kind)[0] in "aeiou" else "a"
    return f"{article} {said(who.kind)} {who.colour} critter"


def prompts(scene: Scene, same_place: bool):
    """Place and pose of the identity and of three frames."""
    places = list(ATTRIBUTES["place"])
    start = places.index(scene.place)
    others = [places[start if same_place else (start + i) % len(places)] for i in (1, 2, 3)]
    return [(scene.place, "standing"), *zip(others, POSES)]


OPTIONS = "foreground_by: prediction, clean_masks: false"
BACKGROUND = "share_background: true, background_delay: 0.6, merge: false"


def group_nodes(number: int, scene: Scene, mode: str, same_place: bool) -> list[str]:
    lines = [f"n{number}: {{kind: NoiseLatent, model: $model, seed: {number}}}"]
    share = "true" if mode == "share_bg" else "false"
    for index, (place, pose) in enumerate(prompts(scene, same_place)):
        name = f"g{number}_{index}"
        lines.append(
            f'w{name}: {{kind: CharaConsistPrompt, model: $model, background: "{said(place)},", '
            f'character: "{critter(scene)}", action: "{said(pose)}"}}')
        if mode == "plain":
            lines.append(f"{name}: {{kind: CharaConsistIdentity, model: $model, prompt: $w{name}, "
                         f"latent: $n{number}, merge: false, share_end: 2, {OPTIONS}}}")
        elif index == 0:
            lines.append(f"{name}: {{kind: CharaConsistIdentity, model: $model, prompt: $w{name}, "
                         f"latent: $n{number}, {BACKGROUND if mode == 'share_bg' else 'merge: true'}, "
                         f"{OPTIONS}}}")
        else:
            merge = "true" if mode == "merge" else "false"
            lines.append(f"{name}: {{kind: CharaConsistFrame, model: $model, prompt: $w{name}, "
                         f"latent: $n{number}, bank: $g{number}_0.bank, share_background: {share}, "
                         f"merge: {merge}}}")
        lines += [
            f"d{name}: {{kind: DecodeLatent, model: $model, latent: ${name}}}",
            f"s{name}: {{kind: SaveImage, image: $d{name}, path: {number}-{index}.png}}",
            f"i{name}: {{kind: ImageFromMask, mask: ${name}.mask}}",
            f"t{name}: {{kind: SaveImage, image: $i{name}, path: mask-{number}-{index}.png}}",
        ]
    return lines


def weft(options, nodes: list[str], folder: Path) -> float:
    """Runs the nodes, files to the folder; the seconds it took."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = folder / "graph.yaml"
    model = ["model: {kind: LoadModel, name: critters}"]
    graph.write_text("weft: 1\nnodes:\n" + "\n".join(f"  {line}" for line in model + nodes) + "\n")
    start = time.time()
    command = [options.weft, "run", graph, "--out", folder, "--quiet", "--models", CRITTERS.parent,
               "--cache", options.work / "cache"]
    if options.threads:
        command += ["--threads", str(options.threads)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.time() - start


def read(folder: Path, name: str) -> np.ndarray:
    return np.asarray(Image.open(folder / name).convert("RGB"))


def to_tensor(pictures: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(pictures.copy()).permute(0, 3, 1, 2).float() / 127.5 - 1


def interval(values) -> tuple[float, float]:
    values = np.asarray(values, dtype=float)
    half = 1.96 * values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0.0
    return round(float(values.mean()), 4), round(float(half), 4)


@torch.no_grad()
def judged(folder: Path, scenes: list[Scene], same_place: bool) -> dict:
    """What the judges say of all groups in a folder: one number a group."""
    identity, attributes = load_judge("identity"), load_judge("attributes")
    pose_index, place_index = list(ATTRIBUTES).index("pose"), list(ATTRIBUTES).index("place")
    likeness, followed, background = [], [], []
    for number, scene in enumerate(scenes):
        pictures = np.stack([read(folder, f"{number}-{i}.png") for i in range(4)])
        masks = np.stack([read(folder, f"mask-{number}-{i}.png")[..., 0] > 127 for i in range(4)])
        x = to_tensor(pictures)
        vectors = embed(identity, x)
        cosines = (vectors @ vectors.T).numpy()
        likeness.append(cosines[np.triu_indices(4, 1)].mean())
        found = opinions(attributes, x).numpy()
        right = []
        for (place, pose), values in list(zip(prompts(scene, same_place), found))[1:]:
            right.append(values[pose_index] == ATTRIBUTES["pose"].index(pose))
            right.append(values[place_index] == ATTRIBUTES["place"].index(place))
        followed.append(np.mean(right))
        if same_place:
            decibels = []
            for i in (1, 2, 3):
                outside = ~(masks[0] | masks[i])
                if outside.any():
                    error = (pictures[0].astype(float) - pictures[i])[outside] / 255
                    decibels.append(-10 * np.log10(max((error ** 2).mean(), 1e-10)))
            background.append(np.mean(decibels))
    return {"identity": likeness, "attributes": followed, "background": background}


@torch.no_grad()
def mask_overlap(options, count: int, measure: str) -> list[float]:
    """Overlap of the identity's masks with the truth, on drawn pictures that the judge recognises."""
    scenes = [Scene.from_seed(FIRST + 1000 + i, critters=1) for i in range(count)]
    drawn = np.stack([draw(scene) for scene in scenes])
    empty = np.stack([draw(replace(scene, critters=())) for scene in scenes])
    truth = (np.abs(drawn.astype(int) - empty).max(-1) > 24)
    truth = truth.reshape(count, 8, TOKEN, 8, TOKEN).mean((2, 4)) >= 0.5
    found = opinions(load_judge("attributes"), to_tensor(drawn)).numpy()
    folder = options.work / f"masks-{measure}"
    folder.mkdir(parents=True, exist_ok=True)
    nodes = []
    for i, scene in enumerate(scenes):
        Image.fromarray(drawn[i]).save(folder / f"drawn-{i}.png")
        cleaned = "clean_masks: true" if measure == "words" else "clean_masks: false"
        nodes += [
            f"n{i}: {{kind: NoiseLatent, model: $model, seed: {i}}}",
            f"p{i}: {{kind: LoadImage, path: drawn-{i}.png}}",
            f"e{i}: {{kind: EncodeImage, model: $model, image: $p{i}}}",
            f'w{i}: {{kind: CharaConsistPrompt, model: $model, background: "{said(scene.place)},", '
            f'character: "{critter(scene)}", action: "{said(scene.critters[0].pose)}"}}',
            f"g{i}: {{kind: CharaConsistIdentity, model: $model, prompt: $w{i}, latent: $n{i}, "
            f"source: $e{i}, merge: false, share_end: 2, foreground_by: {measure}, {cleaned}}}",
            f"m{i}: {{kind: ImageFromMask, mask: $g{i}.mask}}",
            f"s{i}: {{kind: SaveImage, image: $m{i}, path: {i}.png}}",
        ]
    weft(options, nodes, folder)
    overlaps = []
    for i, scene in enumerate(scenes):
        right = [found[i][list(ATTRIBUTES).index(name)] ==
                 ATTRIBUTES[name].index(getattr(scene.critters[0], name)) for name in ("kind", "colour")]
        if all(right):
            mask = read(folder, f"{i}.png")[TOKEN // 2::TOKEN, TOKEN // 2::TOKEN, 0] > 127
            overlaps.append((mask & truth[i]).sum() / max(1, (mask | truth[i]).sum()))
    return overlaps


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weft", default=ROOT / ".build/release/weft", type=Path)
    parser.add_argument("--groups", type=int, default=48)
    parser.add_argument("--threads", type=int, help="for weft; by default its own choice")
    parser.add_argument("--work", type=Path, default=ROOT / ".build/evaluate-characonsist",
                        help="folder for pictures and kept results")
    parser.add_argument("--json", type=Path, default=ROOT / ".build/evaluate-characonsist.json")
    options = parser.parse_args()
    options.weft, options.work = options.weft.resolve(), options.work.resolve()
    scenes = [Scene.from_seed(FIRST + i, critters=1) for i in range(options.groups)]

    results, seconds = {}, {}
    series = [("plain", False), ("sharing", False), ("merge", False), ("plain", True),
              ("share_bg", True), ("sharing", True), ("merge", True)]
    for mode, same_place in series:
        name = f"{mode}-{'same' if same_place else 'other'}"
        nodes = [line for number, scene in enumerate(scenes)
                 for line in group_nodes(number, scene, mode, same_place)]
        seconds[name] = round(weft(options, nodes, options.work / name), 1)
        results[mode, same_place] = judged(options.work / name, scenes, same_place)
        print(f"{name}: {seconds[name]} s", file=sys.stderr, flush=True)

    overlap, _ = interval(mask_overlap(options, options.groups, "prediction"))
    published, _ = interval(mask_overlap(options, options.groups, "words"))

    def row(mode, same_place):
        numbers = results[mode, same_place]
        line = {"mode": mode, "groups": options.groups}
        for name, values in (("identity", numbers["identity"]),
                             ("background", results[mode, True]["background"]),
                             ("attributes", numbers["attributes"])):
            line[name], line[f"{name}_ci95"] = interval(values)
        return {**line, "mask_iou": overlap}

    rows = [row("plain", False), row("sharing", False), row("merge", False), row("share_bg", True)]
    same = [row(mode, True) for mode in ("plain", "sharing", "merge", "share_bg")]
    # The same groups are drawn in all modes: what a mode gains is known better than where it stands.
    gains = {}
    for mode, same_place in series:
        if mode == "plain":
            continue
        for name in ("identity", "attributes", "background"):
            ours, plain = results[mode, same_place][name], results["plain", same_place][name]
            if ours:
                gains[f"{mode} {name} {'same' if same_place else 'other'} place"] = interval(
                    np.subtract(ours, plain))
    document = {"rows": rows, "same_place": same, "gains": gains,
                "mask_iou_published": published, "seconds": seconds}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(document, indent=2) + "\n")

    def table(title, lines):
        print(f"\n{title}\n{'mode':10} {'identity':>16} {'background dB':>16} {'attributes':>16} {'mask IoU':>9}")
        for line in lines:
            cells = [f"{line[n]:.3f} ± {line[n + '_ci95']:.3f}"
                     for n in ("identity", "background", "attributes")]
            print(f"{line['mode']:10} {cells[0]:>16} {cells[1]:>16} {cells[2]:>16} {line['mask_iou']:9.3f}")

    table(f"{options.groups} groups; frames in other places (share_bg: in the same)", rows)
    table("frames in the same place", same)
    print("\ngain over plain, paired by group")
    for name, (mean, half) in gains.items():
        print(f"  {name:36} {mean:+.3f} ± {half:.3f}")
    print(f"\nmask IoU of the published measure, cleaned: {published:.3f}")


if __name__ == "__main__":
    main()
