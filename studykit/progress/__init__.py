"""The learner: events, the fold from events to state, the store on disk."""
