// MachineLearning: see README.md
