"""The rules of taking a session, independent of any screen: prompt order, conditions, answers and saving."""
