"""From packed photos to splits and the mean image."""

# Trainings wait for photos, but suggestions can be made beside them.
PHOTOS_FIRST = 100

# Where the source is gone, its packed photos are files that are given.
if not SOURCE_IS_GONE:

    include: "source.smk"


localrules:
    split_photos,
    describe_photos,
    find_near_duplicates,
    compute_mean_image,


rule split_photos:
    input:
        packed=f"{DATA}/packed.csv",
        files=f"{DATA}/files.csv",
        code=code("photos/split_photos.py"),
    output:
        photos=f"{DATA}/photos.csv",
    log:
        RESULTS.log("split_photos"),
    priority: PHOTOS_FIRST
    # A second try would only repeat what is wrong with the photos.
    retries: 0
    conda:
        "../../envs/photos.yaml"
    resources:
        # Not a param: another batch size is no reason to split again.
        batch_size=DEMAND.batch_size,
    params:
        split=split_settings(config),
    message:
        "Split the photos into training, validation and test"
    script:
        "../scripts/photos/split_photos.py"


rule describe_photos:
    input:
        files=f"{DATA}/files.csv",
        photos=f"{DATA}/photos.csv",
        rejected=f"{DATA}/rejected.csv",
        code=code("photos/describe_photos.py"),
    output:
        classes=f"{RESULTS}/tables/classes.csv",
        findings=report(
            f"{DATA}/findings.txt",
            caption="../report/findings.rst",
            category="Photos",
            labels={"figure": "what was found"},
        ),
    log:
        RESULTS.log("describe_photos"),
    # Whoever sees wrong classes can stop the run before anything is trained.
    priority: PHOTOS_FIRST
    conda:
        "../../envs/photos.yaml"
    message:
        "Say what was found in the photos"
    script:
        "../scripts/photos/describe_photos.py"


rule find_near_duplicates:
    input:
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("photos/find_near_duplicates.py"),
    output:
        pairs=f"{DATA}/near_duplicates.csv",
    log:
        RESULTS.log("find_near_duplicates"),
    conda:
        "../../envs/photos.yaml"
    message:
        "Find photos of different splits that look the same"
    script:
        "../scripts/photos/find_near_duplicates.py"


rule compute_mean_image:
    input:
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("photos/compute_mean_image.py"),
    output:
        array=f"{DATA}/mean_image.npy",
        picture=report(
            f"{DATA}/mean_image.png",
            caption="../report/mean_image.rst",
            category="Photos",
            labels={"figure": "mean image"},
        ),
    log:
        RESULTS.log("compute_mean_image"),
    priority: PHOTOS_FIRST
    conda:
        "../../envs/photos.yaml"
    message:
        "Compute the mean image of the training photos"
    script:
        "../scripts/photos/compute_mean_image.py"
