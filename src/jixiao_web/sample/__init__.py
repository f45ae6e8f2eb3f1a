"""The sample county 云河县, which does not exist: units, people and plans in every state, for trying and for tests."""
