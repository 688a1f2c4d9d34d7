"""`studykit optimize`: fit the weights of the scheduler to one's own reviews."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.outcome import EXIT_FINE, EXIT_OUTSIDE, EXIT_USAGE, Failure, print_json

if TYPE_CHECKING:
    import argparse

    from studykit.analytics.fitting import Fit
    from studykit.progress.store import Profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose reviews, and whether to apply what was found."""
    parser.add_argument("--profile", type=Path, metavar="FILE", help="where your progress is")
    parser.add_argument("--yes", action="store_true", help="apply the weights without asking")
    parser.add_argument(
        "--undo", action="store_true", help="go back to the weights used before the last fit"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Fit, compare on reviews held out, and apply only when agreed to."""
    from studykit.analytics.fitting import FittingUnavailable, TooFewReviews, fit
    from studykit.progress.files import ProfileError
    from studykit.progress.store import Profile

    try:
        with Profile.open(arguments.profile) as profile:
            if profile.read_only:
                raise Failure(
                    "Your profile is open in another window; please close that first."
                )
            if arguments.undo:
                return _go_back(profile)
            settings = profile.state["settings"]
            try:
                found = fit(list(profile.events()), settings.get("weights"))
            except TooFewReviews as error:
                raise Failure(str(error), EXIT_USAGE) from None
            except FittingUnavailable as error:
                raise Failure(str(error), EXIT_OUTSIDE) from None
            applied = _agreed(found, arguments)
            if applied:
                _apply(profile, found)
            _report(found, applied, as_json=arguments.json)
            return EXIT_FINE
    except ProfileError as error:
        raise Failure(str(error), EXIT_OUTSIDE) from error


def _agreed(found: Fit, arguments: argparse.Namespace) -> bool:
    if arguments.yes or not found.better or arguments.json or not sys.stdin.isatty():
        return bool(arguments.yes and found.better)
    print(_told(found))
    return input("Use the new weights from now on? [y/N] ").strip().lower() in ("y", "yes")


def _apply(profile: Profile, found: Fit) -> None:
    from studykit.progress.events import setting_changed
    from studykit.study.clock import clock_from

    now = clock_from(profile.state).now()
    before = profile.state["settings"].get("weights") or []  # none: the published ones
    profile.record(
        [
            setting_changed(now, "weights_before", before),
            setting_changed(now, "weights", list(found.weights)),
        ]
    )


def _go_back(profile: Profile) -> int:
    from studykit.progress.events import setting_changed
    from studykit.study.clock import clock_from

    settings = profile.state["settings"]
    if "weights_before" not in settings:
        raise Failure("No weights were fitted yet: there is nothing to undo.", EXIT_USAGE)
    now = clock_from(profile.state).now()
    before = settings["weights_before"] or None
    profile.record([setting_changed(now, "weights", before)])
    print("The weights used before are in use again.")
    return EXIT_FINE


def _told(found: Fit) -> str:
    verb = "better" if found.better else "no better"
    return (
        f"Learnt from {found.reviews} reviews, compared on {found.held_out} later ones:"
        f" log loss {found.loss_before:.4f} before, {found.loss_after:.4f} after: {verb}."
    )


def _report(found: Fit, applied: bool, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "weights": list(found.weights),
                "reviews": found.reviews,
                "held_out": found.held_out,
                "loss_before": found.loss_before,
                "loss_after": found.loss_after,
                "applied": applied,
            }
        )
        return
    print(_told(found))
    if applied:
        print("The new weights are in use; studykit optimize --undo goes back.")
    elif found.better:
        print("Nothing was changed; studykit optimize --yes applies them.")
    else:
        print("Nothing was changed.")
