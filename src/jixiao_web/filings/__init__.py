"""What a unit files: drafts, revisions, states, and the pages to fill them in."""
