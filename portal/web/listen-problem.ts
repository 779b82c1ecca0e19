import { createServer } from 'node:net'

/** Rejects in a sentence where nothing can listen at this port and address, before anything else is begun. */
export async function tryListening({ port, host }: { port: number; host: string }): Promise<void> {
	const server = createServer()
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error) => reject(listenProblem(error, { port, host })))
		server.listen(port, host, resolve)
	})
	await new Promise((resolve) => server.close(resolve))
}

/** Why a server does not listen, as the person who set the port and the address can mend it; other errors as they are. */
export function listenProblem(error: Error & { code?: string }, { port, host }: { port: number; host: string }): Error {
	switch (error.code) {
		case 'EADDRINUSE':
			return new Error(`Port ${port} is in use by another program: set PORT to a free one.`)
		case 'EACCES':
			return new Error(`Port ${port} may not be used by this account: set PORT to one from 1024.`)
		case 'EADDRNOTAVAIL':
		case 'EAFNOSUPPORT':
		case 'EINVAL':
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return new Error(`HOST ${host} is not an address of this machine.`)
		default:
			return error
	}
}
