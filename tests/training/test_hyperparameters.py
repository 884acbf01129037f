from asirra.training.hyperparameters import Hyperparameters, flatten, gather
from tests.training.examples import VALUES


def test_options_stand_beside_other_keys_and_are_gathered_again():
    section = {"width": 0.5, "options": {"depth": 2, "norm": "group"}}
    flat = {"width": 0.5, "options.depth": 2, "options.norm": "group"}
    assert flatten(section) == flat
    assert gather(flat) == section


def test_without_options_a_section_is_what_it_was():
    assert flatten({"width": 0.5, "options": {}}) == {"width": 0.5}
    assert flatten({"momentum": 0.9}) == {"momentum": 0.9}
    assert Hyperparameters(**gather(VALUES)) == Hyperparameters(**VALUES)
