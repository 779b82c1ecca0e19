import { letter as accountNotice } from './account-notice.ts'
import { alerts, digest } from './alert.ts'
import { confirm as applicationConfirm, decided as applicationDecided } from './application.ts'
import { letter as approvalAsked } from './approval-asked.ts'
import { letter as approvalDecided } from './approval-decided.ts'
import { letter as autopayChanged } from './autopay-changed.ts'
import { letter as cancelNoted } from './cancel-noted.ts'
import { letter as cardExpiring } from './card-expiring.ts'
import { letter as cardRemoved } from './card-removed.ts'
import { letter as cardSaved } from './card-saved.ts'
import { letter as contractCancelled } from './contract-cancelled.ts'
import { letter as contractEnds } from './contract-ends.ts'
import { letter as contractKept } from './contract-kept.ts'
import { answered as messageAnswered, received as messageReceived } from './contract-messages.ts'
import { letter as contractSettled } from './contract-settled.ts'
import { letter as creditNoteIssued } from './credit-note-issued.ts'
import { letter as disputeOpened } from './dispute-opened.ts'
import { letter as instalmentDueSoon } from './instalment-due-soon.ts'
import { letter as invoiceDueSoon } from './invoice-due-soon.ts'
import { letter as invoiceIssued } from './invoice-issued.ts'
import { letter as invoiceOverdue } from './invoice-overdue.ts'
import type { Letter } from './kit/letter.ts'
import { letter as linkCode } from './link-code.ts'
import { letter as mentioned } from './mentioned.ts'
import { letter as offerTaken } from './offer-taken.ts'
import { letter as paymentFailed } from './payment-failed.ts'
import { letter as paymentReceived } from './payment-received.ts'
import { letter as paymentRefunded } from './payment-refunded.ts'
import { letter as paymentToConfirm } from './payment-to-confirm.ts'
import { change as priceChange, kept as priceKept } from './price-change.ts'
import { letter as quoteAccepted } from './quote-accepted.ts'
import { letter as quoteDecided } from './quote-decided.ts'
import { answered as quoteAnswered, question as quoteQuestion } from './quote-question.ts'
import { letter as quoteReminder } from './quote-reminder.ts'
import { letter as quoteSent } from './quote-sent.ts'
import { asked as ratingAsked, low as ratingLow } from './rating.ts'
import { letter as renewalComing } from './renewal-coming.ts'
import { letter as requestNews } from './request-news.ts'
import { letter as secureLink } from './secure-link.ts'
import { letter as serviceChanged } from './service-changed.ts'
import { letter as signIn } from './sign-in.ts'
import { letter as supplierTerm } from './supplier-term.ts'

/** Every letter by its name. */
const letters = {
	'cancel-noted': cancelNoted,
	'contract-cancelled': contractCancelled,
	'contract-ends': contractEnds,
	'contract-kept': contractKept,
	'contract-settled': contractSettled,
	'offer-taken': offerTaken,
	'price-change': priceChange,
	'price-kept': priceKept,
	'renewal-coming': renewalComing,
	'account-notice': accountNotice,
	alerts,
	digest,
	'application-confirm': applicationConfirm,
	'application-decided': applicationDecided,
	'approval-asked': approvalAsked,
	'approval-decided': approvalDecided,
	'request-news': requestNews,
	'autopay-changed': autopayChanged,
	'card-expiring': cardExpiring,
	'card-removed': cardRemoved,
	'card-saved': cardSaved,
	'instalment-due-soon': instalmentDueSoon,
	'invoice-due-soon': invoiceDueSoon,
	'payment-to-confirm': paymentToConfirm,
	'service-changed': serviceChanged,
	'credit-note-issued': creditNoteIssued,
	'dispute-opened': disputeOpened,
	'invoice-issued': invoiceIssued,
	'invoice-overdue': invoiceOverdue,
	'payment-failed': paymentFailed,
	'payment-received': paymentReceived,
	'payment-refunded': paymentRefunded,
	'link-code': linkCode,
	'quote-accepted': quoteAccepted,
	'quote-answered': quoteAnswered,
	'quote-decided': quoteDecided,
	'quote-question': quoteQuestion,
	'quote-reminder': quoteReminder,
	'quote-sent': quoteSent,
	'message-answered': messageAnswered,
	'message-received': messageReceived,
	mentioned,
	'rating-asked': ratingAsked,
	'rating-low': ratingLow,
	'secure-link': secureLink,
	'sign-in': signIn,
	'supplier-term': supplierTerm,
}

type Letters = typeof letters

export type LetterName = keyof Letters
export type LetterInputs = { [Name in LetterName]: Parameters<Letters[Name]['write']>[0] }

const writers: { [Name in LetterName]: (input: LetterInputs[Name]) => Promise<Letter> } = {
	'cancel-noted': cancelNoted.write,
	'contract-cancelled': contractCancelled.write,
	'contract-ends': contractEnds.write,
	'contract-kept': contractKept.write,
	'contract-settled': contractSettled.write,
	'offer-taken': offerTaken.write,
	'price-change': priceChange.write,
	'price-kept': priceKept.write,
	'renewal-coming': renewalComing.write,
	'account-notice': accountNotice.write,
	alerts: alerts.write,
	digest: digest.write,
	'application-confirm': applicationConfirm.write,
	'application-decided': applicationDecided.write,
	'approval-asked': approvalAsked.write,
	'approval-decided': approvalDecided.write,
	'request-news': requestNews.write,
	'autopay-changed': autopayChanged.write,
	'card-expiring': cardExpiring.write,
	'card-removed': cardRemoved.write,
	'card-saved': cardSaved.write,
	'instalment-due-soon': instalmentDueSoon.write,
	'invoice-due-soon': invoiceDueSoon.write,
	'payment-to-confirm': paymentToConfirm.write,
	'service-changed': serviceChanged.write,
	'credit-note-issued': creditNoteIssued.write,
	'dispute-opened': disputeOpened.write,
	'invoice-issued': invoiceIssued.write,
	'invoice-overdue': invoiceOverdue.write,
	'payment-failed': paymentFailed.write,
	'payment-received': paymentReceived.write,
	'payment-refunded': paymentRefunded.write,
	'link-code': linkCode.write,
	'quote-accepted': quoteAccepted.write,
	'quote-answered': quoteAnswered.write,
	'quote-decided': quoteDecided.write,
	'quote-question': quoteQuestion.write,
	'quote-reminder': quoteReminder.write,
	'quote-sent': quoteSent.write,
	'message-answered': messageAnswered.write,
	'message-received': messageReceived.write,
	mentioned: mentioned.write,
	'rating-asked': ratingAsked.write,
	'rating-low': ratingLow.write,
	'secure-link': secureLink.write,
	'sign-in': signIn.write,
	'supplier-term': supplierTerm.write,
}

export const letterNames = Object.keys(letters) as LetterName[]

/**
 * Writes a letter by its name, with the input that the name asks for. Input that waited as JSON is read back; a
 * ZodError says what is wrong with it.
 */
export function writeLetter<Name extends LetterName>(name: Name, input: LetterInputs[Name]): Promise<Letter> {
	return writers[name](input)
}
