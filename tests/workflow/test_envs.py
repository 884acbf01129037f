"""The locked requirements and the conda environments say the same."""

import ast
import re
import sys
from pathlib import Path

import pytest
import yaml

from asirra.code import find_code
from tests.conftest import ROOT

SCRIPTS = ROOT / "workflow" / "scripts"

ENVS = sorted((ROOT / "envs").glob("*.yaml"))
MODULES = {
    "PIL": "pillow",
    "bayes_opt": "bayesian-optimization",
    "sklearn": "scikit-learn",
}
PIN = re.compile(r"^([a-z0-9-]+)==(\S+) ", re.MULTILINE)


def read_lock(name):
    return dict(PIN.findall((ROOT / "envs" / name).read_text()))


def pip_pins(path):
    """Return the pins of an environment; of Python alone it has none."""
    dependencies = yaml.safe_load(path.read_text())["dependencies"]
    pins = [d["pip"] for d in dependencies if isinstance(d, dict)]
    return dict(pin.split("==") for of_pip in pins for pin in of_pip)


@pytest.mark.parametrize("path", ENVS, ids=lambda path: path.stem)
def test_conda_pins_equal_the_lock(path):
    # TensorBoard is an extra: the test tools' lock holds the first one and it.
    lock = read_lock("requirements-test.txt")
    assert pip_pins(path) == {name: lock[name] for name in pip_pins(path)}


def test_the_test_lock_holds_the_lock():
    assert (
        read_lock("requirements.txt").items()
        <= read_lock("requirements-test.txt").items()
    )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_hashed_and_no_index_is_named(name):
    text = (ROOT / "envs" / name).read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert len(entries) > 80
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index-url" not in text


def rules_with_scripts():
    for path in sorted((ROOT / "workflow" / "rules").rglob("*.smk")):
        text = path.read_text()
        for block in re.split(r"\n(?=rule |checkpoint )", text)[1:]:
            script = re.search(r'"(?:\.\./)+scripts/(\w+/\w+\.py)"', block)
            if script:
                name = re.match(r"\w+ (\w+):", block)[1]
                env = re.search(r'"(?:\.\./)+envs/(\w+\.yaml)"', block)
                yield name, script[1], env and env[1], block


RULES = list(rules_with_scripts())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[0])
def test_a_rule_has_its_own_script_log_code_and_environment(rule):
    name, script, env, block = rule
    assert Path(script).name == f"{name}.py"
    assert re.search(rf'code=(training_)?code\("{script}"\)', block)
    log = re.search(r"log:\s+(\S+)", block)[1]
    assert re.search(rf'[/"]{name}(/|\.log|")', log)
    assert env


def test_no_environment_is_left_that_no_rule_takes():
    assert {env for _, _, env, _ in RULES} == {path.name for path in ENVS}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[0])
def test_the_environment_has_what_the_script_imports(rule):
    _, script, env, _ = rule
    imported = set()
    for path in find_code(SCRIPTS / script, SCRIPTS):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module.split(".")[0])
    packages = imported - sys.stdlib_module_names - {"asirra"}
    assert {MODULES.get(p, p) for p in packages} <= set(pip_pins(ROOT / "envs" / env))
