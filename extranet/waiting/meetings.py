"""What meetings ask of somebody."""
