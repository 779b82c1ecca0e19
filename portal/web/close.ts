import type { Server } from 'node:http'

/**
 * Closes a server without breaking anyone off: no new connections, idle ones ended at once, requests in flight finished,
 * and after `patience` milliseconds whatever is still open is cut.
 */
export function closeServer(server: Server, patience = 10_000): Promise<void> {
	return new Promise((resolve, reject) => {
		const cut = setTimeout(() => server.closeAllConnections(), patience)
		const sweep = setInterval(() => server.closeIdleConnections(), 50)
		server.close((error) => {
			clearTimeout(cut)
			clearInterval(sweep)
			if (error) reject(error)
			else resolve()
		})
		server.closeIdleConnections()
	})
}
