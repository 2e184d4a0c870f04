"""What comes in from outside and goes out again: tables, later bundles between laptops."""
