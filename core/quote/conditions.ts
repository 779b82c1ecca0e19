import type { Scope } from '../act.ts'
import { readOwnWords } from '../template/own-words.ts'
import { fillIn, type Variable } from '../template/variables.ts'
import type { Quote } from './read.ts'

type Values = { customer: string; number: string; company: string; contract: string; termMonths: number | null }

/** Of a draft what its conditions will say once it is sent; of any other what they say. */
export async function conditionsOf(scope: Scope, quote: Quote): Promise<string> {
	if (quote.state !== 'draft' || !quote.conditions.includes('{{')) return quote.conditions
	const [values] = await scope.sql<Values[]>`
		select customer.name as customer, customer.number, billing_party.name as company,
			coalesce(contract.number, '') as contract, contract.term_months as "termMonths"
		from billing_party, customer left join contract on contract.id = ${quote.forContractId}
		where customer.id = ${quote.customerId} and billing_party.id = ${scope.company.billingPartyId}`
	if (!values) throw new Error('The customer of the quote has gone')
	const filled: Record<Variable, string> = {
		'company.name': values.company,
		'customer.name': values.customer,
		'customer.number': values.number,
		'quote.number': quote.number,
		// A new contract has its number from its acceptance on; until then it is known by the quote's.
		'contract.number': values.contract || quote.number,
		'term.months': String((quote.purpose === 'signature' ? values.termMonths : quote.termMonths) ?? none),
		'notice.days': String(quote.noticeDays),
		'payment.days': String(quote.paymentTermDays),
		currency: quote.currency.trim(),
	}
	const { customerId, forContractId: contractId, templateId } = quote
	const own = await readOwnWords(scope, { customerId, contractId, templateId })
	const shown = [...own].map(([name, text]) => [name, text || none] as const)
	return fillIn(quote.conditions, filled, new Map(shown))
}

const none = '–'
