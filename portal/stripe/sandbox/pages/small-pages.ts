import type Stripe from 'stripe'
import { brandName } from './checkout-page.ts'
import { money } from './frame.ts'
import { type Html, html } from './html.ts'
import { type Language, say, type Words } from './words.ts'

/** A short page with one thing to say and at most one way on. */
export function notice(title: string, text: string, onward: { label: string; url: string } | null): Html {
	return html`<main class="single"><section class="panel"><h1>${title}</h1><p>${text}</p>${
		onward === null ? null : html`<a class="button" href="${onward.url}">${onward.label}</a>`
	}</section></main>`
}

export type ChallengeView = {
	token: string
	merchant: string
	words: Words
	language: Language
	amount: number | null
	currency: string | null
}

/** The page of the customer's bank. */
export function challengePage(view: ChallengeView): Html {
	const { words, merchant } = view
	const about =
		view.amount === null || view.currency === null
			? say(words.saveFor, { merchant })
			: say(words.challengeFor, { amount: money(view.amount, view.currency, view.language), merchant })
	return html`<main class="single"><section class="panel">
<h1>${words.challenge}</h1><p><strong>${about}</strong></p><p class="small">${words.challengeText}</p>
<form method="post" action="/sandbox/challenge/${view.token}">
<button class="button" name="answer" value="complete">${words.challengePass}</button>
<button class="button quiet" name="answer" value="fail">${words.challengeFail}</button>
</form></section></main>`
}

export function receiptPage(charge: Stripe.Charge, merchant: string, words: Words, language: Language): Html {
	const card = charge.payment_method_details?.card
	const day = Temporal.Instant.fromEpochMilliseconds(charge.created * 1000)
		.toZonedDateTimeISO('UTC')
		.toPlainDate()
	return html`<main class="single"><section class="panel">
<h1>${say(words.receipt, { merchant })}</h1>
<p class="total">${money(charge.amount, charge.currency, language)}</p>
<p>${say(words.paidWith, { brand: brandName(card?.brand ?? ''), last4: card?.last4 ?? '' })}<br>
<time datetime="${day.toString()}">${day.toLocaleString(language, { dateStyle: 'long' })}</time></p>
${charge.description === null ? null : html`<p>${charge.description}</p>`}
${
	charge.amount_refunded > 0
		? html`<p>${say(words.refunded, { amount: money(charge.amount_refunded, charge.currency, language) })}</p>`
		: null
}<p class="small">${charge.id}</p></section></main>`
}
