"""The rules of the whole experiment, but for the predictions."""

# Where the source is gone, its packed photos are files that are given.
if not SOURCE_IS_GONE:

    include: "source.smk"


include: "photos.smk"
include: "search.smk"
include: "training.smk"
include: "selection.smk"
include: "evaluation.smk"
include: "analysis.smk"
include: "report.smk"
include: "figures/photos.smk"
include: "figures/search.smk"
include: "figures/training.smk"
include: "figures/evaluation.smk"
include: "figures/analysis.smk"
