"""The reference programs against which ours is measured."""
