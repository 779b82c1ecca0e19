import { inject } from 'vitest'
import { noteSocket } from '#db/embedded/socket.ts'

// Tests speak with the run's server as the product does with its own.
noteSocket(Number(new URL(inject('serverUrl')).port), inject('socketFolder'))
