from asirra.seeds import seed_number, seed_sequence


def test_purposes_and_indices_are_independent_and_repeatable():
    asked = [(0, "split"), (0, "trial", 0), (0, "trial", 1), (1, "split")]
    numbers = [seed_number(*arguments) for arguments in asked]
    assert len(set(numbers)) == 4
    assert numbers == [seed_number(*arguments) for arguments in asked]
    assert all(type(number) is int and 0 <= number < 2**31 for number in numbers)


def test_the_numbers_stay_the_same_between_versions():
    assert seed_sequence(0, "split").generate_state(1)[0] == 3770521055
