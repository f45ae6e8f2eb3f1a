"""One watch rule a file: spd<nn>_<defect>.py."""
