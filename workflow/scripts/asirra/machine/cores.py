"""How many cores each of several trainings takes, so that they share a machine."""

# ASSUME: the rest is for the system, other programs and photos that are kept in memory.
SHARE_OF_MEMORY = 0.75


def share_cores(
    cores: int, num_trainings: int, training_mb: int, memory_mb: int
) -> int:
    """Return the cores of each of some trainings that may run at once.

    A function of the machine, not of its load: the number of cores changes the rounding
    of a training. Fewer cores for each train more photos in all, as a step has parts
    that one core does while the others wait.

    Args:
        cores: of the machine.
        num_trainings: trainings that wait for no result of one another.
        training_mb: what one needs.
        memory_mb: of the machine.

    Returns:
        An equal share, from 1 to all cores; more where the memory does not hold as many
        trainings as there would be shares.
    """
    num_fitting = max(1, int(SHARE_OF_MEMORY * memory_mb) // training_mb)
    equal_share = cores // min(cores, num_trainings)
    return max(equal_share, cores // (num_fitting + 1) + 1)
