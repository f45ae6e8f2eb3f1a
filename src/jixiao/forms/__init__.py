"""Official forms: blocks ⇄ model.

A form is a description (`official/*.toml`): its picture shows the paper row by row, with labels and named slots. One
engine reads every document by these descriptions; later the same ones are laid out to write and to edit.
"""
