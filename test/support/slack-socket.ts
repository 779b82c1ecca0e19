import { createHash } from 'node:crypto'
import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'

type Envelope = { envelope_id: string; type: 'slash_commands' | 'interactive' | 'events_api'; payload: object }

/** Slack's side of Socket Mode: says hello, sends envelopes, and keeps what was acknowledged. */
export function listenForSockets(server: Server) {
	const open = new Set<Duplex>()
	const acknowledged: string[] = []
	let count = 0
	server.on('upgrade', (request, socket) => {
		const accept = createHash('sha1')
			.update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
			.digest('base64')
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
		)
		open.add(socket)
		let pending = Buffer.alloc(0)
		socket.on('data', (data) => {
			pending = Buffer.concat([pending, data])
			for (let read = frameOf(pending); read; read = frameOf(pending)) {
				pending = pending.subarray(read.length)
				if (read.kind === 1) acknowledged.push(JSON.parse(read.text).envelope_id)
				if (read.kind === 8) socket.end(Buffer.from([0x88, 0]))
			}
		})
		socket.on('close', () => open.delete(socket))
		socket.on('error', () => open.delete(socket))
		send(socket, { type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } })
	})
	return {
		acknowledged,
		connected: () => open.size > 0,
		/** Sends an envelope to whoever is connected, again under the same name where one is given. */
		send(type: Envelope['type'], payload: object, id = `e${++count}`): string {
			for (const socket of open)
				send(socket, { envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' })
			return id
		},
		close: () => {
			for (const socket of open) socket.destroy()
		},
	}
}

function send(socket: Duplex, message: object): void {
	const body = Buffer.from(JSON.stringify(message))
	const head =
		body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
	socket.write(Buffer.concat([head, body]))
}

/** One frame as a client sends it, masked and not long; undefined until it is whole. */
function frameOf(data: Buffer): { kind: number; text: string; length: number } | undefined {
	const [first = 0, second = 0] = data
	const short = second & 127
	const start = short === 126 ? 8 : 6
	if (data.length < start) return undefined
	const size = short === 126 ? data.readUInt16BE(2) : short
	if (data.length < start + size) return undefined
	const mask = data.subarray(start - 4, start)
	const text = Buffer.from(data.subarray(start, start + size).map((byte, at) => byte ^ (mask[at % 4] ?? 0))).toString()
	return { kind: first & 15, text, length: start + size }
}
