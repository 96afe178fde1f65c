"""The Bot API's methods and types, as aiogram's pydantic models know them."""

import json
import re
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from aiogram import methods
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from pydantic import BaseModel, ValidationError

from .problems import Problem
from .wire import Call, Json

Model = type[TelegramMethod[Any]]

MODELS: dict[str, Model] = {
    model.__api_method__: model
    for model in (getattr(methods, name) for name in methods.__all__)
    if isinstance(model, type) and issubclass(model, TelegramMethod) and model is not TelegramMethod
}
NAMES = {name.lower(): name for name in MODELS}
MARKUPS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}
UPDATE_KINDS = frozenset(Update.model_fields) - {"update_id"}

ANSWERS = {"chat_id": "chat_id is empty", "text": "message text is empty"}
ANSWERS |= {name: f"there is no {name} in the request" for name in ("document", "photo")}


def canonical(method: str) -> str:
    """A method's name as documented; Telegram does not mind the case."""
    return NAMES.get(method.lower(), method)


def decode(method: str, params: Json) -> Json:
    """Parameters with their JSON read; `null` is as good as absent."""
    return {name: _value(method, name, value) for name, value in params.items() if value is not None}


def check_model(call: Call) -> Iterator[Problem]:
    """What aiogram's model of the method says against a call: types, required and unknown fields."""
    model = MODELS[call.method]
    yield from _unused_files(call)
    try:
        read = model.model_validate(call.params | _files(call) | _markup(call.params))
    except ValidationError as error:
        yield from _explained(error)
    else:
        for place in _unknown(read):
            yield Problem(place, "unknown field", f"unknown field {place}")


def _value(method: str, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name == "chat_id" and re.fullmatch(r"-?\d+", value):
        return int(value)
    kinds = _kinds(method, name)
    if not kinds or str in kinds or InputFile in kinds:
        return value
    try:
        return json.loads(value.lower() if bool in kinds else value)
    except ValueError:
        return value


def _kinds(method: str, name: str) -> set[Any]:
    """The types a field may have; none for an unknown field."""
    fields = MODELS[method].model_fields if method in MODELS else {}
    return set(_flat(fields[name].annotation)) if name in fields else set()


def _flat(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _flat(part)
    else:
        yield annotation


def _markup(params: Json) -> Json:
    """The keyboard, read by the one model its first field names: the reason is clearer than a union's."""
    markup = params.get("reply_markup")
    names = [name for name in MARKUPS if isinstance(markup, dict) and name in markup]
    return {"reply_markup": MARKUPS[names[0]].model_validate(markup)} if names else {}


def _files(call: Call) -> dict[str, InputFile]:
    """The uploaded files, under the names of the fields that ask for one."""
    fields = [name for name in MODELS[call.method].model_fields if InputFile in _kinds(call.method, name)]
    uploads = {name: call.upload(name) for name in fields}
    return {name: BufferedInputFile(file.content, file.filename) for name, file in uploads.items() if file}


def _unused_files(call: Call) -> Iterator[Problem]:
    used = {call.upload(name) for name in _files(call)}
    for name, file in call.files.items():
        if file not in used:
            yield Problem(name, "no field uses this file", f"unknown file {name}")


def _explained(error: ValidationError) -> Iterator[Problem]:
    seen = set()
    for detail in error.errors(include_url=False, include_context=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        if name in seen:
            continue
        seen.add(name)
        missing = detail["type"] == "missing" and len(detail["loc"]) == 1
        reason = "required field" if missing else f"{detail['msg']} at {'.'.join(map(str, detail['loc']))}"
        default = f'parameter "{name}" is required' if missing else f"can't parse {name}"
        yield Problem(name, reason, ANSWERS.get(name, default) if missing else default)


def _unknown(model: BaseModel, place: str = "") -> Iterator[str]:
    """The fields, at any depth, that the model has no name for."""
    yield from (f"{place}{name}" for name in model.model_extra or ())
    for name in type(model).model_fields:
        yield from _unknown_within(getattr(model, name), f"{place}{name}.")


def _unknown_within(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from _unknown(value, place)
    elif isinstance(value, list):
        for item in value:
            yield from _unknown_within(item, place)
