"""Search AlexNet's hyperparameters on labelled photos, and test what was found.

Photos are listed, packed and split; the search suggests a trial at a time and trains
it; the best hyperparameters are trained again and tested on photos not seen before.
"""

from snakemake.utils import min_version

min_version("9.27")


configfile: "config/config.yaml"


report: "workflow/report/workflow.rst"


include: "workflow/rules/common/config.smk"
include: "workflow/rules/common/hooks.smk"
include: "workflow/rules/common/inputs.smk"
include: "workflow/rules/common/resources.smk"
include: "workflow/rules/common/source.smk"
include: "workflow/rules/prediction.smk"
include: "workflow/rules/figures/prediction.smk"


if not PREDICTS_ALONE:

    include: "workflow/rules/experiment.smk"

    rule all:
        default_target: True
        input:
            # The trials themselves, not only their table: a table that exists would
            # hide that the budget was raised (jobs behind a checkpoint are judged by
            # time alone).
            [
                every_trial(strategy, name)
                for strategy in SEARCHES
                for name in TRIAL_FILES
            ],
            f"{RESULTS}/data/mean_image.png",
            after_search(
                *expand(f"{RESULTS}/tables/{{table}}.csv", table=TABLES),
                *FIGURES,
                *expand(f"{RESULTS}/pages/{{page}}.html", page=PAGES),
                f"{RESULTS}/summary.txt",
            ),
        localrule: True
