"""Search AlexNet's hyperparameters on labelled photos, and test what was found.

Photos are listed, packed and split; the search suggests a trial at a time and trains
it; the best hyperparameters are trained again and tested on photos not seen before.
"""

from snakemake.utils import min_version

min_version("9.27")


configfile: "config/config.yaml"


report: "workflow/report/workflow.rst"


include: "workflow/rules/common/config.smk"
include: "workflow/rules/common/attempts.smk"
include: "workflow/rules/common/console.smk"
include: "workflow/rules/common/finals.smk"
include: "workflow/rules/common/hooks.smk"
include: "workflow/rules/common/inputs.smk"
include: "workflow/rules/common/networks.smk"
include: "workflow/rules/common/resources.smk"
include: "workflow/rules/common/source.smk"
include: "workflow/rules/common/unfolding.smk"
include: "workflow/rules/prediction.smk"
include: "workflow/rules/figures/prediction.smk"


# Predictions need a model alone, where it is there.
if not PREDICTS_ALONE:

    include: "workflow/rules/photos.smk"
    include: "workflow/rules/search.smk"
    include: "workflow/rules/training.smk"
    include: "workflow/rules/selection.smk"
    include: "workflow/rules/evaluation.smk"
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
            every_trial_file(),
            rules.describe_photos.output,
            rules.find_near_duplicates.output,
            rules.compute_mean_image.output.picture,
            manual_results,
            after_search(
                *expand(f"{RESULTS}/tables/{{table}}.csv", table=TABLES),
                *FIGURES,
                *expand(f"{RESULTS}/pages/{{page}}.html", page=PAGES),
                f"{RESULTS}/summary.txt",
            ),
        localrule: True
