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


# Where the source is gone, its packed photos are files that are given.
if not SOURCE_IS_GONE:

    include: "workflow/rules/source.smk"


include: "workflow/rules/photos.smk"
include: "workflow/rules/search.smk"
include: "workflow/rules/training.smk"
include: "workflow/rules/selection.smk"
include: "workflow/rules/evaluation.smk"
include: "workflow/rules/prediction.smk"
include: "workflow/rules/analysis.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/figures/photos.smk"
include: "workflow/rules/figures/search.smk"
include: "workflow/rules/figures/training.smk"
include: "workflow/rules/figures/evaluation.smk"
include: "workflow/rules/figures/analysis.smk"


rule all:
    default_target: True
    input:
        # The trials themselves, not only their table: a table that exists would hide
        # that the budget was raised (jobs behind a checkpoint are judged by time alone).
        [every_trial(strategy, name) for strategy in SEARCHES for name in TRIAL_FILES],
        f"{RESULTS}/data/mean_image.png",
        after_search(
            *expand(f"{RESULTS}/tables/{{table}}.csv", table=TABLES),
            *FIGURES,
            *expand(f"{RESULTS}/pages/{{page}}.html", page=PAGES),
            f"{RESULTS}/summary.txt",
        ),
    localrule: True
