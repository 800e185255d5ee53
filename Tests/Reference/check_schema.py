"""Validates graphs against the JSON Schema that `weft schema` writes, as an editor would.

    weft schema | python3 check_schema.py graphs/*.yaml

Every graph named must be valid. The graphs below, each with one mistake, must not be.
"""

import json
import re
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as the YAML servers of editors do."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
    ("merge", r"^(?:<<)$", ["<"]),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
CoreLoader.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))

HEAD = "weft: 1\n"
VALID = {
    "an empty graph": HEAD + "nodes:",
    "a subgraph": HEAD + "nodes: {a: {kind: ./part.yaml, any: [1, $b]}}",
    "a condition": HEAD + "nodes: {a: {kind: LoadModel, name: critters, when: $inputs.b}}",
    "lists that are walked": HEAD
    + "nodes: {a: {kind: EncodeText, model: $m, for_each: {text: [a, b, $t]}}}",
    "a repetition": HEAD
    + "nodes: {a: {kind: ./better.yaml, image: $b, "
    + "repeat: {times: 8, carry: {image: improved}, until: good}}}",
    "a merge": HEAD + "nodes: {a: &a {kind: LoadModel, name: critters}, b: {<<: *a}}",
    "a text with a value in it": HEAD
    + "nodes: {a: {kind: EncodeText, model: $m, text: '${inputs.a} in the rain'}}",
    "a large seed": HEAD
    + "nodes: {a: {kind: NoiseLatent, model: $m, seed: 18446744073709551615}}",
    "a list input": HEAD + "inputs: {a: {type: [Image]}, b: {type: '[Text]', default: [a]}}\nnodes:",
}
INVALID = {
    "no version": "nodes: {}",
    "another version": "weft: 2\nnodes: {}",
    "an unknown section": HEAD + "nods: {}\nnodes: {}",
    "an unknown kind": HEAD + "nodes: {a: {kind: LoadModle, name: critters}}",
    "no kind": HEAD + "nodes: {a: {name: critters}}",
    "an unknown input of a kind": HEAD + "nodes: {a: {kind: LoadModel, name: critters, nam: b}}",
    "a missing input": HEAD + "nodes: {a: {kind: LoadModel}}",
    "a number out of range": HEAD + "nodes: {a: {kind: NoiseLatent, model: $m, width: 8}}",
    "no multiple": HEAD + "nodes: {a: {kind: NoiseLatent, model: $m, width: 100}}",
    "a text for a number": HEAD + "nodes: {a: {kind: NoiseLatent, model: $m, seed: minus one}}",
    "a scalar for a latent": HEAD + "nodes: {a: {kind: DecodeLatent, model: $m, latent: 3}}",
    "a bad link": HEAD + "nodes: {a: {kind: EncodeText, model: $m, text: $a.b.c}}",
    "an output that is no link": HEAD + "nodes: {}\noutputs: {a: b}",
    "a node named inputs": HEAD + "nodes: {inputs: {kind: LoadModel, name: critters}}",
    "an unknown type": HEAD + "inputs: {a: {type: Txt}}\nnodes:",
    "an unknown key of an input": HEAD + "inputs: {a: {type: Text, defalt: b}}\nnodes:",
    "a default of another type": HEAD + "inputs: {a: {type: Integer, default: b}}\nnodes:",
    "lists of no input": HEAD
    + "nodes: {a: {kind: EncodeText, model: $m, for_each: {txet: [a]}}}",
    "a repetition without an end": HEAD
    + "nodes: {a: {kind: ./better.yaml, repeat: {carry: {a: b}}}}",
}


def main():
    schema = json.load(sys.stdin)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = []

    def errors(text):
        return sorted(validator.iter_errors(yaml.load(text, CoreLoader)), key=lambda e: list(e.path))

    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            wrong += [f"{path}: {'.'.join(map(str, e.path))}: {e.message}" for e in errors(file)]
    for name, text in VALID.items():
        wrong += [f"{name}: {'.'.join(map(str, e.path))}: {e.message}" for e in errors(text)]
    for name, text in INVALID.items():
        if not errors(text):
            wrong.append(f"{name}: not refused")
    print("\n".join(wrong) or f"{len(sys.argv) - 1} graphs are valid; {len(INVALID)} mistakes are refused")
    sys.exit(1 if wrong else 0)


main()
