"""`studykit optimize`: fit the weights of the scheduler to one's own reviews.

With `--json`, one document: `weights` (21), `reviews` (learnt from), `held_out` (compared on),
`loss_before`, `loss_after` (log loss on these; lower is better) and `applied`; with `--undo`
only `weights`, those in use now (null: the published ones).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument, own_profile
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse

    from studykit.analytics.fitting import Fit
    from studykit.progress.store import Profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose reviews, and whether to apply what was found."""
    add_profile_argument(parser)
    parser.add_argument(
        "--yes", action="store_true", help=words()("apply the weights without asking")
    )
    parser.add_argument(
        "--undo",
        action="store_true",
        help=words()("go back to the weights used before the last fit"),
    )
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Fit, compare on reviews held out, and apply only when agreed to."""
    if arguments.undo and arguments.yes:
        raise Failure(Message("Give either --yes or --undo, not both."), EXIT_USAGE)
    with own_profile(arguments.profile, write=True) as profile:
        if arguments.undo:
            _go_back(profile)
            _report_undo(profile, as_json=arguments.json)
        else:
            found = _fit(profile)
            if not arguments.json:
                print(_fit_text(found))
            applied = _agreed(found, arguments)
            if applied:
                _apply(profile, found)
            _report(found, applied, as_json=arguments.json)
    return EXIT_FINE


def _fit(profile: Profile) -> Fit:
    from studykit.analytics.fitting import FittingUnavailable, TooFewReviews, fit
    from studykit.scheduling.settings import settings_from

    # Not what stands in the settings but what the scheduler takes of it.
    weights = settings_from(profile.state["settings"]).weights
    try:
        return fit(profile.events(), weights)
    except TooFewReviews as error:
        raise Failure(error.message, EXIT_USAGE) from None
    except FittingUnavailable as error:
        raise Failure(error.message) from None


def _agreed(found: Fit, arguments: argparse.Namespace) -> bool:
    if not found.better or arguments.yes:
        return found.better
    if arguments.json or not sys.stdin.isatty():
        return False
    try:
        answer = input(words()("Use the new weights from now on? [y/N] "))
    except EOFError:
        print()
        return False
    return answer.strip().casefold() in ("y", "yes", "是")


def _apply(profile: Profile, found: Fit) -> None:
    from studykit.learner.clock import clock_from
    from studykit.progress.events import setting_changed

    now = clock_from(profile.state).now()
    profile.record([setting_changed(now, "weights", list(found.weights))])


def _go_back(profile: Profile) -> None:
    """Undo the last fit; done again, the one before it.

    Raises:
        Failure: there is none.
    """
    from studykit.learner.clock import clock_from
    from studykit.progress.events import setting_changed, undo
    from studykit.progress.state import lasting

    now = clock_from(profile.state).now()
    fits = [
        event["id"]
        for event in lasting(profile.events())
        if event["kind"] == "setting_changed" and event["key"] == "weights"
    ]
    if fits:
        profile.record([undo(now, fits[-1])])
    elif "weights" in profile.state["settings"]:
        # They came with a snapshot whose history is lost.
        profile.record([setting_changed(now, "weights", None)])
    else:
        raise Failure(Message("No weights were fitted: there is nothing to undo."), EXIT_USAGE)


def _report_undo(profile: Profile, *, as_json: bool) -> None:
    weights = profile.state["settings"].get("weights")
    if as_json:
        print_report("optimize", {"weights": weights})
    elif weights:
        print(words()("The weights of the previous fit are in use again."))
    else:
        print(words()("The published weights are in use again."))


def _fit_text(found: Fit) -> str:
    return words()(
        "Learnt from {n} reviews, compared on {later} later ones: log loss {before} before,"
        " {after} after: {verdict}.",
        n=found.reviews,
        later=found.held_out,
        before=f"{found.loss_before:.4f}",
        after=f"{found.loss_after:.4f}",
        verdict=words()("better") if found.better else words()("no better"),
    )


def _report(found: Fit, applied: bool, *, as_json: bool) -> None:
    if as_json:
        print_report(
            "optimize",
            {
                "weights": list(found.weights),
                "reviews": found.reviews,
                "held_out": found.held_out,
                "loss_before": found.loss_before,
                "loss_after": found.loss_after,
                "applied": applied,
            },
        )
        return
    if applied:
        print(words()("The new weights count from each card's next review on."))
        print(words()("To go back: studykit optimize --undo"))
    elif found.better:
        print(words()("Nothing was changed. To apply them: studykit optimize --yes"))
    else:
        print(words()("Nothing was changed."))
