"""The report in a browser: every figure and table is reached by clicking."""

import subprocess
import sys

import pandas as pd
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import copy_finished
from tests.tools.browser import needs_browser, open_browser

pytestmark = needs_browser


@pytest.fixture(scope="module")
def report(finished, tmp_path_factory):
    project = copy_finished(finished, tmp_path_factory.mktemp("report"))
    # As docs/results.md says it: no --cores.
    command = [sys.executable, "-m", "snakemake", "--report", "report.html"]
    run = subprocess.run(
        [*command, *project.options], cwd=project.folder, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return project.folder / "report.html"


@pytest.fixture(scope="module")
def browser(report):
    with open_browser() as driver:
        driver.get(report.as_uri())
        yield driver


def find_links(browser, text=None):
    links = browser.find_elements(By.TAG_NAME, "a")
    return [link for link in links if text is None or link.text == text]


def click(browser, text):
    WebDriverWait(browser, 10).until(lambda b: find_links(b, text))[0].click()


def rows(browser):
    """Return the rows of a category: their labels, and their button that shows."""
    found = {}
    for row in browser.find_elements(By.CSS_SELECTOR, "table tbody tr"):
        buttons = row.find_elements(By.TAG_NAME, "a")
        if buttons:
            found[" ".join(row.text.split())] = buttons[0]
    return found


def toggles(browser):
    """Return the switches of a category, which has one for a label of two values."""
    return browser.find_elements(By.CSS_SELECTOR, "fieldset label")


def see_results(browser, category):
    """Click every result of a category; return what was seen, by its labels."""
    click(browser, category)
    WebDriverWait(browser, 10).until(rows)
    seen = {}
    for number in range(max(1, len(toggles(browser)))):
        chosen = [t for k, t in enumerate(toggles(browser)) if k == number]
        for toggle in chosen:
            toggle.click()
        for labels in rows(browser):
            rows(browser)[labels].click()
            name = " ".join([labels, *[toggle.text for toggle in chosen]])
            seen[name] = WebDriverWait(browser, 10).until(shown)
    click(browser, "Results")
    return seen


def shown(browser):
    """Return "picture", or the heading of a page, once one is shown."""
    for image in browser.find_elements(By.TAG_NAME, "img"):
        is_logo = "filename=logo.svg" in image.get_attribute("src")
        if not is_logo and image.get_property("naturalWidth"):
            return "picture"
    for frame in browser.find_elements(By.TAG_NAME, "iframe"):
        browser.switch_to.frame(frame)
        try:
            for heading in browser.find_elements(By.CSS_SELECTOR, "h1, img"):
                return heading.text or heading.get_attribute("alt")
        finally:
            browser.switch_to.default_content()
    return None


def test_every_figure_and_table_is_reached_by_clicking(browser, capsys):
    finals = [(c, 0) for c in ("bayesian", "manual")]

    def of_finals(*names):
        return {f"{name} {c} {seed}" for name in names for c, seed in finals}

    pages = (
        *("best_parameters", "best_points", "classes", "comparison", "importance"),
        *(
            "near_duplicates",
            "partial_dependence",
            "photos",
            "recall",
            "rejected",
            "retrained",
            "rounds",
        ),
        *("test_accuracy", "trials"),
    )
    expected = {
        "Photos": {"mean image", "sizes and reasons", "what was found"},
        "Result": {"test accuracy", *of_finals("mistakes", "predictions")},
        "Search": {
            "best so far",
            "curves of all trials bayesian",
            "posterior of all rounds bayesian",
            "posterior of the last round bayesian",
            "importance bayesian",
            "strategies",
        },
        "Tables": set(pages),
        # Where every result has a candidate, a switch selects it.
        "Training": {
            f"{name} 0 {candidate}"
            for name in ("filters", "learning curve")
            for candidate, _ in finals
        },
    }
    seen = {category: see_results(browser, category) for category in expected}
    assert {category: set(found) for category, found in seen.items()} == expected
    for name, title in seen["Tables"].items():
        assert title == name.replace("_", " ")
    animation = seen["Search"]["posterior of all rounds bayesian"]
    assert animation == "bayesian search, round by round"
    assert seen["Search"]["best so far"] == "picture"
    with capsys.disabled():
        print("\nclicked:", *[f"{c}: {n}" for c in seen for n in seen[c]], sep="\n  ")


def test_a_table_sorts_and_searches(browser, finished):
    page = finished[0].folder / "results/tiny/pages/photos.html"
    browser.get(page.as_uri())

    def column(number):
        cells = browser.find_elements(By.CSS_SELECTOR, f"td:nth-child({number})")
        return [cell.text for cell in cells if cell.is_displayed()]

    heads = [head.text for head in browser.find_elements(By.TAG_NAME, "th")]
    width = heads.index("width_px")
    browser.find_elements(By.TAG_NAME, "th")[width].click()
    assert column(width + 1) == sorted(column(width + 1), key=int)
    browser.find_elements(By.TAG_NAME, "th")[width].click()
    assert column(width + 1) == sorted(column(width + 1), key=int, reverse=True)
    browser.find_element(By.TAG_NAME, "input").send_keys("dog/copy")
    assert column(1) == ["Dog/copy.jpg"]


def test_the_report_has_no_error_and_fetches_nothing(browser, report):
    browser.get(report.as_uri())
    for category in ("Tables", "Search"):
        see_results(browser, category)
    for page in ("Workflow", "Statistics", "About"):
        click(browser, page)
    errors = [e for e in browser.get_log("browser") if e["level"] == "SEVERE"]
    assert errors == []
    fetched = browser.get_log("performance")
    requests = [e["message"] for e in fetched if "requestWillBeSent" in e["message"]]
    assert requests
    assert not [r for r in requests if '"url":"http' in r]


def test_captions_state_the_numbers(report, finished):
    path = finished[0].folder / "results/tiny/tables/test_accuracy.csv"
    accuracies = pd.read_csv(path, dtype=str)
    numbers = accuracies.loc[0, ["test_accuracy", "test_balanced_accuracy"]]
    text = report.read_text()
    assert all(number[:12] in text for number in numbers)
    assert "Error loading caption" not in text
    assert "System Message" not in text
