// Plotting: see README.md
