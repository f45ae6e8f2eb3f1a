"""The rules, one a file: `<family>/<id>_<defect>.py`. `registry.py` finds them by walking this folder."""
