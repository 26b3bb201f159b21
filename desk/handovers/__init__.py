"""What a worker who takes a child over needs to know first, drawn from every room."""
