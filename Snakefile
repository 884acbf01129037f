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
