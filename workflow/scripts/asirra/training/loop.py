"""The training loop."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from asirra.machine.backend import keras, tf
from asirra.models.network import NetworkSpec
from asirra.models.registry import find_network
from asirra.objectives import Objective
from asirra.photos.packed import Split
from asirra.prediction.predictor import make_predictor
from asirra.training.batch_size import check_shares
from asirra.training.batches import count_steps, training_batch
from asirra.training.class_weights import weigh_classes
from asirra.training.hyperparameters import Hyperparameters
from asirra.training.replicas import dropout_layer, make_distribution
from asirra.training.resume import ResumePoint
from asirra.training.schedules import SCHEDULES
from asirra.training.state import Training
from asirra.training.step import make_train_step


@dataclass(frozen=True)
class TrainingData:
    """What a training learns from.

    Attributes:
        train: the photos to learn from.
        validation: the photos that choose the epoch.
        channel_mean: mean of the training photos per channel, (3,), in [0, 1].
    """

    train: Split
    validation: Split
    channel_mean: list[float]


def train(
    hyperparameters: Hyperparameters,
    data: TrainingData,
    objective: Objective,
    seed: int,
    resume_point: ResumePoint | None = None,
    end_early: Callable[[Training], str | None] | None = None,
) -> Training:
    """Train a network and keep the weights of the epoch with the best score.

    Deterministic: the same arguments on one machine give the same bits, whether the
    training ran through or was killed and went on from a resume point.

    Args:
        hyperparameters: hyperparameters of the network and its training.
        data: photos and their mean.
        objective: what is measured on the validation photos after each epoch.
        seed: seed of weights, order, augmentation and dropout.
        resume_point: where the training is saved, and goes on from.
        end_early: called with the training after each epoch but the last; returns the
            status with which it ends there, or None. "paused" saves the resume point.

    Raises:
        InputError: when the photos do not fill a batch, the devices cannot share it
            equally, or the network's file is wrong.
    """
    check_shares(hyperparameters.batch_size, hyperparameters.devices)
    network = find_network(hyperparameters.network)
    spec = _make_spec(hyperparameters, data, seed)
    distribution = make_distribution(hyperparameters.devices)
    with distribution.scope():
        model = network.build(spec, dropout_layer(hyperparameters.devices))
        num_steps = count_steps(data.train, hyperparameters.batch_size)
        training = _start(model, hyperparameters, objective, num_steps)
    validate = _make_validator(model, data.validation, objective, hyperparameters)
    weights = weigh_classes(hyperparameters.class_weights, data.train)
    weight_decay = hyperparameters.weight_decay
    train_step = make_train_step(training, weight_decay, weights, distribution)
    if resume_point and (saved := resume_point.load()):
        training.from_arrays(saved)
        print(training.describe_earlier(), flush=True)
    sizes = hyperparameters.crop_size_px, hyperparameters.batch_size
    make_batch = partial(training_batch, data.train, *sizes, seed)
    _run_steps(training, make_batch, train_step, validate, resume_point, end_early)
    model.set_weights(training.best_weights)
    if not training.history:
        training.score = validate()
    if hyperparameters.devices > 1:
        _take_one_device(training, network.build(spec, keras.layers.Dropout))
    return training


def _take_one_device(training: Training, model: keras.Model) -> None:
    """Give a training the network that is saved, which is one for one device."""
    model.set_weights(training.best_weights)
    training.model = model


def _run_steps(
    training: Training,
    make_batch: Callable[[int], tuple[np.ndarray, ...]],
    train_step: Callable,
    validate: Callable[[], float],
    resume_point: ResumePoint | None,
    end_early: Callable[[Training], str | None] | None,
) -> None:
    """Train to the last step, or until the training diverges or ends early."""
    while training.step < training.num_epochs * training.num_steps:
        # Before an epoch, not after one: a killed training may go on in between.
        if end_early and training.is_between_epochs and (ends := end_early(training)):
            training.status = ends
            break
        batch = make_batch(training.step)
        if not training.end_step(*train_step(*map(tf.constant, batch))):
            break
        epoch_ended = training.is_between_epochs
        if epoch_ended:
            training.end_epoch(validate(), training.num_steps * len(batch[0]))
        if resume_point and resume_point.is_due(epoch_ended):
            resume_point.save(training.to_arrays())
    if resume_point and training.status == "paused":
        resume_point.save(training.to_arrays())


def _make_spec(
    hyperparameters: Hyperparameters, data: TrainingData, seed: int
) -> NetworkSpec:
    return NetworkSpec(
        crop_size_px=hyperparameters.crop_size_px,
        width=hyperparameters.width,
        initializer=hyperparameters.initializer,
        dropout=hyperparameters.dropout,
        num_classes=len(data.train.classes),
        channel_mean=data.channel_mean,
        seed=seed,
        options=hyperparameters.options,
    )


def _start(
    model: keras.Model,
    hyperparameters: Hyperparameters,
    objective: Objective,
    num_steps: int,
) -> Training:
    schedule = SCHEDULES[hyperparameters.schedule].make(hyperparameters)
    optimizer = keras.optimizers.SGD(
        schedule.learning_rate, momentum=float(hyperparameters.momentum)
    )
    if hyperparameters.precision == "float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    optimizer.build(model.trainable_variables)
    return Training(
        model=model,
        optimizer=optimizer,
        schedule=schedule,
        objective=objective,
        num_epochs=hyperparameters.num_epochs,
        num_steps=num_steps,
    )


def _make_validator(
    model: keras.Model,
    split: Split,
    objective: Objective,
    hyperparameters: Hyperparameters,
) -> Callable[[], float]:
    image_size_px = split.images.shape[1]
    predict = make_predictor(model, image_size_px, hyperparameters.validation_patches)

    def validate() -> float:
        probabilities: np.ndarray = predict(split.images, split.rows)
        return objective.to_score(objective.measure(split.labels, probabilities))

    return validate
