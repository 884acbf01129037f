"""From labelled photos to packed arrays, splits and the mean image."""

# `--cache` knows its inputs by their content, and a folder has none. (Snakemake allows
# no benchmark of a rule that is cached.)
CAN_BE_SHARED = not (is_path(SOURCE) and Path(SOURCE).is_dir())


localrules:
    list_photos,
    split_photos,
    describe_photos,
    compute_mean_image,


rule draw_photos:
    input:
        code=code("photos/draw_photos.py"),
    output:
        photos=f"{DATA}/drawings.zip",
    log:
        RESULTS.log("draw_photos"),
    conda:
        "../../envs/photos.yaml"
    threads: workflow.cores
    params:
        seed=config["seed"],
    message:
        "Draw cats and dogs"
    script:
        "../scripts/photos/draw_photos.py"


rule list_photos:
    input:
        source=photo_source,
        labels=LABEL_TABLE,
        code=code("photos/list_photos.py"),
    output:
        files=f"{DATA}/files.csv",
    log:
        RESULTS.log("list_photos"),
    # A second try would only repeat what is wrong with the photos.
    retries: 0
    conda:
        "../../envs/photos.yaml"
    params:
        listing=listing_settings(config),
        fingerprint=FINGERPRINT,
    message:
        "List the files of {input.source} and their labels"
    script:
        "../scripts/photos/list_photos.py"


rule pack_photos:
    input:
        source=photo_source,
        files=f"{DATA}/files.csv",
        code=code("photos/pack_photos.py"),
    output:
        images=f"{DATA}/images.npy",
        packed=f"{DATA}/packed.csv",
        rejected=f"{DATA}/rejected.csv",
    log:
        RESULTS.log("pack_photos"),
    cache: CAN_BE_SHARED
    conda:
        "../../envs/photos.yaml"
    threads: workflow.cores
    params:
        image_size_px=config["data"]["image_size_px"],
        fingerprint=FINGERPRINT,
    message:
        "Decode, check, resize and pack the photos"
    script:
        "../scripts/photos/pack_photos.py"


rule split_photos:
    input:
        packed=f"{DATA}/packed.csv",
        files=f"{DATA}/files.csv",
        code=code("photos/split_photos.py"),
    output:
        photos=f"{DATA}/photos.csv",
    log:
        RESULTS.log("split_photos"),
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
    priority: 100
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
    conda:
        "../../envs/photos.yaml"
    message:
        "Compute the mean image of the training photos"
    script:
        "../scripts/photos/compute_mean_image.py"
