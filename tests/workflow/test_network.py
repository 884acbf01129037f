"""Networks of the user's own: two files that are searched, as a user runs them."""

import json

import keras
import pandas as pd
import pytest
import yaml

from tests.conftest import ROOT, copy_project, draw_folder
from tests.conftest import Project as BaseProject
from tests.models.networks import BATCH_NORM
from tests.workflow.test_rerun import FINAL, TRIALS, planned

RESULTS = "results/tiny"
RESNET = "config/networks/small_resnet.py"
