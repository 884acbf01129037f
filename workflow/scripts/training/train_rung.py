"""Train a trial to the end of a rung of halving, if it is among the best so far."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from asirra.job import logged
from asirra.search.halving import end_trial, read_rung
from asirra.search.pruning import pause_after
from asirra.seeds import seed_number
from asirra.training.resume import remove_resume_point
from asirra.training.run import train_files, write_training


def train_rung(
    trial: int,
    rung: int,
    hyperparameters: dict,
    inputs: Mapping[str, str | list[str]],
    pruning: Mapping,
    run: Mapping[str, int],
    paths: Mapping[str, str],
) -> None:
    """Write the history, result and state of a trial at the end of a rung.

    Args:
        trial: its number.
        rung: from 0.
        hyperparameters: the keys of model and training.
        inputs: the paths images, photos, mean_image; the list code; of the rung before,
            empty for rung 0: the lists results (of the whole round), history and state
            (the trial's own).
        pruning: as `pruning_settings` returns it.
        run: seed of the training, resume_minutes.
        paths: history; result, whose status is "paused" where the next rung may go on;
            state, what it then goes on from, empty otherwise.
    """
    history_path, result_path = Path(paths["history"]), Path(paths["result"])
    scores = []
    if rung > 0:
        goes_on, earlier = read_rung(trial, rung, inputs["results"], pruning)
        if not goes_on:
            end_trial(earlier, inputs["history"][0], history_path, result_path)
            Path(paths["state"]).touch()
            return
        scores = earlier["rung_scores"]
    resume_path = result_path.with_name("resume_point.npz")
    num_epochs = pruning["epochs"][rung]
    training, result = train_files(
        hyperparameters,
        inputs,
        run["seed"],
        resume_path,
        run["resume_minutes"],
        pause_after(num_epochs),
        {"pause_after": num_epochs},
    )
    rung_scores = [*scores, result["validation_accuracy"]]
    write_training(
        training, result | {"rung_scores": rung_scores}, history_path, result_path
    )
    if training.status == "paused":
        os.replace(resume_path, paths["state"])
    Path(paths["state"]).touch()
    remove_resume_point(resume_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        parameters = json.loads(Path(snakemake.input.parameters).read_text())
        trial = int(snakemake.wildcards.trial)
        train_rung(
            trial,
            int(snakemake.wildcards.rung),
            snakemake.params.model | snakemake.params.training | parameters,
            dict(snakemake.input.items()),
            snakemake.params.pruning,
            {
                "seed": seed_number(snakemake.params.seed, "trial", trial),
                "resume_minutes": snakemake.resources.resume_minutes,
            },
            dict(snakemake.output.items()),
        )
