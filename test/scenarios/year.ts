import { setTimeout as wait } from 'node:timers/promises'
import { expect, inject } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { bill, type RunResult } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { openPost } from '#emails/send.ts'
import { openLog } from '#portal/log.ts'
import { openCheckout } from '#portal/stripe/checkout.ts'
import { startWorker } from '#portal/worker.ts'
import { choiceOf } from '#test/portal/stripe/choosing.ts'
import { openTaking, type Taking } from '#test/portal/stripe/taking.ts'

export const office: Actor = { kind: 'system', name: 'office' }

/** A company with all its parts running: books, card processor and its messages, worker, mailbox. */
export type Year = Taking

export async function openYear(on: string): Promise<Year> {
	const taking = await openTaking({ on, hold: true })
	const { books, sql } = taking
	const [server] = await sql<{ name: string }[]>`select current_database() as name`
	const worker = await startWorker({
		books,
		databaseUrl: inject('serverUrl').replace(/\/[^/]*$/, `/${server?.name}`),
		settings: { publicUrl: taking.url },
		post: openPost({ kind: 'mailbox', from: 'Halden <billing@halden.example>' }, sql),
		cards: { stripe: taking.till.stripe, live: false },
		log: openLog('silent'),
		clockwork: false,
	})
	const close = async () => {
		await worker.stop()
		await taking.close()
	}
	return { ...taking, close, [Symbol.asyncDispose]: close }
}

/** The day has come: what is due is billed, the worker does what follows, and all that must hold does. */
export async function dayComes(year: Year, day: string): Promise<RunResult> {
	year.clock.standOn(day)
	const run = await bill(year.books, office, year.clock.today())
	await allIsGood(year)
	return run
}

/** What the processor wants to tell is told, each message so many times. */
export async function hear(year: Year, times = 1): Promise<void> {
	await year.sandbox.catchUp()
	for (const { body, signature } of year.posted.splice(0)) {
		for (let time = 0; time < times; time++) {
			const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
			const answer = await fetch(`${year.url}/webhooks/stripe`, { method: 'POST', headers, body })
			expect(answer.status).toBe(200)
		}
	}
	await allIsGood(year)
}

/** Waits until the worker has done everything, then looks whether every promise holds. */
export async function allIsGood(year: Year): Promise<void> {
	for (let turn = 0; ; turn++) {
		const [open] = await year.sql<{ name: string }[]>`
			select kind || ' ' || key || ' ' || last_error as name from outbox where delivered_at is null and gave_up_at is null
			union all select kind || ' ' || last_error from inbox where processed_at is null`
		if (!open) break
		if (turn > 400) throw new Error(`The worker has not done it: ${open.name}`)
		await wait(25)
	}
	const findings = expectOk(await act(year.books, office, examine, undefined))
	expect(findings.filter(({ good }) => !good)).toEqual([])
}

/** A contact of the customer presses pay for all that is open: the processor's page. */
export async function pressPay(year: Year, customer: string): Promise<{ paymentId: string; page: string }> {
	const [contact] = await year.sql<{ id: string }[]>`
		select contact_id as id from customer_contact join customer on customer.id = customer_id where customer.import_key = ${customer}`
	const open = await year.sql<{ id: string; totalMinor: bigint }[]>`
		select invoice.id, total_minor - settled_minor as "totalMinor" from invoice join customer on customer.id = customer_id
		where customer.import_key = ${customer} and invoice.kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor order by due_on, invoice.id`
	const payer: Actor = { kind: 'contact', contactId: contact?.id ?? '' }
	const { payment, url } = expectOk(await openCheckout(year.till, payer, choiceOf([...open])))
	return { paymentId: payment.id, page: url }
}

/** The papers of a contract in their order: number, day, total, what is settled, state. */
export async function papersOf({ sql }: Year, contract: string): Promise<string[]> {
	const rows = await sql<{ paper: string }[]>`
		select invoice.number || ' ' || issued_on || ' ' || total_minor || ' ' || settled_minor || ' ' || invoice.state as paper
		from invoice join contract on contract.id = contract_id where contract.import_key = ${contract} order by invoice.id`
	return rows.map((row) => row.paper)
}

/** Subjects of the letters that came since the last look, and how many PDFs were with them. */
export async function newLetters({ sql }: Year): Promise<string[]> {
	const rows = await sql<{ letter: string }[]>`
		select letter || ' to ' || to_address || ' with ' || (select count(*) from mailbox_attachment where letter_id = mailbox_letter.id) as letter
		from mailbox_letter order by 1`
	await sql`delete from mailbox_letter`
	return rows.map((row) => row.letter)
}
