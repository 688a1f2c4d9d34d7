"""`python -m studykit` is `studykit`."""

from studykit.cli import main

raise SystemExit(main())
