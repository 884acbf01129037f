"""A point of a search space.

Apart from the space, which no training reads: an edit of that trains nothing again.
"""

Value = float | str
# A value of every searched hyperparameter, by name.
Point = dict[str, Value]
