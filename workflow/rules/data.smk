"""From labelled photos to packed arrays, splits and the mean image."""

DATA = f"{RESULTS}/data"


def photo_source(wildcards):
    """Return the folder or zip of photos: drawn, given, or fetched and kept."""
    source = config["data"]["source"]
    if source == "synthetic":
        return f"{DATA}/drawings.zip"
    if source.startswith(("http://", "https://")):
        return storage.http(source, keep_local=True)
    return source


rule draw_photos:
    message:
        "Draw cats and dogs"
    input:
        code=code("draw_photos.py"),
    output:
        photos=f"{DATA}/drawings.zip",
    log:
        f"{RESULTS}/logs/draw_photos.log",
    threads: workflow.cores
    params:
        seed=config["seed"],
    conda:
        "../../envs/photos.yaml"
    script:
        "../scripts/draw_photos.py"


rule list_photos:
    message:
        "List the files of {input.source} and their labels"
    input:
        source=photo_source,
        code=code("list_photos.py"),
    output:
        files=f"{DATA}/files.csv",
    log:
        f"{RESULTS}/logs/list_photos.log",
    params:
        sha256=config["data"]["sha256"],
        fingerprint=fingerprint(config["data"]["source"]),
    conda:
        "../../envs/photos.yaml"
    script:
        "../scripts/list_photos.py"


rule pack_photos:
    message:
        "Decode, check, resize and pack the photos"
    input:
        source=photo_source,
        files=f"{DATA}/files.csv",
        code=code("pack_photos.py"),
    output:
        images=f"{DATA}/images.npy",
        packed=f"{DATA}/packed.csv",
        rejected=f"{DATA}/rejected.csv",
    log:
        f"{RESULTS}/logs/pack_photos.log",
    benchmark:
        f"{RESULTS}/benchmarks/pack_photos.tsv"
    threads: workflow.cores
    params:
        image_size_px=config["data"]["image_size_px"],
        fingerprint=fingerprint(config["data"]["source"]),
    conda:
        "../../envs/photos.yaml"
    script:
        "../scripts/pack_photos.py"


rule split_photos:
    message:
        "Split the photos into training, validation and test"
    input:
        packed=f"{DATA}/packed.csv",
        code=code("split_photos.py"),
    output:
        photos=f"{DATA}/photos.csv",
    log:
        f"{RESULTS}/logs/split_photos.log",
    params:
        split={
            "test_fraction": config["data"]["test_fraction"],
            "validation_fraction": config["data"]["validation_fraction"],
            "seed": config["seed"],
        },
    conda:
        "../../envs/photos.yaml"
    script:
        "../scripts/split_photos.py"


rule compute_mean_image:
    message:
        "Compute the mean image of the training photos"
    input:
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("compute_mean_image.py"),
    output:
        array=f"{DATA}/mean_image.npy",
        picture=f"{DATA}/mean_image.png",
    log:
        f"{RESULTS}/logs/compute_mean_image.log",
    conda:
        "../../envs/photos.yaml"
    script:
        "../scripts/compute_mean_image.py"
