import type { TaskList } from 'graphile-worker'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { tellAlerts, tellDigests } from '#core/alert/tell.ts'
import { sweepApiRequests } from '#core/api/once.ts'
import { lookAgain } from '#core/approval/look-again.ts'
import { tendApprovals } from '#core/approval/tend.ts'
import { sweepChoices } from '#core/chat/choice.ts'
import { applyRules } from '#core/collection/apply-rules.ts'
import { closeSettledCases } from '#core/collection/close-settled.ts'
import { findAutorun } from '#core/company/find-autorun.ts'
import { followUp } from '#core/dunning/run.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { runOrdered } from '#core/import/run-ordered.ts'
import { sweepImports } from '#core/import/run-state.ts'
import { type Handle, processMessages, sweepInbox } from '#core/inbox/process.ts'
import { bill } from '#core/invoice/run.ts'
import { sweepFiles } from '#core/message/keep-file.ts'
import { customersPerTurn, tendMovements } from '#core/movement/tend.ts'
import { type Carry, deliverEffects, NotYet, sweepOutbox, Undeliverable } from '#core/outbox/deliver.ts'
import { sweepApplications } from '#core/partner-application/sweep.ts'
import { tellPayables } from '#core/payable/tell.ts'
import { sweepPriceUpdates, workOnPriceUpdate } from '#core/price-update/plan.ts'
import { tendQuotes } from '#core/quote/tend.ts'
import { tendRenewals } from '#core/quote/tend-renewals.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { sweepRestructurings } from '#core/restructuring/queue.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import { tellLateCommands } from '#core/telematics/tell-late.ts'
import { sweepUploads } from '#core/upload/hold.ts'
import { deliverWebhooks } from '#core/webhook/deliver.ts'
import { mailAlerts } from './deliver/alert-letters.ts'
import type { Desk } from './deliver/desk.ts'
import { deliverMail } from './deliver/mail.ts'
import { mailMention } from './deliver/mention-letter.ts'
import { callWebhook } from './deliver/webhook.ts'
import { readDocument } from './files/read-text.ts'
import type { FileStore } from './files/store.ts'
import { chargeCard } from './stripe/charge.ts'
import { detachCard } from './stripe/detach.ts'
import { handleEvent } from './stripe/events.ts'
import { sendRefund } from './stripe/refund.ts'
import { closeStale, closeStaleSetups } from './stripe/sweep.ts'
import type { Till } from './stripe/till.ts'
import { handleAnswer, isTelematics } from './telematics/answer.ts'
import { sendCommand } from './telematics/send.ts'

const clockwork: Actor = { kind: 'system', name: 'clockwork' }

/** While the customer pays an invoice themselves, its automatic charge waits this long between looks, in seconds. */
const chargeWait = 600

/** The chats: what is said there leaves by `carry`, what is heard there is done by `handle`. */
export type Chat = { carry: Carry; handle: Handle }

/** `production`: only what is out on the web is told of events. */
type Parts = { till: Till; desk: Desk; files: FileStore; production: boolean; chat?: Chat | undefined }

/** What the worker can do, by the names under which core queues jobs. */
export function workerTasks({ till, desk, files, production, chat }: Parts): TaskList {
	const call = callWebhook({ plain: !production })
	const carry = carrier(till, desk, chat, call)
	const { books } = till
	const sendWebhooks = async (signal?: AbortSignal) => {
		const sent = await deliverWebhooks(books, call, signal)
		if (sent > 0) till.log.info({ sent }, 'Other systems were told of events')
	}
	return {
		deliver: async (payload, { abortSignal }) => {
			const { ids } = payload as { ids: string[] }
			await deliverEffects(books, ids, carry, abortSignal)
		},
		process_inbox: async (payload) => {
			const { messages } = payload as { messages: { provider: string; id: string }[] }
			await processMessages(books, messages, async (message) => {
				if (message.provider === 'stripe') await handleEvent(till, message.payload)
				else if (isTelematics(message)) await handleAnswer(till, message)
				else await chat?.handle(message)
			})
		},
		import_file: async (payload) => {
			await runOrdered(books, payload as { id: string })
		},
		read_document: async (payload) => {
			await readDocument(books, files, (payload as { id: string }).id)
		},
		send_webhooks: async (_payload, { abortSignal }) => sendWebhooks(abortSignal),
		price_update: async (payload) => {
			await workOnPriceUpdate(books, payload as { id: string })
		},
		restructuring: async (payload) => {
			await workOnRestructuring(books, payload as { id: string })
		},
		run_invoices: async () => {
			if (!expectOk(await look(books, clockwork, findAutorun, undefined))) return
			const today = expectOk(await look(books, clockwork, async (scope) => scope.today, undefined))
			const { totals: _, ...counted } = await bill(books, clockwork, today)
			if (counted.contracts > 0) till.log.info(counted, 'The invoice run is done')
			if (counted.failed) till.log.error({ failed: counted.failed }, 'Contracts that could not be billed')
		},
		follow_up: async () => {
			const followed = await followUp(books, clockwork)
			if (Object.values(followed).some((count) => count > 0))
				till.log.info(followed, 'Money that is late was followed up')
		},
		tend_promises: async () => {
			const { kept, broken } = expectOk(await act(books, clockwork, tendPromises, undefined))
			if (kept + broken > 0) till.log.info({ kept, broken }, 'Promises to pay that were kept or broken')
		},
		tend_collection: async () => {
			const closed = expectOk(await act(books, clockwork, closeSettledCases, undefined))
			if (closed > 0) till.log.info({ closed }, 'Collection cases of which nothing is late any more')
		},
		dispatch_debts: async () => {
			const dispatched = expectOk(await act(books, clockwork, applyRules, undefined))
			if (dispatched > 0) till.log.info({ dispatched }, 'Debts were given to collectors by the rules')
		},
		tell_alerts: async () => {
			const raised = expectOk(await act(books, clockwork, raiseAlerts, undefined))
			const told = expectOk(await act(books, clockwork, tellAlerts, undefined))
			const digests = expectOk(await act(books, clockwork, tellDigests, undefined))
			if (raised + told + digests > 0) till.log.info({ raised, told, digests }, 'Staff were told of what happened')
		},
		tend_approvals: async () => {
			const { failed, ...tended } = await tendApprovals(books)
			if (Object.values(tended).some((count) => count > 0)) till.log.info(tended, 'Approvals that wait')
			if (failed.length > 0) till.log.error({ failed }, 'Approvals that could not be looked after')
		},
		look_at_approvals: async () => {
			const { failed, ...looked } = await lookAgain(books)
			if (looked.outdated > 0) till.log.info(looked, 'Approvals that wait, and would do something else by now')
			if (failed.length > 0) till.log.error({ failed }, 'Approvals that could not be looked at')
		},
		tend_movements: async () => {
			let customers = customersPerTurn
			while (customers === customersPerTurn)
				customers = expectOk(await act(books, clockwork, tendMovements, undefined)).customers
		},
		tend_quotes: async () => {
			const { expired, reminded } = expectOk(await act(books, clockwork, tendQuotes, undefined))
			if (expired + reminded > 0) till.log.info({ expired, reminded }, 'Quotes that are over, and about to be')
		},
		ask_for_ratings: async () => {
			const asked = expectOk(await act(books, clockwork, askForRatings, undefined))
			if (asked > 0) till.log.info({ asked }, 'Customers were asked for a rating')
		},
		sweep_files: async () => {
			const forgotten = expectOk(await act(books, clockwork, sweepApplications, undefined))
			if (forgotten > 0) till.log.info({ forgotten }, 'Applications that nobody confirmed were forgotten')
			await sweepUploads(books)
			const swept = await sweepFiles(books, files.remove)
			if (swept > 0) till.log.info({ swept }, 'Files that no message names were removed')
		},
		tend_renewals: async () => {
			const payable = expectOk(await act(books, clockwork, tellPayables, undefined))
			if (payable > 0) till.log.info({ payable }, 'Payments that are due or late were told of')
			if (!expectOk(await look(books, clockwork, findAutorun, undefined))) return
			const { failed, ...tended } = await tendRenewals(books, clockwork)
			if (Object.values(tended).some((count) => count > 0)) till.log.info(tended, 'Terms that end or go on')
			if (failed.length > 0) till.log.error({ failed }, 'Renewals that could not be quoted')
		},
		sweep: async () => {
			const effects = await sweepOutbox(books)
			const messages = await sweepInbox(books)
			const attempts = (await closeStale(till)) + (await closeStaleSetups(till))
			await sweepApiRequests(books)
			const { late } = expectOk(await act(books, clockwork, tellLateCommands, undefined))
			if (late > 0) till.log.warn({ late }, 'Commands that no provider confirmed in time')
			await sendWebhooks()
			const imports = expectOk(await act(books, clockwork, sweepImports, undefined))
			await act(books, clockwork, sweepPriceUpdates, undefined)
			await act(books, clockwork, sweepRestructurings, undefined)
			await act(books, clockwork, sweepChoices, undefined)
			if (effects + messages + attempts + imports > 0)
				till.log.info({ effects, messages, attempts, imports }, 'Swept up what was waiting')
		},
	}
}

/** Lets an effect leave by the way of its kind; commands to providers by `call`. */
export function carrier(till: Till, desk: Desk, chat?: Chat, call = callWebhook({ plain: false })): Carry {
	return async (effect) => {
		switch (effect.kind) {
			case 'mail':
				return await deliverMail(desk, effect)
			case 'alert':
				await mailAlerts(desk, effect)
				return await chat?.carry(effect)
			case 'mention':
				await mailMention(desk, effect)
				return await chat?.carry(effect)
			case 'card_charge': {
				const { number } = effect.payload
				const done = await chargeCard(
					till,
					idIn(effect.payload, 'invoiceId'),
					typeof number === 'number' ? number : undefined,
				)
				if (done === 'later') throw new NotYet('The customer is paying the invoice themselves', chargeWait)
				return
			}
			case 'card_refund':
				return await sendRefund(till, idIn(effect.payload, 'refundId'))
			case 'card_detach':
				return await detachCard(till, idIn(effect.payload, 'paymentMethodId'))
			case 'telematics':
				return await sendCommand(till.books, idIn(effect.payload, 'commandId'), call)
			case 'chat':
			case 'chat_card':
			case 'chat_home':
			case 'chat_picture':
				// Without a chat nobody is told there: the console has it all.
				return await chat?.carry(effect)
		}
	}
}

function idIn(payload: Record<string, unknown>, name: string): string {
	const id = payload[name]
	if (typeof id === 'string') return id
	throw new Undeliverable(`The effect names no ${name}`)
}
