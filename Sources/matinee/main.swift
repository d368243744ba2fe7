import Commands

Matinee.start()
