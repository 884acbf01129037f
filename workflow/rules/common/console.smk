"""What a run says of its trainings while it runs."""

from asirra.report.console import Console
from asirra.report.tally import Tally, read_plan
from snakemake.logging import logger

# That of this run, from its start on.
CONSOLES: list[Console] = []


def planned_trials():
    """Return (strategy, number) of the trials that the run will suggest or train."""
    wildcards = [job.wildcards_dict for job in workflow.dag.needrun_jobs()]
    return {(w["strategy"], int(w["trial"])) for w in wildcards if "trial" in w}


def count_open_finals():
    """Return how many trainings after the search have not ended.

    They are planned when the trials to train again are selected, but for the manual
    point, which may be planned later.
    """
    wildcards = [job.wildcards_dict for job in workflow.dag.needrun_jobs()]
    planned = {(w["point"], w["final_seed"]) for w in wildcards if "point" in w}
    if "manual" in config["final"]["candidates"]:
        for seed in config["final"]["seeds"]:
            if not os.path.exists(RESULTS.point("result.json", "manual", seed)):
                planned.add(("manual", str(seed)))
    return len(planned)


def follow_trainings():
    """Say a line of each training that ends, from now on."""
    if workflow.touch:
        return
    # With --quiet, Snakemake would not even tell its handlers of jobs that end. Its own
    # handler goes on hiding them.
    workflow.scheduler.print_progress = True
    tally = Tally(read_plan(config, DIMENSIONS))
    tally.read_earlier(planned_trials())
    limits = workflow.scheduler.global_resources
    # By Snakemake's own logger, whose lines every display shows and --quiet all hides.
    CONSOLES.append(Console(tally, limits, count_open_finals, logger.info))
    logger.addHandler(CONSOLES[0])
