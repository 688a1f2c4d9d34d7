"""The codes of the critic, what each stands for, and where the rule comes from.

HDR: Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing guidelines
for classroom assessment", Applied Measurement in Education 15(3), with the number of the
guideline. NBME: the NBME's item-writing guide (6th ed., 2020). H&R: Haladyna & Rodriguez,
"Developing and validating test items" (2013). A code never changes.
"""

from __future__ import annotations

CODES = {
    "SK601": ("The key is clearly the longest option.", "HDR 24"),
    "SK602": ("An option is far longer than all the others.", "HDR 24"),
    "SK603": ("An option speaks of all or none of the others.", "HDR 25, 26"),
    "SK604": ("Options combine others by letters or numbers (“I and II”).", "HDR 9"),
    "SK605": ("A negative stem without emphasis.", "HDR 17"),
    "SK606": ("A negative option under a negative stem.", "HDR 17"),
    "SK607": ("An absolute term gives what is wrong away.", "HDR 28a"),
    "SK608": ("A vague term of frequency.", "NBME"),
    "SK609": ("Options that are nearly the same, or overlap.", "HDR 22"),
    "SK610": ("A word of the stem returns in the key only.", "HDR 28b"),
    "SK611": ("The key stands in the stem.", "HDR 28b"),
    "SK612": ("The key has most in common with the other options.", "NBME"),
    "SK613": ("Grammar gives the key away.", "HDR 28c"),
    "SK614": ("Numbers out of order.", "HDR 20"),
    "SK615": ("Most keys stand at one position.", "HDR 19"),
    "SK616": ("Fewer than three options.", "HDR 18"),
    "SK617": ("A stem that neither asks nor tells what to do.", "HDR 14"),
    "SK618": ("Every option begins with the same words.", "HDR 13"),
    "SK619": ("True and false are out of balance.", "NBME"),
    "SK620": ("A question contains the answer to another one.", "HDR 6"),
    "SK621": ("Two questions ask nearly the same.", "HDR 6"),
    "SK622": ("A question without an explanation.", "feedback teaches"),
    "SK623": ("A distractor without feedback.", "feedback teaches"),
    "SK624": ("Matching lists of equal length.", "HDR 9"),
    "SK625": ("Guessing earns too much.", "HDR 18"),
    "SK626": ("A key that is likely broken.", "Moodle"),
    "SK627": ("Several blanks in one stem.", "H&R"),
    "SK628": ("A double negation.", "HDR 17"),
    "SK629": ("A measurement without unit or tolerance.", "Moodle"),
    "SK630": ("A statement of two claims.", "HDR 2"),
    "SK701": ("An objective that no section teaches.", "HDR 1"),
    "SK702": ("An objective that no question tests.", "HDR 1"),
    "SK703": ("A section without a check.", "retrieval practice"),
    "SK704": ("An objective that no card serves.", "retrieval practice"),
}
