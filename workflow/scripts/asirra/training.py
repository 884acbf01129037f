"""The training loop."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf

from asirra.alexnet import build_alexnet
from asirra.batches import Split, count_steps, training_batch
from asirra.prediction import make_predictor
from asirra.progress import Training
from asirra.pruning import never
from asirra.resume import ResumePoint
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
        InputError: when the crop is too small or the batch larger than the photos.
    """
    batch_size = hyperparameters.batch_size
    num_steps = count_steps(train_split, batch_size)
    num_classes = len(train_split.classes)
    training = _start(hyperparameters, num_classes, num_steps, channel_mean, seed)
    validate = _make_validator(training.model, validation_split, hyperparameters)
    train_step = _make_train_step(training, hyperparameters)
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
    return training


def _start(
    hyperparameters: Hyperparameters,
    num_classes: int,
    num_steps: int,
    channel_mean: list[float],
    seed: int,
) -> Training:
    model = build_alexnet(
        hyperparameters.crop_size_px,
        num_classes,
        channel_mean,
        hyperparameters.width,
        hyperparameters.initializer,
        hyperparameters.dropout,
        seed,
    )
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


def _make_train_step(training: Training, hyperparameters: Hyperparameters) -> Callable:
    """Return a function of crops and labels that returns the loss and the number right.

    It goes one step down the gradient.
    """
    weight_decay = hyperparameters.weight_decay
    model, optimizer = training.model, training.optimizer
    variables = model.trainable_variables
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    # Not by XLA: by oneDNN it is as fast or faster on every CPU measured, and it takes
    # 4 s to compile.
    @tf.function
    def train_step(crops: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            logits = model(crops, training=True)
            squares = tf.add_n([tf.nn.l2_loss(variable) for variable in variables])
            loss = cross_entropy(labels, logits)
            loss += weight_decay * squares
            scaled_loss = optimizer.scale_loss(loss)
        gradients = tape.gradient(scaled_loss, variables)
        optimizer.apply_gradients(zip(gradients, variables, strict=True))
        predicted = tf.argmax(logits, axis=1, output_type=tf.int32)
        return loss, tf.reduce_sum(tf.cast(predicted == labels, tf.int32))

    return train_step
