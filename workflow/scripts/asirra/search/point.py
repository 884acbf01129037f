"""A point of a search space.

It stands apart from the space, which no training reads, so that an edit of the space
trains nothing again.
"""

Value = float | str
# A value of every searched hyperparameter, by name.
Point = dict[str, Value]
