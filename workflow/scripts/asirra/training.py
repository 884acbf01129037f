"""The training loop and its learning-rate schedule."""

import math
from dataclasses import dataclass, field

import keras
import numpy as np
import pandas as pd
import tensorflow as tf

from asirra.alexnet import build_alexnet
from asirra.batches import Split, count_steps, training_batch
from asirra.prediction import make_predictor


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
class PlateauSchedule:
    """Lower the learning rate when the score has stopped rising.

    The rate is multiplied by `decay` when for more than `patience` epochs the score has
    not risen above best × (1 + threshold) (the published experiment's schedule).
    """

    learning_rate: float
    decay: float
    patience: int
    threshold: float
    best_score: float = -math.inf
    num_bad_epochs: int = 0

    def update(self, score: float) -> None:
        """Take an epoch's score; `learning_rate` is then that of the next epoch."""
        limit = self.best_score * (1 + self.threshold)
        if self.best_score == -math.inf or score > limit:
            self.best_score, self.num_bad_epochs = score, 0
            return
        self.num_bad_epochs += 1
        if self.num_bad_epochs > self.patience:
            self.learning_rate *= self.decay
            self.num_bad_epochs = 0


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
    num_steps = count_steps(train_split, hyperparameters.batch_size)
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
    for epoch in range(hyperparameters.num_epochs):
        optimizer.learning_rate.assign(schedule.learning_rate)
        losses, num_correct = [], 0
        for step in range(epoch * num_steps, (epoch + 1) * num_steps):
            batch = training_batch(
                train_split,
                hyperparameters.crop_size_px,
                hyperparameters.batch_size,
                seed,
                step,
            )
            loss, correct = train_step(*map(tf.constant, batch))
            losses.append(float(loss))
            num_correct += int(correct)
            if not math.isfinite(losses[-1]):
                training.status = "diverged"
                break
        if training.status == "diverged":
            break
        score = validate()
        row = {
            "epoch": epoch + 1,
            "loss": float(np.mean(losses)),
            "train_accuracy": num_correct / (num_steps * hyperparameters.batch_size),
            "validation_accuracy": score,
            "learning_rate": schedule.learning_rate,
        }
        training.history.append(row)
        print("  ".join(f"{key} {value:.6g}" for key, value in row.items()), flush=True)
        if not score <= training.validation_accuracy:
            training.best_epoch, training.validation_accuracy = epoch + 1, score
            best_weights = model.get_weights()
        schedule.update(score)
    model.set_weights(best_weights)
    if not training.history:
        training.validation_accuracy = validate()
    return training


def _make_validator(model: keras.Model, split: Split, hyperparameters: Hyperparameters):
    image_size_px = split.images.shape[1]
    predict = make_predictor(model, image_size_px, hyperparameters.validation_patches)

    def validate() -> float:
        predicted = predict(split.images, split.rows).argmax(axis=1)
        return float(np.mean(predicted == split.labels))

    return validate


def _make_train_step(model: keras.Model, hyperparameters: Hyperparameters):
    optimizer = keras.optimizers.SGD(
        hyperparameters.learning_rate, momentum=hyperparameters.momentum
    )
    if hyperparameters.precision == "float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    variables = model.trainable_variables
    optimizer.build(variables)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function(jit_compile=True)
    def train_step(crops: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            logits = model(crops, training=True)
            squares = tf.add_n([tf.nn.l2_loss(variable) for variable in variables])
            loss = cross_entropy(labels, logits) + hyperparameters.weight_decay * squares
            scaled_loss = optimizer.scale_loss(loss)
        gradients = tape.gradient(scaled_loss, variables)
        optimizer.apply_gradients(zip(gradients, variables, strict=True))
        predicted = tf.argmax(logits, axis=1, output_type=tf.int32)
        return loss, tf.reduce_sum(tf.cast(predicted == labels, tf.int32))

    return optimizer, train_step
