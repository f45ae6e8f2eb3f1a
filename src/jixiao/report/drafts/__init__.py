"""Drafts that a person completes and signs: the performance report, the rectification notice.

Every sentence is made of values and names their paths in `Line.sources`: of the document or check report itself, and
behind `plan:` of the approved plan. What no value says stands as a visible 待填 mark. The papers are Chinese in every
language of the screen.
"""
