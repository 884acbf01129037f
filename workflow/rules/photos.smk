"""From packed photos to splits and the mean image."""


localrules:
    split_photos,
    compute_mean_image,


rule split_photos:
    input:
        packed=f"{DATA}/packed.csv",
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
        split={
            "test_fraction": config["data"]["test_fraction"],
            "validation_fraction": config["data"]["validation_fraction"],
            "seed": config["seed"],
        },
    message:
        "Split the photos into training, validation and test"
    script:
        "../scripts/photos/split_photos.py"


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
