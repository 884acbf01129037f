"""A training on several devices at once, each with its share of every batch."""

from asirra.machine.backend import keras, tf


class ReplicaDropout(keras.layers.Dropout):
    """Dropout that draws for the whole batch, and keeps this device's share of it.

    Keras's own dropout draws the same numbers on every device, so the dropped units
    would depend on the number of devices.
    """

    def call(self, inputs: tf.Tensor, training: bool = False) -> tf.Tensor:
        if not training or self.rate == 0:
            return inputs
        context = tf.distribute.get_replica_context()
        num_rows = inputs.shape[0] * context.num_replicas_in_sync
        ones = tf.ones((num_rows, *inputs.shape[1:]), inputs.dtype)
        scale = keras.random.dropout(ones, self.rate, seed=self.seed_generator)
        return inputs * own_rows(scale)


def dropout_layer(num_devices: int) -> type[keras.layers.Layer]:
    """Return the class of dropout layers: Keras's own for one device."""
    return keras.layers.Dropout if num_devices == 1 else ReplicaDropout


def make_distribution(num_devices: int) -> tf.distribute.Strategy:
    """Return the distribution over devices; for one device, TensorFlow's default."""
    if num_devices == 1:
        return tf.distribute.get_strategy()
    kind = "GPU" if tf.config.list_logical_devices("GPU") else "CPU"
    devices = tf.config.list_logical_devices(kind)[:num_devices]
    return tf.distribute.MirroredStrategy([device.name for device in devices])


def own_rows(batch: tf.Tensor) -> tf.Tensor:
    """Return this device's share of a batch; shares are equal, in order of devices."""
    context = tf.distribute.get_replica_context()
    num_rows = batch.shape[0] // context.num_replicas_in_sync
    first = context.replica_id_in_sync_group * num_rows
    return batch[first : first + num_rows]
