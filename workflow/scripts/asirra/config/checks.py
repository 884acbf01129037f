"""Check the configuration before any job starts."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from asirra.config.photo_checks import find_photo_errors
from asirra.config.schedule_checks import find_schedule_errors
from asirra.config.schema_errors import find_errors
from asirra.config.search_checks import find_search_errors
from asirra.config.settings import listing_settings
from asirra.errors import InputError
from asirra.models.registry import find_network
from asirra.photos.source_record import why_not_packed
from asirra.results import Results
from asirra.training.batch_size import check_shares

# What the target `predict` says without photos.
NO_PHOTOS_TO_PREDICT = (
    "predict: expected a folder or zip of photos, as in --config predict=FOLDER, "
    "got none"
)


def is_path(source: str) -> bool:
    """Return whether `data.source` names a folder or file."""
    return source != "synthetic" and "://" not in source


def is_gone(source: str) -> bool:
    """Return whether `data.source` names a folder or file that does not exist."""
    return is_path(source) and not Path(source).exists()


def why_needed(config: Mapping) -> str:
    """Return why the source has to be there, or "" where its photos are packed."""
    return why_not_packed(
        f"{Results(config['experiment'])}/data",
        config["data"]["source"],
        listing_settings(config),
        config["data"]["image_size_px"],
    )


def check_source(config: Mapping) -> None:
    """Check that the source is there, or that its photos are packed.

    Raises:
        InputError: when neither is so; it says why what is packed may not be used.
    """
    source = config["data"]["source"]
    if is_gone(source) and (why := why_needed(config)):
        raise InputError(
            "data.source: expected 'synthetic', an http(s) address, or a folder or "
            f"zip that exists, got {source!r}; {why}"
        )


def check_config(
    config: Mapping, schema: Mapping, defaults: Mapping = MappingProxyType({})
) -> None:
    """Compare the configuration with its schema and with itself.

    Whether the source of the photos is there, `check_source` checks.

    Args:
        config: all sections, merged.
        schema: as `complete_schema` returns it.
        defaults: the default configuration.

    Raises:
        InputError: when a value is wrong; it names the key, what was expected and what
            came.
    """
    for problem in find_errors(config, schema):
        raise InputError(problem)
    of_search = find_search_errors(config, schema)
    of_photos = find_photo_errors(config)
    of_schedule = find_schedule_errors(config, defaults)
    found = (_find_contradictions(config), of_photos, of_search, of_schedule)
    for problem in chain(*found):
        raise InputError(problem)


def _find_contradictions(config: Mapping) -> Iterator[str]:
    data, model = config["data"], config["model"]
    source = data["source"]
    if config["predict"] and not Path(config["predict"]).exists():
        yield (
            "predict: expected a folder or zip of photos that exists, got "
            f"{config['predict']!r}"
        )
    if "://" in source and not source.startswith(("http://", "https://")):
        yield f"data.source: expected an address of http or https, got {source!r}"
    if data["sha256"] and (source == "synthetic" or Path(source).is_dir()):
        yield (
            f"data.sha256: expected null, as data.source is {source!r}, which is no "
            f"zip, got {data['sha256']!r}"
        )
    if model["crop_size_px"] > data["image_size_px"]:
        yield (
            f"model.crop_size_px: expected at most data.image_size_px, "
            f"{data['image_size_px']}, got {model['crop_size_px']}"
        )
    least = find_network(model["network"]).min_crop_size_px
    if model["crop_size_px"] < least:
        yield (
            f"model.crop_size_px: expected {least} or more, which {model['network']} "
            f"needs, got {model['crop_size_px']}"
        )
    _check_shares(config)
    # Where letter case does not count, Example is the same folder.
    if config["experiment"].lower() == "example":
        yield (
            f"experiment: expected another name, got {config['experiment']!r}, whose "
            "folder is that of the target example"
        )
    most, top_k = config["search"]["num_trials"], config["final"]["top_k"]
    if top_k > most:
        yield f"final.top_k: expected at most search.num_trials, {most}, got {top_k}"
    strategies = config["search"]["strategies"]
    for candidate in config["final"]["candidates"]:
        if candidate != "manual" and candidate not in strategies:
            yield (
                f"final.candidates: expected 'manual' or one of search.strategies, "
                f"{strategies}, got {candidate!r}"
            )


def _check_shares(config: Mapping) -> None:
    """Check that the devices can share every batch size that a training may have."""
    num_devices = config["training"]["devices"]
    searched = config["search"]["space"].get("batch_size") or {}
    if num_devices > 1 and "low" in searched:
        raise InputError(
            "search.space.batch_size: expected {values: [...]}, all of them multiples "
            f"of training.devices, {num_devices}, got bounds"
        )
    check_shares(config["training"]["batch_size"], num_devices)
    for size in searched.get("values", []):
        check_shares(size, num_devices, "search.space.batch_size.values")
