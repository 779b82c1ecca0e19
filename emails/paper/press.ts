import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { GatePassPaper } from './gate-pass-paper.ts'
import type { CreditNotePaper, InvoicePaper } from './invoice-paper.ts'
import type { QuotePaper, SignedQuotePaper } from './quote-paper.ts'
import type { ReceiptPaper } from './receipt-paper.ts'
import type { SettlementPaper } from './settlement-paper.ts'
import type { StatementPaper } from './statement-paper.ts'

export type Papers = {
	invoice: InvoicePaper
	credit_note: CreditNotePaper
	receipt: ReceiptPaper
	quote: QuotePaper
	signed_quote: SignedQuotePaper
	statement: StatementPaper
	gate_pass: GatePassPaper
	settlement: SettlementPaper
}
export type PaperKind = keyof Papers

/** `paper` is JSON, which days and amounts survive: kit/field.ts reads them back. */
export type Order = { id: number; kind: PaperKind; paper: string }
type Answer = { id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; error: unknown }
type Waiting = { resolve(file: Buffer): void; reject(error: unknown): void }

/** Renders papers beside the process that asks, so that it stays free to answer and both cores have work. */
export type Press = {
	print<Kind extends PaperKind>(kind: Kind, paper: Papers[Kind]): Promise<Buffer>
	close(): Promise<void>
}

/** A press of some threads, started when first needed. With none, papers are rendered where they are asked for. */
export function openPress(threads = 2): Press {
	const hands: Hand[] = []
	let count = 0
	return {
		async print(kind, paper) {
			if (threads === 0) return (await import('./render.ts')).render(kind, paper)
			const idle = hands.find((hand) => hand.waiting.size === 0)
			if (!idle && hands.length < threads) hands.push(openHand(hands))
			const hand = idle ?? hands.reduce((one, other) => (other.waiting.size < one.waiting.size ? other : one))
			const order: Order = { id: ++count, kind, paper: JSON.stringify(paper, digits) }
			return new Promise<Buffer>((resolve, reject) => {
				hand.waiting.set(order.id, { resolve, reject })
				hand.worker.ref()
				hand.worker.postMessage(order)
			})
		},
		async close() {
			await Promise.all(hands.map((hand) => hand.worker.terminate()))
		},
	}
}

const digits = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

type Hand = { worker: Worker; waiting: Map<number, Waiting> }

function openHand(hands: Hand[]): Hand {
	// Found by the package's own name for it, so that it is found from a bundle too.
	const file = createRequire(import.meta.url).resolve('#emails/paper/press-worker.ts')
	const loader = createRequire(import.meta.url).resolve('#emails/jsx.mjs')
	const worker = new Worker(file, { execArgv: ['--import', loader] })
	const hand: Hand = { worker, waiting: new Map() }
	const fail = (error: unknown) => {
		hands.splice(hands.indexOf(hand), 1)
		for (const { reject } of hand.waiting.values()) reject(error)
		hand.waiting.clear()
	}
	worker.on('message', (answer: Answer) => {
		const order = hand.waiting.get(answer.id)
		hand.waiting.delete(answer.id)
		if (hand.waiting.size === 0) worker.unref()
		if ('bytes' in answer) order?.resolve(Buffer.from(answer.bytes.buffer))
		else order?.reject(answer.error)
	})
	worker.once('error', fail)
	worker.once('exit', (code) => {
		if (hands.includes(hand)) fail(new Error(`A thread of the press ended with ${code}`))
	})
	return hand
}
