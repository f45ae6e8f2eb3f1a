"""The pages of evaluation: parse, call one service or selector, render."""
