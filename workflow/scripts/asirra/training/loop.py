"""The training loop."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from asirra.machine.backend import keras, tf
from asirra.models.alexnet import build_alexnet
from asirra.photos.packed import Split
from asirra.prediction.predictor import make_predictor
from asirra.search.pruning import never
from asirra.training.batch_size import check_shares
from asirra.training.batches import count_steps, training_batch
from asirra.training.hyperparameters import Hyperparameters
from asirra.training.replicas import dropout_layer, make_strategy
from asirra.training.resume import ResumePoint
from asirra.training.schedules import PlateauSchedule
from asirra.training.state import Training
from asirra.training.step import make_train_step


def train(
    hyperparameters: Hyperparameters,
    train_split: Split,
    validation_split: Split,
    channel_mean: list[float],
    seed: int,
    resume_point: ResumePoint | None = None,
    end_early: Callable[[Training], str | None] = never,
) -> Training:
    """Train AlexNet and keep the weights of the best validation epoch.

    Deterministic: the same arguments on one machine give the same bits, whether the
    training ran through or was killed and went on from a resume point.

    Args:
        hyperparameters: of the network and its training.
        train_split: the photos to learn from.
        validation_split: the photos that choose the epoch.
        channel_mean: mean of the training photos per channel, (3,), in [0, 1].
        seed: of weights, order, augmentation and dropout.
        resume_point: where to go on from, and to save.
        end_early: told the training after each epoch but the last, returns the status
            with which it ends there, or None; "paused" saves the resume point.

    Raises:
        InputError: when the crop is too small or the batch larger than the photos,
            or its shares for the devices are not equal.
    """
    batch_size = hyperparameters.batch_size
    check_shares(batch_size, hyperparameters.devices)
    num_steps = count_steps(train_split, batch_size)
    build = partial(
        build_alexnet,
        hyperparameters.crop_size_px,
        len(train_split.classes),
        channel_mean,
        hyperparameters.width,
        hyperparameters.initializer,
        hyperparameters.dropout,
        seed,
    )
    strategy = make_strategy(hyperparameters.devices)
    with strategy.scope():
        model = build(dropout_layer(hyperparameters.devices))
        training = _start(model, hyperparameters, num_steps)
    validate = _make_validator(training.model, validation_split, hyperparameters)
    train_step = make_train_step(training, hyperparameters, strategy)
    saved = resume_point.load() if resume_point else None
    if saved:
        training.from_arrays(saved)
        print(f"going on after step {training.step}", flush=True)
    while training.step < hyperparameters.num_epochs * num_steps:
        # Before an epoch, not after one: a resume point may be saved in between.
        if training.is_between_epochs and (status := end_early(training)):
            training.status = status
            break
        batch = training_batch(
            train_split, hyperparameters.crop_size_px, batch_size, seed, training.step
        )
        loss, num_correct = train_step(*map(tf.constant, batch))
        if not math.isfinite(loss):
            training.status = "diverged"
            print(f"step {training.step}  loss {float(loss)}: diverged", flush=True)
            break
        training.losses.append(float(loss))
        training.num_correct += int(num_correct)
        training.step += 1
        epoch_ended = training.is_between_epochs
        if epoch_ended:
            training.end_epoch(validate(), num_steps * batch_size)
        if resume_point and resume_point.is_due(epoch_ended):
            resume_point.save(training.to_arrays())
    if training.status == "paused":
        resume_point.save(training.to_arrays())
    training.model.set_weights(training.best_weights)
    if not training.history:
        training.validation_accuracy = validate()
    if hyperparameters.devices > 1:
        # What is saved is a network for one device.
        training.model = build(keras.layers.Dropout)
        training.model.set_weights(training.best_weights)
    return training


def _start(
    model: keras.Model, hyperparameters: Hyperparameters, num_steps: int
) -> Training:
    optimizer = keras.optimizers.SGD(
        hyperparameters.learning_rate, momentum=hyperparameters.momentum
    )
    if hyperparameters.precision == "float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    optimizer.build(model.trainable_variables)
    schedule = PlateauSchedule(
        hyperparameters.learning_rate,
        hyperparameters.learning_rate_decay,
        hyperparameters.learning_rate_patience,
        hyperparameters.score_threshold,
    )
    return Training(model, optimizer, schedule, hyperparameters.num_epochs, num_steps)


def _make_validator(
    model: keras.Model, split: Split, hyperparameters: Hyperparameters
) -> Callable[[], float]:
    image_size_px = split.images.shape[1]
    predict = make_predictor(model, image_size_px, hyperparameters.validation_patches)

    def validate() -> float:
        predicted = predict(split.images, split.rows).argmax(axis=1)
        return float(np.mean(predicted == split.labels))

    return validate
