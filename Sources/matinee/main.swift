import Commands

runMatinee()
