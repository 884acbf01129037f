"""The whole experiment, but for the predictions: all its rules, and their target."""

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
