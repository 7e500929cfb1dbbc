"""Text made safe, files written whole, suggestions, and folders of formats."""
