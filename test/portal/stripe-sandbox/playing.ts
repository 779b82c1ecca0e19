import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import Stripe from 'stripe'
import { expect } from 'vitest'
import { type CardSandbox, stripeSandbox } from '#portal/stripe/sandbox/sandbox.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type SchemaWatch, watchSchemas } from '#test/support/stripe-schema.ts'

export const SECRET = 'whsec_test_of_the_card_sandbox'

export type Heard = { event: Stripe.Event; signature: string; payload: string }

/** A server that plays the merchant's webhook endpoint: verifies every signature, and answers as it is told to. */
export type Receiver = {
	url: string
	heard: Heard[]
	types(): string[]
	/** Resolves with the first event. */
	told: Promise<void>
	/** What to answer to the next events; 200 when nothing is left. */
	answers: number[]
	close(): Promise<void>
}

function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
	const server = createServer(handler)
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function openReceiver(watch: SchemaWatch): Promise<Receiver> {
	const heard: Heard[] = []
	const answers: number[] = []
	const first = Promise.withResolvers<void>()
	const verifier = new Stripe('sk_test_verifies')
	const hear = async (request: IncomingMessage, response: ServerResponse) => {
		const parts: Buffer[] = []
		for await (const part of request) parts.push(part as Buffer)
		const payload = Buffer.concat(parts).toString('utf8')
		const signature = String(request.headers['stripe-signature'])
		try {
			const event = verifier.webhooks.constructEvent(payload, signature, SECRET)
			heard.push({ event, signature, payload })
			watch.heard(event)
			first.resolve()
			response.writeHead(answers.shift() ?? 200).end()
		} catch {
			response.writeHead(400).end()
		}
	}
	const server = await listen((request, response) => {
		hear(request, response).catch(() => response.destroy())
	})
	return {
		url: `http://127.0.0.1:${portOf(server)}/hooks`,
		heard,
		answers,
		types: () => heard.map(({ event }) => event.type),
		told: first.promise,
		close: () => closeServer(server),
	}
}

function closeServer(server: Server): Promise<void> {
	server.closeAllConnections()
	return new Promise((resolve) => server.close(() => resolve()))
}

export type Playing = {
	/** A client that never repeats a request by itself. */
	stripe: Stripe
	sandbox: CardSandbox
	receiver: Receiver
	world: World
	url: string
	/** The server stops and another takes its place on the same database. */
	restart(): Promise<void>
	[Symbol.asyncDispose](): Promise<void>
}

/** The sandbox on a real server and a database of its own, with the real SDK in front and a receiver behind. */
export async function playSandbox(on = '2026-03-02'): Promise<Playing> {
	const world = await openBooks({ on, company: false })
	const watch = watchSchemas()
	const receiver = await openReceiver(watch)
	let server: Server | undefined
	const url = () => `http://127.0.0.1:${portOf(server as Server)}`
	const open = async (port: number) => {
		const sandbox = stripeSandbox({
			sql: world.sql,
			webhookUrl: receiver.url,
			webhookSecret: SECRET,
			publicUrl: url,
			clock: world.clock,
			merchant: 'Northwind Lifts',
			observe: watch.observe,
		})
		const app = express()
		app.use(sandbox.router)
		const opened = createServer(app)
		await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve))
		server = opened
		return sandbox
	}
	let sandbox = await open(0)
	const port = Number(new URL(url()).port)
	const stripe = new Stripe('sk_test_counterpart', {
		host: '127.0.0.1',
		port,
		protocol: 'http',
		maxNetworkRetries: 0,
		telemetry: false,
	})
	return {
		stripe,
		get sandbox() {
			return sandbox
		},
		receiver,
		world,
		url: url(),
		restart: async () => {
			await sandbox.stop()
			await closeServer(server as Server)
			sandbox = await open(port)
		},
		[Symbol.asyncDispose]: async () => {
			await sandbox.stop()
			await closeServer(server as Server)
			await receiver.close()
			await world.close()
			expect(watch.problems, 'every request, answer and event fits the types of the SDK').toEqual([])
		},
	}
}

/** A page as a person without scripts sees it. */
export type Page = { status: number; location: string | null; html: string; headers: Headers }

export async function visit(url: string, form?: Record<string, string>, language = 'en'): Promise<Page> {
	const answer = await fetch(url, {
		redirect: 'manual',
		headers: { 'accept-language': language },
		...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
	})
	return {
		status: answer.status,
		location: answer.headers.get('location'),
		html: await answer.text(),
		headers: answer.headers,
	}
}

/** A card as typed into the page. */
export const typed = (number: string, rest: Record<string, string> = {}) => ({
	email: 'ada@example.com',
	number,
	expiry: '04/30',
	cvc: '123',
	name: 'Ada Lovelace',
	country: 'GB',
	...rest,
})

/** What the SDK threw. */
export async function refusalOf(asked: Promise<unknown>): Promise<Stripe.errors.StripeError> {
	try {
		await asked
	} catch (error) {
		if (error instanceof Stripe.errors.StripeError) return error
		throw error
	}
	throw new Error('it was not refused')
}
