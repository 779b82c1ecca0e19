import { parentPort } from 'node:worker_threads'
import type { Order } from './press.ts'
import { render } from './render.ts'

// One of the press's threads, which alone load what sets a page: takes orders one after another, gives back bytes or the
// reason there are none.
parentPort?.on('message', async (order: Order) => {
	try {
		const bytes = Uint8Array.from(await render(order.kind, JSON.parse(order.paper)))
		parentPort?.postMessage({ id: order.id, bytes }, [bytes.buffer])
	} catch (error) {
		// A ZodError would arrive without its message.
		const said = error instanceof Error ? error.message : String(error)
		parentPort?.postMessage({ id: order.id, error: new Error(said) })
	}
})
