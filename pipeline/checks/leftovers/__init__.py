"""What is left in of the printed page or of the program the text comes from."""
