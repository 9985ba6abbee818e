"""One call for a course's ``nbgrader_config.py``: all that nbgrader needs to know of this grader."""

from __future__ import annotations


def configure(config) -> None:
    """Set pages that load nothing from outside, verdicts in the place of execution, and how downloads are collected.

    Parameters
    ----------
    config : traitlets.config.Config
        The ``c`` of an ``nbgrader_config.py``.

    Raises
    ------
    dlgrader.gradebook.patches.UnknownVersion
        Where another nbgrader is installed than this grader was made for.
    """
    from dlgrader.feedback import exporter
    from dlgrader.gradebook import patches, preprocessors

    patches.refuse_unknown()
    exporter.configure(config)
    preprocessors.configure(config)
    # By name: whoever grades does not load what collects.
    config.ZipCollectApp.extractor_plugin = "dlgrader.collecting.plugins.SafeExtractor"
    config.ZipCollectApp.collector_plugin = "dlgrader.collecting.plugins.StudentCollector"
    patches.import_students("dlgrader.collecting.roster_import.import_listed")
