"""From labelled photos to packed arrays: what needs the source."""

from asirra.photos.source_record import RECORD

# `--cache` knows its inputs by their content, and a folder has none. (Snakemake allows
# no benchmark of a rule that is cached.)
CAN_BE_SHARED = not (is_path(SOURCE) and Path(SOURCE).is_dir())


localrules:
    list_photos,


rule draw_photos:
    input:
        code=code("photos/draw_photos.py"),
    output:
        photos=f"{DATA}/drawings.zip",
    log:
        RESULTS.log("draw_photos"),
    priority: PHOTOS_FIRST
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
        record=f"{DATA}/{RECORD}",
    log:
        RESULTS.log("list_photos"),
    priority: PHOTOS_FIRST
    # A second try would only repeat what is wrong with the photos.
    retries: 0
    conda:
        "../../envs/photos.yaml"
    resources:
        # Not a param: the same photos at another place are packed once (`--cache`).
        source=SOURCE,
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
    priority: PHOTOS_FIRST
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
