import type Stripe from 'stripe'
import { countriesIn } from './countries.ts'
import type { FieldName, Problems, Typed } from './entry.ts'
import { money } from './frame.ts'
import { type Html, html, type Piece } from './html.ts'
import { testCards } from './test-cards.ts'
import { type Language, say, type Words } from './words.ts'

export type CheckoutView = {
	session: Stripe.Checkout.Session
	lines: Stripe.LineItem[]
	saved: Stripe.PaymentMethod[]
	merchant: string
	language: Language
	words: Words
	fixedEmail: string | null
	/** The card will be charged again later without the customer. */
	forLater: boolean
	typed: Typed | null
	problems: Problems
	/** Why the card was refused, in words. */
	declined: string | null
}

function summaryOf(view: CheckoutView): Html {
	const { session, words, language, merchant } = view
	const facts = { merchant }
	const amount = (minor: number) => money(minor, session.currency ?? 'usd', language)
	const back =
		session.cancel_url === null
			? null
			: html`<a class="back" href="${session.cancel_url}">← ${say(words.backTo, facts)}</a>`
	if (session.mode === 'setup') {
		return html`<section>${back}<h1>${say(words.saveFor, facts)}</h1></section>`
	}
	return html`<section>${back}
<h1>${say(words.payTo, facts)}</h1>
<p class="total">${amount(session.amount_total ?? 0)}</p>
<ul class="lines">${view.lines.map(
		(line) =>
			html`<li><span>${line.description}${
				line.quantity !== null && line.quantity > 1
					? html`<small>${say(words.quantity, { count: String(line.quantity) })}</small>`
					: null
			}</span><span class="amount">${amount(line.amount_total)}</span></li>`,
	)}</ul>
<p class="sum"><span>${words.total}</span><span class="amount">${amount(session.amount_total ?? 0)}</span></p>
</section>`
}

type FieldLook = { kind?: 'email'; complete: string; numeric?: boolean; hint?: string; needed?: boolean }

function fieldOf(view: CheckoutView, name: FieldName, label: string, look: FieldLook): Html {
	const problem = view.problems[name]
	const described = problem === undefined ? null : html` aria-invalid="true" aria-describedby="${name}-error"`
	return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${look.kind ?? 'text'}" value="${view.typed?.[name] ?? ''}" autocomplete="${look.complete}"${
		look.numeric === true ? html` inputmode="numeric"` : null
	}${look.hint === undefined ? null : html` placeholder="${look.hint}"`}${
		look.needed === true ? html` aria-required="true"` : null
	}${described}>${problem === undefined ? null : html`<p class="error" id="${name}-error">${problem}</p>`}</div>`
}

function problemsOf(view: CheckoutView): Piece {
	const count = Object.keys(view.problems).length
	if (count === 0 && view.declined === null) return null
	return html`<div class="summary" role="alert"><p><strong>${view.declined ?? view.words.problem}</strong></p></div>`
}

function savedOf(view: CheckoutView): Piece {
	const { saved, words, typed } = view
	if (saved.length === 0) return null
	const chosen = typed === null ? saved[0]?.id : typed.saved
	const choice = (value: string, label: string) =>
		html`<label class="choice"><input type="radio" name="saved" value="${value}"${
			(chosen ?? '') === value ? html` checked` : null
		}><span>${label}</span></label>`
	return html`<fieldset><legend>${words.savedCards}</legend>${saved.map((method) =>
		choice(
			method.id,
			say(words.endsWith, {
				brand: brandName(method.card?.brand ?? ''),
				last4: method.card?.last4 ?? '',
				expiry: `${String(method.card?.exp_month).padStart(2, '0')}/${method.card?.exp_year}`,
			}),
		),
	)}${choice('', words.otherCard)}</fieldset>`
}

const BRAND_NAMES: Record<string, string> = {
	visa: 'Visa',
	mastercard: 'Mastercard',
	amex: 'American Express',
	discover: 'Discover',
	diners: 'Diners Club',
	jcb: 'JCB',
	unionpay: 'UnionPay',
}

export function brandName(brand: string): string {
	return BRAND_NAMES[brand] ?? brand
}

function countryOf(view: CheckoutView, needed: boolean): Html {
	const { words, problems, typed } = view
	const described = problems.country === undefined ? null : html` aria-invalid="true" aria-describedby="country-error"`
	return html`<div class="field"><label for="country">${words.country}</label>
<select id="country" name="country" autocomplete="billing country"${needed ? html` aria-required="true"` : null}${described}>
<option value="">${words.choose}</option>${countriesIn(view.language).map(
		({ code, name }) =>
			html`<option value="${code}"${typed?.country.toUpperCase() === code ? html` selected` : null}>${name}</option>`,
	)}</select>${problems.country === undefined ? null : html`<p class="error" id="country-error">${problems.country}</p>`}</div>`
}

function addressOf(view: CheckoutView): Piece {
	const { words } = view
	const needed = view.session.billing_address_collection === 'required'
	const country = countryOf(view, needed)
	if (!needed) return country
	return html`</fieldset><fieldset><legend>${words.address}</legend>
${fieldOf(view, 'line1', words.line1, { complete: 'billing address-line1', needed })}
<div class="pair">${fieldOf(view, 'postalCode', words.postalCode, { complete: 'billing postal-code' })}
${fieldOf(view, 'city', words.city, { complete: 'billing address-level2', needed })}</div>${country}`
}

function buttonWords({ session, words, language }: CheckoutView): string {
	if (session.mode === 'setup') return words.save
	const amount = money(session.amount_total ?? 0, session.currency ?? 'usd', language)
	const kind = session.submit_type === 'book' ? words.book : session.submit_type === 'donate' ? words.donate : words.pay
	return say(kind, { amount })
}

function testCardsOf({ words }: CheckoutView): Html {
	return html`<details><summary>${words.testCards}</summary><p class="small">${words.testCardsHint}</p>
<ul class="cards">${testCards(words).map(
		(
			card,
		) => html`<li><span><code id="card-${card.number}">${card.shown}</code><br><span class="small">${card.does}</span></span>
<button name="test_card" value="${card.number}" aria-label="${words.use}: ${card.shown}, ${card.does}">${words.use}</button></li>`,
	)}</ul></details>`
}

/** The page where the customer pays or saves a card. Works without scripts. */
export function checkoutPage(view: CheckoutView): Html {
	const { session, words, merchant } = view
	const offersToSave = session.saved_payment_method_options?.payment_method_save === 'enabled' && !view.forLater
	const mandate = session.mode === 'setup' ? words.mandateSave : words.mandate
	return html`<main class="double">${summaryOf(view)}
<section class="panel" aria-label="${session.mode === 'setup' ? words.save : words.card}">
<form method="post" action="/sandbox/pay/${session.id}" novalidate>
${problemsOf(view)}
<fieldset><legend>${words.contact}</legend>${
		view.fixedEmail === null
			? fieldOf(view, 'email', words.email, { kind: 'email', complete: 'email', needed: true })
			: html`<p>${view.fixedEmail}</p>`
	}</fieldset>
${savedOf(view)}
<fieldset class="new-card"><legend>${words.card}</legend>
${fieldOf(view, 'number', words.number, { complete: 'cc-number', numeric: true, hint: '4242 4242 4242 4242', needed: view.saved.length === 0 })}
<div class="pair">${fieldOf(view, 'expiry', words.expiry, { complete: 'cc-exp', numeric: true, hint: '04/30', needed: view.saved.length === 0 })}
${fieldOf(view, 'cvc', words.cvc, { complete: 'cc-csc', numeric: true, hint: '123', needed: view.saved.length === 0 })}</div>
${fieldOf(view, 'name', words.name, { complete: 'cc-name', needed: view.saved.length === 0 })}
${addressOf(view)}</fieldset>
${
	offersToSave
		? html`<label class="choice new-card"><input type="checkbox" name="save" value="yes"${view.typed?.save === true ? html` checked` : null}><span>${words.remember}</span></label>`
		: null
}
<button class="button">${buttonWords(view)}</button>
${view.forLater ? html`<p class="small">${say(mandate, { merchant })}</p>` : null}
${session.custom_text.submit === null ? null : html`<p class="small">${session.custom_text.submit.message}</p>`}
${testCardsOf(view)}
</form></section></main>`
}
