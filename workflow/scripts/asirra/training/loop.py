"""The training loop."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from asirra.machine.backend import keras, tf
from asirra.models.alexnet import build_alexnet
from asirra.prediction.predictor import make_predictor
from asirra.search.pruning import never
from asirra.training.batch_size import check_shares
from asirra.training.batches import Split, count_steps, training_batch
from asirra.training.replicas import dropout_layer, make_strategy, own_rows
from asirra.training.resume import ResumePoint
from asirra.training.schedules import PlateauSchedule
from asirra.training.state import Training
from asirra.training.step import mirror


@dataclass(frozen=True)
class Hyperparameters:
    """The keys of the config's sections `model` and `training`, units as there."""

    crop_size_px: int
    width: float
    initializer: str
    dropout: float
    batch_size: int
    num_epochs: int
    momentum: float
    learning_rate: float
    weight_decay: float
    learning_rate_patience: int
    learning_rate_decay: float
    score_threshold: float
    validation_patches: int
    precision: str
    devices: int


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
    train_step = _make_train_step(training, hyperparameters, strategy)
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


def _make_train_step(
    training: Training,
    hyperparameters: Hyperparameters,
    strategy: tf.distribute.Strategy,
) -> Callable:
    """Return a function of a batch that returns its loss and the number right.

    It goes one step down the gradient: that of the mean over the batch, whose equal
    shares the strategy's replicas compute.
    """
    num_replicas = strategy.num_replicas_in_sync
    weight_decay = hyperparameters.weight_decay
    model, optimizer = training.model, training.optimizer
    variables = model.trainable_variables

    def train_share(*batch: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        crops, mirrored, labels = map(own_rows, batch)
        crops = mirror(crops, mirrored)
        with tf.GradientTape() as tape:
            logits = model(crops, training=True)
            squares = tf.add_n([tf.nn.l2_loss(variable) for variable in variables])
            cross_entropy = tf.reduce_mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            )
            # The optimiser adds up the gradients of all replicas.
            loss = (cross_entropy + weight_decay * squares) / num_replicas
            scaled_loss = optimizer.scale_loss(loss)
        gradients = tape.gradient(scaled_loss, variables)
        optimizer.apply_gradients(zip(gradients, variables, strict=True))
        predicted = tf.argmax(logits, axis=1, output_type=tf.int32)
        return loss, tf.reduce_sum(tf.cast(predicted == labels, tf.int32))

    # Not by XLA: by oneDNN it is as fast or faster on every CPU measured, and it takes
    # 4 s to compile.
    @tf.function
    def train_step(*batch: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        shares = strategy.run(train_share, args=batch)
        return tuple(strategy.reduce("SUM", share, axis=None) for share in shares)

    return train_step
