"""The training loop."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import keras
import numpy as np
import pandas as pd
import tensorflow as tf

from asirra.alexnet import build_alexnet
from asirra.batches import Split, count_steps, training_batch
from asirra.device import trains_faster_by_xla
from asirra.prediction import make_predictor
from asirra.schedule import PlateauSchedule


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


@dataclass
class Training:
    """What a training left: `model` has the weights of the best validation epoch.

    Attributes:
        model: the network.
        status: "complete", or "diverged" when the loss was not finite.
        history: one row per completed epoch: epoch (from 1), loss (with regularisation,
            mean over the steps), train_accuracy (on the augmented batches),
            validation_accuracy, learning_rate.
        best_epoch: the first with the highest validation accuracy; 0: before training.
        validation_accuracy: of that epoch.
    """

    model: keras.Model
    status: str = "complete"
    history: list[dict] = field(default_factory=list)
    best_epoch: int = 0
    validation_accuracy: float = math.nan

    def history_table(self) -> pd.DataFrame:
        """Return the history as a table, which has columns even when it has no row."""
        columns = ["epoch", "loss", "train_accuracy", "validation_accuracy"]
        return pd.DataFrame(self.history, columns=[*columns, "learning_rate"])


def train(
    hyperparameters: Hyperparameters,
    train_split: Split,
    validation_split: Split,
    channel_mean: list[float],
    seed: int,
) -> Training:
    """Train AlexNet and keep the weights of the best validation epoch.

    Deterministic: the same arguments on one machine give the same bits.

    Args:
        hyperparameters: of the network and its training.
        train_split: the photos to learn from.
        validation_split: the photos that choose the epoch.
        channel_mean: mean of the training photos per channel, (3,), in [0, 1].
        seed: of weights, order, augmentation and dropout.

    Raises:
        InputError: when the crop is too small or the batch larger than the photos.
    """
    count_steps(train_split, hyperparameters.batch_size)
    model = build_alexnet(
        hyperparameters.crop_size_px,
        len(train_split.classes),
        channel_mean,
        hyperparameters.width,
        hyperparameters.initializer,
        hyperparameters.dropout,
        seed,
    )
    validate = _make_validator(model, validation_split, hyperparameters)
    optimizer, train_step = _make_train_step(model, hyperparameters)
    schedule = PlateauSchedule(
        hyperparameters.learning_rate,
        hyperparameters.learning_rate_decay,
        hyperparameters.learning_rate_patience,
        hyperparameters.score_threshold,
    )
    training = Training(model)
    best_weights = model.get_weights()
    for epoch in range(1, hyperparameters.num_epochs + 1):
        optimizer.learning_rate.assign(schedule.learning_rate)
        loss, train_accuracy = _train_epoch(
            train_step, train_split, hyperparameters, seed, epoch
        )
        if not math.isfinite(loss):
            training.status = "diverged"
            break
        score = validate()
        row = {
            "epoch": epoch,
            "loss": loss,
            "train_accuracy": train_accuracy,
            "validation_accuracy": score,
            "learning_rate": schedule.learning_rate,
        }
        training.history.append(row)
        print("  ".join(f"{key} {value:.6g}" for key, value in row.items()), flush=True)
        if epoch == 1 or score > training.validation_accuracy:
            training.best_epoch, training.validation_accuracy = epoch, score
            best_weights = model.get_weights()
        schedule.update(score)
    model.set_weights(best_weights)
    if not training.history:
        training.validation_accuracy = validate()
    return training


def _train_epoch(
    train_step: Callable,
    split: Split,
    hyperparameters: Hyperparameters,
    seed: int,
    epoch: int,
) -> tuple[float, float]:
    """Return the mean loss, or the first that is not finite, and the accuracy."""
    crop_size_px = hyperparameters.crop_size_px
    batch_size = hyperparameters.batch_size
    num_steps = count_steps(split, batch_size)
    losses, num_correct = [], 0
    for step in range((epoch - 1) * num_steps, epoch * num_steps):
        batch = training_batch(split, crop_size_px, batch_size, seed, step)
        loss, correct = map(float, train_step(*map(tf.constant, batch)))
        if not math.isfinite(loss):
            print(f"epoch {epoch}  loss {loss}: diverged", flush=True)
            return loss, math.nan
        losses.append(loss)
        num_correct += correct
    return float(np.mean(losses)), num_correct / (num_steps * batch_size)


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
    model: keras.Model, hyperparameters: Hyperparameters
) -> tuple[keras.Optimizer, Callable]:
    optimizer = keras.optimizers.SGD(
        hyperparameters.learning_rate, momentum=hyperparameters.momentum
    )
    if hyperparameters.precision == "float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    variables = model.trainable_variables
    optimizer.build(variables)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function(jit_compile=trains_faster_by_xla())
    def train_step(crops: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            logits = model(crops, training=True)
            squares = tf.add_n([tf.nn.l2_loss(variable) for variable in variables])
            loss = cross_entropy(labels, logits)
            loss += hyperparameters.weight_decay * squares
            scaled_loss = optimizer.scale_loss(loss)
        gradients = tape.gradient(scaled_loss, variables)
        optimizer.apply_gradients(zip(gradients, variables, strict=True))
        predicted = tf.argmax(logits, axis=1, output_type=tf.int32)
        return loss, tf.reduce_sum(tf.cast(predicted == labels, tf.int32))

    return optimizer, train_step
