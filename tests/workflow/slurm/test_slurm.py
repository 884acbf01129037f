"""The quick experiment on a Slurm of two nodes ends with the bytes of one machine.

A round of two trials runs on both nodes at once. One of the trials is cancelled in the
middle of its training, and a node is set down in the middle of another: both go on from
their resume points. `make test-slurm` runs this; `make test` does not.
"""

import re
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import Project, comparable, copy_project
from tests.workflow.slurm.cluster import NODES, missing_programs, running_cluster

OPTIONS = (
    "--config",
    # Two rounds: the plugin looks after its jobs every 10 s or so, which takes time.
    'search={"trials_per_round": 2, "num_trials": 4}',
    # As many cores as a job has on the cluster: another number rounds otherwise.
    'training={"resume_minutes": 0, "cores": 2}',
)
# What a site sets: here, nodes of two cores, of which nobody keeps accounts.
SITE = (
    *("--workflow-profile", "profiles/slurm"),
    "--set-threads",
    *(
        f"{rule}=2"
        for rule in (
            *("draw_photos", "pack_photos", "train_trial", "train_rung"),
            *("train_final", "evaluate_test", "predict_photos"),
        )
    ),
    *("--slurm-status-command", "squeue"),
    *("--slurm-init-seconds-before-status-checks", "1"),
    *("--seconds-between-status-checks", "1"),
)
RESULTS = "results/quick"


@dataclass
class Run:
    """What was seen of a run on the cluster.

    Attributes:
        folder: of its results.
        output: what Snakemake printed.
        queue: each line of `squeue` that showed trainings, with the second it was seen.
        disturbed: the trial that was cancelled, and the one whose node went down.
        expected: the results of the same run on one machine.
    """

    folder: Path
    output: str = ""
    queue: list[tuple[float, list[str]]] = field(default_factory=list)
    disturbed: dict[str, str] = field(default_factory=dict)
    expected: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture(scope="module")
def run():
    """The quick experiment on a cluster, disturbed twice."""
    if missing := missing_programs():
        pytest.fail(f"not installed: {missing}; apt-get install slurm-wlm munge")
    # Short, because Munge's socket lies in it; not beside other users' files.
    with tempfile.TemporaryDirectory(prefix="slurm_") as name:
        folder = Path(name)
        project = Project(copy_project(folder / "cluster"), (*SITE, *OPTIONS))
        (folder / "s").mkdir()
        # Beside it the same on this machine alone, with nothing of Slurm.
        alone = Project(copy_project(folder / "alone"), OPTIONS)
        single = alone.start("--quiet", "all")
        with running_cluster(folder / "s") as environment:
            watched = watch(project, environment)
            assert single.wait() == 0, single.stdout.read()
            watched.expected = comparable(alone.folder / RESULTS)
            yield watched
            # A node that went down may still run what it ran.
            project.kill()


def watch(project: Project, environment: dict[str, str]) -> Run:
    run = Run(project.folder / RESULTS)
    log = project.folder / "output.txt"
    with open(log, "w") as output:
        process = subprocess.Popen(
            ["snakemake", *project.options],
            cwd=project.folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        start = time.monotonic()
        while process.poll() is None:
            trainings = find_trainings(environment)
            run.queue.append((time.monotonic() - start, sorted(trainings.values())))
            for job, text in trainings.items():
                disturb(run, job, text, environment)
            time.sleep(0.1)
            assert time.monotonic() - start < 1200, log.read_text()
    run.output = log.read_text()
    assert process.returncode == 0, run.output
    return run


def find_trainings(environment: dict[str, str]) -> dict[str, str]:
    """Return "<rule and wildcards> <node>" of the trainings that run, by job."""
    listed = slurm(environment, "squeue", "--noheader", "--format=%i|%t|%k|%N")
    jobs = [line.split("|") for line in listed.splitlines()]
    return {
        job: f"{comment} {node}"
        for job, state, comment, node in jobs
        if state == "R" and "train_" in comment
    }


def disturb(run: Run, job: str, text: str, environment: dict[str, str]) -> None:
    """Cancel the first trial that has a resume point; take the node of a later one."""
    trial = re.search(r"trial.*?(\d{3})", text)
    if not trial or trial[1] in run.disturbed.values():
        return
    # The second is one of the next round.
    if not list(run.folder.glob(f"search/*/trial_{trial[1]}/resume_point.npz")):
        return
    if "cancelled" not in run.disturbed:
        run.disturbed["cancelled"] = trial[1]
        slurm(environment, "scancel", job)
    elif "node down" not in run.disturbed and trial[1] > "001":
        run.disturbed["node down"] = trial[1]
        node = text.split()[-1]
        change = ("scontrol", "update", f"nodename={node}")
        slurm(environment, *change, "state=down", "reason=test")
        slurm(environment, *change, "state=resume")


def slurm(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_round_of_two_trials_runs_on_both_nodes_at_once(run):
    together = [
        (second, jobs)
        for second, jobs in run.queue
        if len([job for job in jobs if "train_trial" in job]) == 2
    ]
    assert together
    second, jobs = together[0]
    print(f"after {second:.0f} s: {jobs}")
    assert {job.split()[-1] for job in jobs} == set(NODES)


def test_it_survives_a_cancelled_job_and_a_node_that_goes_down(run):
    assert set(run.disturbed) == {"cancelled", "node down"}
    print(run.disturbed)


def test_both_went_on_from_their_resume_points(run):
    for trial in run.disturbed.values():
        log = run.folder / f"logs/train_trial/bayesian_{trial}.log"
        assert re.search(r"going on after step [1-9]", log.read_text()), log.read_text()


def test_the_results_have_the_bytes_of_one_machine(run):
    expected, found = run.expected, comparable(run.folder)
    assert sorted(found) == sorted(expected)
    differing = [name for name in expected if found[name] != expected[name]]
    assert differing == []
    print(f"{len(expected)} results, the same bytes")
