"""Puts the figures of `report.json` and of the logs into the model card, between its two marks."""

from __future__ import annotations

import json

from run import LOGS, RELEASE
from world import ATTRIBUTES

BEGIN, END = "<!-- figures: written by training/card.py -->", "<!-- end of figures -->"

SCRIPTS = {
    "autoencoder": "autoencoder",
    "judge-attributes": "judge of attributes",
    "judge-identity": "judge of identity",
    "text-encoders": "start of the text encoders",
    "denoiser": "transformer and text encoders",
}


def percent(part: float) -> str:
    return f"{100 * part:.1f} %"


def table(found: dict) -> str:
    """The figures as Markdown."""
    rows = [
        ("drawn", f"(a) drawn pictures ({found['captions']})"),
        ("round_trip", f"(b) after the autoencoder ({found['captions']})"),
        ("generated", f"(c) generated at the defaults ({found['generated']['pictures']})"),
    ]
    columns = [*ATTRIBUTES, "mean"]
    lines = ["| found by the judge | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    for key, title in rows:
        lines.append(f"| {title} | " + " | ".join(percent(found[key][column]) for column in columns) + " |")
    identity = found["identity"]
    lines += [
        "",
        f"Autoencoder, {found['captions']} held-out pictures: **{found['psnr']:.2f} dB** PSNR (mean).",
        "",
        "Judge of identity, 256 held-out critters in families of four that agree in kind, colour and pattern: "
        f"the same critter's other picture is the nearest of its family in {percent(identity['among_family'])} "
        f"and of all in {percent(identity['among_all'])}; mean cosine {identity['same']:.2f} for the same critter, "
        f"{identity['family']:.2f} in the family, {identity['strangers']:.2f} for strangers.",
        "",
        "| trained | steps |",
        "|---|---|",
        *(f"| {title} | {steps(name)} |" for name, title in SCRIPTS.items()),
    ]
    return "\n".join(lines)


def steps(name: str) -> int:
    """The last step in a log."""
    return json.loads((LOGS / f"{name}.jsonl").read_text().splitlines()[-1])["step"]


def write() -> None:
    card = RELEASE / "README.md"
    text = card.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    found = json.loads((RELEASE / "training" / "report.json").read_text())
    card.write_text(f"{before}{BEGIN}\n{table(found)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
