import type { Due } from '#core/outbox/deliver.ts'
import { Undeliverable } from '#core/outbox/deliver.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { sendSecureLink, sendSignIn } from './access-letters.ts'
import {
	sendAccessChanged,
	sendAddressChanged,
	sendContactAdded,
	sendEmailChanged,
	sendFactorReset,
	sendPeopleChanged,
} from './account-letters.ts'
import { sendApprovalAsked, sendApprovalDecided, sendRequestNews } from './approval-letters.ts'
import { sendAutopayChanged, sendCardExpiring, sendCardRemoved, sendCardSaved } from './card-letters.ts'
import {
	sendCancelled,
	sendContractEnds,
	sendKept,
	sendNoted,
	sendOfferTaken,
	sendPriceChange,
	sendPriceKept,
	sendRenewalComing,
} from './contract-letters.ts'
import type { Desk } from './desk.ts'
import { sendDueSoon, sendInstalmentDueSoon, sendServiceChanged, sendToConfirm } from './dunning-letters.ts'
import { sendCreditNote, sendInvoice, sendReminder } from './invoice-letters.ts'
import { sendLinkCode } from './link-code.ts'
import { sendLowRating, sendMessages, sendRatingQuestion } from './message-letters.ts'
import { sendApplicationConfirm, sendApplicationDecided, sendSupplierTerm } from './partner-letters.ts'
import { sendDispute, sendFailure, sendReceipt, sendRefundNotice } from './payment-letters.ts'
import { sendAboutQuote } from './quote-letters.ts'
import { sendSettled } from './settlement-letter.ts'

/** Composes the letter that an effect names, as things are now, and sends it. Throws when it did not leave. */
export async function deliverMail(desk: Desk, effect: Pick<Due, 'key' | 'payload'>): Promise<void> {
	const { key } = effect
	const queued = effect.payload as QueuedLetter
	switch (queued.letter) {
		case 'invoice-issued':
			return await sendInvoice(desk, key, queued.invoiceId)
		case 'invoice-overdue':
			return await sendReminder(desk, key, queued.invoiceId)
		case 'invoice-due-soon':
			return await sendDueSoon(desk, key, queued.invoiceId)
		case 'instalment-due-soon':
			return await sendInstalmentDueSoon(desk, key, queued.instalmentId)
		case 'payment-to-confirm':
			return await sendToConfirm(desk, key, queued.paymentId)
		case 'service-changed':
			return await sendServiceChanged(desk, key, queued)
		case 'card-saved':
			return await sendCardSaved(desk, key, queued.paymentMethodId)
		case 'card-removed':
			return await sendCardRemoved(desk, key, queued)
		case 'card-expiring':
			return await sendCardExpiring(desk, key, queued.paymentMethodId)
		case 'autopay-changed':
			return await sendAutopayChanged(desk, key, queued)
		case 'credit-note-issued':
			return await sendCreditNote(desk, key, queued.invoiceId)
		case 'payment-received':
			return await sendReceipt(desk, key, queued.paymentId)
		case 'payment-failed':
			return await sendFailure(desk, key, queued.paymentId)
		case 'payment-refunded':
			return await sendRefundNotice(desk, key, queued.refundId)
		case 'dispute-opened':
			return await sendDispute(desk, key, queued)
		case 'contract-cancelled':
			return await sendCancelled(desk, key, queued)
		case 'contract-kept':
			return await sendKept(desk, key, queued)
		case 'contract-settled':
			return await sendSettled(desk, key, queued.requestId)
		case 'offer-taken':
			return await sendOfferTaken(desk, key, queued)
		case 'cancel-noted':
			return await sendNoted(desk, key, queued)
		case 'renewal-coming':
			return await sendRenewalComing(desk, key, queued)
		case 'application-confirm':
			return await sendApplicationConfirm(desk, key, queued)
		case 'application-decided':
			return await sendApplicationDecided(desk, key, queued)
		case 'supplier-term':
			return await sendSupplierTerm(desk, key, queued)
		case 'price-change':
			return await sendPriceChange(desk, key, queued)
		case 'price-kept':
			return await sendPriceKept(desk, key, queued)
		case 'contract-ends':
			return await sendContractEnds(desk, key, queued)
		case 'approval-asked':
			return await sendApprovalAsked(desk, key, queued)
		case 'request-news':
			return await sendRequestNews(desk, key, queued)
		case 'approval-decided':
			return await sendApprovalDecided(desk, key, queued.requestId)
		case 'address-changed':
			return await sendAddressChanged(desk, key, queued.addressChangeId)
		case 'contact-added':
			return await sendContactAdded(desk, key, queued)
		case 'people-changed':
			return await sendPeopleChanged(desk, key, queued)
		case 'email-changed':
			return await sendEmailChanged(desk, key, queued)
		case 'access-changed':
			return await sendAccessChanged(desk, key, queued)
		case 'second-factor-reset':
			return await sendFactorReset(desk, key, queued)
		case 'quote-sent':
		case 'quote-reminder':
		case 'quote-accepted':
		case 'quote-decided':
		case 'quote-question':
		case 'quote-answered':
			return await sendAboutQuote(desk, key, queued)
		case 'message-received':
		case 'message-answered':
			return await sendMessages(desk, key, queued)
		case 'rating-asked':
			return await sendRatingQuestion(desk, key, queued)
		case 'rating-low':
			return await sendLowRating(desk, key, queued.requestId)
		case 'link-code':
			return await sendLinkCode(desk, key, queued)
		case 'sign-in':
			return await sendSignIn(desk, key, queued)
		case 'secure-link':
			return await sendSecureLink(desk, key, queued)
		default:
			throw new Undeliverable(`There is no letter ${JSON.stringify((queued as { letter?: unknown }).letter)}`)
	}
}
