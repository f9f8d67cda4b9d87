"""LinkedIn's own labels, one small table per interface language, each with its evidence."""

from withdrawer.linkedin.labels.english import ENGLISH
from withdrawer.linkedin.labels.table import UNKNOWN, Labels, partial_label, whole_label
from withdrawer.linkedin.labels.tables import TABLES, Known, known_labels, labels_for

__all__ = [
    "ENGLISH", "TABLES", "UNKNOWN", "Known", "Labels", "known_labels", "labels_for", "partial_label", "whole_label",
]  # fmt: skip
