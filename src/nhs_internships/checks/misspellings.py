"""The words that pages of the scheme are known to misspell."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["MISSPELLINGS"]

MISSPELLINGS: Mapping[str, str] = {
    "attension": "attention",
    "commerical": "commercial",
    "enconder": "encoder",
    "evalaution": "evaluation",
    "explaianbility": "explainability",
    "fariness": "fairness",
    "guassian": "Gaussian",
    "internership": "internship",
    "prediciton": "prediction",
    "priortised": "prioritised",
    "probablistic": "probabilistic",
    "proects": "projects",
    "puased": "paused",
    "relevent": "relevant",
    "repoistory": "repository",
    "representive": "representative",
    "retreival": "retrieval",
    "senitment": "sentiment",
    "simuation": "simulation",
    "supervison": "supervision",
    "syntehtic": "synthetic",
    "techinques": "techniques",
    "undertanding": "understanding",
}
"""Words that pages of the scheme have misspelt, and the right spelling of each; none is a word of its own."""
